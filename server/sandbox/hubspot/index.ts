/** Starts an imitation HubSpot portal on loopback that the unmodified HubSpot client can talk to. */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Company } from '../company.ts';
import type { Edition, World } from '../world.ts';
import { furnish, wearIn } from './livedIn.ts';
import { loadCompany } from './load.ts';
import { HubSpotPortal } from './portal.ts';
import { hubSpotServer } from './server.ts';

export { HubSpotPortal, type TrueRecord } from './portal.ts';
export type { Subscription, Target } from './webhooks.ts';

export interface HubSpotSandbox {
  url: string;
  portalId: number;
  appId: number;
  clientId: string;
  clientSecret: string;
  /** May feed jobs and the command line. */
  privateAppToken: string;
  /** Of an OAuth app installed with all scopes. */
  refreshToken: string;
  portal: HubSpotPortal;
  /** Ids by the company's refs; owners by owner id. */
  load(company: Company): Map<string, string>;
  flushWebhooks(): Promise<void>;
  close(): Promise<void>;
}

export interface HubSpotOptions {
  /** 0 or absent: any free port. */
  port?: number;
  /** Default professional. */
  edition?: Edition;
  /** Rate limits, and in a lived-in world the delay of search. Default true. */
  limits?: boolean;
  portalId?: number;
}

const SEARCH_LAG = 300;

/** Every scope the imitation knows. */
export const ALL_SCOPES = [
  'oauth',
  ...['contacts', 'companies', 'deals', 'tickets', 'custom'].flatMap((object) =>
    ['objects', 'schemas'].flatMap((area) => [`crm.${area}.${object}.read`, `crm.${area}.${object}.write`]),
  ),
  'crm.objects.owners.read',
  'crm.export',
  'settings.users.read',
  'settings.users.teams.read',
];

export async function startHubSpot(world: World, options: HubSpotOptions = {}): Promise<HubSpotSandbox> {
  const { port = 0, edition = 'professional', limits = true, portalId = 48_211_001 } = options;
  const app = { portalId, appId: 3_141_592, clientId: randomUUID(), clientSecret: randomUUID() };
  const portal = new HubSpotPortal(world, app, edition, limits);
  const admin = portal.people.add({
    firstName: 'Ada',
    lastName: 'Admin',
    email: 'admin@portal.example',
    superAdmin: true,
  });
  const privateAppToken = `pat-eu1-${randomUUID()}`;
  portal.tokens.addPrivate(privateAppToken, ALL_SCOPES, admin.userId, admin.email);
  const refreshToken = portal.tokens.install(ALL_SCOPES, admin.userId, admin.email);
  const isLivedIn = world.kind === 'lived-in';
  if (isLivedIn) furnish(portal);
  if (isLivedIn && limits) portal.searchLag(SEARCH_LAG);
  const load = (company: Company) => {
    const isFirst = portal.collection('companies').live.size === 0;
    const ids = loadCompany(portal, company);
    if (isLivedIn && isFirst) wearIn(portal, company, ids);
    return ids;
  };
  const server = hubSpotServer(world, portal, { load });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    ...app,
    privateAppToken,
    refreshToken,
    portal,
    load,
    flushWebhooks: () => portal.webhooks.flush(),
    close: async () => {
      await portal.webhooks.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
