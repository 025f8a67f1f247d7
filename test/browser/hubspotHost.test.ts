/** What the page gives a card as HubSpot would, tried with small cards of our own in place of the real bundles. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { complaintsOf, openBrowser } from './browser.ts';
import { openPages, type HubSpotPages } from './hubspotPage.ts';

const APP = join(import.meta.dirname, '../../hubspot-app/src/app');

let pages: HubSpotPages;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [pages, browser] = await Promise.all([openPages(), openBrowser()]);
  context = await browser.newContext();
});
afterAll(async () => {
  await browser.close();
  await pages.close();
});
beforeEach(async () => {
  page = await context.newPage();
  complaints = complaintsOf(page);
});
afterEach(() => page.close());

/** @param drawn what the card draws: a function body with `api`, `h` and `component` */
async function open(drawn: string): Promise<void> {
  const body = `
    const h = React.createElement;
    const made = {};
    const component = (name) =>
      (made[name] ??= RemoteUI.createRemoteReactComponent(name, { fragmentProps: ['overlay'] }));
    self.extend_V2((api) => h(function Card() { ${drawn} }));`;
  await page.route('**/DealCard.js', (route) => route.fulfill({ body, contentType: 'text/javascript' }));
  await page.goto(`${pages.url}/hubspot/deals/${pages.deal}`);
}

const card = () => page.locator('.hs-place');

describe('components', () => {
  test('every one that our app draws is drawn here', async () => {
    const names = [...new Set(sources(APP).flatMap(componentsIn))];
    expect(names.length).toBeGreaterThan(30);
    expect(names).toContain('PageLink');
    const inOverlay = ['Modal', 'Tooltip'];
    const alone = names.filter((name) => !inOverlay.includes(name));
    const props = `{ key: name, label: 'L', title: 'T', name: 'n', href: '/', to: '/', options: [], data: [],
      axes: { x: { field: 'a' }, y: { field: 'b' } } }`;
    await open(`return [
      ...${JSON.stringify(alone)}.map((name) => h(component(name), ${props}, name.endsWith('Input') ? undefined : name)),
      h(component('Button'), { key: 'o', overlay: h(component('Modal'), { id: 'm' }) }, 'last'),
    ];`);
    await card().getByRole('button', { name: 'last' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('one that nobody drew is loud, and what stands in it is not lost', async () => {
    await open(`return h(component('ScoreCircle'), { score: 7 }, h(component('Text'), null, 'inside'));`);
    await card().getByText('ScoreCircle is not drawn here.').waitFor();
    await card().getByText('inside').waitFor();
    expect(complaints).toEqual([
      expect.stringMatching(/^error: The workbench does not draw HubSpot's ScoreCircle/),
    ]);
  });

  test('a card that fails says so in its place', async () => {
    await open(`throw new Error('no such thing');`);
    await card().getByText('The card could not be drawn').waitFor();
    expect(complaints.join()).toContain('no such thing');
  });
});

describe('dialogs', () => {
  const dialog = (kind: 'Modal' | 'Panel') => `
    const [told, tell] = React.useState([]);
    const say = (word) => () => tell((before) => [...before, word]);
    const overlay = h(component('${kind}'), { id: 'one', title: 'Ask', onOpen: say('opened'), onClose: say('closed') },
      h(component('${kind}Body'), null, h(component('Input'), { label: 'Name', name: 'n' })),
      h(component('${kind}Footer'), null, h(component('Button'), { onClick: () => api.actions.closeOverlay('one') }, 'Done')));
    return [h(component('Button'), { key: 1, overlay }, 'Open'), h(component('Text'), { key: 2 }, told.join(' '))];`;

  test.each(['Modal', 'Panel'] as const)(
    'a %s holds the focus, and gives it back on Escape',
    async (kind) => {
      await open(dialog(kind));
      const opener = card().getByRole('button', { name: 'Open' });
      await opener.focus();
      await page.keyboard.press('Enter');
      const opened = page.getByRole('dialog', { name: 'Ask' });
      await opened.waitFor();
      await card().getByText('opened').waitFor();
      for (let times = 0; times < 6; times += 1) {
        await page.keyboard.press('Tab');
        expect(await page.locator('main :focus').count()).toBe(0);
      }
      await page.keyboard.press('Escape');
      await card().getByText('opened closed').waitFor();
      expect(await opened.count()).toBe(0);
      expect(await page.locator(':focus').innerText()).toBe('Open');
      expect(complaints).toEqual([]);
    },
  );

  test('a card closes its own', async () => {
    await open(dialog('Modal'));
    await card().getByRole('button', { name: 'Open' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await card().getByText('opened closed').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('a tooltip is shown to who comes by keyboard, and hidden by Escape', async () => {
    await open(
      `return h(component('Tag'), { overlay: h(component('Tooltip'), null, 'Freshness') }, 'Up to date');`,
    );
    const tag = card().getByText('Up to date');
    const tooltip = page.getByRole('tooltip', { name: 'Freshness' });
    await tag.focus();
    await tooltip.waitFor();
    expect(await tooltip.getAttribute('id')).toBe(await tag.getAttribute('aria-describedby'));
    await page.keyboard.press('Escape');
    await tooltip.waitFor({ state: 'hidden' });
  });
});

describe('choices', () => {
  const select = (kind: 'Select' | 'MultiSelect') => `
    const [value, choose] = React.useState(${kind === 'Select' ? "'b'" : "['b']"});
    const options = ['Ape', 'Bee', 'Cat'].map((label) => ({ label, value: label[0].toLowerCase() }));
    return [h(component('${kind}'), { key: 1, label: 'Animal', name: 'animal', options, value, onChange: choose }),
      h(component('Text'), { key: 2 }, 'chosen: ' + value)];`;

  test('one is found by typing and taken by Enter', async () => {
    await open(select('Select'));
    const box = card().getByRole('combobox', { name: 'Animal' });
    expect(await box.inputValue()).toBe('Bee');
    await box.fill('c');
    expect(await card().getByRole('option').allTextContents()).toEqual(['Cat']);
    await page.keyboard.press('Enter');
    await card().getByText('chosen: c').waitFor();
    expect(await box.inputValue()).toBe('Cat');
    await page.keyboard.press('ArrowDown');
    expect(await box.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Escape');
    expect(await box.getAttribute('aria-expanded')).toBe('false');
  });

  test('several are turned on and off', async () => {
    await open(select('MultiSelect'));
    await card().getByRole('combobox', { name: 'Animal' }).click();
    await card().getByRole('option', { name: 'Cat' }).click();
    await card().getByText('chosen: b,c').waitFor();
    await card().getByRole('button', { name: 'Remove Bee' }).click();
    await card().getByText('chosen: c').waitFor();
  });
});

describe('the record', () => {
  test('its properties are told, and told again when somebody edits them on the page', async () => {
    await open(`
      const [told, tell] = React.useState('nothing');
      React.useEffect(() => {
        api.actions.onCrmPropertiesUpdate(['dealname'], ({ dealname }) => tell('now ' + dealname));
        api.actions.fetchCrmObjectProperties(['dealname']).then(({ dealname }) => tell('first ' + dealname));
      }, []);
      return h(component('Text'), null, told);`);
    await card().getByText('first Litware – Platform 2026').waitFor();
    pages.sandbox.hubspot.portal.update('deals', pages.deal, { dealname: 'Litware – Platform 2027' });
    await card().getByText('now Litware – Platform 2027').waitFor();
    pages.sandbox.hubspot.portal.update('deals', pages.deal, { dealname: 'Litware – Platform 2026' });
    await card().getByText('now Litware – Platform 2026').waitFor();
    expect(complaints).toEqual([]);
  });

  test('its fields on the page are drawn anew when the card asks for it', async () => {
    await open(
      `return h(component('Button'), { onClick: () => api.actions.refreshObjectProperties() }, 'Refresh');`,
    );
    const refresh = card().getByRole('button', { name: 'Refresh' });
    await refresh.waitFor();
    pages.sandbox.hubspot.portal.update('deals', pages.deal, { amount: '4711' });
    await refresh.click();
    await page.locator('.aside [data-cell$="-amount"]').getByText('4,711').waitFor();
  });

  test('HubSpot’s own hook reads it', async () => {
    await open(`
      const [told, tell] = React.useState('nothing');
      React.useEffect(() => {
        self.hsWorkerAPI.fetchCrmProperties(['hs_object_id'], () => {}).then((answer) => answer.json()).then(({ data }) => tell('id ' + data.hs_object_id));
      }, []);
      return h(component('Text'), null, told);`);
    await card().getByText(`id ${pages.deal}`).waitFor();
  });
});

test('a card has no way out but hubspot.fetch', async () => {
  await open(`
    const said = ['fetch', 'XMLHttpRequest', 'WebSocket'].map((name) => {
      try { self[name]('/'); return 'open'; } catch (error) { return error.message; }
    });
    return h(component('Text'), null, said.join(' '));`);
  await card().getByText('fetch is not available to a card').waitFor();
  expect(await card().innerText()).not.toContain('open');
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** What a module imports of HubSpot's components; routes are drawn by nobody. */
function componentsIn(source: string): string[] {
  return [...source.matchAll(/import \{([^}]*)\} from '@hubspot\/ui-extensions(?:\/pages)?'/g)]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => /^[A-Z]/.test(name) && name !== 'PageRoutes');
}
