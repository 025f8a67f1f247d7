/** The Salesforce renderer draws every view there is, says all of its words, and leaves nobody out. */
import { expect, test } from 'vitest';
import { sayValue, say } from '../../../shared/views/words/say.ts';
import { formattersFor } from '../../../shared/views/words/format.ts';
import { wordsFor } from '../../../shared/views/words/catalogue.ts';
import { VIEWS } from '../../views/fixtures/all.ts';
import { cardOn, faults, readable, showing } from './drawn.js';
import { org } from './platform/org.js';

test.each(Object.entries(VIEWS))('%s', async (_, view) => {
  org.gateway = async () => showing(view);
  const card = await cardOn({ card: view.card });
  const text = readable(card);
  for (const said of wordsIn(view)) expect(text).toContain(said);
  expect(await faults(card)).toEqual([]);
});

/** Everything a view says or shows, but what stands in forms that no block opens. */
function wordsIn(view) {
  const words = wordsFor(view, 'en');
  const format = formattersFor('en-US', 'Europe/Berlin', 'en');
  const said = [say(words, view.title, format)];
  const visit = (part) => {
    if (Array.isArray(part)) part.forEach(visit);
    else if ((part?.rows ?? part?.items ?? part?.points)?.length === 0 && part.empty) {
      if (part.title) visit(part.title);
      visit(part.empty);
    } else if (typeof part === 'object' && part !== null) {
      if (part.kind && isValue(part)) said.push(sayValue(words, part, format));
      else if (part.key && !part.align) said.push(say(words, part, format));
      else for (const [name, inner] of Object.entries(part)) if (!UNSAID.has(name)) visit(inner);
    }
  };
  view.blocks.filter((block) => block.kind !== 'form').forEach(visit);
  view.actions.forEach(visit);
  return said;
}

/** Said only when it is asked for, or when there is nothing else. */
const UNSAID = new Set(['byHand', 'confirm', 'copied', 'form', 'empty', 'bulk']);
const VALUES = new Set([
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
  'list',
]);
const isValue = ({ kind }) => VALUES.has(kind);
