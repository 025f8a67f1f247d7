/** HubSpot's call limits: a rolling ten seconds per app, five searches a second, and a day per account. */
import type { Allowance } from './editions.ts';
import { Refusal } from './refusal.ts';

const TEN_SECONDS = 10_000;
const SEARCHES_A_SECOND = 5;

/** A rolling window on real time: the vendors' clock may be moved, the pace of calls may not. */
class Window {
  readonly #span: number;
  #times: number[] = [];

  constructor(span: number) {
    this.#span = span;
  }

  used(now: number): number {
    const firstInside = this.#times.findIndex((time) => time > now - this.#span);
    if (firstInside !== 0) this.#times = firstInside < 0 ? [] : this.#times.slice(firstInside);
    return this.#times.length;
  }

  add(now: number): void {
    this.#times.push(now);
  }

  /** Milliseconds until the oldest call leaves the window. */
  wait(now: number): number {
    return Math.max(0, (this.#times[0] ?? now) + this.#span - now);
  }
}

export class RateLimits {
  /** Off: headers tell a full allowance and nothing is refused. */
  enforced: boolean;
  /** Calls already spent today by this and other apps. */
  spentToday = 0;
  readonly allowance: Allowance;
  readonly #calls = new Window(TEN_SECONDS);
  readonly #searches = new Window(1_000);

  constructor(allowance: Allowance, enforced: boolean) {
    this.allowance = allowance;
    this.enforced = enforced;
  }

  /** Counts one call. @throws {Refusal} 429 with the policy that refused it */
  take(isSearch: boolean): void {
    const now = Date.now();
    this.spentToday += 1;
    if (!this.enforced) return;
    if (this.spentToday > this.allowance.daily) throw tooMany('DAILY', 'daily', untilMidnight(now));
    const window = isSearch ? this.#searches : this.#calls;
    const most = isSearch ? SEARCHES_A_SECOND : this.allowance.burst;
    if (window.used(now) >= most) {
      throw isSearch
        ? tooMany('SECONDLY', 'secondly', window.wait(now))
        : tooMany('TEN_SECONDLY_ROLLING', 'ten_secondly_rolling', window.wait(now));
    }
    window.add(now);
  }

  /** Rate headers of an answer; the daily ones only for tokens other than OAuth. Search has none. */
  headers(isSearch: boolean, isOAuth: boolean): Record<string, string> {
    if (isSearch) return {};
    const { burst, daily } = this.allowance;
    const used = this.enforced ? this.#calls.used(Date.now()) : 0;
    const secondly = Math.floor(burst / 10);
    return {
      'X-HubSpot-RateLimit-Max': String(burst),
      'X-HubSpot-RateLimit-Remaining': String(burst - used),
      'X-HubSpot-RateLimit-Interval-Milliseconds': String(TEN_SECONDS),
      'X-HubSpot-RateLimit-Secondly': String(secondly),
      'X-HubSpot-RateLimit-Secondly-Remaining': String(Math.max(0, secondly - (used % secondly))),
      ...(!isOAuth && {
        'X-HubSpot-RateLimit-Daily': String(daily),
        'X-HubSpot-RateLimit-Daily-Remaining': String(Math.max(0, daily - this.spentToday)),
      }),
    };
  }
}

function tooMany(policyName: string, word: string, wait: number): Refusal {
  return new Refusal(429, 'RATE_LIMITS', `You have reached your ${word} limit.`, {
    more: { errorType: 'RATE_LIMIT', policyName },
    headers: { 'Retry-After': String(Math.max(1, Math.ceil(wait / 1_000))) },
  });
}

function untilMidnight(now: number): number {
  return 86_400_000 - (now % 86_400_000);
}
