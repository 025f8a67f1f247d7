/** Doctor on both CRMs: a healthy connection, and each way in which one breaks. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import jsforce from 'jsforce';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../server/app.ts';
import { ALL_SCOPES } from '../../server/sandbox/hubspot/index.ts';
import type { SalesforceSandbox } from '../../server/sandbox/salesforce/index.ts';
import { programs } from '../../server/use/collections.ts';
import { prepareAccount } from '../../server/use/prepareAccount.ts';
import { previewProvision, provision } from '../../server/use/provision.ts';
import { readRules } from '../../server/use/rules.ts';
import { registrationPolicy } from '../../shared/domain/registration.ts';
import { deploy } from '../sandbox/org.ts';
import { CERTIFICATES } from './certificates.ts';
import { testWorld, type TestWorld } from './world.ts';

const PUBLIC_URL = 'https://partners.example.com';

let world: TestWorld;
let app: App;

async function stateOf(connection: string, admin = false): Promise<Record<string, string>> {
  const { adminToken: accessToken, url: instanceUrl } = world.sandbox.salesforce;
  const session = admin ? { accessToken, instanceUrl } : undefined;
  const { checks } = await app.examine('acme', connection, session);
  return Object.fromEntries(checks.map(({ name, state }) => [name, state]));
}

beforeAll(async () => {
  world = await testWorld();
  app = await world.app({ ALONGSIDE_URL: PUBLIC_URL });
});
afterAll(async () => {
  await app.close();
  await world.close();
});

describe('doctor on salesforce', () => {
  const admin = () => {
    const { adminToken: accessToken, url: instanceUrl } = world.sandbox.salesforce;
    return { accessToken, instanceUrl };
  };

  beforeAll(async () => {
    const { salesforce } = world.sandbox;
    salesforce.org.certificates.set('Alongside', CERTIFICATES[0]);
    const wanted = { integrationUser: salesforce.integrationUser, assign: true, certificate: 'Alongside' };
    const prepare = () =>
      prepareAccount(app.admin(admin()), { ...wanted, publicUrl: PUBLIC_URL }, Date.now());
    // Without the package nothing would call us, and there is no External Credential to call with.
    expect((await prepare()).steps.at(-1)).toMatchObject({
      name: 'callback',
      state: 'needed',
      detail: expect.stringContaining('Install the package') as string,
    });
    await installExternalCredential(salesforce);
    const prepared = await prepare();
    expect(prepared.steps.map(({ name, state }) => [name, state])).toEqual([
      ['user', 'already'],
      ['permissionSet', 'skipped'],
      ['certificate', 'done'],
      ['callback', 'done'],
    ]);
    const { clientId, clientSecret, url } = salesforce;
    await app.connect({
      tenant: 'acme',
      connection: 'salesforce',
      crm: 'salesforce',
      url,
      credential: { kind: 'clientCredentials', clientId, clientSecret },
      integrationUser: prepared.user,
      certificate: prepared.certificate,
    });
  });

  test('the way to the server uses the External Credential of the package, and no header of its own', async () => {
    const { org } = world.sandbox.salesforce;
    expect(org.metadata.get('NamedCredential:Alongside')).toMatchObject({
      namedCredentialType: 'SecuredEndpoint',
      generateAuthorizationHeader: 'false',
      namedCredentialParameters: [
        { parameterType: 'Url', parameterValue: PUBLIC_URL },
        { parameterType: 'Authentication', externalCredential: 'Alongside' },
      ],
    });
  });

  test('before provisioning the fields and the permission set are missing', async () => {
    expect(await stateOf('salesforce')).toMatchObject({
      token: 'ok',
      fields: 'wrong',
      permissionSet: 'wrong',
    });
  });

  test('new deals are tried as the program says them, and nothing is written', async () => {
    const context = await app.open('acme', 'salesforce');
    const say = async (newDeal: object) => {
      const { program } = await readRules(context);
      const registration = registrationPolicy.parse({ newDeal });
      await context.store.put(programs, [
        { id: 'salesforce', document: { rules: { ...program, registration }, version: 1 } },
      ]);
    };
    await say({ stage: 'No such stage' });
    expect(await stateOf('salesforce')).toMatchObject({ newDeal: 'wrong' });
    await say({ stage: 'Qualification', values: { NextStep: 'Call them' } });
    expect(await stateOf('salesforce')).toMatchObject({ newDeal: 'ok' });
    await context.store.remove(programs, ['salesforce']);
    await context.close();
    expect(await stateOf('salesforce')).not.toHaveProperty('newDeal');
  });

  test('after provisioning every link holds, with the administrator looking on', async () => {
    const context = await app.open('acme', 'salesforce', { admin: admin() });
    await provision(context, await previewProvision(context));
    await context.close();
    const states = await stateOf('salesforce', true);
    expect(Object.entries(states).filter(([, state]) => state === 'wrong')).toEqual([]);
    expect(states).toMatchObject({ certificate: 'ok', callback: 'ok', permissionSet: 'ok', clock: 'ok' });
  });

  test('a permission set that was taken away', async () => {
    const { org } = world.sandbox.salesforce;
    for (const row of org.rows('PermissionSetAssignment')) {
      if (typeof row['Id'] === 'string') org.remove('PermissionSetAssignment', row['Id']);
    }
    expect(await stateOf('salesforce')).toMatchObject({ permissionSet: 'wrong', fields: 'wrong' });
  });

  test('a certificate that was replaced, and a server that moved', async () => {
    world.sandbox.salesforce.org.certificates.set('Alongside', CERTIFICATES[1]);
    await app.admin(admin()).setCallbackUrl('https://elsewhere.example.com');
    expect(await stateOf('salesforce', true)).toMatchObject({ certificate: 'wrong', callback: 'wrong' });
    expect(await stateOf('salesforce')).toMatchObject({ certificate: 'ok', callback: 'unknown' });
  });

  test('a user who was switched off', async () => {
    const { org, integrationUser, grants } = world.sandbox.salesforce;
    const user = org.rows('User').find((row) => row['Username'] === integrationUser);
    org.force('User', String(user?.['Id']), { IsActive: false });
    grants.expire();
    expect(await stateOf('salesforce')).toMatchObject({ token: 'wrong', reach: 'ok', store: 'ok' });
  });
});

/** As the package's installation does it. */
async function installExternalCredential({ url, adminToken }: SalesforceSandbox): Promise<void> {
  const path = 'externalCredentials/Alongside.externalCredential';
  const source = resolve(import.meta.dirname, '../../salesforce-package/force-app/main/default');
  const content = await readFile(`${source}/${path}-meta.xml`, 'utf8');
  const connection = new jsforce.Connection({ instanceUrl: url, accessToken: adminToken, version: '66.0' });
  const { problems } = await deploy(connection, { [path]: content }, { ExternalCredential: ['Alongside'] });
  expect(problems).toEqual([]);
}

describe('doctor on hubspot', () => {
  beforeAll(async () => {
    const { url, refreshToken } = world.sandbox.hubspot;
    await app.connect({
      tenant: 'acme',
      connection: 'hubspot',
      crm: 'hubspot',
      url,
      credential: { kind: 'oauth' },
      tokens: { accessToken: '', refreshToken, expiresAt: 0 },
    });
    const context = await app.open('acme', 'hubspot');
    await provision(context, await previewProvision(context));
    await context.close();
  });

  test('every link holds', async () => {
    const states = await stateOf('hubspot');
    expect(Object.entries(states).filter(([, state]) => state === 'wrong')).toEqual([]);
    expect(states).toMatchObject({ token: 'ok', scopes: 'ok', fields: 'ok', webhook: 'unknown' });
  });

  test('a scope that was taken away is named', async () => {
    const scopes = ALL_SCOPES.filter((scope) => scope !== 'crm.objects.deals.write');
    world.sandbox.hubspot.portal.tokens.regrant(scopes);
    const { checks } = await app.examine('acme', 'hubspot');
    expect(checks.find(({ name }) => name === 'scopes')).toMatchObject({
      state: 'wrong',
      detail: expect.stringContaining('crm.objects.deals.write') as string,
    });
    world.sandbox.hubspot.portal.tokens.regrant(ALL_SCOPES);
  });

  test('an app that was uninstalled', async () => {
    world.sandbox.hubspot.portal.tokens.revoke();
    expect(await stateOf('hubspot')).toMatchObject({ token: 'wrong', reach: 'ok' });
  });

  test('on the command line names the screen that mends it, and ends with 1', async () => {
    await app.close();
    const ended = await world.partner('doctor', '--tenant', 'acme', '--connection', 'hubspot', '--json');
    app = await world.app({ ALONGSIDE_URL: PUBLIC_URL });
    expect(ended.code).toBe(1);
    const { checks } = ended.json().result as { checks: { name: string; fix: string | null }[] };
    expect(checks.find(({ name }) => name === 'token')?.fix).toContain('Connected apps');
  });
});
