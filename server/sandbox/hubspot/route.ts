/** How a request reaches the code that answers it. */
import type { ApiVersion } from './address.ts';
import type { HubSpotPortal } from './portal.ts';
import { missing, Refusal } from './refusal.ts';
import type { Grant } from './tokens.ts';

export interface Call {
  portal: HubSpotPortal;
  method: string;
  version: ApiVersion | undefined;
  params: Record<string, string>;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  /** Raw request text; `body` is its JSON, or undefined where there is none. */
  text: string;
  body: unknown;
  grant: Grant;
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Route {
  method: string;
  /** Versionless path; `:name` takes one segment. */
  path: string;
  /** The call needs one of these scopes; none named means none needed. */
  scopes?: (call: Call) => string[];
  /** False for token requests: no bearer token, no rate limit, not counted as a call. */
  counted?: boolean;
  /** Search has a rate limit of its own and answers no rate headers. */
  isSearch?: boolean;
  handle: (call: Call) => Answer | Promise<Answer>;
}

export interface Match {
  route: Route;
  params: Record<string, string>;
}

export class Router {
  readonly #routes: { route: Route; segments: string[] }[];

  constructor(routes: Route[]) {
    this.#routes = routes.map((route) => ({ route, segments: route.path.split('/') }));
  }

  /** The route for a versionless path; literal segments win over parameters by order of registration. */
  match(method: string, path: string): Match {
    const segments = path.split('/');
    const fitting = this.#routes
      .map(({ route, segments: pattern }) => ({ route, params: fit(pattern, segments) }))
      .filter((found): found is Match => found.params !== undefined);
    const found = fitting.find(({ route }) => route.method === method);
    if (found) return found;
    if (fitting.length > 0) throw new Refusal(405, 'METHOD_NOT_ALLOWED', `HTTP 405 Method Not Allowed`);
    throw missing();
  }
}

function fit(pattern: string[], segments: string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] as string;
    if (expected.startsWith(':')) params[expected.slice(1)] = segment;
    else if (expected !== segment) return undefined;
  }
  return params;
}
