/** Plays HubSpot's servers between a card and the app's server: the limits, the signature, the retry and the envelope. */
import { signV3 } from '../../hubspot/signature.ts';
import type { AppIdentity } from '../../hubspot/portal.ts';
import type { Person } from '../../hubspot/people.ts';
import type { FetchAnswer, FetchRequest } from './browser/protocol.ts';

/** Milliseconds from asking to the last byte, whatever the card allows. */
const LONGEST = 15_000;
const MOST_AT_ONCE = 20;
/** Bytes, of a request and of an answer. */
const LARGEST = 1_048_576;

export interface FetchProxyParts {
  app: AppIdentity;
  /** Origins that the app's project permits. */
  origins: readonly string[];
  /** Where the app's server is, by the address that it knows itself by. */
  serverUrl: string;
  now(): number;
}

interface Tried {
  /** Null: no answer at all. */
  status: number | null;
  body: string;
}

export class FetchProxy {
  readonly #parts: FetchProxyParts;
  #running = 0;

  constructor(parts: FetchProxyParts) {
    this.#parts = parts;
  }

  async fetch(request: FetchRequest, user: Person): Promise<FetchAnswer> {
    const refusal = this.#refusalOf(request);
    if (refusal !== undefined) return refused(400, 'VALIDATION_ERROR', refusal);
    if (this.#running >= MOST_AT_ONCE) return refused(429, 'RATE_LIMITS', 'Too many concurrent requests');
    this.#running += 1;
    try {
      const patience = AbortSignal.timeout(Math.min(request.timeout ?? LONGEST, LONGEST));
      const first = await this.#try(request, user, patience);
      const isFault = first.status === null || first.status >= 500;
      return inEnvelope(isFault ? await this.#try(request, user, patience) : first, request);
    } finally {
      this.#running -= 1;
    }
  }

  #refusalOf({ body, headers, url }: FetchRequest): string | undefined {
    const names = Object.keys(headers).map((name) => name.toLowerCase());
    if (names.some((name) => name !== 'authorization')) return "Only 'Authorization' header is allowed";
    if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
      return 'Only https addresses can be fetched';
    const { origin } = new URL(url);
    if (!this.#parts.origins.includes(origin)) return `${origin} is not in permittedUrls.fetch`;
    if (Buffer.byteLength(body ?? '') > LARGEST) return `A request may be ${LARGEST} bytes long`;
    return undefined;
  }

  async #try(request: FetchRequest, user: Person, signal: AbortSignal): Promise<Tried> {
    const { body, headers, method, url } = request;
    const target = this.#mapped(new URL(url), user);
    const timestamp = String(this.#parts.now());
    const { clientSecret } = this.#parts.app;
    const signed = { method, uri: target, body: body ?? '', timestamp };
    try {
      const response = await fetch(target, {
        method,
        redirect: 'manual',
        signal,
        headers: {
          ...headers,
          ...(body !== null && { 'content-type': 'application/json' }),
          'X-HubSpot-Signature-v3': signV3(clientSecret, signed),
          'X-HubSpot-Request-Timestamp': timestamp,
        },
        body,
      });
      const text = await response.text();
      if (Buffer.byteLength(text) > LARGEST) return { status: 502, body: '' };
      return { status: response.status, body: text };
    } catch (error) {
      // Refused, reset or too slow: to a card it is all the same.
      if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError'))
        return { status: null, body: '' };
      throw error;
    }
  }

  /** The same path on the server's own address, with what HubSpot adds. */
  #mapped({ pathname, searchParams }: URL, user: Person): string {
    const query = new URLSearchParams(searchParams);
    const { appId, portalId } = this.#parts.app;
    const added = { userId: user.userId, portalId, userEmail: user.email, appId };
    for (const [name, value] of Object.entries(added)) query.set(name, String(value));
    return `${this.#parts.serverUrl.replace(/\/+$/, '')}${pathname}?${query}`;
  }
}

/** HubSpot hides what is no success in an answer of its own. */
function inEnvelope({ body, status }: Tried, { method, url }: FetchRequest): FetchAnswer {
  if (status === null) return refused(504, 'GATEWAY_TIMEOUT', 'Gateway took too long to respond');
  if (status < 300) return { status, body };
  const envelope = {
    status: 'error',
    category: 'BAD_GATEWAY',
    message: 'Error returned from Request Uri',
    context: { httpMethod: [method], requestUri: [url], appServerStatusCode: [String(status)] },
    responseBody: jsonOf(body),
  };
  return { status: 200, body: JSON.stringify(envelope) };
}

function refused(status: number, category: string, message: string): FetchAnswer {
  return { status, body: JSON.stringify({ status: 'error', category, message }) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
