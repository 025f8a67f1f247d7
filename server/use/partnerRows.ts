/** Which partners have an account in a connection, and what lists they have given. */
import type { TenantStore } from '../ports.ts';
import { links, lists, partners, type List } from './collections.ts';

export interface LinkedPartner {
  /** The tenant's id of the partner. */
  partner: string;
  name: string;
  /** Its account in this connection. */
  account: string;
  lists: readonly { id: string; list: List }[];
}

export async function linkedPartners(store: TenantStore, connection: string): Promise<LinkedPartner[]> {
  const names = await store.page(partners, { limit: 10_000 });
  const here = await store.many(
    links,
    names.map(({ id }) => `${connection}/${id}`),
  );
  const all = await store.page(lists, { limit: 50_000 });
  return names.flatMap(({ id, document }) => {
    const link = here.get(`${connection}/${id}`);
    if (!link) return [];
    return [
      {
        partner: id,
        name: document.name,
        account: link.account,
        lists: all
          .filter((list) => list.document.partner === id)
          .map((list) => ({ id: list.id, list: list.document })),
      },
    ];
  });
}

/** Names the state of the lists, so that a run can tell whether it may go on where an earlier one stopped. */
export function listsVersion(linked: readonly LinkedPartner[]): string {
  return linked
    .flatMap((partner) => partner.lists.map(({ id, list }) => `${partner.account}:${id}@${list.generation}`))
    .sort()
    .join(' ');
}
