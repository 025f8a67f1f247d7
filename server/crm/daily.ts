/** Keeps our requests within our share of an allowance that the vendor grants to the whole account for a rolling day. */
import { type Clock, CrmError } from '../ports.ts';

const HOUR = 3_600_000;
const HOURS = 24;
/** A vendor's figure older than this no longer stops us: the next answer brings a new one. */
const FIGURE_LASTS = 15 * 60_000;

/** Requests of ours that were sent before now. */
export interface Spent {
  /** UTC milliseconds. */
  at: number;
  calls: number;
}

export class DailyShare {
  readonly #clock: Clock;
  readonly #share: number;
  /** Our requests by hour since 1970; hours that left the day are dropped. */
  readonly #ours = new Map<number, number>();
  #reported: { used: number; limit: number; at: number } | undefined;

  /** @param spent what counts into this day. */
  constructor(clock: Clock, share: number, spent: readonly Spent[] = []) {
    this.#clock = clock;
    this.#share = share;
    for (const { at, calls } of spent) this.#add(at, calls);
  }

  reported(used: number, limit: number): void {
    this.#reported = { used, limit, at: this.#clock.now() };
  }

  /**
   * Counts one request.
   * @throws CrmError `exhausted` when our share, or the whole account's allowance, is spent.
   */
  spend(): void {
    const now = this.#clock.now();
    const hour = Math.floor(now / HOUR);
    for (const old of this.#ours.keys()) if (old <= hour - HOURS) this.#ours.delete(old);
    if (this.#reported) this.#check(now, this.#reported);
    this.#add(now, 1);
  }

  #add(at: number, calls: number): void {
    const hour = Math.floor(at / HOUR);
    this.#ours.set(hour, (this.#ours.get(hour) ?? 0) + calls);
  }

  #check(now: number, { used, limit, at }: { used: number; limit: number; at: number }): void {
    const ours = [...this.#ours.values()].reduce((sum, calls) => sum + calls, 0);
    const share = Math.floor(limit * this.#share);
    if (ours >= share) {
      const oldest = Math.min(...this.#ours.keys(), Math.floor(now / HOUR));
      throw new CrmError(
        { kind: 'exhausted', until: (oldest + HOURS + 1) * HOUR },
        `Our share of the CRM's daily calls is spent (${ours} of ${share}); raise the share or wait`,
      );
    }
    if (used >= limit && now - at < FIGURE_LASTS)
      throw new CrmError(
        { kind: 'exhausted', until: at + FIGURE_LASTS },
        `The account's daily calls are spent (${used} of ${limit}), by all its applications together`,
      );
  }
}
