/** What reps and channel managers do with the cards, clicked through in a real browser on the pages of both CRMs. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CrmName } from '../../server/demo/customer.ts';
import type { Stage } from '../../server/demo/stage.ts';
import { mapAccounts } from '../../server/use/mapAccounts.ts';
import { complaintsOf, openBrowser } from './browser.ts';
import { ACCOUNT, DEAL, DOUBTED } from './company.ts';
import { dealPartnersIn, overlapPartnersIn } from './records.ts';
import { CRMS, customerOn, openStage, Visitor } from './workbench.ts';

/** Base components of Lightning itself, whose labels and fields lie in two shadows. */
const LIGHTNING = /\[LWC warn\]: Element <\w+> uses attribute "(for|aria-\w+)" to reference element/;
/** Patience with a busy machine, not a promise. */
const SOON = { timeout: 90_000 };

vi.setConfig({ testTimeout: 300_000 });

let stage: Stage;
let browser: Browser;

beforeAll(async () => {
  [stage, browser] = await Promise.all([openStage(), openBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser.close();
  await stage.close();
});

/** Whatever the page complains of besides fails the story. */
async function asVisitor(
  crm: CrmName,
  story: (visitor: Visitor) => Promise<void>,
  isExpected: (text: string) => boolean = () => false,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1400 } });
  try {
    const page = await context.newPage();
    const complaints = complaintsOf(page, (text) => LIGHTNING.test(text) || isExpected(text));
    page.setDefaultTimeout(SOON.timeout);
    await story(new Visitor(stage, page, crm));
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

async function mapAgain(crm: CrmName): Promise<void> {
  const { tenant, connection } = customerOn(crm);
  const context = await stage.app.open(tenant, connection);
  try {
    await mapAccounts(context);
  } finally {
    await context.close();
  }
}

const gone = (locator: Locator) => expect.poll(() => locator.count(), SOON).toBe(0);
const there = (locator: Locator) => locator.waitFor(SOON);

describe.each(CRMS)('on %s', (crm) => {
  test('a rep adds a partner that knows the account, and the gap in the coverage closes', async () => {
    await asVisitor(crm, async (visitor) => {
      await visitor.open('deals', DEAL);
      await there(visitor.text('Same web domain: halcyonmarine.co.uk'));
      expect(await visitor.button('Add').count()).toBe(2);
      expect(await visitor.button('Add a partner for Implementation').count()).toBe(1);
      await visitor.button('Add').first().click();
      await visitor.choose('Roles', 'Implementation');
      await visitor.submit('Add');
      await gone(visitor.button('Add a partner for Implementation'));
      expect(await visitor.button('Add').count()).toBe(1);
      await visitor.reload();
      await there(visitor.text('Acme Integrators'));
      expect(await visitor.button('Add a partner for Implementation').count()).toBe(0);
      expect(dealPartnersIn(stage, crm)).toEqual([
        { partner: 'Acme Integrators', roles: ['implementation'] },
      ]);
    });
  });

  test('two clicks on Save add one partner', async () => {
    await asVisitor(crm, async (visitor) => {
      await visitor.open('deals', DEAL);
      await visitor.button('Add').click();
      await visitor.choose('Roles', 'Resell');
      await visitor.form().getByRole('button', { name: 'Add', exact: true }).dblclick();
      await gone(visitor.button('Add'));
      await visitor.reload();
      expect(dealPartnersIn(stage, crm)).toEqual([
        { partner: 'Acme Integrators', roles: ['implementation'] },
        { partner: 'Beacon Resell', roles: ['resell'] },
      ]);
    });
  });

  test('a wrong overlap that was rejected stays gone when accounts are mapped again', async () => {
    await asVisitor(crm, async (visitor) => {
      await visitor.open('all', ACCOUNT);
      expect(overlapPartnersIn(stage, crm, ACCOUNT)).toEqual(['Acme Integrators', 'Beacon Resell']);
      await visitor.button('Reject').first().click();
      await visitor.pick('Reason', 'Another company');
      await visitor.submit('Reject');
      await expect.poll(() => visitor.button('Reject').count(), SOON).toBe(1);
      await mapAgain(crm);
      await visitor.reload();
      expect(await visitor.button('Reject').count()).toBe(1);
      expect(overlapPartnersIn(stage, crm, ACCOUNT)).toHaveLength(1);
    });
  });

  test('a channel manager sees what another threshold changes, saves it, and the queue follows', async () => {
    await asVisitor(crm, async (visitor) => {
      await visitor.be('Channel manager');
      await visitor.openPage('review');
      await there(visitor.text(DOUBTED));
      await visitor.openPage('program');
      await visitor.page.getByRole('spinbutton', { name: 'Likely from' }).fill('70');
      await visitor.button('See what would change').click();
      await expect
        .poll(
          async () => {
            if (await visitor.button('Try again').isVisible()) await visitor.button('Try again').click();
            return visitor.button('Save').isVisible();
          },
          { ...SOON, interval: 2_000 },
        )
        .toBe(true);
      await visitor.button('Save').click();
      await there(visitor.page.getByText('Saved.').first());
      await expect
        .poll(async () => {
          await visitor.openPage('review');
          return visitor.text(DOUBTED).count();
        }, SOON)
        .toBe(0);
    });
  });

  test('without its server a card says so and shows what the CRM itself can', async () => {
    const isOutage = (text: string) => /\b50[0-9]\b|Failed to load resource/.test(text);
    await asVisitor(
      crm,
      async (visitor) => {
        await visitor.open('deals', DEAL);
        await stage.stopServer();
        await visitor.page.reload();
        if (crm === 'salesforce') await there(visitor.text('Acme Integrators'));
        await there(visitor.button(/try again|retry/i));
        await stage.startServer();
        await visitor.button(/try again|retry/i).click();
        await there(visitor.button('Log a touchpoint'));
      },
      isOutage,
    );
  });
});
