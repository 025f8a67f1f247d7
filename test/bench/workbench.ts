/** `npm run bench:workbench`: how long a visitor waits, for the compilers once, for a start with compiled cards, for a page. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import type { CrmName } from '../../server/demo/customer.ts';
import { createSandbox, type Sandbox } from '../../server/sandbox/sandbox.ts';
import { makeCertificate } from '../../server/sandbox/salesforce/certificate.ts';
import { startWorkbench } from '../../server/sandbox/workbench.ts';
import { openShow, type Show } from '../browser/stage.ts';
import { print } from './rig.ts';

/** A page is opened so often; the slowest counts. */
const VISITS = 5;
const PROJECT = join(import.meta.dirname, '../..');
const WORKBENCH = join(PROJECT, 'server/sandbox/workbench');
const CRMS = ['salesforce', 'hubspot'] as const;

function figure(name: string, most: number, seconds: number): boolean {
  const ok = seconds <= most;
  print({ name, goal: `<= ${most} s`, value: Number(seconds.toFixed(2)), ok });
  return ok;
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

/** Both compilers at once, as the first start runs them. */
async function firstBuild(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'alongside-cards-'));
  const compile = (crm: CrmName, ...args: string[]) =>
    promisify(execFile)(process.execPath, [join(WORKBENCH, crm, 'compile.ts'), ...args]);
  try {
    return await secondsOf(() =>
      Promise.all([
        compile('salesforce', join(folder, 'salesforce')),
        compile('hubspot', join(PROJECT, 'hubspot-app/src'), join(folder, 'hubspot')),
      ]),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** From nothing to pages with compiled cards; the companies in the CRMs are not what is measured. */
async function cachedStart(): Promise<number> {
  const sandbox = await createSandbox();
  try {
    await startOn(sandbox);
    return await startOn(sandbox);
  } finally {
    await sandbox.close();
  }
}

async function startOn(sandbox: Sandbox): Promise<number> {
  const certificate = await makeCertificate('Alongside', Date.now());
  const app = { serverUrl: 'http://127.0.0.1:1', certificate, users: () => [] };
  const started = performance.now();
  const workbench = await startWorkbench(sandbox, 0, app);
  await workbench.built;
  const seconds = (performance.now() - started) / 1_000;
  await workbench.close();
  return seconds;
}

/** From the list to a card that can be acted on, in a browser that has seen nothing of it. */
async function interactive(browser: Browser, list: string, url: string): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(list);
    return await secondsOf(async () => {
      await page.goto(url);
      await page.getByRole('button', { name: 'Add a partner', exact: true }).click({ trial: true });
    });
  } finally {
    await context.close();
  }
}

async function slowestPage(show: Show, crm: CrmName): Promise<number> {
  const [list, url] = [`/${crm}?filter=deals`, show.dealPath(crm)].map(
    (path) => new URL(path, show.stage.workbench?.url).href,
  ) as [string, string];
  const visits: number[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) visits.push(await interactive(show.browser, list, url));
  return Math.max(...visits);
}

/** Without the server, until Salesforce's own rows stand there. */
async function rowsWithoutServer(show: Show): Promise<number> {
  await show.stage.stopServer();
  const { page } = await show.open('/');
  const seconds = await secondsOf(async () => {
    await page.goto(new URL(show.dealPath('salesforce'), show.stage.workbench?.url).href);
    await page.getByText(/^From Salesforce itself|^Salesforce holds no partner rows/).waitFor();
  });
  await page.close();
  return seconds;
}

const met = [
  figure('workbench.firstBuild', 60, await firstBuild()),
  figure('workbench.cachedStart', 3, await cachedStart()),
];
const show = await openShow(CRMS);
try {
  for (const crm of CRMS)
    met.push(figure(`workbench.${crm}.pageInteractive`, 2, await slowestPage(show, crm)));
  met.push(figure('workbench.salesforce.rowsWithoutServer', 4, await rowsWithoutServer(show)));
} finally {
  await show.close();
}
process.exitCode = met.every(Boolean) ? 0 : 1;
