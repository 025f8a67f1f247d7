/** The HTTP face: faults, tokens, limits and scopes around the routes, and the count of every call. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Answer as FaultAnswer } from '../faults.ts';
import type { World } from '../world.ts';
import { parseAddress } from './address.ts';
import { answerControl, type Controls } from './control.ts';
import type { HubSpotPortal } from './portal.ts';
import { correlationId, invalid, Refusal } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';
import { router } from './routes.ts';
import type { Grant } from './tokens.ts';

const LARGEST_BODY = 10 * 1024 * 1024;
const NOBODY: Grant = { token: '', kind: 'oauth', userId: 0, userEmail: '', scopes: new Set(), expiresAt: 0 };

/** A server, not yet listening, that answers for the portal. */
export function hubSpotServer(world: World, portal: HubSpotPortal, controls: Controls): Server {
  let count = 0;
  return createServer((request, response) => {
    count += 1;
    serve(world, portal, controls, request, response, correlationId(count)).catch((cause: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`The imitation failed: ${String(cause)}`);
    });
  });
}

async function serve(
  world: World,
  portal: HubSpotPortal,
  controls: Controls,
  request: IncomingMessage,
  response: ServerResponse,
  correlation: string,
): Promise<void> {
  const text = await readText(request);
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const method = request.method ?? 'GET';
  if (url.pathname.startsWith('/sandbox/')) {
    send(response, answerControl(world, portal, controls, { method, url, text }), correlation);
    return;
  }
  const seen = { crm: 'hubspot' as const, method, path: url.pathname, body: text };
  const effect = world.faults.take(seen);
  const counted = !url.pathname.startsWith('/oauth/');
  const note = (status: number) => {
    world.calls.add({ crm: 'hubspot', at: world.now(), method, path: url.pathname, status, counted });
  };
  if (effect && 'delay' in effect) await new Promise((resolve) => setTimeout(resolve, effect.delay));
  if (effect && 'drop' in effect && effect.drop === 'before') {
    note(0);
    response.destroy();
    return;
  }
  const instead = effect && 'answer' in effect ? fromFault(effect.answer) : undefined;
  const answer =
    instead ?? (await answerCall(portal, { method, url, text, headers: request.headers }, correlation));
  if (effect && 'drop' in effect) {
    note(0);
    response.destroy();
    return;
  }
  const shown = effect && 'answerAfter' in effect ? fromFault(effect.answerAfter) : answer;
  note(shown.status);
  send(response, shown, correlation);
}

interface Received {
  method: string;
  url: URL;
  text: string;
  headers: IncomingMessage['headers'];
}

async function answerCall(portal: HubSpotPortal, received: Received, correlation: string): Promise<Answer> {
  let limits: Record<string, string> = {};
  try {
    const { path, version } = parseAddress(received.url.pathname);
    const { route, params } = router.match(received.method, path);
    const isCounted = route.counted !== false;
    const grant = isCounted ? portal.tokens.check(bearer(received.headers.authorization)) : NOBODY;
    if (isCounted) {
      const isSearch = route.isSearch === true;
      try {
        portal.rate.take(isSearch);
      } finally {
        limits = portal.rate.headers(isSearch, grant.kind === 'oauth');
      }
    }
    const call: Call = {
      portal,
      method: received.method,
      version,
      params,
      query: received.url.searchParams,
      headers: received.headers,
      text: received.text,
      body: isCounted ? parseJson(received.text) : undefined,
      grant,
    };
    requireScope(route, call);
    const answer = await route.handle(call);
    return { ...answer, headers: { ...limits, ...answer.headers } };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const headers = { ...limits, ...refusal.extra.headers };
    return { status: refusal.status, headers, body: refusal.body(correlation) };
  }
}

function bearer(header: string | undefined): string | undefined {
  return /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
}

function requireScope(route: Route, call: Call): void {
  const anyOf = route.scopes?.(call) ?? [];
  if (anyOf.length === 0 || anyOf.some((scope) => call.grant.scopes.has(scope))) return;
  const documentation = 'https://developers.hubspot.com/scopes';
  throw new Refusal(
    403,
    'MISSING_SCOPES',
    `This app hasn't been granted all required scopes to make this call. Read more about required scopes here: ${documentation}.`,
    {
      errors: [
        {
          message: 'One or more of the following scopes are required.',
          context: { requiredGranularScopes: anyOf },
        },
      ],
      links: { scopes: documentation },
    },
  );
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw invalid(`Invalid input JSON on line 1, column 1: ${cause.message}`);
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY && !request.url?.startsWith('/sandbox/'))
      throw new Error('request body over 10 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function fromFault(answer: FaultAnswer): Answer {
  return { status: answer.status, body: answer.body, ...(answer.headers && { headers: answer.headers }) };
}

/** Text is sent as a page, the way a gateway in front of the API answers; everything else as JSON. */
function send(response: ServerResponse, answer: Answer, correlation: string): void {
  const isPage = typeof answer.body === 'string';
  const body = isPage
    ? (answer.body as string)
    : answer.body === undefined
      ? ''
      : JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    ...(body !== '' && {
      'Content-Type': isPage ? 'text/html;charset=utf-8' : 'application/json;charset=utf-8',
    }),
    'X-HubSpot-Correlation-Id': correlation,
    ...answer.headers,
  });
  response.end(body);
}
