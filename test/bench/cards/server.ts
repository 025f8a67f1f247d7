/** The server that is measured, in a process of its own: the real card routes before a filled mirror. Told what to do over IPC. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
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
import { installations } from '../../../server/use/collections.ts';
import { companyOf, fillMirror, keepPolled } from './company.ts';

const PUBLIC_URL = 'https://partners.customer.example';
const RESOLUTION = 1;
const POLLED_EVERY = 5_000;

/** What the sender of requests has to know. */
export interface Served {
  url: string;
  publicUrl: string;
  crm: CrmName;
  deals: string[];
  user: string;
  /** Salesforce: the org and its private key, PKCS #8 in PEM. */
  org: string;
  key: string;
  /** HubSpot: the portal and the app's secret. */
  portal: number;
  secret: string;
}

/** What the server saw while it was watched. */
export interface Watched {
  /** CRM calls. */
  calls: number;
  /** The longest that the event loop stood still; milliseconds. */
  blocked: number;
  /** Of the process, in the time watched. */
  cpuSeconds: number;
}

const [crm, databaseUrl, deals] = [
  process.argv[2] as CrmName,
  process.argv[3] ?? '',
  Number(process.argv[4]),
];
const sandbox = await createSandbox({ limits: false });
const company = companyOf(deals);
const ids = sandbox[crm].load(company);
const folder = await mkdtemp(join(tmpdir(), 'alongside-bench-'));
const app = await openApp(
  readConfig({
    ALONGSIDE_FOLDER: folder,
    ALONGSIDE_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    ALONGSIDE_URL: PUBLIC_URL,
    HUBSPOT_CLIENT_ID: sandbox.hubspot.clientId,
    HUBSPOT_CLIENT_SECRET: sandbox.hubspot.clientSecret,
    LOG_LEVEL: 'warn',
    ...(databaseUrl !== '' && { DATABASE_URL: databaseUrl }),
  }),
);
const customer = CUSTOMERS.find((one) => one.crm === crm);
if (!customer) throw new RangeError(`no customer on ${crm}`);
await connectCustomer(app, sandbox, customer);
const setUp = await openCustomer(app, sandbox, customer, () => undefined);
await provisionCustomer(setUp, customer);
await setUp.close();
const certificate = await makeCertificate('Alongside', Date.UTC(2026, 0, 1));
await app.store.for(customer.tenant).put(installations, [
  {
    id: customer.connection,
    document: {
      account: { id: '1', name: 'Customer' },
      connectedAt: 1,
      integrationUser: null,
      certificate: { name: certificate.name, pem: certificate.pem, expiresAt: Date.now() * 2 },
    },
  },
]);
await fillMirror(app, customer, company, ids);
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

const users = sandbox.hubspot.portal.people.list;
tell({
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  publicUrl: PUBLIC_URL,
  crm,
  deals: company.deals.map(({ ref }) => ids.get(ref) ?? ''),
  user: crm === 'hubspot' ? String(users.at(-1)?.userId) : sandbox.salesforce.org.adminId,
  org: sandbox.salesforce.orgId,
  key: String(certificate.key.export({ type: 'pkcs8', format: 'pem' })),
  portal: sandbox.hubspot.portalId,
  secret: sandbox.hubspot.clientSecret,
} satisfies Served);

const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
let from = { calls: 0, cpu: process.cpuUsage() };
process.on('message', (order: 'watch' | 'told' | 'stop') => {
  if (order === 'watch') {
    from = { calls: sandbox.world.calls.count(crm), cpu: process.cpuUsage() };
    delay.enable();
    delay.reset();
  } else if (order === 'told') {
    const { user, system } = process.cpuUsage(from.cpu);
    tell({
      calls: sandbox.world.calls.count(crm) - from.calls,
      blocked: Math.max(0, delay.max / 1e6 - RESOLUTION),
      cpuSeconds: (user + system) / 1e6,
    } satisfies Watched);
  } else void stop();
});
process.once('disconnect', () => void stop());

function tell(message: Served | Watched): void {
  process.send?.(message);
}

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
