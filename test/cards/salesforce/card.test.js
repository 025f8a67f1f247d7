/** What happens around a view: acts done once, refusals, edits from outside, and a server that does not answer. */
import { afterEach, expect, test, vi } from 'vitest';
import { refusalAnswer, viewAnswer } from '../../../shared/views/answers.ts';
import { actRequest, searchRequest, viewRequest } from '../../../shared/contract/request.ts';
import { VIEWS } from '../../views/fixtures/all.ts';
import {
  all,
  answering,
  button,
  cardOn,
  edited,
  faults,
  lastCall,
  one,
  readable,
  settled,
  showing,
} from './drawn.js';
import { org } from './platform/org.js';
import { getRelatedListRecords } from './platform/uiRelatedListApi.js';

const gallery = VIEWS.gallery;
const bodies = (verb) => org.calls.filter((call) => call.verb === verb).map(({ body }) => JSON.parse(body));

afterEach(() => vi.useRealTimers());

async function submit(form) {
  one(form, 'lightning-button[data-do=submit]').click();
  await settled();
}

/** The gallery, with the form that its first action opens. */
async function formOpen() {
  org.gateway = async () => showing(gallery);
  const card = await cardOn();
  button(card, 'Add').click();
  await settled();
  return card;
}

test('asks as the contract says, with the stamp that the page shows', async () => {
  org.gateway = async () => showing(gallery);
  await cardOn({ stamp: '2026-11-02T00:00:00.000Z' });
  expect(viewRequest.parse(lastCall())).toMatchObject({
    card: 'deal',
    record: { object: 'deal', id: '006000000000001AAA' },
    stamp: Date.parse('2026-11-02T00:00:00.000Z'),
  });
});

test('a form holds every kind of field, is told apart by everyone, and sends what the contract takes', async () => {
  const card = await formOpen();
  expect(await faults(card)).toEqual([]);
  const [form] = all(card, 'c-alongside-form');
  one(form, 'lightning-button[data-do=submit]').click();
  await settled();
  const { values } = actRequest.parse(bodies('act')[0]);
  expect(values).toMatchObject({
    number: { kind: 'number', value: 70 },
    money: { kind: 'money', minor: 1_500, currency: 'JPY' },
    percent: { kind: 'percent', basisPoints: 3_333 },
    date: { kind: 'date', day: '2026-02-28' },
    select: { kind: 'select', option: 'lead' },
    multiSelect: { kind: 'multiSelect', options: ['lead', 'other'] },
    recordSearch: { kind: 'record', id: 'A1' },
    checkbox: { kind: 'checkbox', checked: true },
  });
  expect(values).not.toHaveProperty('closed');
});

test('a double click on Save asks once', async () => {
  const card = await formOpen();
  const save = one(all(card, 'c-alongside-form')[0], 'lightning-button[data-do=submit]');
  save.click();
  save.click();
  await settled();
  expect(bodies('act')).toHaveLength(1);
});

test('an attempt without an answer keeps its key, so that a second one does not do the work twice', async () => {
  const card = await formOpen();
  org.gateway = async () => ({ status: 0, body: null });
  const [form] = all(card, 'c-alongside-form');
  await submit(form);
  await submit(form);
  const [first, second] = bodies('act');
  expect(second.operationKey).toBe(first.operationKey);
  expect(readable(form)).toContain('it will not be saved twice');
});

test('a refusal stands in the form, in plain words, and the next attempt is another one', async () => {
  const card = await formOpen();
  const refusal = refusalAnswer({ code: 'refused.mayNotEdit' }, 'en');
  org.gateway = async () => answering(refusal);
  const [form] = all(card, 'c-alongside-form');
  await submit(form);
  await submit(form);
  const [first, second] = bodies('act');
  expect(second.operationKey).not.toBe(first.operationKey);
  expect(readable(form)).toContain(refusal.words.byKey['refused.mayNotEdit']);
});

test('after an act the record is loaded anew, and what was done is said', async () => {
  const card = await formOpen();
  org.gateway = async () => answering(viewAnswer(gallery, 'en', { done: 'saved', changedRecord: true }));
  one(all(card, 'c-alongside-form')[0], 'lightning-button[data-do=submit]').click();
  await settled();
  expect(org.notified).toEqual(['006000000000001AAA']);
  expect(readable(one(card, '[role=status] c-alongside-notice'))).toContain('Saved');
});

test('an edit outside the card loads it again, once', async () => {
  org.gateway = async () => showing(VIEWS['deal, two suggestions']);
  await cardOn({ stamp: '2026-11-01T00:00:00.000Z' });
  edited('2030-01-01T00:00:00.000Z');
  await settled();
  expect(bodies('view').map(({ stamp }) => stamp)).toEqual([
    Date.parse('2026-11-01T00:00:00.000Z'),
    Date.parse('2030-01-01T00:00:00.000Z'),
  ]);
});

test('every button of a view reaches the card, however deep it stands', async () => {
  org.gateway = async () => showing(gallery);
  const card = await cardOn({ card: gallery.card });
  const chosen = [];
  const choose = (event) => {
    event.stopImmediatePropagation();
    chosen.push(event.detail.action.name);
  };
  one(card, 'c-alongside-block').parentElement.addEventListener('alongsideact', choose, { capture: true });
  const offered = all(card, 'c-alongside-actions')
    .flatMap((actions) => all(actions, 'lightning-button'))
    .filter(({ disabled }) => !disabled);
  offered.forEach((button) => button.click());
  expect(offered.length).toBeGreaterThan(10);
  expect(chosen).toHaveLength(offered.length);
});

test('typing in a record search asks the server, and a choice is what is sent', async () => {
  const card = await formOpen();
  vi.useFakeTimers();
  org.gateway = async () =>
    answering({
      ok: true,
      choices: [{ value: 'P9', label: { text: 'Fabrikam' } }],
      words: { language: 'en', byKey: {} },
    });
  const search = one(all(card, 'c-alongside-form')[0], 'c-alongside-record-search');
  one(search, 'lightning-input').enter('fabr');
  await vi.advanceTimersByTimeAsync(400);
  expect(searchRequest.parse(bodies('search')[0])).toMatchObject({ source: 'partner', text: 'fabr' });
  one(search, 'lightning-radio-group').enter('P9');
  await vi.advanceTimersByTimeAsync(0);
  expect(search.value).toMatchObject({ kind: 'record', id: 'P9', name: 'Fabrikam' });
});

test.each([
  ['is down', async () => ({ status: 0, body: null })],
  ['does not answer', () => new Promise(() => undefined)],
  ['is hidden behind an error page', async () => ({ status: 502, body: '<html>' })],
])('a server that %s leaves the rows of the CRM itself, read only and within 4 s', async (_, gateway) => {
  org.gateway = gateway;
  const card = await cardOn();
  if (gateway.length === 0 && readable(card).includes('Loading')) {
    vi.useFakeTimers();
    edited('2030-01-01T00:00:00.000Z');
    await vi.advanceTimersByTimeAsync(3_500);
  }
  expect(readable(card)).toContain('The Alongside server cannot be reached');
  expect(getRelatedListRecords.configs[0]).toMatchObject({ relatedListId: 'Deal_Partners__r' });
  const named = (name) => ({ value: { fields: { Name: { value: name } } } });
  getRelatedListRecords.emit({
    data: {
      records: [
        {
          id: 'a',
          fields: { Partner__r: named('Contoso'), Roles__c: { value: 'lead', displayValue: 'Lead' } },
        },
      ],
    },
  });
  await vi.waitFor(() => expect(readable(card)).toContain('Contoso\nLead'));
  expect(all(card, 'lightning-button').map(({ label }) => label)).toEqual(['Try again']);
});

test.each([
  ['one reason', { body: { message: 'No list.' } }, 'No list.'],
  ['several', { body: [{ message: 'No list.' }, { message: 'No field.' }] }, 'No list. No field.'],
  ['none', { body: [], statusText: 'Forbidden' }, 'Forbidden'],
  ['an error of its own', { message: 'No network.' }, 'No network.'],
])('rows that the CRM does not give either are missing for %s', async (_, error, said) => {
  org.gateway = () => Promise.reject({ body: { message: 'Unreachable' } });
  const card = await cardOn();
  getRelatedListRecords.emit({ error });
  await vi.waitFor(() => expect(readable(card).split('\n')).toContain(said));
});

test('bulk actions get the chosen pairs, and arrow keys walk through them', async () => {
  org.gateway = async () => showing(VIEWS['review, waiting']);
  const card = await cardOn({ card: 'review' });
  const [first, second] = all(card, 'input[data-id]');
  first.dispatchEvent(
    new window.KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, composed: true }),
  );
  if (second) expect(second.getRootNode().activeElement).toBe(second);
  first.click();
  await settled();
  const bulk = one(one(card, '.bulk'), 'lightning-button');
  bulk.click();
  await settled();
  expect(all(card, 'c-alongside-form')[0]?.action.targets ?? lastCall().targets).toEqual([first.dataset.id]);
});

test.each([
  ['goes to the clipboard as it is read', async () => undefined, 'Copied.'],
  [
    'can be taken by hand where the browser refuses',
    () => Promise.reject(new Error('no')),
    'It could not be copied.',
  ],
])('text to copy %s, and that is said', async (_, writeText, said) => {
  const written = vi.fn(writeText);
  vi.stubGlobal('navigator', { ...window.navigator, clipboard: { writeText: written } });
  org.gateway = async () => showing(gallery);
  const card = await cardOn();
  const [copy] = all(card, 'c-alongside-copy');
  button(copy, 'Copy the message').click();
  await settled();
  expect(readable(copy)).toContain(said);
  expect(readable(copy)).toContain(written.mock.calls[0][0]);
  vi.unstubAllGlobals();
});
