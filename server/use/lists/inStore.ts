/** A list that stays in the store, of which only what is asked for is read: for a few changed accounts. */
import { capOf } from '../../../shared/domain/matching.ts';
import type { TenantStore } from '../../ports.ts';
import { learntOf } from './learning.ts';
import { lookUp } from './lookUp.ts';
import type { OpenList } from './openList.ts';
import { rowsAt, type Generation } from './rowBlocks.ts';
import { companiesAt } from './rowTexts.ts';

export function openInStore(generation: Generation, store: TenantStore): OpenList {
  return {
    async sharing(accounts) {
      const keys = Array.from({ length: accounts.size }, (_, at) => accounts.keysOf(at));
      const found = await lookUp(generation, store, 'match', flat(keys), capOf);
      return keys.map((mine) => {
        const rows = new Set<number>();
        for (const key of mine) {
          const more = found.get(key);
          if (more && more !== 'crowded') for (const row of more) rows.add(row);
        }
        return [...rows].sort((a, b) => a - b);
      });
    },
    async compared(numbers) {
      const wanted = [...numbers()].sort((a, b) => a - b);
      const places = new Map(wanted.map((number, place) => [number, place]));
      const learnt = await learntOf(generation, store);
      const companies = await companiesAt(generation, store, wanted);
      learnt.weigh(companies);
      return { companies, learnt, placeOf: (number) => places.get(number) as number };
    },
    async rows(numbers) {
      const rows = await rowsAt(generation, store, numbers);
      return (number) => rows.get(number) as NonNullable<ReturnType<typeof rows.get>>;
    },
  };
}

function* flat(all: readonly Uint32Array[]): Generator<number> {
  for (const keys of all) yield* keys;
}
