/** Composite: up to 25 subrequests in one call, later ones referring to the answers of earlier ones. */
import { Call, type Reply, type Route } from '../call.ts';
import { errorBody, SalesforceError } from '../errors.ts';
import { dispatch } from './routes.ts';

interface Sub {
  method: string;
  url: string;
  referenceId: string;
  body?: unknown;
  httpHeaders?: Record<string, string>;
}

const MOST = 25;
const MOST_HEAVY = 5;
/** What a subrequest may be; jobs, limits and set-up are not for composite. */
const ALLOWED = /^\/services\/data\/v\d+\.0\/(sobjects|query|queryAll|composite\/sobjects)(\/|$)/;
const HEAVY = /\/(query|queryAll|composite\/sobjects)(\/|\?|$)/;

function composite(call: Call): Reply {
  const given = call.json();
  const subs = (given['compositeRequest'] ?? []) as Sub[];
  check(subs);
  const allOrNone = given['allOrNone'] === true;
  const savepoint = call.transaction.undo.length;
  const answers = new Map<string, unknown>();
  const replies = subs.map((sub) => {
    const reply = run(call, sub, answers);
    if (reply.status < 300) answers.set(sub.referenceId, reply.body);
    return reply;
  });
  if (allOrNone && replies.some((reply) => reply.status >= 300)) {
    call.transaction.rollback(savepoint);
    replies.forEach((reply, place) => {
      if (reply.status < 300)
        replies[place] = halted(
          'The transaction was rolled back since another operation in the same transaction failed.',
        );
    });
  }
  const compositeResponse = replies.map((reply, place) => ({
    body: reply.body ?? null,
    httpHeaders: reply.headers ?? {},
    httpStatusCode: reply.status,
    referenceId: subs[place]?.referenceId,
  }));
  return { status: 200, body: { compositeResponse } };
}

function check(subs: Sub[]): void {
  const refuse = (message: string) => new SalesforceError('INVALID_INPUT', message);
  if (!Array.isArray(subs) || subs.length === 0)
    throw refuse('compositeRequest must hold at least one subrequest');
  if (subs.length > MOST)
    throw new SalesforceError(
      'LIMIT_EXCEEDED',
      `Limit exceeded. A composite request may hold at most ${MOST} subrequests.`,
    );
  if (subs.filter((sub) => HEAVY.test(String(sub.url))).length > MOST_HEAVY)
    throw new SalesforceError(
      'LIMIT_EXCEEDED',
      `Limit exceeded. At most ${MOST_HEAVY} subrequests of a composite request may be query or sObject Collections operations.`,
    );
  const names = new Set<string>();
  for (const { referenceId } of subs) {
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(String(referenceId)))
      throw refuse(
        `Provided referenceId ('${String(referenceId)}') must start with a letter and contain only letters, numbers and underscores`,
      );
    if (names.has(referenceId)) throw refuse(`Duplicate referenceId provided: ${referenceId}`);
    names.add(referenceId);
  }
}

function run(call: Call, sub: Sub, answers: Map<string, unknown>): Reply {
  try {
    const url = new URL(String(fill(sub.url, answers)).replaceAll(' ', '%20'), 'http://composite');
    const version = /^\/services\/data\/v(\d+\.0)\//.exec(url.pathname)?.[1];
    if (version === undefined || !ALLOWED.test(url.pathname))
      throw new SalesforceError(
        'INVALID_INPUT',
        `The URL is not one a composite subrequest may have: ${sub.url}`,
      );
    const text = sub.body === undefined ? '' : JSON.stringify(fill(sub.body, answers));
    const inner = new Call(
      {
        ...inherited(call, sub),
        method: sub.method,
        path: url.pathname,
        query: url.searchParams,
        text,
        version,
      },
      call.transaction,
    );
    return dispatch(inner);
  } catch (error) {
    if (error instanceof SalesforceError) return { status: error.status, body: errorBody(error) };
    throw error;
  }
}

/** A subrequest has its caller's user, and headers of its own above its caller's. */
function inherited(call: Call, sub: Sub): Pick<Call, 'service' | 'headers' | 'userId'> {
  const own = Object.entries(sub.httpHeaders ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    service: call.service,
    userId: call.userId,
    headers: { ...call.headers, ...Object.fromEntries(own) },
  };
}

/** Replaces `@{referenceId.path}` by what that subrequest answered. */
function fill(value: unknown, answers: Map<string, unknown>): unknown {
  if (typeof value === 'string')
    return value.replace(/@\{([^}]+)\}/g, (_whole, path: string) => String(referred(path, answers)));
  if (Array.isArray(value)) return value.map((entry) => fill(entry, answers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, fill(entry, answers)]));
}

function referred(path: string, answers: Map<string, unknown>): unknown {
  const [name = '', ...rest] = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  let at: unknown = answers.get(name);
  for (const part of rest)
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined;
  if (at === undefined || at === null)
    throw new SalesforceError(
      'PROCESSING_HALTED',
      `Invalid reference specified. No value for ${rest.join('.')} found in ${name}`,
    );
  return at;
}

function halted(message: string): Reply {
  return { status: 400, body: [{ errorCode: 'PROCESSING_HALTED', message }] };
}

export const compositeRoutes: Route[] = [{ method: 'POST', path: /^\/composite\/?$/, handle: composite }];
