/** Derives from a list's rows what finds and weighs them: match keys, names in decisions, outlines, what is learnt, and the seal. */
import { capOf, Companies } from '../../../shared/domain/matching.ts';
import { hashOf } from '../../../shared/domain/matching/hash.ts';
import type { ListRow } from '../../../shared/domain/list.ts';
import type { Stored, Writer } from '../../ports.ts';
import { learntCounts, rowKeys, rowOutlines, seals, subjectOfRow, type Seal } from '../collections.ts';
import { toBase64 } from './base64.ts';
import { layoutFor, packBucket } from './keyBucket.ts';
import { KeyTable } from './keyTable.ts';
import { OutlineBlocks } from './outlineBlocks.ts';
import { learntId, nameOf, Sample } from './sample.ts';

/** Grows whenever records are normalised in another way or get other keys: what was derived before is then derived anew. */
export const FORMAT = 3;

export type TableName = keyof Seal['layouts'];

/** A thousand rows that say the same are told apart by nobody: a decision then holds by the partner's id alone. */
export const NAME_CAP = 1_000;
const CAPS = { match: capOf, name: () => NAME_CAP } as const;
const BUCKET_ENTRIES = 2_048;
const BUCKETS_AT_ONCE = 100;

/** Takes a list's rows in their order; what it then writes depends on nothing else. */
export class Sealing {
  readonly #tables = { match: new KeyTable(), name: new KeyTable() };
  readonly #sample = new Sample();
  readonly #outlines = new OutlineBlocks();
  #rows = 0;

  take(rows: readonly ListRow[]): void {
    const companies = Companies.of(rows.map(subjectOfRow));
    for (const [at, row] of rows.entries()) {
      const number = this.#rows++;
      for (const key of companies.keysOf(at)) this.#tables.match.add(key, number);
      for (const name of namesOf(row)) this.#tables.name.add(nameKey(name), number);
      this.#outlines.add(companies, at);
      this.#sample.take(companies, at);
    }
  }

  /** The blocks that are full and were not asked for before. */
  outlines(prefix: string): Stored<string>[] {
    return this.#outlines.taken(prefix);
  }

  /** The seal last, so that whoever sees it finds all the rest. */
  async write(prefix: string, put: Writer['put'], step: (buckets: number) => void): Promise<void> {
    await put(rowOutlines, this.#outlines.last(prefix));
    const learnt = this.#sample.counts();
    await put(learntCounts, [{ id: learntId(prefix), document: learnt }]);
    const layoutOf = (table: TableName) => layoutFor(this.#rows, this.#tables[table].size, BUCKET_ENTRIES);
    const layouts = { match: layoutOf('match'), name: layoutOf('name') };
    let done = 0;
    for (const table of ['match', 'name'] as const) {
      const sorted = this.#tables[table].sort();
      const layout = layouts[table];
      const count = 2 ** layout.bits;
      for (let first = 0; first < count; first += BUCKETS_AT_ONCE) {
        const numbers = Array.from(
          { length: Math.min(BUCKETS_AT_ONCE, count - first) },
          (_, at) => first + at,
        );
        const bucket = (number: number): string =>
          toBase64(packBucket(sorted.bucket(number, layout.bits), layout, CAPS[table]));
        await put(
          rowKeys,
          numbers.map((number) => ({ id: bucketId(prefix, table, number), document: bucket(number) })),
        );
        step((done += numbers.length));
      }
    }
    const seal: Seal = { format: FORMAT, rows: this.#rows, learnt: nameOf(learnt), layouts };
    await put(seals, [{ id: sealId(prefix), document: seal }]);
  }
}

export function bucketId(prefix: string, table: TableName, number: number): string {
  return `${prefix}${table}/${number}`;
}

export function nameKey(name: string): number {
  return hashOf(name);
}

export function namesOf({ identity, fallbackIdentity }: ListRow): string[] {
  return identity === fallbackIdentity ? [identity] : [identity, fallbackIdentity];
}

export function sealId(prefix: string): string {
  return `${prefix}seal`;
}
