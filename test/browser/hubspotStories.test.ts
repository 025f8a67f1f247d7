/** What only HubSpot's cards do, against the real server: follow the page, and go on after nobody answered. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CUSTOMERS, type Customer } from '../../server/demo/customer.ts';
import { Stage } from '../../server/demo/stage.ts';
import { seedCompany } from '../../server/sandbox/seed.ts';
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

function rowsIn(type: 'companies' | 'deals', id: string, property: string): unknown[] {
  const text = portal().object(type, id)?.properties[property];
  return text === undefined ? [] : (JSON.parse(text) as { rows: unknown[] }).rows;
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

async function fillPart(role: string): Promise<void> {
  await dialog().getByRole('combobox', { name: 'Roles' }).click();
  await dialog().getByRole('option', { name: role }).click();
}

const partsOf = (deal: string) => rowsIn('deals', deal, 'alongside_deal_partners');

test('a rep sees on the card what somebody changed on the page', async () => {
  const [deal = ''] = knownDeals();
  await open(`/hubspot/deals/${deal}`);
  await card().getByText('Coverage from discovery to renewal').waitFor();
  portal().update('deals', deal, { amount: '1234567' });
  await card().getByText('€1,234,567.00').waitFor();
});

describe('while the server is away', () => {
  test('the card says so, and works again after another try', async () => {
    const [deal = ''] = knownDeals();
    await stage.stopServer();
    await open(`/hubspot/deals/${deal}`);
    await card().getByText('The partner server cannot be reached.').waitFor();
    await stage.startServer();
    await card().getByRole('button', { name: 'Try again' }).click();
    await card().getByText('Coverage from discovery to renewal').waitFor();
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
  });
});
