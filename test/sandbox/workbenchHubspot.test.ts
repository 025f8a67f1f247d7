/** The workbench between a HubSpot card and our server: what HubSpot's own servers would let through, add, repeat and hide. */
import { Signature } from '@hubspot/api-client';
import { createServer, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isSigned } from '../../server/crm/hubspot/signature.ts';
import { createSandbox, type Sandbox } from '../../server/sandbox/sandbox.ts';
import type { CardHost, CardUser } from '../../server/sandbox/workbench/cardHost.ts';
import { hubspotCards } from '../../server/sandbox/workbench/hubspot/index.ts';
import { bodyOf, listening } from '../browser/hubspotPage.ts';

const PERMITTED = 'https://alongside.example.com';

interface Seen {
  target: string;
  rawHeaders: string[];
  body: string;
}

let sandbox: Sandbox;
let server: ReturnType<typeof createServer>;
let serverUrl: string;
let host: CardHost;
let user: CardUser;
let seen: Seen[];
/** Answers in order; the last one stays. Null hangs up. */
let statuses: (number | null)[];
let hold: Promise<void>;

beforeEach(async () => {
  sandbox = await createSandbox();
  const { portal } = sandbox.hubspot;
  const [person] = portal.people.list;
  user = { id: String(person?.userId), name: 'Ada', role: 'Sales rep' };
  seen = [];
  statuses = [200];
  hold = Promise.resolve();
  server = createServer((request, response) => {
    void take(request).then(async () => {
      await hold;
      const status = statuses.length > 1 ? statuses.shift() : statuses[0];
      if (typeof status !== 'number') request.socket.destroy();
      else response.writeHead(status).end(JSON.stringify({ ok: status === 200 }));
    });
  });
  serverUrl = await listening(server);
  host = hubspotCards(portal, serverUrl);
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  await sandbox.close();
});

async function take(request: IncomingMessage): Promise<void> {
  const { rawHeaders, url: target = '' } = request;
  seen.push({ target, rawHeaders, body: await bodyOf(request) });
}

const headerOf = ({ rawHeaders }: Seen, name: string): string =>
  rawHeaders[rawHeaders.findIndex((one) => one.toLowerCase() === name) + 1] ?? '';

interface Asked {
  url?: string;
  headers?: Record<string, string>;
  body?: string | null;
  timeout?: number;
}

async function fetched({ body = '{"a":"ü"}', headers = {}, timeout, url }: Asked = {}) {
  const asked = { url: url ?? `${PERMITTED}/cards/hubspot/view?x=1`, method: 'POST', headers, body };
  const request = Buffer.from(JSON.stringify({ ...asked, timeout: timeout ?? null }));
  const answer = await host.post('fetch', request, user);
  expect(answer.status).toBe(200);
  const { body: text, status } = JSON.parse(String(answer.body)) as { status: number; body: string };
  return { status, body: JSON.parse(text) as Record<string, unknown> };
}

test('a call arrives with who asks, under a signature that ours and HubSpot’s own check accept', async () => {
  expect(await fetched()).toEqual({ status: 200, body: { ok: true } });
  const [call] = seen as [Seen];
  const { appId, clientSecret, portalId } = sandbox.hubspot;
  const query = new URL(call.target, serverUrl).searchParams;
  expect(Object.fromEntries(query)).toEqual({
    x: '1',
    userId: user.id,
    portalId: String(portalId),
    userEmail: 'admin@portal.example',
    appId: String(appId),
  });
  expect(call.body).toBe('{"a":"ü"}');
  const { rawHeaders, target } = call;
  const timestamp = Number(headerOf(call, 'x-hubspot-request-timestamp'));
  const request = { method: 'POST', target, rawHeaders, body: Buffer.from(call.body) };
  const check = { baseUrl: serverUrl, secrets: [clientSecret], now: timestamp };
  expect(isSigned(request, check)).toBe(true);
  expect(isSigned(request, { ...check, secrets: ['another'] })).toBe(false);
  const theirs = Signature.getSignature('POST', 'v3', {
    clientSecret,
    requestBody: call.body,
    url: decodeURIComponent(`${serverUrl}${target}`),
    timestamp,
    signature: '',
  });
  expect(headerOf(call, 'x-hubspot-signature-v3')).toBe(theirs);
});

describe('refused before anything is sent', () => {
  test.each<[string, Asked, RegExp]>([
    ['an address without encryption', { url: 'http://alongside.example.com/a' }, /https/],
    ['an address that the app does not name', { url: 'https://elsewhere.example.com/a' }, /permittedUrls/],
    ['one that only begins like it', { url: `${PERMITTED}.evil.example/a` }, /permittedUrls/],
    ['no address', { url: 'alongside' }, /https/],
    ['a header of one’s own', { headers: { 'x-mine': '1' } }, /Authorization/],
    ['too much', { body: 'x'.repeat(1_048_577) }, /1048576/],
  ])('%s', async (_, asked, reason) => {
    const { body, status } = await fetched(asked);
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR' });
    expect(body['message']).toMatch(reason);
    expect(seen).toEqual([]);
  });

  test('the twenty-first at the same time', async () => {
    let go = (): void => undefined;
    hold = new Promise((ready) => (go = ready));
    const twenty = Array.from({ length: 20 }, () => fetched());
    expect((await fetched()).status).toBe(429);
    go();
    expect((await Promise.all(twenty)).map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect((await fetched()).status).toBe(200);
  });
});

describe('repeated', () => {
  test.each<[string, number | null]>([
    ['a fault of the server', 500],
    ['a lost connection', null],
  ])('%s is followed by the same call once more', async (_, first) => {
    statuses = [first, 200];
    expect(await fetched({ headers: { Authorization: 'x' } })).toEqual({ status: 200, body: { ok: true } });
    expect(seen.map(({ body }) => body)).toEqual(['{"a":"ü"}', '{"a":"ü"}']);
    expect(seen.map((call) => headerOf(call, 'authorization'))).toEqual(['x', 'x']);
  });

  test('and not a third time', async () => {
    statuses = [null];
    expect(await fetched()).toMatchObject({ status: 504, body: { category: 'GATEWAY_TIMEOUT' } });
    expect(seen).toHaveLength(2);
  });

  test.each([302, 404, 503])('an answer %i comes as HubSpot’s own, with ours inside', async (status) => {
    statuses = [status];
    expect(await fetched()).toMatchObject({
      status: 200,
      body: {
        status: 'error',
        category: 'BAD_GATEWAY',
        context: { appServerStatusCode: [String(status)] },
        responseBody: { ok: false },
      },
    });
    expect(seen).toHaveLength(status >= 500 ? 2 : 1);
  });

  test('a server that takes too long is given up', async () => {
    hold = new Promise(() => undefined);
    expect(await fetched({ timeout: 50 })).toMatchObject({
      status: 504,
      body: { category: 'GATEWAY_TIMEOUT' },
    });
  });
});

describe('a record', () => {
  const propertiesOf = async (objectId: number): Promise<Record<string, string>> => {
    const asked = Buffer.from(JSON.stringify({ objectId, objectTypeId: '0-3' }));
    return JSON.parse(String((await host.post('properties', asked, user)).body)) as Record<string, string>;
  };

  test('is known to the page with its stamp', async () => {
    const { portal } = sandbox.hubspot;
    const { id, updatedAt } = portal.create('deals', { dealname: 'Litware' });
    expect(await propertiesOf(Number(id))).toMatchObject({
      dealname: 'Litware',
      hs_object_id: id,
      hs_lastmodifieddate: String(updatedAt),
    });
    expect(await propertiesOf(1)).toEqual({});
  });

  test.each([
    ['Deal', false, ['DealCard', 'DealCard']],
    ['Company', false, ['AccountCard', 'AccountCard']],
    ['Company', true, ['PartnerCard', 'PartnerCard']],
    ['Contact', false, []],
  ] as const)('a %s (partner: %s) has the cards %s', (kind, isPartner, bundles) => {
    const record = {
      id: '7',
      kind,
      isPartner,
      title: '',
      href: '',
      highlights: [],
      aside: [],
      tables: [],
      details: [],
    };
    const drawn = host.onRecord(record, user)?.text ?? '';
    expect([...drawn.matchAll(/files\/(\w+)\.js/g)].map(([, name]) => name)).toEqual(bundles);
    expect([...drawn.matchAll(/crm\.record\.\w+/g)].map(([place]) => place)).toEqual(
      bundles.map((_, at) => (at === 0 ? 'crm.record.sidebar' : 'crm.record.tab')),
    );
  });
});

test('a second start takes what the first compiled', async () => {
  await host.build();
  const [bundle, again] = [await host.file('DealCard.js'), hubspotCards(sandbox.hubspot.portal, serverUrl)];
  await again.build();
  expect(await again.file('DealCard.js')).toEqual(bundle);
  expect(await host.file('../compile.ts')).toBeUndefined();
});
