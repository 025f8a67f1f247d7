/** From an account's rows as they stand to the rows as they should: what to write, what to take away, what is right already. */
import { diffFields } from '../../shared/domain/overlap.ts';
import type { Fields } from '../../shared/schema/objects.ts';
import type { Change } from '../ports.ts';
import type { StandingRow } from './collections.ts';

export interface RowChanges {
  changes: Change[];
  unchanged: number;
  /** The rows as they stand once all changes are written. */
  standing: StandingRow[];
}

/**
 * Rows are the same when partner and list row are, or else their keys; the key of a row that is there stays, also after
 * a merge. Of rows that say the same one stays.
 */
export function rowChanges(
  account: string,
  found: readonly StandingRow[],
  desired: readonly Fields<'accountOverlap'>[],
): RowChanges {
  const changes: Change[] = [];
  const standing: StandingRow[] = [];
  const rest = new Set(found);
  const byIdentity = new Map(found.map((row) => [identity(row.fields), row]));
  const byKey = new Map(found.map((row) => [row.fields.key, row]));
  let unchanged = 0;
  for (const row of desired) {
    const present = claim(rest, byIdentity.get(identity(row))) ?? claim(rest, byKey.get(row.key));
    const fields = { ...row, key: present?.fields.key ?? row.key ?? null };
    const diff = present ? diffFields(fields, present.fields) : fields;
    standing.push({ id: present?.id ?? null, fields: { ...present?.fields, ...fields } });
    if (!diff) unchanged += 1;
    else
      changes.push({ object: 'accountOverlap', op: 'upsert', fields: { ...diff, key: fields.key, account } });
  }
  for (const { id, fields } of rest) {
    const key = fields.key ?? null;
    changes.push({ object: 'accountOverlap', op: 'remove', ...(id && { id }), fields: { key, account } });
  }
  return { changes, unchanged, standing };
}

function claim(rest: Set<StandingRow>, row: StandingRow | undefined): StandingRow | undefined {
  return row && rest.delete(row) ? row : undefined;
}

function identity(row: Fields<'accountOverlap'>): string {
  return `${row.partner}/${row.row}`;
}
