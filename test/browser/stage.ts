/** A small demo with a browser before it, for tests that do what people do. */
import type { Browser, Page } from 'playwright-core';
import { Stage } from '../../server/demo/stage.ts';
import { CUSTOMERS, type CrmName } from '../../server/demo/customer.ts';
import { seedCompany } from '../../server/sandbox/seed.ts';
import { complaintsOf, openBrowser } from './browser.ts';

const COMPANY = { accounts: 80, deals: 30, partners: 3, lists: { min: 40, max: 60 } };

export interface Show {
  stage: Stage;
  browser: Browser;
  /** Opens a page as a rep; `complaints` fills with what goes wrong on it. */
  open(path: string): Promise<{ page: Page; complaints: string[] }>;
  /** A deal on this CRM at whose account partners are known, the same one on both. */
  dealPath(crm: CrmName): string;
  close(): Promise<void>;
}

export async function openShow(crms: readonly CrmName[]): Promise<Show> {
  const stage = await Stage.open(seedCompany(COMPANY), {
    exit: false,
    world: 'clean',
    edition: 'professional',
    port: 0,
  });
  const browser = await openBrowser();
  const customers = CUSTOMERS.filter(({ crm }) => crms.includes(crm));
  try {
    for (const customer of customers) await stage.begin(customer);
    await stage.serve(customers);
  } catch (error) {
    await browser.close();
    await stage.close();
    throw error;
  }
  const paths = pathsOfKnownDeal(stage);
  return {
    stage,
    browser,
    open: async (path) => {
      const page = await browser.newPage({ viewport: { width: 1300, height: 1000 } });
      const complaints = complaintsOf(page);
      await page.goto(new URL(path, stage.workbench?.url).href);
      return { page, complaints };
    },
    dealPath: (crm) => paths[crm],
    close: async () => {
      await browser.close();
      await stage.close();
    },
  };
}

/** An open deal at an account that at least two partners know for sure, on each CRM. */
function pathsOfKnownDeal({ sandbox }: Stage): Record<CrmName, string> {
  const { org } = sandbox.salesforce;
  const known = Map.groupBy(org.rows('Account_Overlap__c'), (row) => row['Account__c']);
  const partners = (account: unknown) =>
    new Set((known.get(account as string) ?? []).map((row) => row['Partner__c'])).size;
  const open = org.rows('Opportunity').filter((row) => row['IsClosed'] === false);
  const deal = open.find((row) => partners(row['AccountId']) >= 2);
  if (!deal) throw new RangeError('No open deal is at an account that two partners know.');
  const deals = sandbox.hubspot.portal.collection('deals').live.items();
  const same = deals.find(({ values }) => values['dealname'] === deal['Name']);
  return { salesforce: `/salesforce/${deal['Id']}`, hubspot: `/hubspot/deals/${same?.id}` };
}
