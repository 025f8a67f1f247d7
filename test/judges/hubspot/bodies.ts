/** What our adapter sends to HubSpot: the bodies of its requests, taken down on their way to the imitation portal. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openHubSpot } from '../../../server/crm/hubspot/index.ts';
import type { Change, Crm } from '../../../server/ports.ts';
import { type HubSpotSandbox, startHubSpot } from '../../../server/sandbox/hubspot/index.ts';
import { World } from '../../../server/sandbox/world.ts';
import { planProvision } from '../../../shared/schema/planProvision.ts';

export interface Sent {
  method: string;
  path: string;
  body: unknown;
}

/** Set-up, reading, writing, searching and following changes: every kind of request that carries a body. */
export async function sentBodies(): Promise<Sent[]> {
  const sandbox = await startHubSpot(new World('clean'), { edition: 'enterprise', limits: false });
  const sent: Sent[] = [];
  const between = createServer((request, response) => {
    pass(request, response, sandbox.url, sent).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((done) => between.listen(0, '127.0.0.1', done));
  const { port } = between.address() as AddressInfo;
  try {
    const crm = await openHubSpot({
      url: `http://127.0.0.1:${port}`,
      tokens: { privateAppToken: sandbox.privateAppToken },
      share: 1,
      clock: { now: () => Date.now() },
      leases: async (name) => ({ name, fence: 1, renew: async () => true, release: async () => undefined }),
      patience: 1_000,
    });
    await work(crm, sandbox);
    return sent;
  } finally {
    between.close();
    await sandbox.close();
  }
}

async function work(crm: Crm, { portal }: HubSpotSandbox): Promise<void> {
  const { wanted, found } = await crm.describe();
  await crm.apply(planProvision(wanted, found).steps);
  const { id: company } = portal.create('companies', { name: 'Litware', domain: 'litware.example' });
  const { id: partner } = portal.create('companies', { name: 'Fabrikam' });
  const { id: deal } = portal.create('deals', {
    dealname: 'Big',
    dealstage: 'closedwon',
    pipeline: 'default',
  });
  const part = { key: 'dpa-1', deal, partner, roles: ['lead'], status: 'active' };
  const changes: Change[] = [
    { object: 'accountOverlap', op: 'upsert', fields: { key: 'ovl-1', account: company, partner, row: 'r' } },
    {
      object: 'account',
      op: 'update',
      id: company,
      fields: { overlapCount: 1, overlapPartners: 'Fabrikam' },
    },
    { object: 'dealPartner', op: 'upsert', fields: part as Change<'dealPartner'>['fields'] },
    {
      object: 'task',
      op: 'create',
      fields: { account: company, subject: 'Help', text: 'Please', due: '2026-12-01' },
    },
  ];
  const outcomes = await crm.write(changes);
  const failed = outcomes.find((outcome) => outcome.status === 'failed');
  if (failed) throw failed.error;
  await crm.get('deal', [deal], ['name', 'account']);
  const website = [{ field: 'website', in: ['litware.example'] }];
  for await (const _page of crm.find({ object: 'account', fields: ['name'], where: website }));
  for await (const _page of crm.find({ object: 'deal', fields: ['name', 'account'] }));
  const asked = { object: 'account', fields: ['name'] } as const;
  const [start] = await crm.changesSince([asked]);
  if (!start) throw new Error('The adapter gave no cursor.');
  await crm.changesSince([{ ...asked, cursor: start.cursor }]);
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  to: string,
  sent: Sent[],
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const { method = 'GET', url = '/', headers } = request;
  if (body.length > 0 && headers['content-type']?.includes('json'))
    sent.push({ method, path: new URL(url, to).pathname, body: JSON.parse(body.toString()) });
  const { authorization = '', 'content-type': type = 'application/json' } = headers;
  const answer = await fetch(new URL(url, to), {
    method,
    headers: { authorization, 'content-type': type },
    ...(body.length > 0 && { body }),
  });
  response.writeHead(answer.status, {
    'content-type': answer.headers.get('content-type') ?? 'application/json',
  });
  response.end(Buffer.from(await answer.arrayBuffer()));
}
