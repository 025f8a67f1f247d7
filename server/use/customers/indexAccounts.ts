/** Derives from the mirror by what each of our accounts is found: match keys, and how common words are among them. */
import { setTimeout as pause } from 'node:timers/promises';
import { capOf, Companies, type Subject } from '../../../shared/domain/matching.ts';
import { subjectOf } from '../../../shared/domain/partner.ts';
import type { ProgramRules } from '../../../shared/domain/program.ts';
import type { Stored, TenantStore } from '../../ports.ts';
import type { MirrorAccount } from '../collections.ts';
import { holdLease } from '../holdLease.ts';
import { toBase64 } from '../lists/base64.ts';
import { layoutFor, packBucket, ROWS } from '../lists/keyBucket.ts';
import { KeyTable } from '../lists/keyTable.ts';
import { nameOf, Sample } from '../lists/sample.ts';
import { FORMAT } from '../lists/sealing.ts';
import { type Inside, mirrorPages } from '../mirrorPages.ts';
import {
  accountIndexes,
  accountKeys,
  accountNames,
  accountWords,
  changedAccounts,
  prefixOf,
} from './collections.ts';

/** Ids in one document: few, since those that are wanted stand far apart. */
export const BLOCK_IDS = 64;
const BUCKET_ENTRIES = 2_048;
const DOCUMENTS_AT_ONCE = 100;
/** Milliseconds. */
export const LOOK_EVERY = 100;

/** What somebody who types a company can say of it; more keys would find nothing more. */
export function typedSubject(account: MirrorAccount, program: ProgramRules): Subject {
  const { id, name, website = null, country = null } = subjectOf(account, program);
  return { id, name, website, country };
}

/** Waits for its turn, since two at once would write into one another. */
export async function indexAccounts(inside: Inside, program: ProgramRules): Promise<void> {
  while (!(await tryToIndex(inside, program))) await pause(LOOK_EVERY);
}

/** False, without doing anything, while someone else is at it. */
export async function tryToIndex(inside: Inside, program: ProgramRules): Promise<boolean> {
  const done = await holdLease(inside.store, `accountIndex/${inside.connection}`, async () => {
    await index(inside, program);
    return true;
  });
  return done ?? false;
}

async function index(inside: Inside, program: ProgramRules): Promise<void> {
  const { store, connection } = inside;
  const before = await store.get(accountIndexes, connection);
  const generation = (before?.generation ?? 0) + 1;
  const prefix = prefixOf(connection, generation);
  // Of an attempt that was cut short.
  await forget(store, prefix);
  const { table, sample, accounts } = await gathered(inside, program, prefix);
  const layout = layoutFor(accounts, Math.max(1, table.size), BUCKET_ENTRIES);
  await putBuckets(store, prefix, table, layout);
  const learnt = sample.counts();
  await store.put(accountWords, [{ id: prefix, document: learnt }]);
  await store.transaction(async (tx) => {
    const document = { format: FORMAT, generation, layout, learnt: nameOf(learnt) };
    await tx.put(accountIndexes, [{ id: connection, document }]);
    await tx.removePrefix(changedAccounts, `${connection}/`);
  });
  if (before) await forget(store, prefixOf(connection, before.generation));
}

async function gathered(inside: Inside, program: ProgramRules, prefix: string) {
  const table = new KeyTable();
  const sample = new Sample();
  let accounts = 0;
  let ids: string[] = [];
  for await (const page of mirrorPages(inside)) {
    // More than a table takes are found by nobody who types them.
    const kept = page.slice(0, ROWS - accounts);
    const companies = Companies.of(kept.map((account) => typedSubject(account, program)));
    for (const at of kept.keys()) {
      for (const key of companies.keysOf(at)) table.add(key, accounts + at);
      sample.take(companies, at);
    }
    accounts += kept.length;
    ids.push(...kept.map(({ id }) => id));
    const full = ids.length - (ids.length % BLOCK_IDS);
    await putIds(inside.store, prefix, accounts - ids.length, ids.slice(0, full));
    ids = ids.slice(full);
  }
  await putIds(inside.store, prefix, accounts - ids.length, ids);
  return { table: table.sort(), sample, accounts };
}

/** @param first number of the first of these accounts */
async function putIds(
  store: TenantStore,
  prefix: string,
  first: number,
  ids: readonly string[],
): Promise<void> {
  const blocks: Stored<string>[] = [];
  for (let at = 0; at < ids.length; at += BLOCK_IDS) {
    const document = ids.slice(at, at + BLOCK_IDS).join('\n');
    blocks.push({ id: `${prefix}${(first + at) / BLOCK_IDS}`, document });
  }
  if (blocks.length > 0) await store.put(accountNames, blocks);
}

async function putBuckets(
  store: TenantStore,
  prefix: string,
  table: KeyTable,
  layout: Parameters<typeof packBucket>[1],
): Promise<void> {
  const count = 2 ** layout.bits;
  for (let first = 0; first < count; first += DOCUMENTS_AT_ONCE) {
    const buckets: Stored<string>[] = [];
    for (let number = first; number < Math.min(count, first + DOCUMENTS_AT_ONCE); number++) {
      const bucket = packBucket(table.bucket(number, layout.bits), layout, capOf);
      buckets.push({ id: `${prefix}${number}`, document: toBase64(bucket) });
    }
    await store.put(accountKeys, buckets);
  }
}

async function forget(store: TenantStore, prefix: string): Promise<void> {
  for (const collection of [accountKeys, accountNames, accountWords] as const)
    await store.removePrefix<unknown>(collection, prefix);
}
