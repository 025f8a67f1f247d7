/** One gate for every request of a connection, so that burst, concurrency and daily share hold whatever runs at once. */
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, CrmError } from '../ports.ts';
import { DailyShare } from './daily.ts';

export interface LimiterOptions {
  /** The vendor's burst limit; nine tenths of it are used. Absent: the vendor has none. */
  burst?: { calls: number; milliseconds: number };
  /** Our share of the vendor's daily allowance, 0 to 1. */
  share: number;
  /** Requests in flight at once. */
  concurrency: number;
  /** Requests of ours in the last 24 hours that an earlier process sent. */
  spent?: number;
  /** A vendor's pause longer than this many milliseconds is thrown as `throttled`, not waited for. */
  patience?: number;
}

const USABLE_BURST = 0.9;
const DEFAULT_PATIENCE = 120_000;

export class Limiter {
  readonly #clock: Clock;
  readonly #day: DailyShare;
  readonly #concurrency: number;
  readonly #patience: number;
  #burst: { calls: number; milliseconds: number } | undefined;
  #starts: number[] = [];
  #pausedUntil = 0;
  #running = 0;
  #waiting: (() => void)[] = [];
  #calls = 0;

  constructor(clock: Clock, options: LimiterOptions) {
    this.#clock = clock;
    this.#day = new DailyShare(clock, options.share, options.spent ?? 0);
    this.#burst = options.burst;
    this.#concurrency = options.concurrency;
    this.#patience = options.patience ?? DEFAULT_PATIENCE;
  }

  /**
   * Does the work (one request) when there is room for it. Whoever answers feeds `daily` and `pauseUntil`.
   * @throws CrmError `exhausted` when the day's share is spent, `throttled` when the vendor's pause is too long to wait for.
   */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#seat(signal);
    try {
      await this.#room(signal);
      this.#calls += 1;
      return await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** What the vendor says of the whole account's day, from a response header. */
  daily(used: number, limit: number): void {
    this.#day.reported(used, limit);
  }

  /** The vendor's burst limit as a response header states it. */
  window(calls: number, milliseconds: number): void {
    this.#burst = { calls, milliseconds };
  }

  /** No request starts before this instant (UTC milliseconds). */
  pauseUntil(at: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, at);
  }

  /** Requests started so far. */
  calls(): number {
    return this.#calls;
  }

  async #seat(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    while (this.#running >= this.#concurrency)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
  }

  async #room(signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const pause = this.#pausedUntil - this.#clock.now();
      if (pause > this.#patience)
        throw new CrmError(
          { kind: 'throttled', until: this.#pausedUntil },
          `The CRM asks for a pause until ${new Date(this.#pausedUntil).toISOString()}`,
        );
      const wait = Math.max(pause, this.#burstWait());
      if (wait <= 0) break;
      await sleep(Math.ceil(wait), undefined, signal ? { signal } : {});
    }
    this.#day.spend();
    if (this.#burst) this.#starts.push(performance.now());
  }

  /** Milliseconds until the burst window has room; measured on a clock that never jumps. */
  #burstWait(): number {
    if (!this.#burst) return 0;
    const { calls, milliseconds } = this.#burst;
    const now = performance.now();
    while (this.#starts[0] !== undefined && this.#starts[0] <= now - milliseconds) this.#starts.shift();
    const room = Math.max(1, Math.floor(calls * USABLE_BURST));
    const freeing = this.#starts[this.#starts.length - room];
    return freeing === undefined ? 0 : freeing + milliseconds - now;
  }
}
