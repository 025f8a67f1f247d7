/** Every view there is, drawn with HubSpot's components: nothing that it says is left out, in either language. */
import type { Message, Value } from '@alongside/shared/contract/value.ts';
import type { CardView } from '@alongside/shared/contract/view.ts';
import { viewAnswer } from '@alongside/shared/views/answers.ts';
import { formattersFor } from '@alongside/shared/views/words/format.ts';
import { say, sayValue } from '@alongside/shared/views/words/say.ts';
import { LoadingSpinner } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { VIEWS } from '../../views/fixtures/all.ts';
import { textsOf } from './read.ts';
import { drawView, type Place } from './stage.ts';

const PLACES: readonly Place[] = ['crm.record.sidebar', 'crm.record.tab', 'settings'];

describe.each(['en', 'de'])('in %s', (locale) => {
  describe.each(PLACES)('on %s', (place) => {
    const views = Object.entries(VIEWS).filter(
      ([, { card }]) => (place === 'settings') === (card === 'program'),
    );
    test.each(views)('%s', async (_, view) => {
      const { renderer } = drawView(view, { locale, place });
      if (view.state === 'loading') {
        await renderer.waitFor(() => renderer.find(LoadingSpinner));
        return;
      }
      const expected = saidBy(place === 'crm.record.sidebar' ? tiled(view) : view, locale);
      await renderer.waitFor(() => expect(renderer.maybeFind(LoadingSpinner)).toBeNull());
      const drawn = textsOf(renderer.getRootNode()).join('\n');
      expect(expected.filter((text) => !drawn.includes(text))).toEqual([]);
    });
  });
});

/** In a sidebar the first cell of a row is its heading, and needs no label. */
function tiled(view: CardView): CardView {
  const blocks = view.blocks.map((block) => {
    return block.kind === 'table' ? { ...block, columns: block.columns.slice(1) } : block;
  });
  return { ...view, blocks };
}

/** Drawn only in the dialog that an action opens, or once something is chosen. */
const LATER = ['byHand', 'confirm', 'copied', 'drafts', 'form', 'bulk'];
const LISTS = ['rows', 'items', 'points'];
const VALUES = [
  'text',
  'number',
  'money',
  'percent',
  'date',
  'instant',
  'duration',
  'record',
  'link',
  'word',
];

/** What the view's blocks and actions say, in words. */
function saidBy(view: CardView, locale: string): string[] {
  const { words } = viewAnswer(view, locale);
  const format = formattersFor(locale, 'Europe/Berlin', words.language);
  const said = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part === 'string' || typeof part !== 'object' || part === null) return;
    if (Array.isArray(part)) return part.forEach(visit);
    if (isMessage(part)) return void said.add(say(words, part, format));
    if (isValue(part)) return void said.add(sayValue(words, part, format));
    for (const [name, child] of Object.entries(part)) if (isDrawn(part, name)) visit(child);
  };
  visit(view.blocks);
  visit(view.actions);
  for (const block of view.blocks) {
    if (block.kind === 'coverage') block.steps.flatMap(({ by }) => by).forEach((name) => said.add(name));
  }
  return [...said];
}

function isMessage(part: object): part is Message {
  return 'key' in part && typeof part.key === 'string' && !('align' in part);
}

/** Links of a list stand one by one. */
function isValue(part: object): part is Value {
  return 'kind' in part && VALUES.includes(String(part.kind));
}

function listsNothing(part: object): boolean {
  return LISTS.some((name) => name in part && (part as Record<string, unknown[]>)[name]?.length === 0);
}

function isDrawn(part: object, name: string): boolean {
  if (name === 'empty') return listsNothing(part);
  if (['columns', 'sides'].includes(name)) return !listsNothing(part);
  // The button of an open form says what the form's own submit says.
  if (name === 'action' && 'kind' in part && part.kind === 'form') return false;
  return !LATER.includes(name);
}
