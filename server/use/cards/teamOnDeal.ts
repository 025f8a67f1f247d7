/** The team of a deal as it will stand once everything that was accepted is written. */
import { partOf, type Part } from '../../../shared/domain/team.ts';
import type { Fields } from '../../../shared/schema/objects.ts';
import type { Change, Reader } from '../../ports.ts';
import { operations, type DealTeam } from './collections.ts';

/** More than this many acts on one deal do not wait to be written. */
const MOST_PENDING = 500;

/** What was accepted for this deal and is not written yet counts in every verdict and every view. */
export async function pendingOn(
  store: Pick<Reader, 'byKeys' | 'many'>,
  connection: string,
  deal: string,
): Promise<Change[]> {
  const found = await store.byKeys(operations, [`pending/${connection}/${deal}`], MOST_PENDING);
  const ids = [...found.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer));
  if (ids.length === 0) return [];
  const pending = [...(await store.many(operations, ids)).values()].sort((a, b) => a.at - b.at);
  return pending.flatMap(({ intent }) => (intent.kind === 'write' ? intent.changes : []));
}

/** The deal's rows with these changes laid over them. */
export function withChanges(team: DealTeam, changes: readonly Change[]): DealTeam {
  let { parts, touchpoints, fields } = team;
  for (const change of changes) {
    if (change.object === 'dealPartner') parts = put(parts, change.fields as Fields<'dealPartner'>);
    if (change.object === 'partnerTouchpoint') {
      touchpoints = put(touchpoints, change.fields as Fields<'partnerTouchpoint'>);
    }
    if (change.object === 'deal') fields = { ...fields, ...(change.fields as Fields<'deal'>) };
  }
  return { ...team, parts, touchpoints, fields };
}

function put<Row extends { key?: string | null }>(rows: readonly Row[], row: Row): Row[] {
  const at = rows.findIndex(({ key }) => key === row.key);
  return at < 0 ? [...rows, row] : rows.with(at, { ...rows[at], ...row });
}

export function partsOf(rows: readonly Fields<'dealPartner'>[]): Part[] {
  return rows.flatMap((fields) => partOf(fields) ?? []);
}
