/** Counts what is sent by one link, in the store, so that several processes count together. Only who holds a good link is counted. */
import type { TenantStore } from '../../ports.ts';
import { linkPlace, linkTallies, type PartnerLink } from './collections.ts';

/** Milliseconds. */
const WINDOW = 3_600_000;
/** A person who mistypes does not come near it. */
const MOST = 30;

/** Milliseconds to wait where too much was sent; null: it counts. */
export async function tallied(store: TenantStore, link: PartnerLink, now: number): Promise<number | null> {
  const id = linkPlace(link);
  return store.transaction(async (tx) => {
    const known = await tx.get(linkTallies, id);
    const { since, count } = known && now - known.since < WINDOW ? known : { since: now, count: 0 };
    if (count >= MOST) return since + WINDOW - now;
    await tx.put(linkTallies, [{ id, document: { since, count: count + 1 } }]);
    return null;
  });
}
