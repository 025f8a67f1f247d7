/** Writes the rows of an import in blocks, with what is derived from them, a few at a time, while the next ones are read. */
import type { ListRow } from '../../../shared/domain/list.ts';
import type { Stored, Writer } from '../../ports.ts';
import { rowBlocks, rowOutlines } from '../collections.ts';
import { BLOCK_ROWS, blockOf } from './rowBlocks.ts';
import type { Sealing } from './sealing.ts';

const BLOCKS_AT_ONCE = 160;

/**
 * Whether it ends or fails, nothing is being written any more.
 * @param pieces all rows of the list, in their order
 * @param sealing takes every row
 * @param put each call durable by itself
 * @param step told how many rows are durable
 */
export async function putBlocks(
  prefix: string,
  pieces: AsyncIterable<readonly ListRow[]>,
  sealing: Sealing,
  put: Writer['put'],
  step: (rows: number) => void,
): Promise<void> {
  let block: ListRow[] = [];
  let blocks: Stored<string>[] = [];
  let taken = 0;
  let writing: Promise<void> = Promise.resolve();
  const close = (): void => {
    blocks.push(blockOf(prefix, Math.floor(taken / BLOCK_ROWS), block));
    taken += block.length;
    block = [];
  };
  const write = async (): Promise<void> => {
    await writing;
    const done = taken;
    const outlines = sealing.outlines(prefix);
    writing = put(rowBlocks, blocks)
      .then(() => put(rowOutlines, outlines))
      .then(() => step(done));
    // A failure is told by the await, not by its absence.
    writing.catch(() => undefined);
    blocks = [];
  };
  try {
    for await (const rows of pieces) {
      sealing.take(rows);
      for (const row of rows) {
        block.push(row);
        if (block.length === BLOCK_ROWS) close();
      }
      if (blocks.length >= BLOCKS_AT_ONCE) await write();
    }
    if (block.length > 0) close();
    await write();
    await writing;
  } finally {
    await Promise.allSettled([writing]);
  }
}
