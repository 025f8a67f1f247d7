/** The server that is measured, in a process of its own: the real card routes before a large company with many live claims. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../../../server/app.ts';
import { cardDesks } from '../../../server/cards.ts';
import { readConfig } from '../../../server/config.ts';
import {
  connectCustomer,
  CUSTOMERS,
  openCustomer,
  provisionCustomer,
  type CrmName,
} from '../../../server/demo/customer.ts';
import { httpServer } from '../../../server/http/server.ts';
import { makeCertificate } from '../../../server/sandbox/salesforce/certificate.ts';
import { createSandbox } from '../../../server/sandbox/sandbox.ts';
import { seedCompany } from '../../../server/sandbox/seed.ts';
import { installations } from '../../../server/use/collections.ts';
import { indexAccounts } from '../../../server/use/customers/indexAccounts.ts';
import { mapAccounts } from '../../../server/use/mapAccounts.ts';
import { readRules } from '../../../server/use/rules.ts';
import { companyOf } from '../../race/company.ts';
import { keepPolled } from '../cards/company.ts';
import { mirrored, putAccounts, putClaims } from './claims.ts';

const PUBLIC_URL = 'https://partners.customer.example';
const POLLED_EVERY = 5_000;
/** Reps with a draft each, and partners. */
const PEOPLE = 100;

/** What the sender of requests has to know. */
export interface Served {
  url: string;
  publicUrl: string;
  crm: CrmName;
  manager: string;
  /** Each with a draft. */
  reps: readonly string[];
  /** Customers of ours, as somebody types them. */
  typed: { name: string; website: string | null; country: string | null }[];
  org: string;
  /** PKCS #8 in PEM. */
  key: string;
  portal: number;
  secret: string;
}

const [crm, databaseUrl = '', accounts, live] = [
  process.argv[2] as CrmName,
  process.argv[3],
  Number(process.argv[4]),
  Number(process.argv[5]),
];
const sandbox = await createSandbox({ limits: false });
const team = companyOf(PEOPLE);
const ids = sandbox[crm].load(team);
const folder = await mkdtemp(join(tmpdir(), 'alongside-bench-'));
const app = await openApp(
  readConfig({
    ALONGSIDE_FOLDER: folder,
    ALONGSIDE_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    ALONGSIDE_URL: PUBLIC_URL,
    HUBSPOT_CLIENT_ID: sandbox.hubspot.clientId,
    HUBSPOT_CLIENT_SECRET: sandbox.hubspot.clientSecret,
    LOG_LEVEL: 'error',
    ...(databaseUrl !== '' && { DATABASE_URL: databaseUrl }),
  }),
);
const customer = CUSTOMERS.find((one) => one.crm === crm);
if (!customer) throw new RangeError(`no customer on ${crm}`);
const { tenant, connection } = customer;
await connectCustomer(app, sandbox, customer);
const context = await openCustomer(app, sandbox, customer, () => undefined);
await provisionCustomer(context, customer);
await mapAccounts(context);
const certificate = await makeCertificate('Alongside', Date.UTC(2026, 0, 1));
const { name, pem } = certificate;
const document = {
  account: { id: '1', name: 'Customer' },
  connectedAt: 1,
  integrationUser: null,
  certificate: { name, pem, expiresAt: Date.now() * 2 },
};
await context.store.put(installations, [{ id: connection, document }]);

const people = sandbox.hubspot.portal.people.list;
const userOf = (ref: string): string => {
  const id = ids.get(ref) ?? '';
  if (crm === 'salesforce') return id;
  return String(people.find(({ ownerId }) => ownerId === id)?.userId);
};
const manager = crm === 'salesforce' ? sandbox.salesforce.org.adminId : String(people.at(-1)?.userId);
await app.settings.update(({ tenants }) => {
  const setting = tenants[tenant]?.connections[connection];
  if (setting && crm === 'hubspot') setting.channelManagers = [manager];
});

// One less than there are people, since the last of them decides.
const users = Array.from({ length: PEOPLE - 1 }, (_, n) => userOf(`rep${n}`));
const partners = Array.from({ length: PEOPLE }, (_, n) => ids.get(`partner${n}`) ?? '');
const company = seedCompany({ seed: 1, accounts, deals: 0, lists: { min: 1, max: 1 } });
const ours = company.accounts.map((account, n) => mirrored(crm, account, n));
await putAccounts(context.store, connection, ours);
await indexAccounts(context, (await readRules(context)).program);
await putClaims(context.store, connection, ours, live, { users, partners }, Date.now());
await context.close();
await keepPolled(app, customer);
const polling = setInterval(() => void keepPolled(app, customer), POLLED_EVERY);
const desks = cardDesks(app);
const server = httpServer({
  store: app.store,
  log: () => undefined,
  oauth: {
    installing: () => {
      throw new Error('nobody installs here');
    },
    secure: true,
    log: () => undefined,
  },
  webhooks: { store: app.store, clock: app.clock, isSigned: () => false, connectionOf: async () => null },
  cards: desks.parts,
  partnerPage: null,
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');

process.send?.({
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  publicUrl: PUBLIC_URL,
  crm,
  manager,
  reps: users,
  typed: company.accounts.slice(0, 5_000).map((one) => ({
    name: one.name.toUpperCase(),
    website: one.website ?? null,
    country: one.country ?? null,
  })),
  org: sandbox.salesforce.orgId,
  key: String(certificate.key.export({ type: 'pkcs8', format: 'pem' })),
  portal: sandbox.hubspot.portalId,
  secret: sandbox.hubspot.clientSecret,
} satisfies Served);

process.once('disconnect', () => void stop());

async function stop(): Promise<void> {
  clearInterval(polling);
  server.close();
  server.closeAllConnections();
  await desks.close();
  await app.close();
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
  process.exit(0);
}
