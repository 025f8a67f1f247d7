/** Every view on a HubSpot record page at the width of its sidebar: nothing sticks out, nobody is shut out, no complaint. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { viewAnswer } from '../../shared/views/answers.ts';
import { msg } from '../../shared/views/make.ts';
import type { CardView } from '../../shared/contract/view.ts';
import { VIEWS } from '../views/fixtures/all.ts';
import { complaintsOf, openBrowser } from './browser.ts';
import { openPages, type HubSpotPages } from './hubspotPage.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** With the page's margins a card of 320 pixels. */
const SIDEBAR = { width: 346, height: 900 };
const DESK = { width: 1280, height: 900 };

let pages: HubSpotPages;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [pages, browser] = await Promise.all([openPages(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await pages.close();
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: SIDEBAR });
  complaints = complaintsOf(page);
});
afterEach(async () => {
  await page.close();
  expect(complaints).toEqual([]);
});

/** The view with a last line of its own, by which it is seen to be drawn. */
function marked(view: CardView, mark: string): CardView {
  const message = msg('timeline.ended', { partner: mark });
  return { ...view, blocks: [...view.blocks, { kind: 'notice', tone: 'neutral', message, actions: [] }] };
}

function show(view: CardView, mark: string): void {
  pages.answer(() => viewAnswer(marked(view, mark), 'en'));
}

async function drawn(mark: string): Promise<void> {
  await page.locator('.hs-place').getByText(`${mark} left`).waitFor();
}

/** Run in the page: what reaches beyond the card, but for what scrolls by itself. */
const STICKS_OUT = `
  const card = document.querySelector('.hs-place');
  const { right } = card.getBoundingClientRect();
  const out = [...card.querySelectorAll('*:not(.hs-scroll *, .hs-hidden)')]
    .filter((part) => part.getBoundingClientRect().right > right)
    .map((part) => part.tagName + ' ' + part.className);
  const { clientWidth, scrollWidth } = document.documentElement;
  scrollWidth > clientWidth ? [...out, 'the page by ' + (scrollWidth - clientWidth)] : out;`;

function sticksOut(): Promise<string[]> {
  return page.evaluate(`{${STICKS_OUT}}`);
}

async function barriers(within = '.hs-place'): Promise<string[]> {
  await page.evaluate(AXE);
  const run = `axe.run(${JSON.stringify(within)}).then(({ violations }) => violations)`;
  const found: { id: string; nodes: { html: string; failureSummary: string }[] }[] = await page.evaluate(run);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ failureSummary, html }) => `${id}: ${html} ${failureSummary}`),
  );
}

test('every view fits into the sidebar', async () => {
  // A card draws whatever view it is given, and troubles look alike on all of them.
  const isTrouble = ({ card, state }: CardView): boolean =>
    state === 'loading' || (card !== 'deal' && (state === 'error' || state === 'unreachable'));
  const views = Object.entries(VIEWS).filter(([, view]) => !isTrouble(view));
  const [[first, view] = ['', VIEWS['gallery'] as CardView]] = views;
  show(view, first);
  await page.goto(`${pages.url}/hubspot/deals/${pages.deal}`);
  await drawn(first);
  expect(await sticksOut(), first).toEqual([]);
  for (const [name, next] of views.slice(1)) {
    show(next, name);
    pages.sandbox.hubspot.portal.update('deals', pages.deal, { dealname: name });
    await page.evaluate(`window.dispatchEvent(new Event('workbench:changed'))`);
    await drawn(name);
    expect(await sticksOut(), name).toEqual([]);
  }
}, 180_000);

describe('in every place', () => {
  test.each([
    ['gallery', 'the sidebar', SIDEBAR, 'Sidebar'],
    ['gallery', 'the tab', DESK, 'Tab'],
    ['deal, twelve partners', 'the tab', DESK, 'Tab'],
    ['deal, nobody on it', 'the sidebar', SIDEBAR, 'Sidebar'],
  ] as const)('%s in %s can be used by everybody', async (name, _, viewport, place) => {
    show(VIEWS[name] as CardView, name);
    await page.setViewportSize(viewport);
    await page.goto(`${pages.url}/hubspot/deals/${pages.deal}`);
    await page.getByRole('button', { name: place, exact: true }).click();
    await drawn(name);
    expect(await sticksOut()).toEqual([]);
    expect(await barriers()).toEqual([]);
  });

  test('a form with every kind of field fits into a dialog on a narrow screen, and everybody can fill it in', async () => {
    show(VIEWS['gallery'] as CardView, 'gallery');
    await page.goto(`${pages.url}/hubspot/deals/${pages.deal}`);
    await drawn('gallery');
    await page.locator('.hs-place').getByRole('button', { name: 'Add', exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').first().click();
    await dialog.getByRole('option').first().waitFor();
    expect(await barriers('.hs-dialog')).toEqual([]);
    const { width = 0, x = -1 } = (await dialog.boundingBox()) ?? {};
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(SIDEBAR.width);
    expect(
      await page.evaluate(`[...document.querySelectorAll('.hs-dialog, .hs-body')]
      .map(({ clientWidth, scrollWidth }) => scrollWidth - clientWidth)`),
    ).toEqual([0, 0]);
  });

  test.each([
    ['program, tried', 'program'],
    ['review, more than shown', 'review'],
    ['review, waiting', 'review'],
  ])('%s on the page of the app', async (name, slug) => {
    show(VIEWS[name] as CardView, name);
    for (const viewport of [DESK, SIDEBAR]) {
      await page.setViewportSize(viewport);
      await page.goto(`${pages.url}/cards/hubspot/pages/${slug}`);
      await drawn(name);
      expect(await sticksOut()).toEqual([]);
    }
    expect(await barriers()).toEqual([]);
  });
});
