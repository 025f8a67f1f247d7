/** Accounts as cards show them, from the mirror; read from the CRM once where the mirror cannot answer. */
import { recognisePartner } from '../../../shared/domain/partner.ts';
import { nativeFieldsOf, type ProgramRules } from '../../../shared/domain/program.ts';
import type { Fields } from '../../../shared/schema/objects.ts';
import type { PartnerFacts } from '../../../shared/views/state.ts';
import { mirrorAccounts, type MirrorAccount, type StandingRow } from '../collections.ts';
import type { Context } from '../context.ts';
import { ACCOUNT_FIELDS, OVERLAP_FIELDS, rowsInside } from '../crmFields.ts';
import { accountReadings, type AccountReading } from './collections.ts';

export type AccountOnCard = Pick<MirrorAccount, 'stamp' | 'fields' | 'native' | 'overlaps'> & {
  id: string;
  /** Null: as fresh as the last poll. */
  readAt: number | null;
  /** Null where it has not been mapped yet. */
  segment: MirrorAccount['segment'] | null;
  isPartner: boolean;
};

/** By id; accounts that are gone are missing. @param newer the stamp that the viewer's CRM shows, by id */
export async function readAccounts(
  context: Context,
  program: ProgramRules,
  ids: readonly string[],
  newer: ReadonlyMap<string, number> = new Map(),
): Promise<Map<string, AccountOnCard>> {
  if (ids.length === 0) return new Map();
  const { store, connection } = context;
  const places = ids.map((id) => `${connection}/${id}`);
  const mirrored = await store.many(mirrorAccounts, places);
  const open = ids.filter((id) => (mirrored.get(`${connection}/${id}`)?.stamp ?? -1) < (newer.get(id) ?? 0));
  const read =
    open.length === 0
      ? new Map<string, AccountReading>()
      : await store.many(
          accountReadings,
          open.map((id) => `${connection}/${id}`),
        );
  const accounts = new Map<string, AccountOnCard>();
  const missing: string[] = [];
  for (const id of ids) {
    const mirror = mirrored.get(`${connection}/${id}`);
    const reading = read.get(`${connection}/${id}`);
    const best = reading && reading.stamp > (mirror?.stamp ?? -1) ? reading : mirror;
    const looked = Math.max(best?.stamp ?? -1, reading?.toldOf ?? 0);
    if (best && looked >= (newer.get(id) ?? 0)) accounts.set(id, onCard(id, best, mirror, program));
    else missing.push(id);
  }
  if (missing.length === 0) return accounts;
  for (const [id, reading] of await fetchAccounts(context, program, missing, newer)) {
    accounts.set(id, onCard(id, reading, mirrored.get(`${connection}/${id}`), program));
  }
  return accounts;
}

function onCard(
  id: string,
  best: MirrorAccount | AccountReading,
  mirror: MirrorAccount | undefined,
  program: ProgramRules,
): AccountOnCard {
  const { stamp, fields, native, overlaps } = best;
  return {
    id,
    stamp,
    fields,
    native,
    overlaps,
    readAt: 'readAt' in best ? best.readAt : null,
    segment: mirror?.segment ?? null,
    isPartner: mirror?.isPartner ?? recognisePartner({ id, fields, native }, program) !== null,
  };
}

async function fetchAccounts(
  context: Context,
  program: ProgramRules,
  ids: readonly string[],
  newer: ReadonlyMap<string, number>,
): Promise<Map<string, AccountReading>> {
  const { crm, store, connection, clock } = context;
  const readAt = clock.now();
  const records = await crm.get('account', ids, ACCOUNT_FIELDS, nativeFieldsOf(program));
  const kept = await crm.keeps();
  const apart = kept.includes('accountOverlap') ? await overlapsOf(context, [...records.keys()]) : null;
  const readingsOf = new Map<string, AccountReading>();
  for (const [id, record] of records) {
    const { overlaps: _rows, ...fields } = record.fields;
    const overlaps = rowsInside(record) ?? apart?.get(record.id) ?? [];
    const toldOf = newer.get(id);
    const told = toldOf === undefined ? {} : { toldOf };
    readingsOf.set(id, { stamp: record.stamp, fields, native: record.native, overlaps, readAt, ...told });
  }
  await store.put(
    accountReadings,
    [...readingsOf].map(([id, document]) => ({ id: `${connection}/${id}`, document })),
  );
  return readingsOf;
}

async function overlapsOf(
  { crm }: Context,
  accounts: readonly string[],
): Promise<Map<string, StandingRow[]>> {
  const byAccount = new Map<string, StandingRow[]>();
  if (accounts.length === 0) return byAccount;
  const where = [{ field: 'account' as const, in: accounts }];
  for await (const page of crm.find({ object: 'accountOverlap', fields: OVERLAP_FIELDS, where })) {
    for (const { id, fields } of page) {
      const account = fields.account ?? '';
      byAccount.set(account, [...(byAccount.get(account) ?? []), { id, fields }]);
    }
  }
  return byAccount;
}

/** A partner as cards name it; one that is no longer there goes by its id. */
export function partnerFacts(
  id: string,
  account: Pick<AccountOnCard, 'fields' | 'native'> | undefined,
  program: ProgramRules,
): PartnerFacts {
  const fields: Fields<'account'> = account?.fields ?? {};
  const known = account ? recognisePartner({ id, fields, native: account.native }, program) : null;
  return {
    id,
    name: fields.name ?? id,
    type: fields.partnerType?.[0] ?? known?.type ?? null,
    tier: fields.partnerTier ?? known?.tier ?? null,
  };
}
