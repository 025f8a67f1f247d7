/** Derives from a list's rows what finds and weighs them: match keys, names in decisions, normalised texts, what is learnt, and the seal. */
import { capOf, Companies } from '../../../shared/domain/matching.ts';
import { hashOf } from '../../../shared/domain/matching/hash.ts';
import type { ListRow } from '../../../shared/domain/list.ts';
import type { Stored, Writer } from '../../ports.ts';
import {
  learntCounts,
  rowKeys,
  rowTexts,
  seals,
  subjectOfRow,
  type KeyBucket,
  type Seal,
  type TextBlock,
} from '../collections.ts';
import { bitsFor, KeyTable } from './keyTable.ts';
import { BLOCK_ROWS, blockId } from './rowBlocks.ts';
import { learntId, nameOf, Sample } from './sample.ts';

/** Grows whenever records are normalised in another way or get other keys: what was derived before is then derived anew. */
export const FORMAT = 2;

export type TableName = keyof Seal['bits'];

/** A thousand rows that say the same are told apart by nobody: a decision then holds by the partner's id alone. */
export const NAME_CAP = 1_000;
const BUCKET_ENTRIES = 1_024;
const BUCKETS_AT_ONCE = 100;

/** Takes a list's rows in their order; what it then writes depends on nothing else. */
export class Sealing {
  readonly #match = new KeyTable();
  readonly #name = new KeyTable();
  readonly #sample = new Sample();
  #lines: string[] = [];
  #written = 0;
  #rows = 0;

  take(rows: readonly ListRow[]): void {
    const companies = Companies.of(rows.map(subjectOfRow));
    for (const [at, row] of rows.entries()) {
      const number = this.#rows++;
      for (const key of companies.keysOf(at)) this.#match.add(key, number);
      for (const name of namesOf(row)) this.#name.add(nameKey(name), number);
      const line = companies.lineOf(at);
      this.#lines.push(line);
      this.#sample.take(line);
    }
  }

  /** The blocks that are full and were not asked for before; at the end also the last one. */
  texts(prefix: string, { end = false } = {}): Stored<TextBlock>[] {
    const lines = this.#lines;
    const blocks: Stored<TextBlock>[] = [];
    let from = 0;
    for (; from + BLOCK_ROWS <= lines.length || (end && from < lines.length); from += BLOCK_ROWS)
      blocks.push({
        id: blockId(prefix, this.#written++),
        document: { rows: lines.slice(from, from + BLOCK_ROWS) },
      });
    this.#lines = lines.slice(from);
    return blocks;
  }

  /** The seal last, so that whoever sees it finds all the rest. */
  async write(prefix: string, put: Writer['put'], step: (buckets: number) => void): Promise<void> {
    await put(rowTexts, this.texts(prefix, { end: true }));
    const learnt = this.#sample.counts();
    await put(learntCounts, [{ id: learntId(prefix), document: learnt }]);
    const tables = {
      match: this.#match.seal(capOf),
      name: this.#name.seal(() => NAME_CAP),
    };
    const bits = {
      match: bitsFor(tables.match.size, BUCKET_ENTRIES),
      name: bitsFor(tables.name.size, BUCKET_ENTRIES),
    };
    let done = 0;
    for (const table of ['match', 'name'] as const) {
      const count = 2 ** bits[table];
      for (let first = 0; first < count; first += BUCKETS_AT_ONCE) {
        const numbers = Array.from(
          { length: Math.min(BUCKETS_AT_ONCE, count - first) },
          (_, at) => first + at,
        );
        await put(
          rowKeys,
          numbers.map((number) => ({
            id: bucketId(prefix, table, number),
            document: bucketOf(tables[table].bucket(number, bits[table])),
          })),
        );
        step((done += numbers.length));
      }
    }
    const seal: Seal = { format: FORMAT, rows: this.#rows, learnt: nameOf(learnt), bits };
    await put(seals, [{ id: sealId(prefix), document: seal }]);
  }
}

export function entriesOf({ entries }: KeyBucket): Float64Array {
  const bytes = Buffer.from(entries, 'base64');
  // A buffer of Node's pool may begin anywhere, numbers of eight bytes may not.
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
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

function bucketOf({ buffer, byteOffset, byteLength }: Float64Array): KeyBucket {
  return { entries: Buffer.from(buffer, byteOffset, byteLength).toString('base64') };
}

export function sealId(prefix: string): string {
  return `${prefix}seal`;
}
