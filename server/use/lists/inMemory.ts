/** A list whose rows are all held in typed arrays: for runs over all accounts. */
import { Companies, KeyIndex } from '../../../shared/domain/matching.ts';
import type { TenantStore } from '../../ports.ts';
import { subjectOfRow } from '../collections.ts';
import { HeldRows } from './heldRows.ts';
import { learntOf } from './learning.ts';
import type { OpenList, WholeRows } from './openList.ts';
import { rowPages, type Generation } from './rowBlocks.ts';

/** More rows than can share a key with one record. */
const MOST_FOUND = 16_384;
const NONE: readonly never[] = [];

/** @param progress told of each page of rows that was read */
export async function openInMemory(
  generation: Generation,
  store: TenantStore,
  progress: (rows: number) => void,
): Promise<OpenList> {
  const companies = new Companies(generation.rows);
  const rows = new HeldRows();
  for await (const page of rowPages(generation, store)) {
    for (const row of page) {
      companies.add(subjectOfRow(row));
      rows.add(row);
    }
    progress(page.length);
  }
  const learnt = await learntOf(generation, store);
  learnt.weigh(companies);
  const index = KeyIndex.of(companies);
  const seen = new Uint32Array(companies.size);
  const found = new Uint32Array(MOST_FOUND);
  let mark = 0;
  const rowsOf = (keys: Uint32Array): readonly number[] => {
    const count = index.candidates(keys, seen, ++mark, found);
    return count === 0 ? NONE : Array.from(found.subarray(0, count).sort());
  };
  const table: WholeRows = {
    companies,
    learnt,
    placeOf: (number) => number,
    rowAt: (number) => rows.at(number),
  };
  return {
    sharing: (accounts) =>
      Promise.resolve(Array.from({ length: accounts.size }, (_, at) => rowsOf(accounts.keysOf(at)))),
    outlined: () => Promise.resolve(table),
    whole: () => Promise.resolve(table),
  };
}
