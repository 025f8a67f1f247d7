/** The rows of a generation as matching reads them, normalised once when the list came in. */
import { Companies } from '../../../shared/domain/matching.ts';
import type { TenantStore } from '../../ports.ts';
import { rowTexts } from '../collections.ts';
import { askedAhead, partsOf } from './ahead.ts';
import { BLOCK_ROWS, blockId, type Generation } from './rowBlocks.ts';
import { fromSealed } from './sealed.ts';

const BLOCKS_AT_ONCE = 100;

/** @param numbers of rows, ascending, each once; they become the rows of the table in this order */
export function companiesAt(
  generation: Generation,
  store: TenantStore,
  numbers: readonly number[],
): Promise<Companies> {
  return fromSealed(generation, store, () => read(generation, store, numbers));
}

/** Null where a block is missing. */
async function read(
  { prefix }: Generation,
  store: TenantStore,
  numbers: readonly number[],
): Promise<Companies | null> {
  const companies = new Companies(numbers.length);
  const blocks = [...new Set(numbers.map((number) => Math.floor(number / BLOCK_ROWS)))];
  let at = 0;
  const ask = (part: readonly number[]) =>
    store.many(
      rowTexts,
      part.map((block) => blockId(prefix, block)),
    );
  for await (const [part, found] of askedAhead(partsOf(blocks, BLOCKS_AT_ONCE), ask)) {
    for (const block of part) {
      const rows = found.get(blockId(prefix, block))?.rows;
      for (; at < numbers.length && numbers[at]! < (block + 1) * BLOCK_ROWS; at++) {
        const line = rows?.[numbers[at]! % BLOCK_ROWS];
        if (line === undefined) return null;
        companies.addLine(line);
      }
    }
  }
  return companies;
}
