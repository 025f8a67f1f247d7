/** `npm run demo`: two imitated CRMs, connected, provisioned and mapped as a customer would, then served for a look. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openApp, type App } from './app.ts';
import { readConfig } from './config.ts';
import {
  connectCustomer,
  CUSTOMERS,
  importLists,
  openCustomer,
  provisionCustomer,
  type Customer,
} from './demo/customer.ts';
import { ProgressLine } from './demo/progressLine.ts';
import { jsonOf, tableOf, type CustomerSummary } from './demo/summary.ts';
import type { Company } from './sandbox/company.ts';
import { createSandbox, type Sandbox } from './sandbox/sandbox.ts';
import { seedCompany } from './sandbox/seed.ts';
import { startWorkbench } from './sandbox/workbench.ts';
import { mapAccounts } from './use/mapAccounts.ts';

const USAGE = 'Usage: npm run demo -- [--exit] [--world clean|lived-in] [--port N]';

interface Options {
  exit: boolean;
  world: 'clean' | 'lived-in';
  port: number;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      exit: { type: 'boolean', default: false },
      world: { type: 'string', default: 'clean' },
      port: { type: 'string', default: '0' },
    },
  });
  if (values.world !== 'clean' && values.world !== 'lived-in')
    throw new TypeError(`Unknown world ${values.world}.`);
  if (!/^\d{1,5}$/.test(values.port)) throw new TypeError(`Not a port: ${values.port}.`);
  return { exit: values.exit, world: values.world, port: Number(values.port) };
}

async function demo(options: Options): Promise<void> {
  const started = performance.now();
  const company = seedCompany();
  const sandbox = await createSandbox({ world: options.world, company });
  const folder = await mkdtemp(join(tmpdir(), 'alongside-demo-'));
  const app = await openApp(
    readConfig({
      ALONGSIDE_FOLDER: folder,
      ALONGSIDE_MASTER_KEY: randomBytes(32).toString('base64'),
      HUBSPOT_CLIENT_ID: sandbox.hubspot.clientId,
      HUBSPOT_CLIENT_SECRET: sandbox.hubspot.clientSecret,
      LOG_LEVEL: 'error',
    }),
  );
  try {
    const summaries: CustomerSummary[] = [];
    for (const customer of CUSTOMERS) summaries.push(await begin(app, sandbox, company, customer));
    console.log(`\n${tableOf(summaries)}\n`);
    if (options.exit) {
      console.log(jsonOf(summaries, (performance.now() - started) / 1000));
      return;
    }
    const workbench = await startWorkbench(sandbox, options.port);
    console.log(`Look at the overlaps in both CRMs: ${workbench.url}\nEnd with Ctrl-C.`);
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    await workbench.close();
  } finally {
    await app.close();
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function begin(
  app: App,
  sandbox: Sandbox,
  company: Company,
  customer: Customer,
): Promise<CustomerSummary> {
  const started = performance.now();
  const callsBefore = sandbox.world.calls.count(customer.crm);
  const line = new ProgressLine(customer.crm);
  const names = new Map(company.accounts.map(({ ref, name }) => [ref, name]));
  await connectCustomer(app, sandbox, customer);
  const context = await openCustomer(app, sandbox, customer, (step) => line.show(step));
  try {
    const steps = await provisionCustomer(context, customer);
    const { rows, refused } = await importLists(context, company.lists, (ref) => names.get(ref) ?? ref);
    const run = await mapAccounts(context);
    return {
      crm: customer.crm,
      tenant: customer.tenant,
      steps,
      rows,
      refused,
      run,
      calls: sandbox.world.calls.count(customer.crm) - callsBefore,
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    line.end();
    await context.close();
  }
}

let options: Options;
try {
  options = readOptions();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exit(2);
}
await demo(options);
