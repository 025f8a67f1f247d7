/** Finds rows of a stored generation by their keys: reads the buckets those fall in and nothing else. */
import type { TenantStore } from '../../ports.ts';
import { rowKeys } from '../collections.ts';
import { askedAhead, partsOf } from './ahead.ts';
import { bucketOf, rowsIn, type FoundRows } from './keyTable.ts';
import type { Generation } from './rowBlocks.ts';
import { fromSealed } from './sealed.ts';
import { bucketId, entriesOf, type TableName } from './sealing.ts';

const BUCKETS_AT_ONCE = 100;

/** Keys that nobody carries are missing from the answer. */
export async function lookUp(
  generation: Generation,
  store: TenantStore,
  table: TableName,
  keys: Iterable<number>,
  capOf: (key: number) => number,
): Promise<Map<number, FoundRows>> {
  const wanted = [...new Set(keys)];
  if (wanted.length === 0) return new Map();
  return fromSealed(generation, store, ({ bits }) =>
    find(generation, store, { table, bits: bits[table], keys: wanted, capOf }),
  );
}

/** Null where a bucket is missing. */
async function find(
  { prefix }: Generation,
  store: TenantStore,
  wanted: { table: TableName; bits: number; keys: readonly number[]; capOf: (key: number) => number },
): Promise<Map<number, FoundRows> | null> {
  const { table, bits, keys, capOf } = wanted;
  const keysByBucket = Map.groupBy(keys, (key) => bucketOf(key, bits));
  const numbers = [...keysByBucket.keys()].sort((a, b) => a - b);
  const found = new Map<number, FoundRows>();
  const ask = (part: readonly number[]) =>
    store.many(
      rowKeys,
      part.map((number) => bucketId(prefix, table, number)),
    );
  for await (const [part, buckets] of askedAhead(partsOf(numbers, BUCKETS_AT_ONCE), ask)) {
    for (const number of part) {
      const bucket = buckets.get(bucketId(prefix, table, number));
      if (!bucket) return null;
      const entries = entriesOf(bucket);
      for (const key of keysByBucket.get(number) ?? []) {
        const rows = rowsIn(entries, key, capOf(key));
        if (rows === 'crowded' || rows.length > 0) found.set(key, rows);
      }
    }
  }
  return found;
}
