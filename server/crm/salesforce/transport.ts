/** Sends jsforce's requests under our rules: one limiter, one token, one deadline, one host, no retries but ours. */
import { PassThrough } from 'node:stream';
import type { HttpRequest, HttpResponse } from 'jsforce';
import { StreamPromise } from 'jsforce/lib/util/promise.js';
import { type Clock, CrmError } from '../../ports.ts';
import type { Limiter } from '../limiter.ts';
import { errorOfResponse, garbled } from './errors.ts';

/** Where the access token comes from: the connection's keeper, or an administrator's own session. */
export interface Session {
  access(): Promise<string>;
  refused(token: string): Promise<string>;
  accepted(token: string): void;
}

export interface TransportOptions {
  origin: string;
  session: Session;
  limiter: Limiter;
  clock: Clock;
  /** Milliseconds one request may take. */
  deadline: number;
  /** Told of every request that is sent again, never in the vendor's words. */
  log?: (event: string, fields: Readonly<Record<string, string | number>>) => void;
}

/** What jsforce writes where the token belongs; the transport puts the real one there, and only on the way out. */
export const TOKEN_PLACE = 'HELD-BY-THE-TRANSPORT';

/** Marks a request that may have been done although no answer came, and must not be done twice; it stays here. */
export const ONCE = 'x-alongside-once';

/** An answer larger than this many bytes is refused rather than held in memory. */
const LARGEST_ANSWER = 160 * 1024 * 1024;
/** What is not marked may be sent again (reads, upserts by key, updates and deletes by id), but not without end. */
const ATTEMPTS = 4;
const FIRST_PAUSE = 150;

export class Transport {
  readonly #options: TransportOptions;
  #offset = 0;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /** The door jsforce knows. */
  httpRequest(request: HttpRequest): StreamPromise<HttpResponse> {
    return StreamPromise.create(() => ({ stream: new PassThrough(), promise: this.#send(request) }));
  }

  /** As the limiter does, for waits between requests. */
  pause(milliseconds: number): Promise<void> {
    return this.#options.limiter.pause(milliseconds);
  }

  /** The vendor's clock, UTC milliseconds, as its last answer showed it (to the second). */
  vendorNow(): number {
    return this.#options.clock.now() + this.#offset;
  }

  async #send(request: HttpRequest): Promise<HttpResponse> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#authorised(request);
      } catch (error) {
        if (attempt === ATTEMPTS || !(error instanceof CrmError) || !passes(error)) throw error;
        if (request.headers?.[ONCE] !== undefined && error.fault.kind === 'down') throw error;
        this.#options.log?.('crm.repeated', { code: `crm.${error.fault.kind}`, attempt });
        if (error.fault.kind === 'throttled') this.#options.limiter.pauseUntil(error.fault.until);
        else await this.#options.limiter.pause(FIRST_PAUSE * 2 ** attempt);
      }
    }
  }

  async #authorised(request: HttpRequest): Promise<HttpResponse> {
    const { session, limiter, clock } = this.#options;
    let token = await session.access();
    for (;;) {
      const used = token;
      const response = await limiter.run((late) => this.#exchange(request, used, late));
      if (isRefused(response)) {
        token = await session.refused(used);
        continue;
      }
      session.accepted(used);
      if (response.statusCode < 300) return response;
      const now = clock.now();
      throw errorOfResponse(response.statusCode, response.body, now, retryAt(response, now));
    }
  }

  async #exchange(request: HttpRequest, token: string, late: AbortSignal): Promise<HttpResponse> {
    const url = new URL(request.url);
    if (url.origin !== this.#options.origin)
      throw new CrmError(
        { kind: 'denied', what: url.origin },
        `Salesforce pointed to another host, ${url.origin}; the token is not sent there`,
      );
    const {
      authorization,
      Authorization,
      'content-length': length,
      [ONCE]: once,
      ...headers
    } = request.headers ?? {};
    void [authorization, Authorization, length, once];
    try {
      const answer = await fetch(url, {
        method: request.method,
        headers: { ...headers, Authorization: `Bearer ${token}` },
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(this.#options.deadline), late]),
        ...bodyFor(request, token),
      });
      const body = await bodyOf(answer);
      this.#learn(answer.headers);
      return { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body };
    } catch (error) {
      if (error instanceof CrmError) throw error;
      late.throwIfAborted();
      throw new CrmError({ kind: 'down' }, `Salesforce cannot be reached at ${url.origin}`, { cause: error });
    }
  }

  #learn(headers: Headers): void {
    const usage = /api-usage=(\d+)\/(\d+)/.exec(headers.get('sforce-limit-info') ?? '');
    if (usage) this.#options.limiter.daily(Number(usage[1]), Number(usage[2]));
    const date = Date.parse(headers.get('date') ?? '');
    if (Number.isFinite(date)) this.#offset = date - this.#options.clock.now();
  }
}

/** SOAP says it in a fault with status 500, REST with 401. */
function isRefused({ statusCode, body }: HttpResponse): boolean {
  return statusCode === 401 || (statusCode === 500 && /<faultcode>\w+:INVALID_SESSION_ID</.test(body));
}

function bodyFor({ body }: HttpRequest, token: string): { body?: string } {
  if (typeof body !== 'string' || body === '') return {};
  return {
    body: body.replace(`<sessionId>${TOKEN_PLACE}</sessionId>`, () => `<sessionId>${token}</sessionId>`),
  };
}

function passes(error: CrmError): boolean {
  return error.fault.kind === 'down' || error.fault.kind === 'throttled';
}

/** The instant of a Retry-After header, in seconds or as a date. */
function retryAt(response: HttpResponse, now: number): number | undefined {
  const header = response.headers['retry-after'];
  if (!header) return undefined;
  const at = /^\d+$/.test(header) ? now + Number(header) * 1000 : Date.parse(header);
  return Number.isFinite(at) ? at : undefined;
}

async function bodyOf(answer: Response): Promise<string> {
  if (!answer.body) return '';
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let size = 0;
  for await (const part of answer.body) {
    size += part.byteLength;
    if (size > LARGEST_ANSWER) throw garbled(`an answer of more than ${LARGEST_ANSWER} bytes`);
    parts.push(decoder.decode(part, { stream: true }));
  }
  parts.push(decoder.decode());
  return parts.join('');
}
