/** The Salesforce half of the workbench in a real browser: page and card keep each other true, and a card tells users apart. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShow, type Show } from './stage.ts';

let show: Show;
let deal: string;

beforeAll(async () => {
  show = await openShow(['salesforce']);
  deal = show.dealPath('salesforce');
});
afterAll(() => show.close());

const card = (page: Page) => page.locator('.region');
const addPartner = (page: Page) => card(page).getByRole('button', { name: 'Add a partner', exact: true });
/** The record's own part of the page, which no card draws. */
const record = (page: Page) => page.locator('[data-group=middle]');

test('what an act changed stands in the record without a reload', async () => {
  const { page, complaints } = await show.open(deal);
  await addPartner(page).waitFor();
  expect(await record(page).getByText('Deal Partners').count()).toBe(0);
  await card(page).getByRole('button', { name: 'Add', exact: true }).first().click();
  await page.locator('c-alongside-form label').filter({ hasText: 'Implementation' }).first().click();
  await page.locator('c-alongside-form').getByRole('button', { name: 'Add', exact: true }).click();
  await record(page).getByText('Deal Partners').waitFor();
  expect(await record(page).innerText()).toContain('Implementation');
  expect(show.stage.sandbox.salesforce.org.rows('Deal_Partner__c')).toHaveLength(1);
  expect(complaints).toEqual([]);
  await page.close();
});

test('an edit of the record on another page reloads the card', async () => {
  const { page, complaints } = await show.open(deal);
  await addPartner(page).waitFor();
  const asked = page.waitForRequest((request) => request.url().endsWith('AlongsideGateway.ask'));
  const { page: form } = await show.open(`${deal}?edit=1`);
  await form.getByLabel('Name', { exact: true }).fill('Renamed by hand');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByRole('heading', { name: 'Renamed by hand' }).waitFor();
  await form.close();
  await page.bringToFront();
  await page.getByRole('heading', { name: 'Renamed by hand' }).waitFor();
  await asked;
  expect(complaints).toEqual([]);
  await page.close();
});

test('who looks decides what may be done', async () => {
  const { page, complaints } = await show.open('/cards/salesforce/pages/program');
  const look = card(page).getByRole('button', { name: 'Look' });
  await look.waitFor();
  expect(await look.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Channel manager' }).click();
  await page.getByRole('button', { name: 'Channel manager', pressed: true }).waitFor();
  await look.waitFor();
  expect(await look.isDisabled()).toBe(false);
  expect(complaints).toEqual([]);
  await page.close();
});

test("without the server the record's own rows stand there, read only, and the card says so", async () => {
  await show.stage.stopServer();
  const { page, complaints } = await show.open(deal);
  await card(page).getByText('The Alongside server cannot be reached.').waitFor();
  await card(page).getByText('From Salesforce itself, read only:').waitFor();
  await card(page).getByText('Implementation').first().waitFor();
  expect(await addPartner(page).count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.close();
});
