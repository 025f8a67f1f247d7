/** A deal registration from its first line to a partner's consent, clicked through in a real browser on both CRMs. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CrmName } from '../../server/demo/customer.ts';
import type { Stage } from '../../server/demo/stage.ts';
import { complaintsOf, openBrowser } from './browser.ts';
import { ACCOUNT, CLAIMANTS, DEAL, registering } from './company.ts';
import { dealPartnersIn } from './records.ts';
import { CRMS, openStage, Visitor } from './workbench.ts';

/** Base components of Lightning itself, whose labels and fields lie in two shadows. */
const LIGHTNING = /\[LWC warn\]: Element <\w+> uses attribute "(for|aria-\w+)" to reference element/;
/** Patience with a busy machine, not a promise. */
const SOON = { timeout: 90_000 };
const PHONE = { width: 375, height: 700 };

vi.setConfig({ testTimeout: 600_000 });

let stage: Stage;
let browser: Browser;

beforeAll(async () => {
  [stage, browser] = await Promise.all([openStage(registering), openBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser.close();
  await stage.close();
});

/** One of the customer's people at work; whatever the pages complain of fails the story. */
async function as<Answer>(
  crm: CrmName,
  who: string,
  work: (visitor: Visitor) => Promise<Answer>,
): Promise<Answer> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1600 } });
  try {
    const page = await context.newPage();
    const complaints = complaintsOf(page, (text) => LIGHTNING.test(text));
    page.setDefaultTimeout(SOON.timeout);
    const visitor = new Visitor(stage, page, crm);
    await visitor.be(who);
    const answer = await work(visitor);
    expect(complaints).toEqual([]);
    return answer;
  } finally {
    await context.close();
  }
}

const there = (locator: Locator) => locator.waitFor(SOON);

async function addPartner(visitor: Visitor, partner: string, role: string, share: string): Promise<void> {
  await visitor.button('Add to this registration').click();
  await visitor.find('Partner', partner);
  await visitor.choose('Roles', role);
  await visitor.enter('Share', share);
  await visitor.submit('Add');
  await there(visitor.page.locator('main').getByText(`${share}%`).first());
}

/** Neither the card nor what the CRM itself shows beside it. */
async function tellsNothingOf(visitor: Visitor, rival: string): Promise<void> {
  const page = await visitor.page.locator('main').innerText();
  expect(page).toContain('Halcyon Marine');
  expect(page).not.toContain(rival);
}

async function begin(visitor: Visitor): Promise<void> {
  await visitor.button('Register this deal').click();
  await visitor.enter('Product families', 'Edge');
  await visitor.submit('Begin');
  await there(visitor.text('Registration, not submitted yet'));
}

describe.each(CRMS)('on %s', (crm) => {
  test('four partners register, one clashes and changes its part, another joins, the manager approves, a contact agrees', async () => {
    await as(crm, 'Ron Rival', async (visitor) => {
      await visitor.open('all', ACCOUNT);
      await begin(visitor);
      await addPartner(visitor, CLAIMANTS.resell, 'Resell', '100');
      await visitor.button('Submit').click();
      await there(visitor.text('In review'));
    });

    await as(crm, 'Rhea Rep', async (visitor) => {
      await visitor.open('all', ACCOUNT);
      await tellsNothingOf(visitor, CLAIMANTS.resell);
      await visitor.open('deals', DEAL);
      await begin(visitor);
      const [first, second, third, fourth] = CLAIMANTS.others;
      await addPartner(visitor, first, 'Implementation', '40');
      await addPartner(visitor, second, 'Resell', '30');
      await addPartner(visitor, third, 'Technical validation', '20');
      await addPartner(visitor, fourth, 'Influence', '10');
      await there(visitor.text('An earlier claim on this part is being decided'));
      await tellsNothingOf(visitor, CLAIMANTS.resell);
      await change(visitor, 1, async () => {
        await visitor.choose('Roles', 'Resell');
        await visitor.choose('Roles', 'Co-sell');
      });
      await visitor.button('Submit').click();
      await there(visitor.text('You submitted it'));
    });

    await as(crm, 'Ron Rival', async (visitor) => {
      await visitor.open('deals', DEAL);
      await visitor.button('Join with a partner').click();
      await visitor.find('Partner', CLAIMANTS.joining);
      await visitor.choose('Roles', 'Managed service');
      await visitor.submit('Join with a partner');
      await there(visitor.text(`You brought in ${CLAIMANTS.joining}`));
    });

    await as(crm, 'Mona Manager', async (visitor) => {
      await visitor.openPage('registrations');
      await visitor.button('Divide the shares anew').click();
      await visitor.enter(CLAIMANTS.others[0], '30');
      await visitor.enter(CLAIMANTS.joining, '10');
      await visitor.submit('Save');
      await there(visitor.text('Managed service and 10%'));
      await visitor.button('Approve').last().click();
      await visitor.enter('In your words', 'They work there already');
      await visitor.form().getByRole('button', { name: 'Approve', exact: true }).last().click();
      await there(visitor.page.getByText('Saved.').first());
    });

    const address = await as(crm, 'Rhea Rep', async (visitor) => {
      await visitor.open('deals', DEAL);
      await there(visitor.text(/Approved, \d+ days left/));
      await visitor.button('Ask for consent').first().click();
      await visitor.enter('Name of the contact', 'Ada Acme');
      await visitor.submit('Make the link');
      await there(visitor.button('Copy the message'));
      const text = await visitor.text(/Hello Ada Acme/).innerText();
      return /https?:\/\/\S+/.exec(text)?.[0] ?? '';
    });
    await consentByPhone(address);

    await as(crm, 'Rhea Rep', async (visitor) => {
      await visitor.open('deals', DEAL);
      await there(visitor.text('Agreed'));
    });
    const roles = ['implementation', 'coSell', 'technicalValidation', 'influence', 'managedService'];
    expect(dealPartnersIn(stage, crm)).toEqual(
      [...CLAIMANTS.others, CLAIMANTS.joining].map((partner, at) => ({ partner, roles: [roles[at]] })),
    );
  });
});

/** As the contact opens it: on a phone, without scripts. */
async function consentByPhone(address: string): Promise<void> {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false, isMobile: true });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(address);
  await page.getByLabel('I agree').check();
  await page.getByLabel('Your full name').fill('Ada Acme');
  await page.getByRole('button', { name: 'Send my answer' }).click();
  await page.getByText('Agreed, Ada Acme').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
}

/** @param at of the claim's partners, the first is 0 */
async function change(visitor: Visitor, at: number, fill: () => Promise<void>): Promise<void> {
  await visitor.button('Change').nth(at).click();
  await fill();
  await visitor.submit('Save');
  await visitor.form().getByRole('button', { name: 'Save', exact: true }).waitFor({ state: 'detached' });
}
