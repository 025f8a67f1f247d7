/** Sends one request to HubSpot and stands between it and us: limits, tokens, deadlines, repeats, faults. */
import { Client } from '@hubspot/api-client';
import type { z } from 'zod';
import { type Clock, CrmError } from '../../ports.ts';
import type { Spent } from '../daily.ts';
import { Limiter } from '../limiter.ts';
import type { TokenKeeper } from '../tokens.ts';
import { ErrorBody, errorOf } from './errors.ts';
import { readText, withDeadline } from './transport.ts';

export interface HubSpotRequest {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
  /** Search has a limit of its own: five calls a second for each account. */
  search?: boolean;
  /** It may have been done although no answer came, and must not be done twice. */
  once?: boolean;
  /** Called just before each sending, after every wait; what it throws keeps the request from leaving. */
  guard?: () => Promise<void>;
  /** What the request is for, in words for an error. */
  place: string;
}

export interface HubSpotAnswer<T> {
  status: number;
  body: T;
}

export interface ClientOptions {
  url: string;
  tokens: Pick<TokenKeeper, 'access' | 'refused' | 'accepted'>;
  share: number;
  clock: Clock;
  spent?: readonly Spent[];
  signal?: AbortSignal;
  /** Told of every request that is sent again, never in the vendor's words. */
  log?: (event: string, fields: Readonly<Record<string, string | number>>) => void;
}

/** Privately distributed apps: 100 calls in ten seconds on the smaller editions; headers correct it upwards. */
const BURST = { calls: 100, milliseconds: 10_000 };
/** 4.5 searches a second, nine tenths of the documented five. */
const SEARCH_PACE = { calls: 1, milliseconds: 223 };
const CONCURRENCY = 6;
const ATTEMPTS = 4;
const LOCK_PAUSE = 2_000;
/** A longer pause than this is the caller's to wait for. */
const PATIENCE = 60_000;

export class HubSpotClient {
  readonly #sdk: Client;
  readonly #origin: string;
  readonly #tokens: ClientOptions['tokens'];
  readonly #clock: Clock;
  readonly #log: NonNullable<ClientOptions['log']>;
  readonly #limiter: Limiter;
  readonly #searches: Limiter;
  #allowance: { used: number; limit: number } | null = null;

  constructor(options: ClientOptions) {
    this.#sdk = new Client({ basePath: options.url, numberOfApiCallRetries: 0 });
    this.#origin = new URL(options.url).origin;
    this.#tokens = options.tokens;
    this.#clock = options.clock;
    this.#log = options.log ?? (() => undefined);
    const { clock, share, spent, signal } = options;
    const common = { patience: PATIENCE, ...(signal && { signal }) };
    this.#limiter = new Limiter(clock, {
      ...common,
      burst: BURST,
      share,
      concurrency: CONCURRENCY,
      ...(spent && { spent }),
    });
    this.#searches = new Limiter(clock, { ...common, burst: SEARCH_PACE, share: 1, concurrency: 4 });
  }

  calls(): number {
    return this.#limiter.calls();
  }

  /** Waits between two requests. @throws AbortError once a stop was asked for */
  pause(milliseconds: number): Promise<void> {
    return this.#limiter.pause(milliseconds);
  }

  /** The account's daily calls as the last answer told them; OAuth apps are not told. */
  allowance(): { used: number; limit: number } | null {
    return this.#allowance;
  }

  /**
   * The checked answer with its status. What is not to be sent `once` may be repeated safely: writes state whole values.
   * @throws CrmError of the kind that says what follows; `busy` and short pauses are waited for first.
   */
  async send<T>(request: HubSpotRequest, shape: z.ZodType<T>): Promise<HubSpotAnswer<T>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#authorised(request, shape);
      } catch (error) {
        if (!(error instanceof CrmError) || attempt >= ATTEMPTS) throw error;
        const wait = this.#waitFor(request, error, attempt);
        if (wait === null) throw error;
        this.#log('crm.repeated', { code: `crm.${error.fault.kind}`, attempt });
        await this.#limiter.pause(wait);
      }
    }
  }

  /** Milliseconds to wait before trying again; null when trying again would not help. */
  #waitFor(request: HubSpotRequest, { fault }: CrmError, attempt: number): number | null {
    if (fault.kind === 'busy') return attempt === 1 ? LOCK_PAUSE : null;
    // A write that makes no sense is told apart record by record by who sent it.
    if (fault.kind === 'garbled') return attempt === 1 && isRead(request) ? 0 : null;
    if (fault.kind === 'down') return request.once ? null : 200 * 2 ** attempt;
    if (fault.kind !== 'throttled') return null;
    if (fault.until - this.#clock.now() > PATIENCE) return null;
    this.#limiter.pauseUntil(fault.until);
    return 0;
  }

  async #authorised<T>(request: HubSpotRequest, shape: z.ZodType<T>): Promise<HubSpotAnswer<T>> {
    let token = await this.#tokens.access();
    for (;;) {
      const { status, text, headers } = await this.#paced(request, token);
      if (status === 401) {
        token = await this.#tokens.refused(token);
        continue;
      }
      this.#tokens.accepted(token);
      this.#heed(headers);
      if (status < 200 || status > 299) throw this.#error(request, status, text, headers);
      return { status, body: this.#checked(request, text, shape) };
    }
  }

  #paced(request: HubSpotRequest, token: string): Promise<Received> {
    const work = () =>
      this.#limiter.run(async (late) => {
        await request.guard?.();
        return this.#exchange(request, token, late);
      });
    return request.search ? this.#searches.run(work) : work();
  }

  async #exchange(request: HubSpotRequest, token: string, late: AbortSignal): Promise<Received> {
    const work = async (): Promise<Received> => {
      const response = await this.#sdk.apiRequest({
        method: request.method,
        path: request.path,
        authType: 'none',
        headers: { Authorization: `Bearer ${token}` },
        ...(request.query && { qs: request.query }),
        ...(request.body !== undefined && { body: request.body }),
      });
      if (new URL(response.url).origin !== this.#origin) {
        await response.body?.cancel();
        throw new CrmError({ kind: 'garbled' }, `${request.place}: HubSpot's answer came from another host`);
      }
      return {
        status: response.status,
        text: await readText(response, request.place),
        headers: response.headers,
      };
    };
    return withDeadline(request.place, work, late);
  }

  /** Burst and daily limits as the answer states them. Search answers carry none. */
  #heed(headers: Headers): void {
    const number = (name: string) => Number(headers.get(`X-HubSpot-RateLimit-${name}`) ?? NaN);
    const [max, interval] = [number('Max'), number('Interval-Milliseconds')];
    if (max > 0 && interval > 0) this.#limiter.window(max, interval);
    const [limit, left] = [number('Daily'), number('Daily-Remaining')];
    if (limit > 0 && left >= 0) {
      this.#allowance = { used: limit - left, limit };
      this.#limiter.daily(limit - left, limit);
    }
  }

  #error(request: HubSpotRequest, status: number, text: string, headers: Headers): CrmError {
    const body = ErrorBody.safeParse(jsonOf(text));
    const now = this.#clock.now();
    const retryAt = retryTime(headers.get('Retry-After'), now);
    return errorOf(
      { status, body: body.success ? body.data : { message: text }, retryAt, now },
      request.place,
    );
  }

  #checked<T>(request: HubSpotRequest, text: string, shape: z.ZodType<T>): T {
    const parsed = shape.safeParse(text === '' ? {} : jsonOf(text));
    if (parsed.success) return parsed.data;
    const reason = parsed.error.issues[0];
    const where = reason ? `${reason.path.join('.')}: ${reason.message}` : 'unreadable';
    throw new CrmError({ kind: 'garbled' }, `${request.place}: HubSpot's answer made no sense (${where})`);
  }
}

function isRead({ method, search, path }: HubSpotRequest): boolean {
  return method === 'GET' || search === true || path.endsWith('/batch/read');
}

interface Received {
  status: number;
  text: string;
  headers: Headers;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** UTC milliseconds from a Retry-After of seconds or a date; null when absent or absurd. */
function retryTime(header: string | null, now: number): number | null {
  if (header === null) return null;
  const at = /^\d+$/.test(header.trim()) ? now + Number(header) * 1_000 : Date.parse(header);
  return Number.isFinite(at) && at >= now && at - now <= 2 * 86_400_000 ? at : null;
}
