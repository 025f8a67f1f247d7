/** Every view on a Salesforce record page at the width of its sidebar: nothing sticks out, and the page complains of nothing. */
import { createServer } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CardView } from '../../shared/contract/view.ts';
import { viewAnswer } from '../../shared/views/answers.ts';
import { msg } from '../../shared/views/make.ts';
import { makeCertificate } from '../../server/sandbox/salesforce/certificate.ts';
import { plant } from '../../server/sandbox/salesforce/people.ts';
import { createSandbox, type Sandbox } from '../../server/sandbox/sandbox.ts';
import { Cards } from '../../server/sandbox/workbench/cards.ts';
import { salesforceView } from '../../server/sandbox/workbench/salesforce.ts';
import { salesforceCards } from '../../server/sandbox/workbench/salesforce/host.ts';
import { workbenchServer } from '../../server/sandbox/workbench/server.ts';
import { VIEWS } from '../views/fixtures/all.ts';
import { complaintsOf, openBrowser } from './browser.ts';
import { listening } from './hubspotPage.ts';

/** With the page's margins a card of 320 pixels. */
const SIDEBAR = { width: 346, height: 900 };

let sandbox: Sandbox;
let browser: Browser;
let servers: ReturnType<typeof createServer>[];
let url: string;
let deal: string;
let shown: CardView;

beforeAll(async () => {
  sandbox = await createSandbox();
  const { org } = sandbox.salesforce;
  const set = plant(org, 'PermissionSet', { Name: 'Alongside_Rep', Label: 'Rep' });
  plant(org, 'PermissionSetAssignment', { AssigneeId: org.adminId, PermissionSetId: set });
  const fields = { Name: 'Litware', StageName: 'Prospecting', CloseDate: '2030-01-31' };
  deal = org.insert('Opportunity', { ...fields, AccountId: org.insert('Account', { Name: 'Litware' }) });
  const app = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(viewAnswer(shown, 'en')));
    });
  });
  const host = salesforceCards(sandbox.salesforce, {
    serverUrl: await listening(app),
    certificate: await makeCertificate('Alongside', Date.now()),
    users: () => [],
  });
  const cards = new Cards([host], () => [{ id: org.adminId, name: 'Ada Admin', role: 'Sales rep' }]);
  await cards.build();
  const pages = workbenchServer([salesforceView(org, sandbox.world)], cards);
  url = await listening(pages);
  servers = [app, pages];
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await sandbox.close();
});

/** Run in the page: what reaches beyond the card, through every shadow root, but for what is only read aloud. */
const STICKS_OUT = `{
  const all = (root) => [...(root.shadowRoot?.children ?? []), ...root.children].flatMap((one) => [one, ...all(one)]);
  const card = document.querySelector('[data-component]');
  const { right } = card.getBoundingClientRect();
  const out = all(card)
    .filter((part) => part.getBoundingClientRect().right > right + 0.5 && !part.closest('.slds-assistive-text, .heads'))
    .map((part) => part.tagName + ' ' + part.className);
  const { clientWidth, scrollWidth } = document.documentElement;
  scrollWidth > clientWidth ? [...out, 'the page by ' + (scrollWidth - clientWidth)] : out;
}`;

test('every view fits into the sidebar on Salesforce', async () => {
  const page = await browser.newPage({ viewport: SIDEBAR });
  const complaints = complaintsOf(page);
  const found: string[][] = [];
  // A card draws whatever view it is given, and troubles look alike on all of them.
  const isTrouble = ({ card, state }: CardView): boolean =>
    state === 'loading' || (card !== 'deal' && (state === 'error' || state === 'unreachable'));
  for (const [name, view] of Object.entries(VIEWS).filter(([, one]) => !isTrouble(one))) {
    // A last line of its own tells that it is drawn.
    const message = msg('timeline.ended', { partner: name });
    shown = {
      ...view,
      blocks: [...view.blocks, { kind: 'notice', tone: 'neutral', message, actions: [] }],
    };
    sandbox.world.advance(2_000);
    sandbox.salesforce.org.update('Opportunity', deal, { Name: name });
    if (page.url() === 'about:blank') await page.goto(`${url}/salesforce/${deal}`);
    else await page.evaluate(`window.dispatchEvent(new Event('workbench:changed'))`);
    await page.getByText(`${name} left`).waitFor();
    const out = await page.evaluate<string[]>(STICKS_OUT);
    if (out.length > 0) found.push([name, ...out]);
  }
  expect(found).toEqual([]);
  expect(complaints).toEqual([]);
}, 240_000);
