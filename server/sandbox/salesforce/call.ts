/** One API call on its way through the imitation, and the answer it gets. */
import type { IncomingHttpHeaders } from 'node:http';
import { SalesforceError } from './errors.ts';
import type { SalesforceOrg } from './org.ts';
import type { Dml } from './dml.ts';
import { Transaction } from './rules.ts';
import type { Service } from './service.ts';

export interface Reply {
  status: number;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, with its content type. */
  text?: { content: string; type: string };
  headers?: Record<string, string>;
}

export class Call {
  readonly service: Service;
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly userId: string;
  /** API version, such as `64.0`. */
  readonly version: string;
  /** Shared by all subrequests of a composite call. */
  readonly transaction: Transaction;

  constructor(
    given: Pick<Call, 'service' | 'method' | 'path' | 'query' | 'headers' | 'text' | 'userId' | 'version'>,
    transaction = new Transaction(),
  ) {
    this.service = given.service;
    this.method = given.method;
    this.path = given.path;
    this.query = given.query;
    this.headers = given.headers;
    this.text = given.text;
    this.userId = given.userId;
    this.version = given.version;
    this.transaction = transaction;
    if (/allowsave=true/i.test(String(given.headers['sforce-duplicate-rule-header'] ?? '')))
      transaction.allowDuplicates = true;
  }

  get org(): SalesforceOrg {
    return this.service.org;
  }

  get dml(): Dml {
    return { org: this.org, userId: this.userId, transaction: this.transaction, source: 'json' };
  }

  /** The JSON object of the body. @throws JSON_PARSER_ERROR */
  json(): Record<string, unknown> {
    let parsed: unknown;
    try {
      parsed = JSON.parse(this.text);
    } catch (error) {
      throw new SalesforceError(
        'JSON_PARSER_ERROR',
        `${error instanceof Error ? error.message : String(error)} at [line:1, column:1]`,
      );
    }
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
      throw new SalesforceError(
        'JSON_PARSER_ERROR',
        'The HTTP entity body is required, but this request has no entity body.',
      );
    return parsed as Record<string, unknown>;
  }
}

export type Handler = (call: Call, parts: string[]) => Reply;

export interface Route {
  method: string;
  /** Matched against the path after `/services/data/vNN.N`; groups arrive as `parts`. */
  path: RegExp;
  handle: Handler;
}
