/** A list that stays in the store, of which only what is asked for is read: for a few changed accounts. */
import { Companies } from '../../../shared/domain/matching.ts';
import type { TenantStore } from '../../ports.ts';
import { subjectOfRow } from '../collections.ts';
import { learntOf } from './learning.ts';
import { lookUp } from './lookUp.ts';
import type { OpenList, RowTable } from './openList.ts';
import { outlinesAt } from './outlineBlocks.ts';
import { rowsAt, type Generation } from './rowBlocks.ts';

export function openInStore(generation: Generation, store: TenantStore): OpenList {
  const tableOf = async (numbers: Uint32Array, companies: Companies): Promise<RowTable> => {
    const learnt = await learntOf(generation, store);
    learnt.weigh(companies);
    const places = new Map<number, number>();
    for (let place = 0; place < numbers.length; place++) places.set(numbers[place]!, place);
    return { companies, learnt, placeOf: (number) => places.get(number)! };
  };
  return {
    sharing(accounts) {
      const keys = Array.from({ length: accounts.size }, (_, at) => accounts.keysOf(at));
      return lookUp(generation, store, 'match', keys);
    },
    async outlined(rows) {
      const numbers = eachOnce(rows);
      return tableOf(numbers, await outlinesAt(generation, store, numbers));
    },
    async whole(rows) {
      const numbers = eachOnce(rows);
      const held = await rowsAt(generation, store, numbers);
      const rowAt = (number: number) => held.get(number)!;
      const companies = new Companies(numbers.length);
      for (const number of numbers) companies.add(subjectOfRow(rowAt(number)));
      return { ...(await tableOf(numbers, companies)), rowAt };
    },
  };
}

/** Ascending. */
function eachOnce(rows: readonly (readonly number[])[]): Uint32Array {
  const all = Uint32Array.from(rows.flat()).sort();
  return all.filter((number, at) => number !== all[at - 1]);
}
