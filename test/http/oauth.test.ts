/** Installing by HubSpot's consent page: one link, one browser, one portal, one tenant. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { served, type Served } from './served.ts';

let server: Served;
beforeAll(async () => {
  server = await served();
});
afterAll(() => server.close());

const link = (tenant: string, connection = 'hubspot') =>
  server.app.installAddress(server.url, tenant, connection);

/** Opens an install link; where it leads and the cookie that came with it. */
async function start(address: string) {
  const answer = await fetch(address, { redirect: 'manual' });
  return {
    status: answer.status,
    consent: answer.headers.get('location') ?? '',
    cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    header: answer.headers.get('set-cookie') ?? '',
  };
}

/** Agrees at HubSpot; the address that the browser is sent back to. */
async function agree(consent: string): Promise<string> {
  const answer = await fetch(consent, { redirect: 'manual' });
  return answer.headers.get('location') ?? '';
}

const back = (address: string, cookie: string) => fetch(address, { headers: { cookie } });

describe('install', () => {
  test('a browser that goes there and back connects the portal for the tenant of the link', async () => {
    const { status, consent, cookie, header } = await start(link('acme'));
    expect(status).toBe(302);
    expect(header).toMatch(/HttpOnly/);
    expect(header).toMatch(/SameSite=Lax/);
    const address = await agree(consent);
    const done = await back(address, cookie);
    expect(done.status).toBe(200);
    expect(await done.text()).toContain('Connected');
    const settings = await server.app.settings.read();
    const { portalId } = server.world.sandbox.hubspot;
    expect(settings.tenants['acme']?.connections['hubspot']?.accountId).toBe(String(portalId));
    const context = await server.app.open('acme', 'hubspot');
    expect((await context.crm.describe()).account.id).toBe(String(portalId));
    await context.close();
    // The way back works once, and so does the link.
    expect((await back(address, cookie)).status).toBe(400);
  });

  test('a link works once', async () => {
    const address = link('acme');
    const first = await start(address);
    expect((await back(await agree(first.consent), first.cookie)).status).toBe(200);
    expect((await start(address)).status).toBe(400);
  });

  test('one portal is not connected to two tenants', async () => {
    const { consent, cookie } = await start(link('other'));
    const refused = await back(await agree(consent), cookie);
    expect(refused.status).toBe(400);
    const words = await refused.text();
    expect(words).toContain('another tenant');
    expect(words).not.toContain('acme');
    expect((await server.app.settings.read()).tenants['other']).toBeUndefined();
  });

  test.each([
    ['no cookie', (address: string) => back(address, '')],
    ['the cookie of another browser', (address: string) => back(address, 'alongside_install=stolen')],
    [
      'a state that was tampered with',
      (address: string, cookie: string) => back(address.replace(/state=./, 'state=X'), cookie),
    ],
    [
      'another issuer',
      (address: string, cookie: string) => back(`${address}&iss=https://evil.example.com`, cookie),
    ],
    ['two states', (address: string, cookie: string) => back(`${address}&state=again`, cookie)],
    [
      'a code that was never given',
      (address: string, cookie: string) => back(address.replace(/code=[^&]*/, 'code=no'), cookie),
    ],
  ])('refuses %s', async (_name, attack) => {
    const { consent, cookie } = await start(link('mallory', 'second'));
    const answer = await attack(await agree(consent), cookie);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect((await server.app.settings.read()).tenants['mallory']).toBeUndefined();
  });

  test.each(['', 'nonsense', 'e30.e30', `${'a'.repeat(40)}.${'b'.repeat(43)}`])(
    'refuses the link "%s"',
    async (text) => {
      expect((await start(`${server.url}/oauth/hubspot/start?install=${text}`)).status).toBe(400);
    },
  );

  test('refuses an app that was not given all it needs, and says what', async () => {
    const { consent, cookie } = await start(link('narrow', 'third'));
    const url = new URL(consent);
    url.searchParams.set('scope', 'oauth crm.objects.companies.read');
    const answer = await back(await agree(url.href), cookie);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('crm.objects.deals.read');
  });
});
