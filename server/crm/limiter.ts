/** One gate for every request of a connection, so that burst, concurrency and daily share hold whatever runs at once. */
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, CrmError } from '../ports.ts';
import { pause } from './batch.ts';
import { DailyShare, type Spent } from './daily.ts';

export interface LimiterOptions {
  /** The vendor's burst limit; nine tenths of it are used. Absent: the vendor has none. */
  burst?: { calls: number; milliseconds: number };
  /** Our share of the vendor's daily allowance, 0 to 1. */
  share: number;
  /** Requests in flight at once. */
  concurrency: number;
  /** Requests of ours in the last 24 hours that an earlier process sent. */
  spent?: readonly Spent[];
  /** A vendor's pause longer than this many milliseconds is thrown as `throttled`, not waited for. */
  patience?: number;
  /** Once it fires no request starts, nothing is waited for, and what is under way has a few seconds left. */
  signal?: AbortSignal;
}

const USABLE_BURST = 0.9;
const DEFAULT_PATIENCE = 120_000;
/** What was sent may have taken effect, so its answer is worth waiting for, within a stop of 10 s; milliseconds. */
const GRACE = 4_000;

export class Limiter {
  readonly #clock: Clock;
  readonly #day: DailyShare;
  readonly #concurrency: number;
  readonly #patience: number;
  readonly #signal: AbortSignal | undefined;
  /** Fires when requests under way have to end. */
  readonly #late = new AbortController();
  #burst: { calls: number; milliseconds: number } | undefined;
  #starts: number[] = [];
  #pausedUntil = 0;
  #running = 0;
  #waiting: (() => void)[] = [];
  #calls = 0;

  constructor(clock: Clock, options: LimiterOptions) {
    this.#clock = clock;
    this.#day = new DailyShare(clock, options.share, options.spent);
    this.#burst = options.burst;
    this.#concurrency = options.concurrency;
    this.#patience = options.patience ?? DEFAULT_PATIENCE;
    this.#signal = options.signal;
    this.#signal?.addEventListener('abort', () => this.#stop(), { once: true });
  }

  /**
   * Does the work (one request) when there is room for it. Whoever answers feeds `daily` and `pauseUntil`.
   * @param work gets a signal that fires when its answer can no longer be waited for
   * @throws CrmError `exhausted` when the day's share is spent, `throttled` when the vendor's pause is too long to wait for;
   * AbortError once a stop was asked for.
   */
  async run<T>(work: (late: AbortSignal) => Promise<T>): Promise<T> {
    await this.#seat();
    try {
      await this.#room();
      this.#calls += 1;
      return await work(this.#late.signal);
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

  /**
   * Waits for about so long, spread so that callers who failed together do not return together.
   * @throws AbortError once a stop was asked for
   */
  pause(milliseconds: number): Promise<void> {
    return pause(milliseconds, this.#signal);
  }

  /** Everyone who waits for a seat finds out at once; what is under way gets its grace. */
  #stop(): void {
    for (const wake of this.#waiting.splice(0)) wake();
    setTimeout(() => this.#late.abort(this.#signal?.reason), GRACE).unref();
  }

  async #seat(): Promise<void> {
    this.#signal?.throwIfAborted();
    while (this.#running >= this.#concurrency) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      this.#signal?.throwIfAborted();
    }
    this.#running += 1;
  }

  async #room(): Promise<void> {
    for (;;) {
      this.#signal?.throwIfAborted();
      const pause = this.#pausedUntil - this.#clock.now();
      if (pause > this.#patience)
        throw new CrmError(
          { kind: 'throttled', until: this.#pausedUntil },
          `The CRM asks for a pause until ${new Date(this.#pausedUntil).toISOString()}`,
        );
      const wait = Math.max(pause, this.#burstWait());
      if (wait <= 0) break;
      await sleep(Math.ceil(wait), undefined, this.#signal && { signal: this.#signal });
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
