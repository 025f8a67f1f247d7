/** What people do with the HubSpot cards from one day to the next, against the real server: decide, change rules, go on after a crash. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CUSTOMERS, openCustomer, type Customer } from '../../server/demo/customer.ts';
import { Stage } from '../../server/demo/stage.ts';
import { seedCompany } from '../../server/sandbox/seed.ts';
import { mapAccounts } from '../../server/use/mapAccounts.ts';
import { complaintsOf, openBrowser } from './browser.ts';

const COMPANY = { accounts: 80, deals: 30, partners: 3, lists: { min: 40, max: 60 } };
const CUSTOMER = CUSTOMERS.find(({ crm }) => crm === 'hubspot') as Customer;

let stage: Stage;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  const options = { exit: false, world: 'clean', edition: 'professional', port: 0 } as const;
  [stage, browser] = await Promise.all([Stage.open(seedCompany(COMPANY), options), openBrowser()]);
  await stage.begin(CUSTOMER);
  await stage.serve([CUSTOMER]);
  await stage.workbench?.built;
});
afterAll(async () => {
  await browser.close();
  await stage.close();
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  complaints = complaintsOf(page);
});
afterEach(async () => {
  await page.close();
  expect(complaints).toEqual([]);
});

const portal = () => stage.sandbox.hubspot.portal;
const card = () => page.locator('.hs-place');
const dialog = () => page.getByRole('dialog');
/** Looks again and again, for as long as a busy machine needs. */
const until = (look: () => unknown) => expect.poll(look, { timeout: 150_000, interval: 250 });
const open = (path: string) => page.goto(new URL(path, stage.workbench?.url).href);

interface Row {
  partner: string;
  decision?: string;
}

function rowsIn(type: 'companies' | 'deals', id: string, property: string): Row[] {
  const text = portal().object(type, id)?.properties[property];
  return text === undefined ? [] : (JSON.parse(text) as { rows: Row[] }).rows;
}

const overlapsAt = (company: string) => rowsIn('companies', company, 'alongside_overlaps');
const companyOf = (deal: string) => portal().linked('deals', deal, 'companies')[0] ?? '';

/** Deals at companies that partners know, with nobody on them yet. */
function knownDeals(): string[] {
  return portal()
    .objects('deals')
    .filter(
      ({ id, properties }) => properties['hs_is_closed'] !== 'true' && overlapsAt(companyOf(id)).length > 0,
    )
    .map(({ id }) => id);
}

/** As the nightly run does. */
async function mapAgain(): Promise<void> {
  const context = await openCustomer(stage.app, stage.sandbox, CUSTOMER, () => undefined);
  await mapAccounts(context).finally(() => context.close());
}

async function fillPart(role: string): Promise<void> {
  await dialog().getByRole('combobox', { name: 'Roles' }).click();
  await dialog().getByRole('option', { name: role }).click();
}

const partsOf = (deal: string) => rowsIn('deals', deal, 'alongside_deal_partners');

describe('a rep', () => {
  test('adds a suggested partner with a double click: it is there once, and the record knows', async () => {
    const [deal = ''] = knownDeals();
    await open(`/hubspot/deals/${deal}`);
    await card().getByRole('button', { name: 'Add', exact: true }).first().click();
    await fillPart('Implementation');
    await dialog().getByRole('button', { name: 'Add', exact: true }).dblclick();
    await page.locator('.aside').getByText('Partner Count').waitFor();
    expect(partsOf(deal)).toHaveLength(1);
    const steps = card()
      .locator('.hs-tile')
      .filter({ hasText: /^Implementation/ });
    await steps.first().waitFor();
    expect(await steps.first().getByRole('button').count()).toBe(0);
    await page.reload();
    await steps.first().waitFor();
    expect(await steps.first().getByRole('button').count()).toBe(0);
    expect(partsOf(deal)).toHaveLength(1);
  });

  test('rejects a wrong overlap with a reason: it stays gone when accounts are mapped again', async () => {
    const company = companyOf(knownDeals().at(-1) ?? '');
    const { length } = overlapsAt(company);
    await open(`/hubspot/companies/${company}`);
    await card().getByRole('button', { name: 'Reject' }).first().click();
    const reason = dialog().getByRole('combobox', { name: 'Reason' });
    await reason.click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog().getByRole('button', { name: 'Reject' }).click();
    await page.getByText('Saved.').waitFor();
    await until(() => card().getByRole('button', { name: 'Reject' }).count()).toBe(length - 1);
    await mapAgain();
    await page.reload();
    await card().getByRole('heading', { name: 'Overlaps' }).waitFor();
    expect(await card().getByRole('button', { name: 'Reject' }).count()).toBe(length - 1);
    expect(overlapsAt(company).filter(({ decision }) => decision === 'rejected')).toHaveLength(1);
  });

  test('sees on the card what somebody changed on the page', async () => {
    const [deal = ''] = knownDeals();
    await open(`/hubspot/deals/${deal}`);
    await card().getByText('Coverage from discovery to renewal').waitFor();
    portal().update('deals', deal, { amount: '1234567' });
    await card().getByText('€1,234,567.00').waitFor();
  });
});

test('a channel manager sees what another threshold would change, saves it, and the queue follows', async () => {
  await open('/cards/hubspot/pages/review');
  await page.getByRole('button', { name: /Channel manager$/ }).click();
  const waiting = card()
    .getByRole('heading', { name: /to review$/ })
    .last();
  await waiting.waitFor();
  const before = Number.parseInt(await waiting.innerText(), 10);
  expect(before).toBeGreaterThan(1);
  await card().getByRole('link', { name: 'Partner program' }).click();
  await card().getByLabel('Likely from').fill('50');
  await card().getByRole('button', { name: 'See what would change' }).click();
  const save = card().getByRole('button', { name: 'Save' });
  await until(async () => {
    const again = card().getByRole('button', { name: 'Try again' });
    if ((await again.count()) > 0) await again.click();
    return save.count();
  }).toBe(1);
  await save.click();
  await page.getByText('Saved.').waitFor();
  await card().getByRole('link', { name: 'Matches to review' }).click();
  await page.waitForURL(/review$/);
  // The accounts are mapped anew by a job.
  await until(async () => {
    await page.reload();
    await waiting.waitFor();
    return Number.parseInt(await waiting.innerText(), 10);
  }).toBeLessThan(before);
  // What it would change is found by a process of low priority.
}, 180_000);

describe('while the server is away', () => {
  afterEach(() => stage.startServer());

  test('the card says so, and works again after another try', async () => {
    const [deal = ''] = knownDeals();
    await stage.stopServer();
    await open(`/hubspot/deals/${deal}`);
    await card().getByText('The partner server cannot be reached.').waitFor();
    await stage.startServer();
    await card().getByRole('button', { name: 'Try again' }).click();
    await card().getByText('Coverage from discovery to renewal').waitFor();
    await stage.stopServer();
  });

  test('an entry that nobody answered is kept, and saved once when it is sent again', async () => {
    const deal = knownDeals()[1] ?? '';
    await open(`/hubspot/deals/${deal}`);
    await card().getByRole('button', { name: 'Add', exact: true }).first().click();
    await fillPart('Implementation');
    await stage.stopServer();
    const add = dialog().getByRole('button', { name: 'Add', exact: true });
    await add.click();
    await dialog().getByText('It may have been saved.').waitFor();
    expect(partsOf(deal)).toEqual([]);
    await stage.startServer();
    await add.click();
    await dialog().waitFor({ state: 'detached' });
    await until(() => partsOf(deal).length).toBe(1);
    await stage.stopServer();
  });
});
