/** Gathers the review queue: what waits for a person's word, both sides of each pair. */
import { defaultProgram } from '../../../shared/domain/program.ts';
import { subjectOf } from '../../../shared/domain/partner.ts';
import type { ReviewItem, ReviewQueueState } from '../../../shared/views/reviewQueue.ts';
import { mirrorAccounts, programs } from '../collections.ts';
import { listReviews } from '../listReviews.ts';
import { isChannelManager } from './caller.ts';
import { ageOf, type Desk } from './desk.ts';

/** As many as the page draws. */
const SHOWN = 20;
const SHARED = ['name', 'website', 'country', 'city', 'owner'] as const;

export async function reviewState(desk: Desk): Promise<ReviewQueueState> {
  const { context, access } = desk;
  const { store, connection } = context;
  const program = (await store.get(programs, connection))?.rules ?? defaultProgram();
  const { reviews, total } = await listReviews(context, SHOWN);
  const accounts = await store.many(
    mirrorAccounts,
    reviews.map(({ account }) => `${connection}/${account}`),
  );
  const items = reviews.map((review): ReviewItem => {
    const { id, account, accountName, partner, partnerName, shown, score, reasons } = review;
    const mirror = accounts.get(`${connection}/${account}`);
    const ours = mirror && subjectOf(mirror, program);
    return {
      target: id,
      account: { id: account, name: accountName },
      partner: { id: partner, name: partnerName },
      ours: {
        name: accountName,
        website: ours?.website ?? null,
        country: ours?.country ?? null,
        city: ours?.city ?? null,
        registrationNumber: ours?.registrationNumber ?? null,
      },
      theirs: Object.fromEntries(SHARED.flatMap((name) => (name in shown ? [[name, shown[name]]] : []))),
      score,
      reasons,
    };
  });
  return {
    stamp: null,
    age: await ageOf(desk, null),
    items,
    more: total - items.length,
    mayDecide: isChannelManager(access),
  };
}
