/** The stand-in for the package's gateway: vouches for what the org says of user and record, and asks nothing for anyone else. */
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { importX509, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificate, type OrgCertificate } from '../../server/sandbox/salesforce/certificate.ts';
import { plant } from '../../server/sandbox/salesforce/people.ts';
import { createSandbox, type Sandbox } from '../../server/sandbox/sandbox.ts';
import type { CardHost } from '../../server/sandbox/workbench/cardHost.ts';
import { salesforceCards } from '../../server/sandbox/workbench/salesforce/host.ts';

const owner = (ref: string) => ({
  ref,
  firstName: ref,
  lastName: 'Rep',
  email: `${ref}@vendor.example`,
  active: true,
});

let sandbox: Sandbox;
let ids: Map<string, string>;
let certificate: OrgCertificate;
let server: Server;
let host: CardHost;
/** What the server was asked. */
let asked: { path: string; token: string; body: string }[] = [];

const id = (ref: string): string => ids.get(ref) ?? '';

beforeAll(async () => {
  sandbox = await createSandbox();
  ids = sandbox.salesforce.load({
    owners: [owner('ann'), owner('bob'), owner('eve')],
    accounts: [
      { ref: 'acme', name: 'Acme', kind: 'customer', ownerRef: 'ann' },
      { ref: 'other', name: 'Other', kind: 'customer', ownerRef: 'bob' },
    ],
    deals: [],
    lists: [],
  });
  const { org } = sandbox.salesforce;
  const give = (user: string, name: string): void => {
    const known = org.table('PermissionSet').find('Name', name)[0]?.Id;
    const set = known ?? plant(org, 'PermissionSet', { Name: name, Label: name });
    plant(org, 'PermissionSetAssignment', { AssigneeId: id(user), PermissionSetId: set });
  };
  give('ann', 'Alongside_Rep');
  give('bob', 'Alongside_Rep');
  give('bob', 'Alongside_Channel_Manager');
  org.hideField('ann@vendor.example', 'Opportunity.Amount');
  org.setSharing('Account', 'Read');
  certificate = await makeCertificate('Alongside', Date.now());
  server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const token = (request.headers.authorization ?? '').replace('Bearer ', '');
      asked.push({ path: request.url ?? '', token, body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(200).end('{"ok":true}');
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  host = salesforceCards(sandbox.salesforce, {
    serverUrl: `http://127.0.0.1:${port}`,
    certificate,
    users: () => [],
  });
});

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await sandbox.close();
});

async function ask(user: string, recordId: string | null, verb = 'view', body = '{"ask":"view"}') {
  asked = [];
  const call = Buffer.from(JSON.stringify({ verb, recordId, body }));
  const who = { id: id(user), name: user, role: '' };
  const answer = await host.post('apex/AlongsideGateway.ask', call, who);
  return JSON.parse(String(answer.body)) as { status: number; body: string | null };
}

async function claims() {
  const key = await importX509(certificate.pem, 'RS256');
  return (await jwtVerify(asked[0]?.token ?? '', key, { audience: 'alongside' })).payload;
}

describe('who may ask', () => {
  test('an owner, for whom the answer is handed on as it came', async () => {
    expect(await ask('ann', id('acme'))).toEqual({ status: 200, body: '{"ok":true}' });
    expect(asked[0]).toMatchObject({ path: '/cards/salesforce/view', body: '{"ask":"view"}' });
    expect(await claims()).toMatchObject({
      iss: sandbox.salesforce.orgId,
      sub: id('ann'),
      rec: id('acme'),
      acc: 'edit',
      role: 'rep',
    });
  });

  test('is told apart from a reader, and the mightier of two roles counts', async () => {
    await ask('ann', id('other'));
    expect(await claims()).toMatchObject({ acc: 'read', role: 'rep' });
    await ask('bob', null);
    expect(await claims()).toMatchObject({ acc: 'read', role: 'channelManager', rec: '' });
  });

  test('what the user cannot read is named, objects as a whole', async () => {
    await ask('ann', id('acme'));
    const hidden = (await claims())['hid'] as string[];
    expect(hidden).toContain('deal.amount');
    expect(hidden).not.toContain('deal.name');
    // Not provisioned here, so that there is nothing of it to read.
    expect(hidden).toContain('dealPartner.*');
    expect(hidden).not.toContain('dealPartner.roles');
  });
});

describe('who may not', () => {
  test.each([
    ['a user without a permission set', 'eve', () => id('acme'), 'view'],
    ['a record of another kind', 'ann', () => id('bob'), 'view'],
    ['a record that is none', 'ann', () => 'nonsense', 'view'],
    ['a word that the server does not know', 'ann', () => id('acme'), 'delete'],
  ])('%s: nothing is asked of the server', async (_who, user, record, verb) => {
    expect(await ask(user, record(), verb)).toEqual({ status: 403, body: null });
    expect(asked).toEqual([]);
  });

  test('who may not even read the record', async () => {
    sandbox.salesforce.org.setSharing('Account', 'Private');
    expect(await ask('ann', id('other'))).toEqual({ status: 403, body: null });
    expect(asked).toEqual([]);
  });
});

test('a server that cannot be reached is told by status 0', async () => {
  const nowhere = salesforceCards(sandbox.salesforce, {
    serverUrl: 'http://127.0.0.1:1',
    certificate,
    users: () => [],
  });
  const call = Buffer.from(JSON.stringify({ verb: 'view', recordId: null, body: '{}' }));
  const answer = await nowhere.post('apex/AlongsideGateway.ask', call, { id: id('ann'), name: '', role: '' });
  expect(JSON.parse(String(answer.body))).toEqual({ status: 0, body: null });
});
