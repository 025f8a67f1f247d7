/** `npm run pictures`: takes the README's pictures of a deal and its account with their cards as they are drawn, so that they stay true. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openShow, type Show } from './stage.ts';
import { CRMS, Visitor } from './workbench.ts';

const FOLDER = join(import.meta.dirname, '../../.github');
/** Tall enough for the partners that know the account. */
const SIZE = { width: 1320, height: 1800 };
const ROLES = ['Sourcing', 'Implementation'];
const ACCOUNT = { salesforce: 'salesforce-account', hubspot: 'hubspot-company' } as const;

/** The account of the deal whose page this is. */
function accountPath({ stage }: Show, path: string): string {
  const [, crm, ...rest] = path.split('/');
  const id = rest.at(-1) ?? '';
  const { hubspot, salesforce } = stage.sandbox;
  if (crm === 'hubspot') return `/hubspot/companies/${hubspot.portal.linked('deals', id, 'companies')[0]}`;
  return `/salesforce/${String(salesforce.org.row('Opportunity', id)?.['AccountId'])}`;
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate('scrollTo(0, 0)');
  const file = join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file });
  console.log(JSON.stringify({ picture: file }));
}

const show = await openShow(CRMS);
try {
  for (const crm of CRMS) {
    const path = show.dealPath(crm);
    const { page } = await show.open(path);
    await page.setViewportSize(SIZE);
    const visitor = new Visitor(show.stage, page, crm);
    for (const role of ROLES) {
      await visitor.reload();
      await visitor.button('Add').first().click();
      await visitor.choose('Roles', role);
      await visitor.submit('Add');
      await page.getByText('Saved.').first().waitFor();
    }
    await visitor.reload();
    await take(page, `${crm}-deal`);
    await page.goto(new URL(accountPath(show, path), page.url()).href);
    await visitor.reload();
    await take(page, ACCOUNT[crm]);
    await page.close();
  }
} finally {
  await show.close();
}
