/** `npm run demo`: two imitated CRMs, connected, provisioned and mapped as a customer would, then served for a look. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { readOptions, USAGE, type DemoOptions } from './demo/options.ts';
import { ProgressLine } from './demo/progressLine.ts';
import { failureGroups } from './demo/refusals.ts';
import { jsonOf, textOf, type CustomerSummary } from './demo/summary.ts';
import type { Company } from './sandbox/company.ts';
import { createSandbox, type Sandbox } from './sandbox/sandbox.ts';
import { seedCompany } from './sandbox/seed.ts';
import { startWorkbench } from './sandbox/workbench.ts';
import { Refusal } from './use/context.ts';
import { mapAccounts } from './use/mapAccounts.ts';

const EXIT = { refused: 1, usage: 2, interrupted: 130 } as const;

async function demo(options: DemoOptions, stop: AbortSignal): Promise<void> {
  const started = performance.now();
  const company = seedCompany();
  const sandbox = await createSandbox({ world: options.world, edition: options.edition, company });
  try {
    // Before the work, so that a taken port is told at once.
    const workbench = options.exit ? null : await startWorkbench(sandbox, options.port);
    try {
      const summaries = await fill(sandbox, company, stop);
      console.log(`\n${textOf(summaries)}\n`);
      if (!workbench) console.log(jsonOf(summaries, (performance.now() - started) / 1000));
      else {
        console.log(`Look at the overlaps in both CRMs: ${workbench.url}\nEnd with Ctrl-C.`);
        if (!stop.aborted) await once(stop, 'abort');
      }
    } finally {
      await workbench?.close();
    }
  } finally {
    await sandbox.close();
  }
}

/** Works both customers through; the store of the demo lives no longer than this. */
async function fill(sandbox: Sandbox, company: Company, stop: AbortSignal): Promise<CustomerSummary[]> {
  const folder = await mkdtemp(join(tmpdir(), 'alongside-demo-'));
  try {
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
      for (const customer of CUSTOMERS) summaries.push(await begin(app, sandbox, company, customer, stop));
      return summaries;
    } finally {
      await app.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function begin(
  app: App,
  sandbox: Sandbox,
  company: Company,
  customer: Customer,
  stop: AbortSignal,
): Promise<CustomerSummary> {
  const started = performance.now();
  const { crm, tenant } = customer;
  const callsBefore = sandbox.world.calls.count(crm);
  const line = new ProgressLine(crm);
  const names = new Map(company.accounts.map(({ ref, name }) => [ref, name]));
  await connectCustomer(app, sandbox, customer);
  const context = await openCustomer(app, sandbox, customer, (step) => line.show(step), stop);
  try {
    const provisioned = await provisionCustomer(context, customer);
    const lists = await importLists(context, company.lists, (ref) => names.get(ref) ?? ref);
    const run = await mapAccounts(context);
    const calls = sandbox.world.calls.count(crm) - callsBefore;
    const seconds = (performance.now() - started) / 1000;
    return { crm, tenant, provisioned, lists, run, failures: await failureGroups(context), calls, seconds };
  } finally {
    line.end();
    await context.close();
  }
}

async function main(): Promise<number> {
  let options: DemoOptions;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return EXIT.usage;
  }
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  try {
    await demo(options, stopping.signal);
    return 0;
  } catch (error) {
    if (stopping.signal.aborted) return EXIT.interrupted;
    if (error instanceof Refusal) {
      console.error(error.message);
      return EXIT.refused;
    }
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    console.error(`Port ${options.port} is in use. Choose another with --port, or 0 for any free one.`);
    return EXIT.usage;
  }
}

process.exitCode = await main();
