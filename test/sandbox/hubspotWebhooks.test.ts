import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Signature } from '@hubspot/api-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { signV3 } from '../../server/sandbox/hubspot/signature.ts';
import { type Opened, open } from './hubspotClient.ts';

interface Received {
  events: Record<string, unknown>[];
  body: string;
  signature: string;
  timestamp: string;
}

let portal: Opened;
let receiver: Server;
let url: string;
let received: Received[];
/** Statuses of the next answers; 204 when none are left. */
let answers: number[];

beforeEach(async () => {
  received = [];
  answers = [];
  portal = await open();
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const header = (name: string) => String(request.headers[name]);
      received.push({
        events: JSON.parse(body) as Received['events'],
        body,
        signature: header('x-hubspot-signature-v3'),
        timestamp: header('x-hubspot-request-timestamp'),
      });
      response.writeHead(answers.shift() ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
  portal.hubspot.portal.subscribe({
    url,
    subscriptions: [
      ...(['object.creation', 'object.deletion', 'object.merge', 'object.restore'] as const).map(
        (eventType) => ({ eventType, objectTypeId: '0-2' }),
      ),
      { eventType: 'object.propertyChange', objectTypeId: '0-2', propertyName: 'city' },
    ],
  });
});

afterEach(async () => {
  await portal.hubspot.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

function events(): Record<string, unknown>[] {
  return received.flatMap((delivery) => delivery.events);
}

it('signs as the vendor documents it', () => {
  const request = {
    method: 'POST',
    uri: 'https://www.example.com/webhook_uri',
    body: "{'example_field':'example_value'}",
    timestamp: '1693657560000',
  };
  expect(signV3('yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy', request)).toBe(
    'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=',
  );
  const escaped = { ...request, uri: 'https://a.example/x?m=a%40b%2540%20c' };
  expect(signV3('s', escaped)).toBe(signV3('s', { ...request, uri: 'https://a.example/x?m=a@b%2540%20c' }));
});

it("delivers what was subscribed to, signed so that the vendor's own check agrees", async () => {
  const { id } = portal.hubspot.portal.create('companies', { name: 'Acme', city: 'Bonn' });
  portal.hubspot.portal.update('companies', id, { city: 'Bonn', name: 'Other' });
  await portal.ask('PATCH', `/crm/objects/2026-03/companies/${id}`, { properties: { city: 'Ulm' } });
  portal.hubspot.portal.create('deals', { dealname: 'Not subscribed' });
  await portal.hubspot.flushWebhooks();
  expect(events()).toMatchObject([
    {
      subscriptionType: 'object.creation',
      eventType: 'object.creation',
      objectId: Number(id),
      objectTypeId: '0-2',
      changeFlag: 'CREATED',
    },
    {
      subscriptionType: 'object.propertyChange',
      propertyName: 'city',
      propertyValue: 'Bonn',
      changeSource: 'CRM_UI',
    },
    {
      subscriptionType: 'object.propertyChange',
      propertyName: 'city',
      propertyValue: 'Ulm',
      changeSource: 'INTEGRATION',
      attemptNumber: 0,
    },
  ]);
  for (const { body, signature, timestamp } of received) {
    const verdict = Signature.isValid({
      clientSecret: portal.hubspot.clientSecret,
      method: 'POST',
      requestBody: body,
      signature,
      signatureVersion: 'v3',
      timestamp: Number(timestamp),
      url,
    });
    expect(verdict).toBe(true);
  }
});

it('tells deletions, restores and merges with their ids', async () => {
  const { portal: truth } = portal.hubspot;
  const [a, b] = ['A', 'B'].map((name) => truth.create('companies', { name }).id) as [string, string];
  truth.archive('companies', a);
  truth.restore('companies', a);
  const survivor = truth.merge('companies', a, b);
  await portal.hubspot.flushWebhooks();
  const told = events().filter(({ eventType }) => eventType !== 'object.creation');
  expect(told.map(({ eventType }) => eventType)).toEqual([
    'object.deletion',
    'object.restore',
    'object.merge',
  ]);
  expect(told[2]).toMatchObject({
    primaryObjectId: Number(a),
    mergedObjectIds: [Number(b)],
    newObjectId: Number(survivor.id),
  });
});

it('batches by a hundred, tries again after a failure and gives up in the end', async () => {
  answers = [500, 404];
  for (let index = 0; index < 150; index += 1)
    portal.hubspot.portal.create('companies', { name: `C${index}` });
  await portal.hubspot.flushWebhooks();
  expect(received.map((delivery) => delivery.events.length).sort()).toEqual([100, 100, 50, 50]);
  const again = received.filter((delivery) => delivery.events[0]?.['attemptNumber'] === 1);
  expect(again).toHaveLength(2);
  portal.hubspot.portal.webhooks.options.backOff = [1, 1];
  answers = [500, 500, 500];
  portal.hubspot.portal.create('companies', { name: 'Unheard' });
  await portal.hubspot.flushWebhooks();
  expect(portal.hubspot.portal.webhooks.lost).toHaveLength(1);
});

it('can deliver twice and out of order', async () => {
  Object.assign(portal.hubspot.portal.webhooks.options, { doubled: true, shuffled: true });
  const { id } = portal.hubspot.portal.create('companies', { name: 'A', city: 'Bonn' });
  await portal.hubspot.flushWebhooks();
  expect(received).toHaveLength(2);
  expect(received[0]?.events).toMatchObject([
    { propertyName: 'city' },
    { eventType: 'object.creation', objectId: Number(id) },
  ]);
  expect(received[1]?.body).toBe(received[0]?.body);
});
