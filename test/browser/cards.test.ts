/** What people do with the cards in both CRMs, in a real browser, on the real components of each. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CrmName } from '../../server/demo/customer.ts';
import { openShow, type Show } from './stage.ts';

const CRMS = ['salesforce', 'hubspot'] as const;
const SUGGESTED = 'Partners that know this account';

let show: Show;
beforeAll(async () => {
  show = await openShow(CRMS);
});
afterAll(() => show.close());

const card = (page: Page) => page.locator('.region');

/** The card has its answer: a rep could act. */
async function drawn(page: Page): Promise<void> {
  await card(page).getByRole('button', { name: 'Add a partner', exact: true }).waitFor();
}

/** Each CRM has its own way to choose several of a list. */
async function chooseRole(page: Page, crm: CrmName, role: string): Promise<void> {
  if (crm === 'salesforce') {
    await page.locator('c-alongside-form label').filter({ hasText: role }).first().click();
    return;
  }
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Roles' }).click();
  await dialog.getByRole('option', { name: role }).first().click();
  // Leaves the list; Escape would leave the dialog.
  await page.keyboard.press('Tab');
}

function rowsOf(crm: CrmName): number {
  const { salesforce, hubspot } = show.stage.sandbox;
  if (crm === 'salesforce') return salesforce.org.rows('Deal_Partner__c').length;
  const id = show.dealPath(crm).split('/').at(-1) ?? '';
  const text = hubspot.portal.object('deals', id)?.properties['alongside_deal_partners'];
  return text ? (JSON.parse(String(text)) as { rows: unknown[] }).rows.length : 0;
}

describe.each(CRMS)('on %s', (crm) => {
  test('a suggested partner joins the deal, the record follows, and it stays', async () => {
    const { page, complaints } = await show.open(show.dealPath(crm));
    await drawn(page);
    expect(await card(page).innerText()).toContain(SUGGESTED);
    expect(rowsOf(crm)).toBe(0);
    await card(page).getByRole('button', { name: 'Add', exact: true }).first().click();
    await chooseRole(page, crm, 'Implementation');
    await page.getByRole('button', { name: 'Add', exact: true }).last().click();
    await page.getByText('Saved.').waitFor();
    // The record's own part of the page, which a card does not draw.
    await page.locator('[data-group=middle]').getByText('Implementation').first().waitFor();
    expect(rowsOf(crm)).toBe(1);
    await page.reload();
    await drawn(page);
    expect(await card(page).innerText()).toContain('Implementation');
    expect(rowsOf(crm)).toBe(1);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('an edit of the record outside the card reloads the card', async () => {
    const { page, complaints } = await show.open(show.dealPath(crm));
    await drawn(page);
    const asked = page.waitForRequest((request) => /"view\\*"/.test(request.postData() ?? ''));
    const { page: form } = await show.open(`${show.dealPath(crm)}?edit=1`);
    const name = form.getByLabel(crm === 'salesforce' ? 'Name' : 'Deal Name', { exact: true });
    await name.fill('Renamed by hand');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.close();
    await page.bringToFront();
    await page.getByRole('heading', { name: 'Renamed by hand' }).waitFor();
    await asked;
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('while the server is away', () => {
  beforeAll(() => show.stage.stopServer());

  test("Salesforce shows the record's own rows, read only, and says so", async () => {
    const { page, complaints } = await show.open(show.dealPath('salesforce'));
    await card(page).getByText('The Alongside server cannot be reached.').waitFor();
    await card(page).getByText('From Salesforce itself, read only:').waitFor();
    await card(page).getByText('Implementation').first().waitFor();
    expect(await card(page).getByRole('button', { name: 'Add a partner' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
