/** Finds rows of a stored generation by their keys: reads the buckets those fall in and nothing else. */
import type { TenantStore } from '../../ports.ts';
import { rowKeys } from '../collections.ts';
import { askedAhead, partsOf } from './ahead.ts';
import { Base64Reader } from './base64.ts';
import { bucketOf, rowsIn, type KeyLayout } from './keyBucket.ts';
import type { Generation } from './rowBlocks.ts';
import { fromSealed } from './sealed.ts';
import { bucketId, type TableName } from './sealing.ts';

const BUCKETS_AT_ONCE = 250;
/** A question is `key * ASKERS + asker`, which a double holds exactly. */
const ASKERS = 2 ** 20;

/**
 * For each asker, in order, the rows that carry one of its keys: ascending, each once. A crowded key finds none.
 * @param keys of up to 2^20 askers
 */
export async function lookUp(
  generation: Generation,
  store: TenantStore,
  table: TableName,
  keys: readonly ArrayLike<number>[],
): Promise<readonly (readonly number[])[]> {
  const questions = questionsOf(keys);
  const found: number[][] = keys.map(() => []);
  if (questions.length === 0) return found;
  await fromSealed(generation, store, async ({ layouts }) => {
    for (const rows of found) rows.length = 0;
    return (await answer(generation, store, { table, layout: layouts[table], questions }, found)) || null;
  });
  return found.map(eachOnce);
}

/** Ascending, so that every bucket is read once. */
function questionsOf(keys: readonly ArrayLike<number>[]): Float64Array {
  const questions = new Float64Array(keys.reduce((sum, { length }) => sum + length, 0));
  let length = 0;
  for (const [asker, mine] of keys.entries())
    for (let at = 0; at < mine.length; at++) questions[length++] = mine[at]! * ASKERS + asker;
  return questions.sort();
}

interface Asked {
  table: TableName;
  layout: KeyLayout;
  questions: Float64Array;
}

/** False where a bucket is missing. */
async function answer(
  { prefix }: Generation,
  store: TenantStore,
  { table, layout, questions }: Asked,
  found: readonly number[][],
): Promise<boolean> {
  const ids = [...idsOf(prefix, { table, layout, questions })];
  const ask = (part: readonly string[]) => store.many(rowKeys, part);
  const reader = new Base64Reader();
  let at = 0;
  for await (const [part, buckets] of askedAhead(partsOf(ids, BUCKETS_AT_ONCE), ask)) {
    for (const id of part) {
      const packed = buckets.get(id);
      if (packed === undefined) return false;
      const bucket = reader.read(packed);
      const number = bucketOf(Math.floor(questions[at]! / ASKERS), layout);
      for (; at < questions.length; at++) {
        const key = Math.floor(questions[at]! / ASKERS);
        if (bucketOf(key, layout) !== number) break;
        const rows = rowsIn(bucket, key, layout);
        if (rows !== 'crowded' && rows.length > 0) found[questions[at]! % ASKERS]!.push(...rows);
      }
    }
  }
  return true;
}

/** Of the buckets in which the questions fall, in their order. */
function* idsOf(prefix: string, { table, layout, questions }: Asked): Generator<string> {
  let last = -1;
  for (const question of questions) {
    const number = bucketOf(Math.floor(question / ASKERS), layout);
    if (number !== last) yield bucketId(prefix, table, number);
    last = number;
  }
}

function eachOnce(rows: number[]): readonly number[] {
  rows.sort((a, b) => a - b);
  return rows.filter((row, at) => row !== rows[at - 1]);
}
