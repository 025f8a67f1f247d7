/** A deal with its partners' parts, from the mirror; read from the CRM once where the mirror cannot answer. */
import type { Fields } from '../../../shared/schema/objects.ts';
import { diffFields } from '../../../shared/domain/overlap.ts';
import type { CrmRecord, Transaction } from '../../ports.ts';
import type { Context } from '../context.ts';
import { DEAL_FIELDS, PART_FIELDS, TOUCHPOINT_FIELDS } from '../crmFields.ts';
import type { SortedChanges } from '../sortedChanges.ts';
import { dealTeams, type DealTeam } from './collections.ts';

/** @param newer the last-modified stamp that the viewer's CRM shows; null where it shows none */
export async function readDeal(context: Context, id: string, newer: number | null): Promise<DealTeam | null> {
  const known = await context.store.get(dealTeams, `${context.connection}/${id}`);
  if (known && isFresh(known, newer)) return known;
  return (await fetchDeals(context, [id], newer)).get(id) ?? null;
}

/** By id; deals that are gone are missing. */
export async function readDeals(context: Context, ids: readonly string[]): Promise<Map<string, DealTeam>> {
  const { store, connection } = context;
  const known = await store.many(
    dealTeams,
    ids.map((id) => `${connection}/${id}`),
  );
  const teams = new Map<string, DealTeam>();
  const missing: string[] = [];
  for (const id of ids) {
    const team = known.get(`${connection}/${id}`);
    if (team) teams.set(id, team);
    else missing.push(id);
  }
  if (missing.length === 0) return teams;
  return new Map([...teams, ...(await fetchDeals(context, missing))]);
}

/** A stamp that was told of before has been looked into already, whatever the CRM answered then. */
function isFresh(team: DealTeam, newer: number | null): boolean {
  return newer === null || newer <= Math.max(team.stamp, team.toldOf ?? 0);
}

/** @param newer the stamp that made us read them */
async function fetchDeals(
  context: Context,
  ids: readonly string[],
  newer: number | null = null,
): Promise<Map<string, DealTeam>> {
  const { crm, store, connection, clock } = context;
  const readAt = clock.now();
  const records = await crm.get('deal', ids, DEAL_FIELDS);
  const kept = await crm.keeps();
  const asked = [...records.values()].map(({ id }) => id);
  const [parts, touchpoints] = await Promise.all([
    kept.includes('dealPartner') ? rowsOf(context, 'dealPartner', PART_FIELDS, asked) : null,
    kept.includes('partnerTouchpoint')
      ? rowsOf(context, 'partnerTouchpoint', TOUCHPOINT_FIELDS, asked)
      : null,
  ]);
  const teams = new Map<string, DealTeam>();
  for (const [id, record] of records) {
    const inside = teamInside(record, readAt);
    teams.set(id, {
      ...inside,
      parts: parts?.get(record.id) ?? inside.parts,
      touchpoints: touchpoints?.get(record.id) ?? inside.touchpoints,
      ...(newer !== null && { toldOf: newer }),
    });
  }
  await store.put(
    dealTeams,
    [...teams].map(([id, document]) => ({ id: `${connection}/${id}`, document })),
  );
  const gone = ids.filter((id) => !teams.has(id)).map((id) => `${connection}/${id}`);
  if (gone.length > 0) await store.remove(dealTeams, gone);
  return teams;
}

/** What a reading of the deal itself tells. */
export function teamInside({ stamp, fields, rows }: CrmRecord<'deal'>, readAt: number): DealTeam {
  const { dealPartners: _rows, ...rest } = fields;
  return {
    stamp,
    readAt,
    rowsInside: rows !== undefined,
    fields: rest,
    parts: (rows?.dealPartner ?? []).map((row) => row.fields as Fields<'dealPartner'>),
    touchpoints: (rows?.partnerTouchpoint ?? []).map((row) => row.fields as Fields<'partnerTouchpoint'>),
  };
}

/** By deal. */
async function rowsOf<Name extends 'dealPartner' | 'partnerTouchpoint'>(
  { crm }: Context,
  object: Name,
  fields: readonly (keyof Fields<Name> & string)[],
  deals: readonly string[],
): Promise<Map<string, Fields<Name>[]>> {
  const byDeal = new Map<string, Fields<Name>[]>();
  if (deals.length === 0) return byDeal;
  const where = [{ field: 'deal' as keyof Fields<Name> & string, in: deals }];
  for await (const page of crm.find({ object, fields, where })) {
    for (const { fields: row } of page) {
      const { deal } = row as { deal?: string | null };
      if (!deal) continue;
      const rows = byDeal.get(deal);
      if (rows) rows.push(row);
      else byDeal.set(deal, [row]);
    }
  }
  return byDeal;
}

/** Deals at once that are read again. */
const REREAD = 200;

/**
 * Reads deals anew whose rows have changed by another hand than ours. Where rows are records of their own, only they
 * tell; those that are as the mirror has them are our own writes coming back.
 */
export async function rereadTeams(
  context: Context,
  { dealRows, goneDealRows }: Pick<SortedChanges, 'dealRows' | 'goneDealRows'>,
): Promise<void> {
  const { store, connection } = context;
  const rows = [...dealRows.values()].map(({ fields }) => fields);
  const gone = [...goneDealRows.values()];
  const deals = new Set([...rows, ...gone].flatMap(({ deal }) => (deal ? [deal] : [])));
  if (deals.size === 0) return;
  const known = await store.many(
    dealTeams,
    [...deals].map((id) => `${connection}/${id}`),
  );
  const standing = ({ key, deal }: Fields<'dealPartner' | 'partnerTouchpoint'>) => {
    const team = known.get(`${connection}/${deal ?? ''}`);
    return team && [...team.parts, ...team.touchpoints].find((row) => row.key === key);
  };
  const dirty = new Set<string>();
  for (const row of rows) {
    const before = standing(row);
    if (!before || diffFields(row, before) !== null) dirty.add(row.deal ?? '');
  }
  for (const row of gone) if (standing(row)) dirty.add(row.deal ?? '');
  const shown = [...dirty].filter((id) => known.has(`${connection}/${id}`));
  for (let at = 0; at < shown.length; at += REREAD) await fetchDeals(context, shown.slice(at, at + REREAD));
}

/**
 * Takes over what a run read of deals. Rows that came inside are kept for every deal that has any or was looked at;
 * where rows are records of their own, the deals that cards have shown keep the rows they have.
 */
export async function keepDealTeams(
  tx: Transaction,
  connection: string,
  records: readonly CrmRecord<'deal'>[],
  readAt: number,
): Promise<void> {
  const place = ({ id }: CrmRecord<'deal'>) => `${connection}/${id}`;
  const known = await tx.many(dealTeams, records.map(place));
  const kept = records.flatMap((record) => {
    const before = known.get(place(record));
    const now = teamInside(record, readAt);
    const hasRows = now.parts.length + now.touchpoints.length > 0;
    if (!before) return now.rowsInside && hasRows ? [{ id: place(record), document: now }] : [];
    const fields = { ...before.fields, ...now.fields };
    // An act of ours may have been written since this was read, which only a newer stamp tells.
    const isNewer = now.rowsInside && now.stamp > before.stamp;
    return [{ id: place(record), document: isNewer ? now : { ...before, stamp: now.stamp, fields } }];
  });
  if (kept.length > 0) await tx.put(dealTeams, kept);
}
