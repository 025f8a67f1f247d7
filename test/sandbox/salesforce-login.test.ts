/** Every way in: the grants, expiry and rotation, what the CLI's own library asks, and the ways that are closed. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsforce from 'jsforce';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOrg, refusal, type TestOrg } from './org.ts';

let org: TestOrg;
beforeEach(async () => {
  org = await openOrg();
});
afterEach(() => org.sandbox.close());

async function token(form: Record<string, string>): Promise<Record<string, string>> {
  const answer = await fetch(`${org.sandbox.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return (await answer.json()) as Record<string, string>;
}

const client = () => ({ client_id: org.sandbox.clientId, client_secret: org.sandbox.clientSecret });
const integrationId = () =>
  org.sandbox.org.rows('User').find((user) => user['Username'] === org.sandbox.integrationUser)?.[
    'Id'
  ] as string;

describe('client credentials', () => {
  it('act as the integration user and are not counted as calls', async () => {
    const integration = await org.integration();
    expect(org.world.calls.count('salesforce')).toBe(0);
    expect((await integration.identity()).username).toBe(org.sandbox.integrationUser);
    expect(org.world.calls.count('salesforce')).toBe(2);
  });

  it('are refused with a wrong secret', async () => {
    expect(
      await token({ ...client(), grant_type: 'client_credentials', client_secret: 'wrong' }),
    ).toMatchObject({ error: 'invalid_client' });
  });
});

describe('JWT bearer', () => {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  function assertion(claims: Record<string, unknown>, alg = 'RS256'): string {
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const given = {
      iss: org.sandbox.clientId,
      sub: org.sandbox.integrationUser,
      aud: 'https://login.salesforce.com',
      exp: Date.now() / 1000 + 120,
      ...claims,
    };
    const text = `${encode({ alg })}.${encode(given)}`;
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), keys.privateKey).toString('base64url')}`;
  }
  const bearer = (text: string) =>
    token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: text });

  it('is taken once the certificate is known, and only with the right claims', async () => {
    expect(await bearer(assertion({}))).toMatchObject({ error: 'invalid_grant' });
    org.sandbox.org.registerCertificate(keys.publicKey.export({ type: 'spki', format: 'pem' }).toString());
    expect((await bearer(assertion({})))['access_token']).toMatch(/^00D/);
    for (const claims of [
      { aud: 'https://evil.example' },
      { exp: Date.now() / 1000 - 600 },
      { sub: 'nobody@x.example' },
    ])
      expect(await bearer(assertion(claims))).toMatchObject({ error: 'invalid_grant' });
    expect(await bearer(assertion({}, 'none'))).toMatchObject({ error: 'invalid_grant' });
    expect(await bearer(assertion({ iss: 'other' }))).toMatchObject({ error: 'invalid_client_id' });
  });
});

describe('refresh', () => {
  it('lets jsforce go on after a token expired', async () => {
    const refreshToken = org.sandbox.org.grants.refresh(integrationId());
    const oauth2 = {
      loginUrl: org.sandbox.url,
      clientId: org.sandbox.clientId,
      clientSecret: org.sandbox.clientSecret,
    };
    const connection = new jsforce.Connection({
      instanceUrl: org.sandbox.url,
      accessToken: org.sandbox.org.grants.access(integrationId()),
      refreshToken,
      oauth2,
      version: '64.0',
    });
    org.sandbox.org.expireTokens();
    expect((await connection.query('SELECT Id FROM Account')).done).toBe(true);
  });

  it('says INVALID_SESSION_ID when there is nothing to refresh with', async () => {
    org.sandbox.org.expireTokens();
    expect(await refusal(org.admin.query('SELECT Id FROM Account'))).toMatchObject({
      errorCode: 'INVALID_SESSION_ID',
    });
  });

  it('revokes the whole grant when a rotated token comes back', async () => {
    org.sandbox.org.grants.rotation = true;
    const first = org.sandbox.org.grants.refresh(integrationId());
    const refresh = (refresh_token: string) =>
      token({ ...client(), grant_type: 'refresh_token', refresh_token });
    const second = (await refresh(first))['refresh_token'] ?? '';
    expect(second).not.toBe(first);
    expect(await refresh(first)).toMatchObject({ error: 'invalid_grant' });
    expect(await refresh(second)).toMatchObject({ error: 'invalid_grant' });
  });
});

it('the web-server flow hands out a code that works once', async () => {
  const redirect_uri = 'https://app.example/callback';
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: org.sandbox.clientId,
    redirect_uri,
    state: 's',
  });
  const sent = await fetch(`${org.sandbox.url}/services/oauth2/authorize?${query}`, { redirect: 'manual' });
  const back = new URL(sent.headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe('s');
  const redeem = () =>
    token({
      ...client(),
      grant_type: 'authorization_code',
      redirect_uri,
      code: back.searchParams.get('code') ?? '',
    });
  expect(await redeem()).toHaveProperty('refresh_token');
  expect(await redeem()).toMatchObject({ error: 'invalid_grant' });
});

it('a revoked token is of no use', async () => {
  const access = org.sandbox.org.grants.access(integrationId());
  await fetch(`${org.sandbox.url}/services/oauth2/revoke`, {
    method: 'POST',
    body: new URLSearchParams({ token: access }),
  });
  const answer = await fetch(`${org.sandbox.url}/services/data/v64.0/limits`, {
    headers: { Authorization: `Bearer ${access}` },
  });
  expect(answer.status).toBe(401);
});

it('login by password is gone', async () => {
  const connection = new jsforce.Connection({
    loginUrl: org.sandbox.url,
    instanceUrl: org.sandbox.url,
    version: '64.0',
  });
  await expect(connection.login('admin@sandbox.example', 'secret')).rejects.toThrow(/INVALID_OPERATION/);
});

it('only API versions 50 to 66 are there', async () => {
  const versions = (await (await fetch(`${org.sandbox.url}/services/data`)).json()) as { version: string }[];
  expect([versions[0]?.version, versions.at(-1)?.version]).toEqual(['50.0', '66.0']);
  const old = await fetch(`${org.sandbox.url}/services/data/v40.0/limits`, {
    headers: { Authorization: `Bearer ${org.sandbox.adminToken}` },
  });
  expect(old.status).toBe(404);
});

it('takes doubled slashes, which the sf CLI sends when its instance URL ends with one', async () => {
  const { url, adminToken } = org.sandbox;
  const answer = await fetch(`${url}//services/data/v64.0/limits`, {
    headers: { Authorization: `Bearer ${adminToken}` },
  });
  expect(answer.status).toBe(200);
});

describe("the CLI's own library", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sandbox-home-'));
    Object.assign(process.env, {
      HOME: home,
      SF_DISABLE_TELEMETRY: 'true',
      SFDX_DISABLE_LOG_FILE: 'true',
      SF_DISABLE_LOG_FILE: 'true',
      SF_CRYPTO_V2: 'false',
      SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    });
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('logs in with the access token and queries', async () => {
    const { AuthInfo, Connection } = await import('@salesforce/core');
    const { url, adminToken } = org.sandbox;
    const authInfo = await AuthInfo.create({
      accessTokenOptions: { accessToken: adminToken, instanceUrl: url, loginUrl: url },
    });
    expect(authInfo.getUsername()).toBe('admin@sandbox.example');
    const connection = await Connection.create({ authInfo });
    expect(connection.getApiVersion()).toBe('66.0');
    expect((await connection.query('SELECT Name FROM Organization')).records).toMatchObject([
      { Name: 'Sandbox Industries' },
    ]);
    const columns = await connection.request<{ columnMetadata: { columnName: string }[] }>(
      `${connection.baseUrl()}/query?q=${encodeURIComponent('SELECT Id, Owner.Name FROM Account')}&columns=true`,
    );
    expect(columns.columnMetadata.map((column) => column.columnName)).toEqual(['Id', 'Owner']);
  });
});
