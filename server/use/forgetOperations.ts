/** Keeps the record of what people did on cards from growing for ever: a key is remembered for a month. */
import type { TenantStore } from '../ports.ts';
import { operations } from './cards/collections.ts';

/** Milliseconds. */
const KEPT = 30 * 86_400_000;
const PAGE = 500;

/** What is still to be written stays. */
export async function forgetOperations(store: TenantStore, connection: string, now: number): Promise<void> {
  const prefix = `${connection}/`;
  for (let after: string | undefined; ;) {
    const page = await store.page(operations, { prefix, ...(after && { after }), limit: PAGE });
    const old = page.filter(({ document: { at, ended } }) => ended !== null && at < now - KEPT);
    await store.remove(
      operations,
      old.map(({ id }) => id),
    );
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}
