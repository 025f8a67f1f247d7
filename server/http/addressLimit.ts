/** Keeps one address from asking too often. Each process counts for itself: what has to be counted once is counted in the store. */
import type { Clock } from '../ports.ts';

/** Addresses that are remembered; the one that began first makes room. */
const MOST_KEPT = 20_000;

export class AddressLimit {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #window: number;
  readonly #known = new Map<string, { since: number; count: number }>();

  /** @param window milliseconds in which an address may ask `most` times */
  constructor(clock: Clock, most: number, window: number) {
    this.#clock = clock;
    this.#most = most;
    this.#window = window;
  }

  /** Milliseconds to wait; null: it may. */
  take(address: string): number | null {
    const now = this.#clock.now();
    const network = networkOf(address);
    const known = this.#known.get(network);
    if (known && now - known.since < this.#window) {
      known.count += 1;
      return known.count > this.#most ? known.since + this.#window - now : null;
    }
    this.#known.delete(network);
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST_KEPT && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(network, { since: now, count: 1 });
    return null;
  }
}

/** Whoever has one IPv6 address has the 2^64 beside it. */
function networkOf(address: string): string {
  if (!address.includes(':') || /^::ffff:\d+\./i.test(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const groups = address.includes('::')
    ? [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after]
    : before;
  return groups.slice(0, 4).join(':');
}
