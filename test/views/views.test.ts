/** Every view is one that the contract allows, and together they hold everything that it allows. */
import { describe, expect, test } from 'vitest';
import { cardAnswer } from '../../shared/contract/answer.ts';
import type { Action } from '../../shared/contract/action.ts';
import { field } from '../../shared/contract/field.ts';
import { value } from '../../shared/contract/value.ts';
import { block, CARD_STATES, cardView, type CardView } from '../../shared/contract/view.ts';
import { viewAnswer } from '../../shared/views/answers.ts';
import { keysIn } from '../../shared/views/words/catalogue.ts';
import { en } from '../../shared/views/words/en.ts';
import { VIEWS } from './fixtures/all.ts';

const named = Object.entries(VIEWS);
const everything = named.map(([, view]) => view);

/** Every object within, at any depth. */
function objectsIn(node: unknown): Record<string, unknown>[] {
  if (typeof node !== 'object' || node === null) return [];
  const within = Object.values(node).flatMap(objectsIn);
  return Array.isArray(node) ? within : [node as Record<string, unknown>, ...within];
}
const actionsIn = (view: CardView) =>
  objectsIn(view).filter((one): one is Action & Record<string, unknown> => 'look' in one && 'targets' in one);

describe.each(named)('%s', (_name, view) => {
  test('holds what the contract allows and nothing else, and survives the way to the browser', () => {
    expect(cardView.safeParse(view).error).toBeUndefined();
    expect(cardView.parse(JSON.parse(JSON.stringify(view)))).toEqual(view);
  });

  test('has words for all it says, and every form that its actions name', () => {
    expect([...keysIn(view)].filter((key) => key.includes('.') && !(key in en))).toEqual([]);
    for (const { form, name } of actionsIn(view)) {
      if (!form) continue;
      const fields = view.forms[form.name]?.fields.map((one) => one.name) ?? [];
      expect(Object.keys(view.forms), name).toContain(form.name);
      for (const given of Object.keys({ ...form.values, ...form.drafts }))
        expect(fields, name).toContain(given);
    }
  });

  test('is at most 50 kB with its words', () => {
    const answer = viewAnswer(view, 'de-DE', { done: 'saved', changedRecord: true });
    expect(cardAnswer.safeParse(answer).error).toBeUndefined();
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThanOrEqual(50_000);
  });

  test('names each row once', () => {
    for (const one of view.blocks) {
      const rows = 'rows' in one ? one.rows : 'items' in one ? one.items : [];
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    }
  });
});

describe('all fixtures together', () => {
  const kindsOf = (options: readonly { shape: { kind: { value: string } } }[]) =>
    options.map(({ shape }) => shape.kind.value).sort();

  test('show every kind of block and every state', () => {
    const drawn = new Set(everything.flatMap(({ blocks }) => blocks.map(({ kind }) => kind)));
    expect([...drawn].sort()).toEqual(kindsOf(block.options));
    expect(new Set(everything.map(({ state }) => state))).toEqual(new Set(CARD_STATES));
  });

  test('show every kind of field and of value', () => {
    const fields = everything.flatMap(({ forms }) => Object.values(forms).flatMap((form) => form.fields));
    expect([...new Set(fields.map(({ kind }) => kind))].sort()).toEqual(kindsOf(field.options));
    const kinds = new Set(objectsIn(everything).map(({ kind }) => kind));
    for (const kind of kindsOf(value.options)) expect(kinds, kind).toContain(kind);
  });
});
