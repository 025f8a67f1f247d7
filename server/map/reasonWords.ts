/** The reasons of a match in the words of the cards, each with its points; half a million pairs pass here in a run. */
import type { Reason } from '../../shared/domain/matching.ts';
import { messageOf } from '../../shared/views/reasons.ts';
import { en } from '../../shared/views/words/en.ts';

/** Words and blanks of a message in turn, cut once: `['Same city: ', 'ours', '']`. */
const pieces = new Map<string, readonly string[]>();

/** "Same web domain: acme.com +22; Another city: ulm and bonn -3" */
export function inWords(reasons: readonly Reason[]): string {
  let text = '';
  for (const reason of reasons) {
    const { args, weight } = reason;
    const parts = piecesOf(messageOf(reason).key);
    if (text !== '') text += '; ';
    text += parts[0];
    for (let at = 1; at < parts.length; at += 2) text += `${args[parts[at]!] ?? ''}${parts[at + 1]}`;
    text += weight < 0 ? ` ${weight}` : ` +${weight}`;
  }
  return text;
}

function piecesOf(key: string): readonly string[] {
  let parts = pieces.get(key);
  if (parts === undefined) {
    const words: unknown = (en as Readonly<Record<string, unknown>>)[key];
    parts = (typeof words === 'string' ? words : key).split(/\{(\w+)\}/);
    pieces.set(key, parts);
  }
  return parts;
}
