/** Webhooks: really signed by the imitation, durable before they are acknowledged, and silent to everyone else. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { served, type Served } from './served.ts';

let server: Served;
beforeAll(async () => {
  server = await served();
  await server.app.connect({
    tenant: 'acme',
    connection: 'hubspot',
    crm: 'hubspot',
    url: server.world.sandbox.hubspot.url,
    credential: { kind: 'privateApp', token: server.world.sandbox.hubspot.privateAppToken },
  });
});
afterAll(() => server.close());

const portalId = () => server.world.sandbox.hubspot.portalId;
const event = (account: number | string) =>
  JSON.stringify([{ portalId: account, subscriptionType: 'object.creation' }]);

async function post(body: string | Uint8Array, change: { secret?: string; at?: number; path?: string } = {}) {
  const {
    secret = server.world.sandbox.hubspot.clientSecret,
    at = Date.now(),
    path = '/webhooks/hubspot',
  } = change;
  const uri = `${server.url}/webhooks/hubspot`;
  const signature = createHmac('sha256', secret)
    .update(`POST${uri}`)
    .update(body)
    .update(String(at))
    .digest('base64');
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-hubspot-signature-v3': signature,
      'x-hubspot-request-timestamp': String(at),
    },
  });
}

describe('webhooks', () => {
  test('a signed hint is acknowledged, and a poll follows it', async () => {
    expect((await post(event(portalId()))).status).toBe(204);
    const { store } = server.app;
    await expect.poll(async () => (await store.pending()).jobs, { timeout: 20_000 }).toBe(0);
    const { checks } = await server.app.examine('acme', 'hubspot');
    expect(checks.find(({ name }) => name === 'webhook')).toMatchObject({ state: 'ok' });
  });

  test('a flood of hints makes one poll', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => post(event(portalId()))));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 25 }, () => 204));
    expect((await server.app.store.pending()).jobs).toBeLessThanOrEqual(2);
  });

  test.each([
    ['another secret', () => post(event(portalId()), { secret: 'guess' }), 401],
    ['an old signature', () => post(event(portalId()), { at: Date.now() - 600_000 }), 401],
    ['a signature from the future', () => post(event(portalId()), { at: Date.now() + 600_000 }), 401],
    ['a query that was not signed', () => post(event(portalId()), { path: '/webhooks/hubspot?x=1' }), 401],
    [
      'no signature',
      () => fetch(`${server.url}/webhooks/hubspot`, { method: 'POST', body: event(portalId()) }),
      401,
    ],
    ['a portal that is not ours', () => post(event(99)), 404],
    ['what is no list of events', () => post('{"portalId":1}'), 400],
    ['what is no JSON', () => post('[{'), 400],
    ['more than a megabyte', () => post(' '.repeat(1_100_000)), 413],
  ])('refuses %s without a word about why', async (_name, attempt, status) => {
    const answer = await attempt();
    expect(answer.status).toBe(status);
    expect(Object.keys((await answer.json()) as object)).toEqual(['code']);
  });

  test('what the imitation itself delivers is taken', async () => {
    const { hubspot } = server.world.sandbox;
    hubspot.portal.webhooks.subscribe({
      url: `${server.url}/webhooks/hubspot`,
      subscriptions: [{ eventType: 'object.creation', objectTypeId: '0-2' }],
    });
    await fetch(`${hubspot.url}/crm/objects/2026-03/companies`, {
      method: 'POST',
      headers: { authorization: `Bearer ${hubspot.privateAppToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ properties: { name: 'New Company' } }),
    });
    await hubspot.flushWebhooks();
    expect(hubspot.portal.webhooks.lost).toEqual([]);
  });
});

describe('every answer', () => {
  test('is healthy and ready, names no framework, and is kept by nobody', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const answer = await fetch(server.url + path);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ ok: true });
      expect(answer.headers.get('x-powered-by')).toBeNull();
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('of an unknown route says nothing', async () => {
    const answer = await fetch(`${server.url}/tenants/acme`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ code: 'notFound' });
  });
});
