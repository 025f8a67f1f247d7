/** Outlines of a generation's rows, in blocks: written as the rows come in, read for those that share a key with an account. */
import type { Companies } from '../../../shared/domain/matching.ts';
import type { Stored, TenantStore } from '../../ports.ts';
import { rowOutlines } from '../collections.ts';
import { askedAhead, partsOf } from './ahead.ts';
import { Base64Reader, toBase64 } from './base64.ts';
import { afterOutline, LONGEST_OUTLINE, outline, OutlineTable } from './outlines.ts';
import { blockId, type Generation } from './rowBlocks.ts';
import { fromSealed } from './sealed.ts';

const ROWS = 64;
const BLOCKS_AT_ONCE = 250;

/** Takes the rows of a generation in their order. */
export class OutlineBlocks {
  readonly #cells = new Uint32Array(ROWS * LONGEST_OUTLINE);
  #length = 0;
  #rows = 0;
  #written = 0;
  #full: string[] = [];

  add(companies: Companies, row: number): void {
    this.#length = outline(companies, row, this.#cells, this.#length);
    if (++this.#rows === ROWS) this.#close();
  }

  /** The blocks that are full and were not taken before. */
  taken(prefix: string): Stored<string>[] {
    const full = this.#full.map((document) => ({ id: blockId(prefix, this.#written++), document }));
    this.#full = [];
    return full;
  }

  /** The same at the end, with the last block, which may not be full. */
  last(prefix: string): Stored<string>[] {
    if (this.#rows > 0) this.#close();
    return this.taken(prefix);
  }

  #close(): void {
    this.#full.push(toBase64(this.#cells.subarray(0, this.#length)));
    this.#length = this.#rows = 0;
  }
}

/** @param numbers of rows, ascending, each once; they become the rows of the table in this order */
export function outlinesAt(
  generation: Generation,
  store: TenantStore,
  numbers: ArrayLike<number>,
): Promise<Companies> {
  return fromSealed(generation, store, () => read(generation, store, numbers));
}

/** Null where a block is missing. */
async function read(
  { prefix }: Generation,
  store: TenantStore,
  numbers: ArrayLike<number>,
): Promise<Companies | null> {
  const table = new OutlineTable(numbers.length);
  const ask = (part: readonly number[]) =>
    store.many(
      rowOutlines,
      part.map((block) => blockId(prefix, block)),
    );
  const reader = new Base64Reader();
  let at = 0;
  for await (const [part, found] of askedAhead(partsOf(blocksOf(numbers), BLOCKS_AT_ONCE), ask)) {
    for (const block of part) {
      const packed = found.get(blockId(prefix, block));
      if (packed === undefined) return null;
      const cells = reader.read(packed);
      let place = 0;
      let row = block * ROWS;
      for (; at < numbers.length && numbers[at]! < (block + 1) * ROWS; at++) {
        for (; row < numbers[at]!; row++) place = afterOutline(cells, place);
        table.add(cells, place);
      }
    }
  }
  return table.table();
}

function blocksOf(numbers: ArrayLike<number>): number[] {
  const blocks: number[] = [];
  for (let at = 0; at < numbers.length; at++) {
    const block = Math.floor(numbers[at]! / ROWS);
    if (blocks.at(-1) !== block) blocks.push(block);
  }
  return blocks;
}
