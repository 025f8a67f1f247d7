/** Takes away what belongs to generations that no list names: those of a broken import and of a list that was replaced. */
import type { TenantStore } from '../../ports.ts';
import { learntCounts, rowBlocks, rowKeys, rowOutlines, seals } from '../collections.ts';

const COLLECTIONS = [rowBlocks, rowKeys, rowOutlines, learntCounts, seals] as const;

/** @param kept the prefix of the generation that the list names; null for none */
export async function removeLeftovers(store: TenantStore, list: string, kept: string | null): Promise<void> {
  const prefix = `${list}@`;
  for (const collection of COLLECTIONS) {
    for (let after: string | undefined; ;) {
      const [found] = await store.page<unknown>(collection, { prefix, ...(after && { after }), limit: 1 });
      if (!found) break;
      const generation = found.id.slice(0, found.id.indexOf('/', prefix.length) + 1);
      if (generation === kept) after = `${generation}~`;
      else await store.removePrefix<unknown>(collection, generation);
    }
  }
}

export async function removeGeneration(store: TenantStore, prefix: string): Promise<void> {
  for (const collection of COLLECTIONS) await store.removePrefix<unknown>(collection, prefix);
}
