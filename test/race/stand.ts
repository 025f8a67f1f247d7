/** Where the races take place: both CRMs with their customers, and servers on one store, which are killed and revived. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import {
  connectCustomer,
  type CrmName,
  type Customer,
  CUSTOMERS,
  openCustomer,
  provisionCustomer,
} from '../../server/demo/customer.ts';
import { makeCertificate, type OrgCertificate } from '../../server/sandbox/salesforce/certificate.ts';
import { createSandbox, type Sandbox } from '../../server/sandbox/sandbox.ts';
import { installations } from '../../server/use/collections.ts';
import type { Context } from '../../server/use/context.ts';
import { mapAccounts } from '../../server/use/mapAccounts.ts';
import { changeProgram, readRules } from '../../server/use/rules.ts';
import { registrationPolicy } from '../../shared/domain/registration.ts';
import { companyOf } from './company.ts';
import { Server } from './server.ts';
import type { Seal, User } from './signing.ts';

export type StoreName = 'sqlite' | 'postgres';

const PUBLIC_URL = 'https://partners.customer.example';
const PROCESSES: Readonly<Record<StoreName, number>> = { sqlite: 1, postgres: 2 };

/** Clear claims need no person, and nobody is flagged for taking part in every race. */
const POLICY = registrationPolicy.parse({ autoApproval: {}, velocity: 1_000 });

export interface Claimant {
  user: User;
  /** The account of the partner, by CRM. */
  partner: Readonly<Record<CrmName, string>>;
}

export interface Stand {
  store: StoreName;
  sandbox: Sandbox;
  servers: readonly Server[];
  seal: Seal;
  claimants: readonly Claimant[];
  /** The store and the CRM as the servers see them. */
  contexts: Readonly<Record<CrmName, Context>>;
  close(): Promise<void>;
}

/** @param pollSeconds how often the servers look for what is left to be done */
export async function openStand(store: StoreName, claimants: number, pollSeconds: number): Promise<Stand> {
  const ends: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of ends.reverse()) await end();
  };
  try {
    const sandbox = await createSandbox({ limits: false });
    ends.push(() => sandbox.close());
    const folder = await mkdtemp(join(tmpdir(), 'alongside-race-'));
    ends.push(() => rm(folder, { recursive: true, force: true }));
    const env = environment(sandbox, folder);
    if (store === 'postgres') {
      // Only where it is needed: it takes over how the process ends.
      const { startPostgres } = await import('../store/postgres.ts');
      const postgres = await startPostgres();
      ends.push(() => postgres.stop());
      env['DATABASE_URL'] = await postgres.database();
    }
    const certificate = await makeCertificate('Alongside', Date.UTC(2026, 0, 1));
    const company = companyOf(claimants);
    const ids = { salesforce: sandbox.salesforce.load(company), hubspot: sandbox.hubspot.load(company) };
    await prepared(env, sandbox, certificate, pollSeconds);
    const servers = Array.from({ length: PROCESSES[store] }, () => new Server(env));
    ends.push(() => Promise.all(servers.map((server) => server.kill('SIGTERM'))));
    await Promise.all(servers.map((server) => server.start()));
    // It looks at the servers' own store from beside them.
    const app = await openApp(readConfig(env), { member: true });
    ends.push(() => app.close());
    const contexts = await opened(app);
    ends.push(() => Promise.all(Object.values(contexts).map((context) => context.close())));
    return {
      store,
      sandbox,
      servers,
      seal: {
        publicUrl: PUBLIC_URL,
        org: sandbox.salesforce.orgId,
        key: certificate.key,
        portal: sandbox.hubspot.portalId,
        secret: sandbox.hubspot.clientSecret,
      },
      claimants: claimantsIn(sandbox, ids, claimants),
      contexts,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function environment(sandbox: Sandbox, folder: string): Record<string, string> {
  return {
    ALONGSIDE_FOLDER: folder,
    ALONGSIDE_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    ALONGSIDE_URL: PUBLIC_URL,
    HUBSPOT_API_URL: sandbox.hubspot.url,
    HUBSPOT_LOGIN_URL: sandbox.hubspot.url,
    HUBSPOT_CLIENT_ID: sandbox.hubspot.clientId,
    HUBSPOT_CLIENT_SECRET: sandbox.hubspot.clientSecret,
    LOG_LEVEL: 'error',
  };
}

/** As an admin leaves it: connected, provisioned, mapped, with the rules of the race. */
async function prepared(
  env: Readonly<Record<string, string>>,
  sandbox: Sandbox,
  { name, pem }: OrgCertificate,
  pollSeconds: number,
): Promise<void> {
  const app = await openApp(readConfig(env));
  try {
    for (const customer of CUSTOMERS) {
      await connectCustomer(app, sandbox, customer);
      const context = await openCustomer(app, sandbox, customer, () => undefined);
      await provisionCustomer(context, customer);
      const { program } = await readRules(context);
      await changeProgram(context, { ...program, registration: POLICY }, null);
      await mapAccounts(context);
      await context.close();
      await pin(app, customer, { name, pem });
      await app.settings.update(({ tenants }) => {
        const setting = tenants[customer.tenant]?.connections[customer.connection];
        if (setting) setting.pollSeconds = pollSeconds;
      });
    }
  } finally {
    await app.close();
  }
}

async function pin(
  app: App,
  { tenant, connection }: Customer,
  certificate: { name: string; pem: string },
): Promise<void> {
  const document = {
    account: { id: '1', name: 'Customer' },
    connectedAt: 1,
    integrationUser: null,
    certificate: { ...certificate, expiresAt: Date.now() * 2 },
  };
  await app.store.for(tenant).put(installations, [{ id: connection, document }]);
}

async function opened(app: App): Promise<Record<CrmName, Context & { close(): Promise<void> }>> {
  const [salesforce, hubspot] = await Promise.all(
    CUSTOMERS.map(({ tenant, connection }) => app.open(tenant, connection)),
  );
  if (!salesforce || !hubspot) throw new Error('a customer for each CRM was expected');
  return { salesforce, hubspot };
}

function claimantsIn(
  { hubspot }: Sandbox,
  ids: Readonly<Record<CrmName, ReadonlyMap<string, string>>>,
  count: number,
): Claimant[] {
  const userOf = new Map(hubspot.portal.people.list.map(({ ownerId, userId }) => [ownerId, String(userId)]));
  return Array.from({ length: count }, (_, n) => {
    const at = (crm: CrmName, ref: string) => {
      const id = ids[crm].get(`${ref}${n}`);
      if (id === undefined) throw new RangeError(`no ${ref}${n} in ${crm}`);
      return id;
    };
    return {
      user: { salesforce: at('salesforce', 'rep'), hubspot: userOf.get(at('hubspot', 'rep')) ?? '' },
      partner: { salesforce: at('salesforce', 'partner'), hubspot: at('hubspot', 'partner') },
    };
  });
}
