/** The few ways the adapter speaks to an org, all through jsforce and our transport. */
import { Connection } from 'jsforce';
import { type Clock, CrmError } from '../../ports.ts';
import { errorOf, garbled, readVendorError } from './errors.ts';
import { ONCE, TOKEN_PLACE, Transport, type TransportOptions } from './transport.ts';

export interface ClientOptions extends Omit<TransportOptions, 'origin'> {
  /** The org's own address, such as https://acme.my.salesforce.com. */
  url: string;
  apiVersion: string;
}

export interface Subrequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the version: `/query?q=…`. */
  path: string;
  body?: unknown;
}

export interface QueryResult {
  totalSize: number;
  done: boolean;
  records: Row[];
}

export type Row = Readonly<Record<string, unknown>>;

export class Client {
  readonly connection: Connection;
  readonly #transport: Transport;
  readonly #base: string;
  readonly #clock: Clock;

  constructor(options: ClientOptions) {
    const origin = new URL(options.url).origin;
    this.#transport = new Transport({ ...options, origin });
    this.#clock = options.clock;
    this.#base = `/services/data/v${options.apiVersion}`;
    this.connection = new Connection({
      instanceUrl: origin,
      version: options.apiVersion,
      accessToken: TOKEN_PLACE,
    });
    Object.assign(this.connection, { _transport: this.#transport });
  }

  /** The org's clock, UTC milliseconds. */
  vendorNow(): number {
    return this.#transport.vendorNow();
  }

  now(): number {
    return this.#clock.now();
  }

  /** Waits between two requests. @throws AbortError once a stop was asked for */
  pause(milliseconds: number): Promise<void> {
    return this.#transport.pause(milliseconds);
  }

  async get(path: string): Promise<unknown> {
    return this.connection.requestGet(path);
  }

  async post(path: string, body: unknown): Promise<unknown> {
    return this.connection.requestPost(path, body as object);
  }

  async patch(path: string, body: unknown): Promise<unknown> {
    return this.connection.requestPatch(path, body as object);
  }

  /** A page of CSV as it is, with the locator of the next: jsforce hides headers and loses pages of bulk results. */
  async page(path: string): Promise<{ text: string; locator: string | null }> {
    const url = `${this.connection.instanceUrl}${this.#base}${path}`;
    const answer = await this.#transport.httpRequest({ method: 'GET', url, headers: { accept: 'text/csv' } });
    const locator = answer.headers['sforce-locator'] ?? 'null';
    return { text: answer.body, locator: locator === 'null' ? null : locator };
  }

  /** Makes a record of an object, in a request that is not sent again. @returns the answer as Salesforce gives it */
  async create(object: string, row: Row): Promise<unknown> {
    return this.connection.request({
      method: 'POST',
      url: `/sobjects/${object}`,
      body: JSON.stringify(row),
      headers: { 'content-type': 'application/json', [ONCE]: 'true' },
    });
  }

  async put(path: string, csv: string): Promise<void> {
    await this.connection.request({
      method: 'PUT',
      url: path,
      body: csv,
      headers: { 'content-type': 'text/csv' },
    });
  }

  /** ISO code of the company currency of an org that has only one; no query of the REST API tells it. */
  async companyCurrency(): Promise<string> {
    return onceMore(async () => {
      const { orgDefaultCurrencyIsoCode: code } = await this.connection.soap.getUserInfo();
      if (typeof code !== 'string' || code === '') throw garbled('user info without a company currency');
      return code;
    });
  }

  async query(soql: string): Promise<QueryResult> {
    return onceMore(async () => queryResult(await this.get(`/query?q=${encodeURIComponent(soql)}`)));
  }

  /**
   * Up to 25 subrequests, 5 of them queries or collections, as one call; the answers in the order of the requests.
   * A subrequest that failed as a whole is its CrmError. An answer that makes no sense may hide an effect; every request
   * here may be repeated, and the repeat tells.
   */
  composite(requests: readonly Subrequest[]): Promise<unknown[]> {
    return onceMore(() => this.#composite(requests));
  }

  async #composite(requests: readonly Subrequest[]): Promise<unknown[]> {
    const answer = await this.post('/composite', {
      allOrNone: false,
      compositeRequest: requests.map(({ method, path, body }, place) => ({
        method,
        url: this.#base + path,
        referenceId: `r${place}`,
        ...(body === undefined ? {} : { body }),
      })),
    });
    const parts = (answer as { compositeResponse?: unknown } | null)?.compositeResponse;
    if (!Array.isArray(parts) || parts.length !== requests.length)
      throw garbled('a composite answer without one part for each request');
    return parts.map((part: { httpStatusCode?: unknown; body?: unknown }) => this.#part(part));
  }

  #part({ httpStatusCode, body }: { httpStatusCode?: unknown; body?: unknown }): unknown {
    if (typeof httpStatusCode !== 'number') return garbled('a part of a composite answer without a status');
    if (httpStatusCode < 300) return body;
    const error = readVendorError(body);
    return error
      ? errorOf(error, this.#clock.now())
      : garbled(`a part of a composite answer with ${httpStatusCode}`);
  }
}

/** What stands between us and the CRM may garble one answer; a second one tells whether the CRM does. */
export async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CrmError) || error.fault.kind !== 'garbled') throw error;
    return work();
  }
}

export function queryResult(answer: unknown): QueryResult {
  if (answer instanceof CrmError) throw answer;
  const result = answer as Partial<QueryResult> | null;
  if (!Array.isArray(result?.records) || typeof result.totalSize !== 'number')
    throw garbled('a query answer without records');
  return { totalSize: result.totalSize, done: result.done ?? true, records: result.records };
}
