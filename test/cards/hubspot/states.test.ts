/** What stands on a card before, instead of and after a view, in every place where a card can stand. */
import { refusalAnswer, troubleAnswer, viewAnswer } from '@alongside/shared/views/answers.ts';
import { wordsFor } from '@alongside/shared/views/words/catalogue.ts';
import type { CardView } from '@alongside/shared/contract/view.ts';
import { Button, ErrorState, Heading, LoadingSpinner, Link, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { describe, expect, test } from 'vitest';
import { SHELL_WORDS, shellWords } from '../../../hubspot-app/src/app/packages/renderer/shellWords.ts';
import { stampOf } from '../../../hubspot-app/src/app/packages/renderer/host.ts';
import { VIEWS } from '../../views/fixtures/all.ts';
import { gallery } from '../../views/fixtures/gallery.ts';
import { textsOf } from './read.ts';
import { draw, drawView, until } from './stage.ts';

const view = VIEWS['deal, two suggestions'] as CardView;

test('a card says what it loads', async () => {
  const { asked, renderer } = draw('deal', () => new Promise(() => undefined), { locale: 'de-DE' });
  expect(renderer.find(LoadingSpinner).props.label).toBe('Partner in diesem Deal');
  await until(() => expect(asked).toHaveLength(1));
});

describe('a server that does not answer as it should', () => {
  const envelope = { status: 'error', category: 'BAD_GATEWAY', context: { appServerStatusCode: ['502'] } };
  test.each<[string, () => unknown]>([
    ['is down', () => Promise.reject(new Error('connection refused'))],
    ['is hidden behind HubSpot’s own envelope', () => envelope],
    ['answers with nothing', () => null],
    ['answers with no words', () => ({ ok: true, view })],
  ])('it %s: the card says so, and tries again when it is told to', async (_, broken) => {
    const answers = [broken, () => viewAnswer(view, 'de')];
    const { asked, renderer } = draw('deal', () => answers.shift()?.(), { locale: 'de' });
    await until(() => renderer.find(ErrorState));
    expect(renderer.find(ErrorState).find(Text).text).toMatch(/^Der Partner-Server ist nicht erreichbar/);
    renderer.find(Button).trigger('onClick');
    await until(() => expect(renderer.maybeFind(ErrorState)).toBeNull());
    expect(asked.map(({ ask }) => ask)).toEqual(['view', 'view']);
  });

  test('a refusal to show anything is said in its own words', async () => {
    const { renderer } = draw('deal', () => refusalAnswer({ code: 'request.invalid' }, 'en'));
    await until(() => renderer.find(ErrorState));
    expect(renderer.find(ErrorState).props.title).toBe(
      'The request was not understood. Load the card again.',
    );
    expect(renderer.find(Button).text).toBe('Try again');
  });

  test('what the server says within HubSpot’s envelope is what is shown', async () => {
    const responseBody = troubleAnswer('forbidden', 'en');
    const { renderer } = draw('deal', () => ({ ...envelope, responseBody }));
    await until(() => renderer.find(ErrorState));
    expect(renderer.find(ErrorState).props).toMatchObject({
      title: 'There is nothing here that you may see.',
      type: 'lock',
    });
  });

  test('an answer that was overtaken is not shown', async () => {
    const late: ((answer: unknown) => void)[] = [];
    const { asked, renderer } = draw('deal', () => new Promise((answer) => late.push(answer)));
    await until(() => expect(late).toHaveLength(1));
    const [[, edited] = []] = renderer.mocks.actions.onCrmPropertiesUpdate.calls;
    edited?.({});
    await until(() => expect(late).toHaveLength(2));
    late[1]?.(viewAnswer(view, 'en'));
    await until(() => expect(renderer.maybeFind(LoadingSpinner)).toBeNull());
    late[0]?.(refusalAnswer({ code: 'request.invalid' }, 'en'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(renderer.maybeFind(ErrorState)).toBeNull();
    expect(asked).toHaveLength(2);
  });
});

describe('places', () => {
  test('every card asks about the record that it stands on', async () => {
    for (const [card, object] of [
      ['deal', 'deal'],
      ['account', 'account'],
      ['partner', 'account'],
    ] as const) {
      const { asked } = draw(card, () => viewAnswer(view, 'en'));
      await until(() => expect(asked).toMatchObject([{ card, record: { object, id: '901' } }]));
    }
  });

  test('the app’s pages are the program, the registrations and the review queue, about no record, and lead to each other', async () => {
    for (const [card, name] of [
      ['program', 'program, tried'],
      ['registrations', 'registrations, to decide'],
      ['review', 'review, waiting'],
    ] as const) {
      const { asked, renderer } = drawView(VIEWS[name] as CardView, { locale: 'en' });
      await until(() => renderer.find(Heading));
      expect(asked).toMatchObject([{ card, record: null, stamp: null }]);
      expect(renderer.findAll(PageLink).map(({ props, text }) => [props.to, text])).toEqual([
        ['/', 'Partner program'],
        ['/registrations', 'Deal registrations'],
        ['/review', 'Matches to review'],
      ]);
    }
  });

  test('records and pages elsewhere can be opened', async () => {
    const { renderer } = drawView({ ...gallery, blocks: gallery.blocks.slice(1, 3) });
    await until(() => renderer.find(Link));
    const links = renderer.findAll(Link).map(({ props }) => props.href);
    const ours = '/contacts/123/record/0-2/A1';
    const elsewhere = { url: 'https://example.com/a?b=c#d', external: true };
    expect(links).toEqual([ours, elsewhere, ours, elsewhere]);
  });
});

describe('the user', () => {
  test('reads numbers, money, dates and times as at home', async () => {
    const { renderer } = drawView({ ...gallery, blocks: gallery.blocks.slice(1, 2) }, { locale: 'de_DE' });
    await until(() => renderer.find(Link));
    const texts = textsOf(renderer.getRootNode()).map((text) => text.replaceAll('\u00a0', ' '));
    expect(texts).toEqual(
      expect.arrayContaining(['-1.234.567,89', '-0,007 KWD', '33,33 %', '28.02.2026', '18.11.2026, 12:06']),
    );
  });

  test('of a locale or zone that nobody knows is shown everything all the same', async () => {
    const { asked, renderer } = drawView(view, { locale: 'xx-1', zone: 'Mars/Base' });
    await until(() => expect(renderer.maybeFind(LoadingSpinner)).toBeNull());
    expect(asked).toMatchObject([{ locale: 'en' }]);
  });
});

test('the shell’s own words are those of the catalogue, in each of its languages', () => {
  for (const words of SHELL_WORDS) {
    const keys = Object.keys(words.byKey).map((key) => ({ key }));
    expect(words).toEqual(wordsFor(keys, words.language));
  }
  expect(shellWords('fr-FR').language).toBe('en');
  expect(shellWords('DE').language).toBe('de');
});

test.each([
  ['1793527200000', 1_793_527_200_000],
  ['2026-11-01T10:00:00Z', 1_793_527_200_000],
  ['soon', null],
  ['', null],
  [undefined, null],
])('the stamp %s is %s', (text, ms) => {
  expect(stampOf(text)).toBe(ms);
});
