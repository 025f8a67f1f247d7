/** Has the imitation portal tell the server of changes, subscribed to as the checked-in HubSpot project is. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HubSpotSandbox, Subscription } from '../sandbox/hubspot/index.ts';

interface Uploaded {
  config: {
    subscriptions: { crmObjects: { subscriptionType: string; objectType: string; propertyName?: string }[] };
  };
}

const PROJECT = join(import.meta.dirname, '../../hubspot-app/src/app/webhooks/webhooks-hsmeta.json');
const PATH = '/webhooks/hubspot';
const TYPE_IDS: Readonly<Record<string, string>> = { company: '0-2', deal: '0-3', contact: '0-1' };

export async function sendWebhooks({ portal }: HubSpotSandbox, serverUrl: string): Promise<void> {
  const { config } = JSON.parse(await readFile(PROJECT, 'utf8')) as Uploaded;
  const subscriptions = config.subscriptions.crmObjects.map((one): Subscription => {
    const { subscriptionType, objectType, propertyName } = one;
    return {
      eventType: subscriptionType as Subscription['eventType'],
      objectTypeId: TYPE_IDS[objectType] ?? objectType,
      ...(propertyName !== undefined && { propertyName }),
    };
  });
  portal.webhooks.subscribe({ url: `${serverUrl}${PATH}`, subscriptions });
}
