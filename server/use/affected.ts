/** From what may have changed to the accounts whose overlaps have to be thought over again, with their present facts. */
import { diffFields } from '../../shared/domain/overlap.ts';
import { nativeFieldsOf } from '../../shared/domain/program.ts';
import type { CrmChange, CrmRecord, Stored, Transaction } from '../ports.ts';
import {
  mirrorAccounts,
  mirrorDeals,
  failures,
  reviews,
  type MirrorAccount,
  type StandingRow,
} from './collections.ts';
import { accountReadings, dealTeams } from './cards/collections.ts';
import { keepDealTeams, rereadTeams } from './cards/readDeal.ts';
import type { Context } from './context.ts';
import { ACCOUNT_FIELDS, mirrorOfDeal, rowsInside } from './crmFields.ts';
import { dealsOf } from './dealsOf.ts';
import type { FoundRow } from './heldDecisions.ts';
import { decisionsOf } from './keepMapped.ts';
import { unlinkGone } from './linkPartners.ts';
import type { AccountFacts } from './mapping.ts';
import { followMerges, type FollowedMerges } from './merges.ts';
import { claimsJob } from './registrations/claimsJob.ts';
import { claimsAbout, noteGone, wake } from './registrations/claimWakes.ts';
import { noteTyped, typedAmong } from './registrations/typedRows.ts';
import { readRules, takeRules } from './rules.ts';
import type { Counts } from './runLog.ts';
import { SortedChanges } from './sortedChanges.ts';
import { tooMany } from './sweep.ts';

export interface Affected {
  accounts: AccountFacts[];
  /** More vanished at once than a person would delete. */
  held: boolean;
  /** Brings the mirror in step; part of the transaction that moves the cursors. */
  keep(tx: Transaction): Promise<void>;
}

export async function affectedBy(
  context: Context,
  changes: readonly CrmChange[],
  counts: Counts,
): Promise<Affected> {
  const { store, connection } = context;
  const seen = new SortedChanges(changes);
  const at = (id: string) => `${connection}/${id}`;
  await takeRules(context, {
    programs: seen.programs.map(({ fields }) => fields),
    policies: seen.policies.map(({ fields }) => fields),
    gonePolicies: seen.gonePolicies,
  });
  await rereadTeams(context, seen);
  const merges = await followMerges(context, seen.merged);
  const dealsBefore = await store.many(mirrorDeals, [...seen.deals.keys(), ...seen.goneDeals].map(at));
  const touchedIds = new Set<string>(merges.survivors);
  for (const id of [...seen.deals.keys(), ...seen.goneDeals]) {
    const before = dealsBefore.get(at(id));
    const now = seen.deals.get(id);
    if (before?.account) touchedIds.add(before.account);
    if (now?.fields.account) touchedIds.add(now.fields.account);
  }
  for (const id of await recordsFailing(context, [`passing/${connection}`])) touchedIds.add(id);
  // Their own record may be as it was while a deal or a merge changed what they are.
  const mustMap = new Set(touchedIds);
  for (const id of seen.accounts.keys()) touchedIds.add(id);
  const rowsByKey = new Map(seen.rows.map((row) => [row.fields.key ?? '', row]));
  for (const { fields } of seen.rows) if (fields.account) touchedIds.add(fields.account);
  for (const account of seen.goneRows.values()) touchedIds.add(account);
  for (const id of [...seen.goneAccounts, ...merges.losers]) touchedIds.delete(id);
  // What was refused before is thought over again as soon as anything about the record changes.
  for (const id of await recordsFailing(context, [...touchedIds].map(at))) mustMap.add(id);
  const mirrors = await store.many(mirrorAccounts, [...touchedIds, ...merges.losers].map(at));
  const moved = rowsOfMerged(merges, (id) => mirrors.get(at(id))?.overlaps ?? []);
  const records = await presentRecords(context, seen.accounts, mirrors, [...touchedIds]);
  const ids = [...records.keys()];
  const deals = await dealsOf(context, ids, seen);
  const decided = await decisionsOf(store, connection, ids);
  const echoes: Stored<MirrorAccount>[] = [];
  const accounts = ids.flatMap((id): AccountFacts[] => {
    const record = records.get(id) as CrmRecord<'account'>;
    const mirror = mirrors.get(at(id));
    const found =
      rowsInside(record) ??
      overlay([...(mirror?.overlaps ?? []), ...(moved.get(id) ?? [])], id, rowsByKey, seen.goneRows);
    if (mirror && isEcho(record, found, mirror) && !mustMap.has(id)) {
      if (record.stamp !== mirror.stamp)
        echoes.push({ id: at(id), document: { ...mirror, stamp: record.stamp } });
      return [];
    }
    const facts = { open: false, won: false, ...deals.get(id) };
    return [{ connection, record, found, deals: facts, decisions: decided.get(id) ?? [] }];
  });
  const claims = await claimsAbout(store, connection, {
    deals: [...seen.deals.keys(), ...seen.goneDeals],
    accounts: [...seen.accounts.keys(), ...seen.goneAccounts, ...merges.losers],
    partners: merges.losers,
  });
  const typed = await typedAmong(store, connection, seen);
  const known = seen.goneAccounts.size > 0 ? await store.count(mirrorAccounts, `${connection}/`) : 0;
  if (seen.goneAccounts.size > 0) counts.add('gone', seen.goneAccounts.size);
  return {
    accounts,
    held: tooMany(seen.goneAccounts.size, known),
    async keep(tx) {
      await tx.put(
        mirrorDeals,
        [...seen.deals.values()].map((record) => ({
          id: at(record.id),
          document: mirrorOfDeal(connection, record),
        })),
      );
      await tx.remove(mirrorDeals, [...seen.goneDeals].map(at));
      await keepDealTeams(tx, connection, [...seen.deals.values()], context.clock.now());
      await tx.remove(dealTeams, [...seen.goneDeals].map(at));
      await tx.put(mirrorAccounts, echoes);
      await unlinkGone(tx, connection, [...seen.goneAccounts]);
      await tx.remove(mirrorAccounts, [...seen.goneAccounts, ...merges.losers].map(at));
      await tx.remove(accountReadings, [...seen.goneAccounts, ...merges.losers].map(at));
      const thoughtOver = accounts.map(({ record }) => record.id);
      for (const id of [...thoughtOver, ...seen.goneAccounts, ...merges.losers])
        await tx.removePrefix(reviews, `${at(id)}/`);
      await merges.keep(tx);
      await wake(tx, connection, claims, context.clock.now());
      if (claims.length > 0) {
        const gone = { deals: seen.goneDeals, accounts: [...seen.goneAccounts, ...merges.losers] };
        await noteGone(tx, connection, gone, context.clock.now());
      }
      await noteTyped(tx, connection, typed, context.clock.now());
      if (claims.length + typed.length > 0) await tx.enqueue(claimsJob(connection));
    },
  };
}

/** Accounts or deals with changes that the CRM did not take. */
async function recordsFailing({ store }: Context, keys: readonly string[]): Promise<string[]> {
  const found = await store.byKeys(failures, keys, 10_000);
  const ids = [...found.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer));
  return [...(await store.many(failures, ids)).values()].map(({ record }) => record);
}

/** Rows of accounts that were merged into another, by that other account. */
function rowsOfMerged(
  { into }: FollowedMerges,
  rowsOf: (account: string) => readonly StandingRow[],
): Map<string, StandingRow[]> {
  const moved = new Map<string, StandingRow[]>();
  for (const [loser, survivor] of into) {
    const rows = rowsOf(loser).map(({ id, fields }) => ({ id, fields: { ...fields, account: survivor } }));
    moved.set(survivor, [...(moved.get(survivor) ?? []), ...rows]);
  }
  return moved;
}

/** From the feed where it brought the account, else from the mirror, else read once. */
async function presentRecords(
  context: Context,
  touched: ReadonlyMap<string, CrmRecord<'account'>>,
  mirrors: ReadonlyMap<string, MirrorAccount>,
  ids: readonly string[],
): Promise<Map<string, CrmRecord<'account'>>> {
  const records = new Map<string, CrmRecord<'account'>>();
  const missing: string[] = [];
  for (const id of ids) {
    const mirror = mirrors.get(`${context.connection}/${id}`);
    const record = touched.get(id) ?? (mirror && recordOf(id, mirror));
    if (record) records.set(id, record);
    else missing.push(id);
  }
  if (missing.length === 0) return records;
  const { program } = await readRules(context);
  const read = await context.crm.get('account', missing, ACCOUNT_FIELDS, nativeFieldsOf(program));
  for (const record of read.values()) records.set(record.id, record);
  return records;
}

function recordOf(id: string, mirror: MirrorAccount): CrmRecord<'account'> {
  return { object: 'account', id, stamp: mirror.stamp, fields: mirror.fields, native: mirror.native };
}

/** The mirrored rows with what the feed says of them: changed, new, gone. */
function overlay(
  mirrored: readonly StandingRow[],
  account: string,
  touched: ReadonlyMap<string, CrmRecord<'accountOverlap'>>,
  gone: ReadonlyMap<string, string>,
): FoundRow[] {
  const rows = new Map<string, FoundRow>(mirrored.map((row) => [row.fields.key ?? '', row]));
  for (const [key, { id, fields, stamp }] of touched) {
    if (fields.account === account) rows.set(key, { id, fields, stamp });
  }
  for (const key of gone.keys()) rows.delete(key);
  return [...rows.values()];
}

/** Our own write coming back, or a change to something we do not read. */
function isEcho(record: CrmRecord<'account'>, found: readonly StandingRow[], mirror: MirrorAccount): boolean {
  const { overlaps: _rows, ...fields } = record.fields;
  return (
    diffFields(fields, mirror.fields) === null &&
    diffFields(record.native, mirror.native) === null &&
    found.length === mirror.overlaps.length &&
    found.every((row, at) => diffFields(row.fields, mirror.overlaps[at]?.fields ?? {}) === null)
  );
}
