/** Reads the front of each queue of claims, and how long it is, without reading what lies behind. */
import type { Registration } from '../../../shared/domain/registration.ts';
import { DAY } from '../../../shared/domain/registration/days.ts';
import type { KeyRange } from '../../ports.ts';
import type { Context } from '../context.ts';
import { type KeptClaim, type RefusedDeal, registrations } from '../registrations/collections.ts';
import { deallessQueue, endingQueue, ownQueue, waitingQueue } from '../registrations/queues.ts';

/** Those that are judged and drawn with all they are about, so that the page stays below 50 kB. */
export const MOST_JUDGED = 8;
/** With those that are only named. */
const MOST_WAITING = 32;
const MOST_STANDING = 8;
const MOST_OWN = 20;
/** Protection that ends sooner is shown, milliseconds. */
const SOON = 14 * DAY;

export interface Front {
  readonly claims: readonly Registration[];
  /** All that the queue holds. */
  readonly count: number;
}

export interface Fronts {
  readonly waiting: Front;
  readonly overdue: number;
  readonly withoutDeal: Front;
  readonly ending: Front;
  readonly own: Front;
  /** What the CRM refused of the deals of these claims, by their keys. */
  readonly refusedDeals: ReadonlyMap<string, RefusedDeal>;
}

const NOTHING: Front = { claims: [], count: 0 };

export async function frontOf(context: Context, user: string, decides: boolean): Promise<Fronts> {
  const { store, connection, clock } = context;
  const now = clock.now();
  const read = async (range: KeyRange, most: number) => {
    const [ids, count] = await Promise.all([
      store.idsByKey(registrations, range, most),
      store.countByKey(registrations, range),
    ]);
    return { ids, count };
  };
  const own = read(ownQueue(connection, user), MOST_OWN);
  const queues = decides
    ? await Promise.all([
        own,
        read(waitingQueue(connection), MOST_WAITING),
        read(deallessQueue(connection), MOST_STANDING),
        read(endingQueue(connection, now + SOON), MOST_STANDING),
        store.countByKey(registrations, waitingQueue(connection, now + 1)),
      ])
    : ([await own, null, null, null, 0] as const);
  const [mine, waiting, withoutDeal, ending, overdue] = queues;
  const ids = [mine, waiting, withoutDeal, ending].flatMap((queue) => queue?.ids ?? []);
  const found =
    ids.length === 0 ? new Map<string, KeptClaim>() : await store.many(registrations, [...new Set(ids)]);
  const front = (queue: { ids: readonly string[]; count: number } | null): Front => {
    if (queue === null) return NOTHING;
    const claims = queue.ids.flatMap((id) => {
      const kept = found.get(id);
      return kept ? [kept.registration] : [];
    });
    return { claims, count: Math.max(queue.count, claims.length) };
  };
  return {
    own: front(mine),
    waiting: front(waiting),
    withoutDeal: front(withoutDeal),
    ending: front(ending),
    overdue,
    refusedDeals: new Map(
      [...found.values()].flatMap(({ registration: { key }, refusedDeal }) =>
        refusedDeal ? [[key, refusedDeal] as const] : [],
      ),
    ),
  };
}
