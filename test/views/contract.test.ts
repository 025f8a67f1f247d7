/** What a card may ask: everything it needs, and nothing that is not in the list. */
import { describe, expect, test } from 'vitest';
import { cardRequest } from '../../shared/contract/request.ts';

const view = {
  v: 1,
  ask: 'view',
  card: 'deal',
  record: { object: 'deal', id: 'D1' },
  stamp: 1,
  locale: 'de_DE',
};
const act = { ...view, ask: 'act', action: 'addPart', targets: [], operationKey: 'k'.repeat(16), values: {} };

describe('a request', () => {
  test('to view, to act and to search is read, and a locale of either spelling', () => {
    expect(cardRequest.parse(view)).toMatchObject({ locale: 'de-DE' });
    const values = {
      roles: { kind: 'multiSelect', options: ['lead'] },
      share: { kind: 'percent', basisPoints: 1 },
      note: null,
    };
    expect(cardRequest.parse({ ...act, values })).toMatchObject({ values });
    const search = { ...view, ask: 'search', source: 'partner', text: '  north ' };
    expect(cardRequest.parse(search)).toMatchObject({ text: 'north' });
    expect(cardRequest.parse({ ...view, card: 'review', record: null, stamp: null })).toBeTruthy();
  });

  test.each<[string, object]>([
    ['no such question', { ...view, ask: 'delete' }],
    ['a field too many', { ...view, user: 'U1' }],
    ['a field too few', { ...view, stamp: undefined }],
    ['a version of its own', { ...view, v: 2 }],
    ['no such card', { ...view, card: 'admin' }],
    ['no such object', { ...view, record: { object: 'user', id: '1' } }],
    ['an empty id', { ...view, record: { object: 'deal', id: '' } }],
    ['a stamp before 1970', { ...view, stamp: -1 }],
    ['a locale that is none', { ...view, locale: '../de' }],
    ['no operation key', { ...act, operationKey: '' }],
    ['an operation key of other characters', { ...act, operationKey: `${'k'.repeat(16)}'` }],
    ['an action that is no name', { ...act, action: '__proto__' }],
    ['too many targets', { ...act, targets: Array.from({ length: 201 }, (_, at) => `t${at}`) }],
    ['a value of no kind', { ...act, values: { share: { kind: 'share', value: 1 } } }],
    ['a share that is no whole number', { ...act, values: { share: { kind: 'percent', basisPoints: 0.5 } } }],
    ['a day that is none', { ...act, values: { on: { kind: 'date', day: '2026-02-30' } } }],
    [
      'a text of more than the limit',
      { ...act, values: { note: { kind: 'text', text: 'x'.repeat(4_001) } } },
    ],
    ['a search for nothing', { ...view, ask: 'search', source: 'partner', text: ' ' }],
    [
      'more fields than a form has',
      { ...act, values: Object.fromEntries(Array.from({ length: 61 }, (_, at) => [`f${at}`, null])) },
    ],
  ])('with %s is refused', (_what, request) => {
    expect(cardRequest.safeParse(request).success).toBe(false);
  });
});
