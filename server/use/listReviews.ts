/** The likely matches that wait for a person's word, best first. */
import { reviews, type Review } from './collections.ts';
import type { Context } from './context.ts';
import { linkedPartners } from './partnerRows.ts';

export interface WaitingReview extends Review {
  /** What a decision names: `account/partner/row`. */
  id: string;
  partnerName: string;
}

const PAGE = 1_000;

export async function listReviews(
  { store, connection }: Pick<Context, 'store' | 'connection'>,
  most: number,
): Promise<{ reviews: WaitingReview[]; total: number }> {
  const linked = await linkedPartners(store, connection);
  const names = new Map(linked.map(({ account, name }) => [account, name]));
  const prefix = `${connection}/`;
  const all: WaitingReview[] = [];
  for (let after: string | undefined; ;) {
    const page = await store.page(reviews, { prefix, ...(after && { after }), limit: PAGE });
    for (const { id, document } of page) {
      const partnerName = names.get(document.partner) ?? document.partner;
      all.push({ ...document, id: id.slice(prefix.length), partnerName });
    }
    after = page.at(-1)?.id;
    if (page.length < PAGE) break;
  }
  all.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  return { reviews: all.slice(0, most), total: all.length };
}
