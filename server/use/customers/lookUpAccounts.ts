/** Finds accounts of ours that share match keys with a company: those that share the most, first. */
import { setTimeout as pause } from 'node:timers/promises';
import { capOf, type Learnt } from '../../../shared/domain/matching.ts';
import type { ProgramRules } from '../../../shared/domain/program.ts';
import type { TenantStore } from '../../ports.ts';
import { Base64Reader } from '../lists/base64.ts';
import { bucketOf, rowsIn } from '../lists/keyBucket.ts';
import { keptLearnt } from '../lists/learning.ts';
import { FORMAT } from '../lists/sealing.ts';
import type { Inside } from '../mirrorPages.ts';
import {
  type AccountIndex,
  accountIndexes,
  accountKeys,
  accountNames,
  accountWords,
  changedAccounts,
  changedKey,
  prefixOf,
} from './collections.ts';
import { BLOCK_IDS, LOOK_EVERY, tryToIndex } from './indexAccounts.ts';

/** Accounts that are compared; one that shares fewer keys than so many others is none that somebody means. */
const MOST = 64;
/** A domain, a whole name, weighs as much as so many words. */
const TELLING = 4;
const MOST_CAP = Math.max(capOf(0), capOf(1));

type Held = Pick<Inside, 'store' | 'connection'>;

export interface Sharing {
  /** Ids; of equally many shared keys the lower one first. */
  accounts: string[];
  learnt: Learnt;
}

/** @param keys of the company; an index that is gone is made anew, which takes seconds */
export async function accountsSharing(
  inside: Inside,
  program: ProgramRules,
  keys: ArrayLike<number>,
): Promise<Sharing> {
  for (;;) {
    const index = await inside.store.get(accountIndexes, inside.connection);
    const found = index?.format === FORMAT ? await lookUp(inside, index, Array.from(keys)) : null;
    if (found) return found;
    // One that was replaced while it was read is not gone.
    const now = await inside.store.get(accountIndexes, inside.connection);
    if (now?.format === FORMAT && now.generation !== index?.generation) continue;
    if (!(await tryToIndex(inside, program))) await pause(LOOK_EVERY);
  }
}

/** Null where a part of the index is missing. */
async function lookUp(held: Held, index: AccountIndex, keys: readonly number[]): Promise<Sharing | null> {
  const { store, connection } = held;
  const prefix = prefixOf(connection, index.generation);
  const [numbers, changed, learnt] = await Promise.all([
    numbersOf(store, prefix, index, keys),
    changedBy(held, keys),
    keptLearnt(index.learnt, () => store.get(accountWords, prefix)),
  ]);
  const ids = numbers && (await idsOf(store, prefix, numbers));
  if (!ids || !learnt) return null;
  const weights = new Map(ids);
  for (const [id, weight] of changed) weights.set(id, Math.max(weight, weights.get(id) ?? 0));
  return { accounts: heaviest(weights).map(([id]) => id), learnt };
}

/** The numbers of accounts with what they share; a crowded key finds nobody. */
async function numbersOf(
  store: TenantStore,
  prefix: string,
  { layout }: AccountIndex,
  keys: readonly number[],
): Promise<[number, number][] | null> {
  const id = (key: number) => `${prefix}${bucketOf(key, layout)}`;
  const buckets = await store.many(accountKeys, [...new Set(keys.map(id))]);
  const reader = new Base64Reader();
  const weights = new Map<number, number>();
  for (const key of keys) {
    const packed = buckets.get(id(key));
    if (packed === undefined) return null;
    const rows = rowsIn(reader.read(packed), key, layout);
    if (rows === 'crowded') continue;
    for (const row of rows) weights.set(row, (weights.get(row) ?? 0) + weightOf(key));
  }
  return heaviest(weights);
}

async function idsOf(
  store: TenantStore,
  prefix: string,
  numbers: readonly (readonly [number, number])[],
): Promise<[string, number][] | null> {
  const block = (number: number) => `${prefix}${Math.floor(number / BLOCK_IDS)}`;
  const blocks = await store.many(accountNames, [...new Set(numbers.map(([number]) => block(number)))]);
  const lines = new Map([...blocks].map(([id, text]) => [id, text.split('\n')]));
  const ids: [string, number][] = [];
  for (const [number, weight] of numbers) {
    const id = lines.get(block(number))?.[number % BLOCK_IDS];
    if (id === undefined) return null;
    ids.push([id, weight]);
  }
  return ids;
}

/** Accounts that are called otherwise since the index was made. */
async function changedBy({ store, connection }: Held, keys: readonly number[]): Promise<Map<string, number>> {
  const asked = new Map(keys.map((key) => [changedKey(connection, key), key]));
  const found = await store.byKeys(changedAccounts, [...asked.keys()], MOST_CAP);
  const weights = new Map<string, number>();
  for (const [text, places] of found) {
    if (places === 'crowded') continue;
    for (const place of places) {
      const id = place.slice(connection.length + 1);
      weights.set(id, (weights.get(id) ?? 0) + weightOf(asked.get(text) ?? 0));
    }
  }
  return weights;
}

/** The lowest bit of a key says whether it tells much, see `capOf`. */
function weightOf(key: number): number {
  return capOf(key) === MOST_CAP ? TELLING : 1;
}

/** By weight, then by what they are called, so that the same are left out each time. */
function heaviest<T extends string | number>(weights: ReadonlyMap<T, number>): [T, number][] {
  return [...weights].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, MOST);
}
