/** What accounts' deals say of them, from the mirror and from news of deals that the mirror does not hold yet. */
import type { Fields } from '../../shared/schema/objects.ts';
import type { DealFacts } from '../../shared/domain/partner.ts';
import { mirrorDeals } from './collections.ts';
import type { Context } from './context.ts';
import { dealFacts } from './crmFields.ts';

export interface DealNews {
  /** By the CRM's id. */
  deals: ReadonlyMap<string, { fields: Fields<'deal'> }>;
  goneDeals: ReadonlySet<string>;
}

const NO_NEWS: DealNews = { deals: new Map(), goneDeals: new Set() };

/** By account id; accounts without deals are missing. */
export async function dealsOf(
  { store, connection }: Context,
  accounts: readonly string[],
  news: DealNews = NO_NEWS,
): Promise<Map<string, DealFacts>> {
  const keys = await store.byKeys(
    mirrorDeals,
    accounts.map((id) => `${connection}/${id}`),
    10_000,
  );
  const ids = [...new Set([...keys.values()].flatMap((found) => (found === 'crowded' ? [] : found)))];
  const mirrored = await store.many(mirrorDeals, ids);
  const byAccount = new Map<string, { closed?: boolean | null; won?: boolean | null }[]>();
  const add = (
    account: string | null | undefined,
    deal: { closed?: boolean | null; won?: boolean | null },
  ) => {
    if (account) byAccount.set(account, [...(byAccount.get(account) ?? []), deal]);
  };
  for (const [id, deal] of mirrored) {
    const own = id.slice(connection.length + 1);
    if (!news.deals.has(own) && !news.goneDeals.has(own)) add(deal.account, deal);
  }
  for (const { fields } of news.deals.values()) add(fields.account, fields);
  return new Map([...byAccount].map(([account, list]) => [account, dealFacts(list)]));
}
