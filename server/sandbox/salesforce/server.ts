/** The HTTP door: reads a request, lets faults and limits have their say, finds who answers, writes the answer and counts it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Call, type Reply } from './call.ts';
import { errorBody, notFound, SalesforceError } from './errors.ts';
import { identity, userInfo } from './identity.ts';
import { authorize, revoke, token } from './oauth.ts';
import { dispatch } from './rest/routes.ts';
import type { Service } from './service.ts';
import { soap } from './soap.ts';

const OLDEST = 50;
const NEWEST = 66;
/** Longest URL Salesforce takes, bytes. */
const LONGEST_URL = 16_384;

interface Received {
  method: string;
  url: URL;
  text: string;
  request: IncomingMessage;
}

export function makeServer(service: Service): Server {
  return createServer({ maxHeaderSize: 131_072, keepAliveTimeout: 30_000 }, (request, response) => {
    handle(service, request, response).catch((error: unknown) => {
      process.stderr.write(
        `sandbox salesforce: ${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
      if (!response.headersSent)
        send(response, {
          status: 500,
          body: [{ errorCode: 'UNKNOWN_EXCEPTION', message: 'An unexpected error occurred.' }],
        });
    });
  });
}

async function handle(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const received: Received = {
    method: request.method ?? 'GET',
    // An org takes doubled slashes, and the sf CLI sends them when its instance URL ends with one.
    url: new URL((request.url ?? '/').replace(/^\/{2,}/, '/'), 'http://salesforce'),
    text: await readBody(request),
    request,
  };
  const { world } = service.org;
  const { method, url, text } = received;
  const effect = world.faults.take({
    crm: 'salesforce',
    method,
    path: url.pathname + decodedSearch(url),
    body: text,
  });
  const count = (status: number): void => {
    const counted = url.pathname !== '/services/oauth2/token';
    world.calls.add({ crm: 'salesforce', at: world.now(), method, path: url.pathname, status, counted });
  };
  if (effect !== undefined && 'delay' in effect) await wait(effect.delay);
  if (effect !== undefined && 'drop' in effect) {
    if (effect.drop === 'after') answer(service, received);
    count(0);
    request.socket.destroy();
    return;
  }
  const made = effect !== undefined && 'answer' in effect ? effect.answer : answer(service, received);
  const reply: Reply = effect !== undefined && 'answerAfter' in effect ? effect.answerAfter : made;
  count(reply.status);
  const { limit, used } = service.org.daily;
  send(response, {
    ...reply,
    headers: {
      // The org's own clock, which may run apart from ours.
      Date: new Date(world.now()).toUTCString(),
      'Sforce-Limit-Info': `api-usage=${used}/${limit}`,
      ...reply.headers,
    },
  });
}

/** The true answer, refusals included. */
function answer(service: Service, received: Received): Reply {
  try {
    return route(service, received);
  } catch (error) {
    if (error instanceof SalesforceError) return { status: error.status, body: errorBody(error) };
    throw error;
  }
}

function route(service: Service, received: Received): Reply {
  const { method, url, text, request } = received;
  const { pathname: path, searchParams: query } = url;
  if ((request.url ?? '').length > LONGEST_URL)
    return { status: 414, body: [{ errorCode: 'URI_TOO_LONG', message: 'URI Too Long' }] };
  if (path === '/services/oauth2/token') return token(service, text);
  if (path === '/services/oauth2/authorize') return authorize(service, query);
  if (path === '/services/oauth2/revoke') return revoke(service, text, query);
  if (path === '/services/data' || path === '/services/data/') return { status: 200, body: versions() };
  if (path.startsWith('/services/Soap/')) return soap(service, path, text);
  const bearer = /^(?:Bearer|OAuth) (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const userId = service.grants.userOf(bearer ?? query.get('oauth_token') ?? '');
  const user = userId === undefined ? undefined : service.org.table('User').rows.get(userId);
  if (user?.['IsActive'] !== true)
    throw new SalesforceError('INVALID_SESSION_ID', 'Session expired or invalid', { status: 401 });
  if (path === '/services/oauth2/userinfo') return userInfo(service, user);
  if (path.startsWith('/id/')) return identity(service, user, path);
  const version = /^\/services\/data\/v(\d+)\.0(\/|$)/.exec(path)?.[1];
  if (version === undefined || Number(version) < OLDEST || Number(version) > NEWEST) throw notFound();
  spend(service);
  return dispatch(
    new Call({
      service,
      method,
      path,
      query,
      headers: request.headers,
      text,
      userId: user.Id,
      version: `${version}.0`,
    }),
  );
}

/** Takes one call off the daily allowance. @throws REQUEST_LIMIT_EXCEEDED */
export function spend(service: Service): void {
  const { daily } = service.org;
  if (service.settings.limits && daily.used >= daily.limit)
    throw new SalesforceError('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', { status: 403 });
  daily.used += 1;
}

function versions(): unknown[] {
  return Array.from({ length: NEWEST - OLDEST + 1 }, (_none, place) => {
    const version = `${OLDEST + place}.0`;
    return { label: `Release ${version}`, url: `/services/data/v${version}`, version };
  });
}

function decodedSearch(url: URL): string {
  const parts = [...url.searchParams].map(([name, value]) => `${name}=${value}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, reply: Reply): void {
  const content = reply.text?.content ?? (reply.body === undefined ? '' : JSON.stringify(reply.body));
  const type = reply.text?.type ?? 'application/json;charset=UTF-8';
  response.writeHead(
    reply.status,
    content === '' ? { ...reply.headers } : { 'Content-Type': type, ...reply.headers },
  );
  response.end(content);
}
