/** Reads the front of each queue of claims, and how long it is, without reading what lies behind. */
import type { Registration } from '../../../shared/domain/registration.ts';
import { DAY } from '../../../shared/domain/registration/days.ts';
import type { Context } from '../context.ts';
import { type RefusedDeal, registrations } from '../registrations/collections.ts';
import {
  deallessQueue,
  endingQueue,
  ownQueue,
  unsharedQueue,
  waitingQueue,
} from '../registrations/queues.ts';

/** Those that are judged and drawn with all they are about, so that the page stays below 50 kB. */
export const MOST_JUDGED = 8;
/** With those that are only named. */
const MOST_WAITING = 32;
const MOST_STANDING = 8;
const MOST_OWN = 20;
/** Of the viewer's own, of those that wait, and of each kind that stands and asks for something. */
const MOST = [MOST_OWN, MOST_WAITING, MOST_STANDING, MOST_STANDING, MOST_STANDING] as const;
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
  readonly unshared: Front;
  readonly own: Front;
  /** What the CRM refused of the deals of these claims, by their keys. */
  readonly refusedDeals: ReadonlyMap<string, RefusedDeal>;
}

export async function frontOf(context: Context, user: string, decides: boolean): Promise<Fronts> {
  const { store, connection, clock } = context;
  const now = clock.now();
  const own = ownQueue(connection, user);
  const soon = endingQueue(connection, now + SOON);
  const ranges = decides
    ? [own, waitingQueue(connection), deallessQueue(connection), soon, unsharedQueue(connection)]
    : [own];
  const overdue = decides ? [waitingQueue(connection, now + 1)] : [];
  const [counts, ...fronts] = await Promise.all([
    store.countByKey(registrations, [...ranges, ...overdue]),
    ...ranges.map((range, at) => store.idsByKey(registrations, range, MOST[at] ?? 0)),
  ]);
  const found = await store.many(registrations, [...new Set(fronts.flat())]);
  const front = (at: number): Front => {
    const claims = (fronts[at] ?? []).flatMap((id) => {
      const kept = found.get(id);
      return kept ? [kept.registration] : [];
    });
    // What was added meanwhile counts.
    return { claims, count: Math.max(claims.length, at < ranges.length ? (counts[at] ?? 0) : 0) };
  };
  const refused = [...found.values()].flatMap(({ registration: { key }, refusedDeal }) =>
    refusedDeal ? [[key, refusedDeal] as const] : [],
  );
  return {
    own: front(0),
    waiting: front(1),
    withoutDeal: front(2),
    ending: front(3),
    unshared: front(4),
    overdue: counts[ranges.length] ?? 0,
    refusedDeals: new Map(refused),
  };
}
