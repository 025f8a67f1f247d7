import { afterEach, describe, expect, it } from 'vitest';
import { type Opened, open, postForm } from './hubspotClient.ts';

const opened: Opened[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ hubspot }) => hubspot.close()));
});

async function start(...options: Parameters<typeof open>): Promise<Opened> {
  const portal = await open(...options);
  opened.push(portal);
  return portal;
}

function refreshFields({ hubspot }: Opened, refreshToken: string): Record<string, string> {
  const { clientId, clientSecret } = hubspot;
  return {
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  };
}

describe('OAuth', () => {
  it('carries code and state back, and trades the code once', async () => {
    const portal = await start();
    const { url, clientId, clientSecret, portalId } = portal.hubspot;
    const redirect_uri = 'http://localhost:9/back?x=1';
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri,
      scope: 'crm.objects.companies.read',
      state: 'a b',
    });
    const page = await fetch(`${url}/oauth/authorize?${query}`, { redirect: 'manual' });
    const back = new URL(page.headers.get('location') ?? '');
    expect([page.status, back.searchParams.get('state'), back.searchParams.get('x')]).toEqual([
      302,
      'a b',
      '1',
    ]);
    const fields = {
      grant_type: 'authorization_code',
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uri,
      code: back.searchParams.get('code') ?? '',
    };
    const traded = await postForm(`${url}/oauth/2026-03/token`, fields);
    expect(traded.body).toMatchObject({
      token_type: 'bearer',
      hub_id: portalId,
      expires_in: 1_800,
      scopes: ['oauth', 'crm.objects.companies.read'],
    });
    expect((await postForm(`${url}/oauth/2026-03/token`, fields)).body.status).toBe('BAD_AUTH_CODE');
    query.set('client_id', 'wrong');
    expect((await fetch(`${url}/oauth/authorize?${query}`, { redirect: 'manual' })).status).toBe(400);
    const told = await fetch(`${url}/oauth/v1/access-tokens/${traded.body.access_token}`);
    expect(await told.json()).toMatchObject({
      hub_id: portalId,
      app_id: portal.hubspot.appId,
      scopes: ['oauth', 'crm.objects.companies.read'],
    });
    const read = await portal.ask(
      'GET',
      '/crm/objects/2026-03/companies',
      undefined,
      traded.body.access_token,
    );
    const write = await portal.ask(
      'POST',
      '/crm/objects/2026-03/companies',
      { properties: {} },
      traded.body.access_token,
    );
    expect(read.status).toBe(200);
    expect(write).toMatchObject({
      status: 403,
      body: {
        category: 'MISSING_SCOPES',
        errors: [{ context: { requiredGranularScopes: ['crm.objects.companies.write'] } }],
      },
    });
  });

  it('ends access tokens by the clock and on demand, and refreshes them', async () => {
    const portal = await start();
    const fresh = () =>
      postForm(`${portal.hubspot.url}/oauth/v1/token`, refreshFields(portal, portal.hubspot.refreshToken));
    const read = async (token: string) =>
      (await portal.ask('GET', '/account-info/2026-03/details', undefined, token)).status;
    const first = (await fresh()).body.access_token;
    expect(await read(first)).toBe(200);
    portal.world.advance(30 * 60_000);
    expect(await read(first)).toBe(401);
    const second = (await fresh()).body.access_token;
    portal.hubspot.portal.expireTokens();
    const refused = await portal.ask('GET', '/account-info/v3/details', undefined, second);
    expect(refused).toMatchObject({ status: 401, body: { category: 'EXPIRED_AUTHENTICATION' } });
    expect((await portal.ask('GET', '/account-info/v3/details', undefined, 'made-up')).body.category).toBe(
      'INVALID_AUTHENTICATION',
    );
    expect(portal.world.calls.count('hubspot')).toBe(4);
  });

  it('can rotate refresh tokens, and an uninstall kills them', async () => {
    const portal = await start();
    portal.hubspot.portal.tokens.rotateRefreshTokens = true;
    const url = `${portal.hubspot.url}/oauth/2026-09/token`;
    const first = await postForm(url, refreshFields(portal, portal.hubspot.refreshToken));
    const spent = await postForm(url, refreshFields(portal, portal.hubspot.refreshToken));
    expect(spent).toMatchObject({
      status: 400,
      body: { status: 'BAD_REFRESH_TOKEN', error: 'invalid_grant' },
    });
    const gone = await portal.ask(
      'DELETE',
      '/appinstalls/2026-09/external-install',
      undefined,
      first.body.access_token,
    );
    expect(gone.status).toBe(204);
    expect((await postForm(url, refreshFields(portal, first.body.refresh_token))).body.status).toBe(
      'BAD_REFRESH_TOKEN',
    );
    expect(
      (await portal.ask('GET', '/account-info/2026-03/details', undefined, first.body.access_token)).status,
    ).toBe(401);
  });

  it('serves the real client, form-encoded', async () => {
    const { client, hubspot } = await start();
    const { clientId, clientSecret, refreshToken } = hubspot;
    const answer = await client.oauth.tokensApi.create(
      'refresh_token',
      undefined,
      undefined,
      clientId,
      clientSecret,
      refreshToken,
    );
    expect(answer.refreshToken).toBe(refreshToken);
  });
});

describe('limits', () => {
  it('hold a hundred calls in ten seconds on a free portal and say so in headers and body', async () => {
    const { ask } = await start({ edition: 'free', limits: true });
    const answers = await Promise.all(Array.from({ length: 101 }, () => ask('GET', '/crm/owners/2026-03')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.body).toMatchObject({ policyName: 'TEN_SECONDLY_ROLLING', errorType: 'RATE_LIMIT' });
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    const remaining = answers.map(({ headers }) => Number(headers.get('x-hubspot-ratelimit-remaining')));
    expect(Math.max(...remaining)).toBe(99);
    expect(answers[0]?.headers.get('x-hubspot-ratelimit-max')).toBe('100');
    expect(answers[0]?.headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000');
  });

  it('hold five searches a second, apart from other calls and without headers', async () => {
    const { ask } = await start({ limits: true });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask('POST', '/crm/objects/2026-03/companies/search', {})),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.body).toMatchObject({
      policyName: 'SECONDLY',
      message: 'You have reached your secondly limit.',
    });
    expect(answers[0]?.headers.get('x-hubspot-ratelimit-remaining')).toBeNull();
    const other = await ask('GET', '/crm/owners/2026-03');
    expect(other.headers.get('x-hubspot-ratelimit-remaining')).toBe('189');
  });

  it('end the day when the account has spent its calls', async () => {
    const { ask, hubspot } = await start({ edition: 'free', limits: true });
    hubspot.portal.rate.spentToday = 249_999;
    const usage = await ask('GET', '/account-info/v3/api-usage/daily/private-apps');
    expect(usage.body.results[0]).toMatchObject({ currentUsage: 250_000, usageLimit: 250_000 });
    expect(usage.headers.get('x-hubspot-ratelimit-daily-remaining')).toBe('0');
    expect((await ask('GET', '/crm/owners/2026-03')).body.policyName).toBe('DAILY');
  });
});
