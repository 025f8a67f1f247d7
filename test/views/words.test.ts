import { describe, expect, test } from 'vitest';
import { message, type Message } from '../../shared/contract/value.ts';
import { words as wordsShape, type Word } from '../../shared/contract/words.ts';
import { CATALOGUES, keysIn, languageOf, wordsFor } from '../../shared/views/words/catalogue.ts';
import { formattersFor } from '../../shared/views/words/format.ts';
import { say, sayValue } from '../../shared/views/words/say.ts';
import { TERMS } from './fixtures/gallery.ts';
import { ARABIC, MARKUP } from './fixtures/names.ts';
import { keysNamedIn } from './keys.ts';

const { en, de } = CATALOGUES;
const entries = Object.entries<Word>(en);
const blanksOf = (word: Word) =>
  typeof word === 'string'
    ? [...new Set(word.match(/\{\w+\}/g))].sort()
    : [...new Set(`{${word.by}}${word.one ?? ''}${word.other}`.match(/\{\w+\}/g))].sort();

describe('the catalogue', () => {
  const catalogues = /^shared\/views\/words\/(page\/)?(en|de)\.ts$/;
  const { whole, made } = keysNamedIn('shared', catalogues);

  test('has words for every key that a rule names', () => {
    const rules = keysNamedIn('shared/domain', catalogues);
    const areas = /^(match|list|team|touchpoint|ask|registration|conflict)\./;
    expect([...rules.whole].filter((key) => areas.test(key) && !(key in en))).toEqual([]);
    const madeByRules = rules.made.filter(({ source }) => areas.test(source.slice(1).replaceAll('\\', '')));
    expect(madeByRules.length).toBeGreaterThan(1);
    const without = madeByRules.filter((pattern) => !entries.some(([key]) => pattern.test(key)));
    expect(without).toEqual([]);
  });

  test('has no words that nothing says', () => {
    const used = (key: string) => whole.has(key) || made.some((pattern) => pattern.test(key));
    expect(entries.map(([key]) => key).filter((key) => !used(key))).toEqual([]);
  });

  test('has the same keys and the same blanks in every language', () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
    for (const [key, word] of entries)
      expect(blanksOf(de[key as keyof typeof en]), key).toEqual(blanksOf(word));
  });

  test('can speak of a match without quoting the partner', () => {
    const quoting = entries.filter(
      ([key, word]) => key.startsWith('match.') && blanksOf(word).includes('{theirs}'),
    );
    expect(quoting.length).toBeGreaterThan(5);
    for (const [key] of quoting) {
      const other = (en as Record<string, Word>)[`${key}.hidden`];
      expect(other, key).toBeDefined();
      expect(blanksOf(other ?? '{theirs}')).not.toContain('{theirs}');
    }
  });

  test.each(Object.keys(CATALOGUES))('%s is what the contract lets go out', (language) => {
    const byKey = CATALOGUES[language as keyof typeof CATALOGUES];
    expect(wordsShape.safeParse({ language, byKey }).error).toBeUndefined();
    for (const key of Object.keys(byKey)) expect(message.safeParse({ key }).success, key).toBe(true);
  });
});

describe('words for an answer', () => {
  test('are those it names, in the language of the locale, else in English', () => {
    const view = { title: { key: 'card.deal' }, deep: [{ value: { kind: 'word', key: 'role.lead' } }] };
    expect(wordsFor(view, 'de-AT')).toEqual({
      language: 'de',
      byKey: { 'card.deal': 'Partner in diesem Deal', 'role.lead': 'Federführung' },
    });
    expect(wordsFor(view, 'ja-JP').language).toBe('en');
    expect(languageOf('EN-gb')).toBe('en');
    expect([...keysIn(view)]).toEqual(['card.deal', 'role.lead']);
  });
});

describe('saying', () => {
  const told = (locale: string, message: Message) => {
    const words = wordsFor(message, locale);
    return say(words, message, formattersFor(locale, 'Europe/Berlin', words.language));
  };

  test.each([
    ['en-US', 1, 'Approved, 1 day left'],
    ['en-US', 1_000, 'Approved, 1,000 days left'],
    ['de-DE', 1, 'Genehmigt, noch 1 Tag'],
    ['de-DE', 1_000, 'Genehmigt, noch 1.000 Tage'],
  ])('%s: plural forms by the number %d', (locale, days, expected) => {
    expect(told(locale, { key: 'registration.daysLeft', args: { days } })).toBe(expected);
  });

  test('fills blanks with typed values in the words of the language', () => {
    const left = { kind: 'percent', basisPoints: 3_333 } as const;
    const share = { kind: 'percent', basisPoints: 5_000 } as const;
    expect(told('en-US', { key: 'team.share.above', args: { share, left } })).toBe(
      '50% is more than is left: 33.33% of the partner credit is unallocated.',
    );
    const stages = {
      kind: 'list',
      items: [
        { kind: 'word', key: 'stage.purchase' },
        { kind: 'word', key: 'stage.renewal' },
      ],
    } as const;
    expect(
      told('de-DE', { key: 'coverage.gaps', args: { stages: { ...stages, items: [...stages.items] } } }),
    ).toBe('Niemand deckt ab: Kauf und Verlängerung.');
  });

  test('keeps names as they are, whatever they hold, and isolates what is written from right to left', () => {
    expect(told('en-US', { key: 'timeline.ended', args: { partner: MARKUP } })).toBe(`${MARKUP} left`);
    expect(told('en-US', { key: 'timeline.ended', args: { partner: ARABIC } })).toBe(
      `\u2068${ARABIC}\u2069 left`,
    );
  });

  test('shows a key that has no words, and a blank that nothing fills', () => {
    expect(told('en-US', { key: 'no.such.key' })).toBe('no.such.key');
    expect(told('en-US', { key: 'timeline.ended' })).toBe('{partner} left');
  });

  test.each([
    ['en-US', 'America/New_York'],
    ['de-DE', 'Asia/Tokyo'],
  ])('%s in %s: writes each kind of value as people there do', (locale, timeZone) => {
    const words = wordsFor(TERMS, locale);
    const format = formattersFor(locale, timeZone, words.language);
    // CLDR changes which blanks it takes; what matters is what stands between them.
    const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
    expect(TERMS.map((term) => plain(sayValue(words, term, format)))).toMatchSnapshot();
  });

  test('writes large and small money exactly', () => {
    const format = formattersFor('en-US', 'UTC', 'en');
    expect(format.money(9_007_199_254_740_991, 'USD')).toBe('$90,071,992,547,409.91');
    expect(format.money(1_500, 'JPY')).toBe('¥1,500');
    expect([0, 59_999, 3_600_000, 200_000_000].map(format.duration)).toEqual([
      '0 seconds',
      '59 seconds',
      '1 hour',
      '2 days',
    ]);
  });
});
