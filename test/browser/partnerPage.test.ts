/** The page for partners on a phone without JavaScript: a contact consents and hands a claim in, by touch and by label, in Chromium. */
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '../../shared/domain/key.ts';
import { PartnerDesk } from '../http/partnerDesk.ts';
import { complaintsOf, openBrowser } from './browser.ts';

const HEIGHT = 700;

describe('the page for partners on a phone without JavaScript', () => {
  let desk: PartnerDesk;
  let browser: Browser;
  beforeAll(async () => {
    desk = await PartnerDesk.begin('salesforce', { open: true });
    const engagement = `Who comes first is protected.\n${'AVeryLongWordWithoutAnyPlaceToBreakIt'.repeat(8)}`;
    await desk.claims.policy({ engagement, velocity: 1_000 });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  async function phone(width: number, locale = 'en-GB'): Promise<{ page: Page; complaints: string[] }> {
    const viewport = { width, height: HEIGHT };
    const context = await browser.newContext({
      viewport,
      locale,
      javaScriptEnabled: false,
      hasTouch: true,
      isMobile: true,
    });
    const page = await context.newPage();
    // A form that was refused comes back with the status that says so.
    return { page, complaints: complaintsOf(page, (text) => text.includes('422')) };
  }

  /** Nothing reaches beyond the screen, everything to touch is large enough, and axe finds nothing. */
  async function fits(page: Page): Promise<void> {
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(wide).toBeLessThanOrEqual(0);
    const controls = page.locator(
      'button, summary, label.tick, input:not([type=hidden], [type=radio], [type=checkbox]), textarea',
    );
    for (const control of await controls.filter({ visible: true }).all()) {
      expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
    // Judging needs scripts, which the phone has not: another page is given the same.
    const judged = await browser.newPage({ viewport: page.viewportSize() });
    await judged.setContent(await page.content());
    await judged.evaluate(axe.source);
    const run =
      'axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))';
    const violations = await judged.evaluate<string[][]>(run);
    await judged.close();
    expect(violations).toEqual([]);
  }

  test.each([320, 390])('a contact consents at %i px', async (width) => {
    const customer = {
      name: `Phone ${width} Works`,
      website: null,
      country: null,
      account: null,
      match: 'none',
    } as const;
    const parts = [
      desk.claims.part('acme', ['influence'], 4_200),
      desk.claims.part('beacon', ['coSell'], 5_800),
    ];
    const form = desk.claims.form('marine', parts, { customer, amount: null });
    expect(await desk.claims.submit(`phone ${width}`, form)).toBe('saved');
    const { address } = await desk.link({ claim: keyOf('reg', `phone ${width}`) });
    const { page, complaints } = await phone(width);
    await page.goto(address);
    await fits(page);
    await page.getByLabel('I agree').check();
    await page.getByLabel('Your full name').fill('Kim Contact');
    await page.getByRole('button', { name: 'Send my answer' }).tap();
    await page.getByText('Agreed, Kim Contact').waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    await fits(page);
    expect((await desk.claims.claim(`phone ${width}`)).participants[0]).toMatchObject({
      consent: 'accepted',
      consentedBy: 'Kim Contact',
    });
    // Going back and looking again sends nothing.
    await page.goBack();
    await page.reload();
    await page.getByText('Agreed, Kim Contact').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a contact hands in a claim with another partner, corrects it, and sees how it stands', async () => {
    const { address } = await desk.link({ purpose: 'registration' });
    const { page, complaints } = await phone(320, 'de-DE');
    await page.goto(address);
    await fits(page);
    await page.getByLabel('Name des Kunden').fill('Larch Shipping');
    const own = page.getByRole('group', { name: 'Ihr Anteil' });
    await own.getByLabel('Wiederverkauf').check();
    await own.getByLabel('Anteil in Prozent').fill('60');
    await page.getByText('Weiterer Partner (1)').tap();
    const other = page.locator('details').first();
    await other.getByLabel('Name oder Website des Partners').fill('Beacon Resell');
    await other.getByLabel('Co-Sell').check();
    await other.getByLabel('Anteil in Prozent').fill('30');
    await page.getByLabel('Ihr vollständiger Name').fill('Kim Kontakt');
    await page.getByRole('button', { name: 'Einreichen' }).tap();
    const problems = page.getByRole('alert');
    await problems.waitFor();
    expect(await problems.innerText()).toContain('10');
    expect(await other.getByLabel('Name oder Website des Partners').inputValue()).toBe('Beacon Resell');
    await fits(page);
    await other.getByLabel('Anteil in Prozent').fill('40');
    await page.getByRole('button', { name: 'Einreichen' }).tap();
    await page.getByText('So steht Ihre Registrierung').waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/beacon|40/i);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
