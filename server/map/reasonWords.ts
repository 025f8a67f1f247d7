/** The reasons of a match in the words of the cards, each with its points; half a million pairs pass here in a run. */
import type { Reason } from '../../shared/domain/matching.ts';
import { messageOf } from '../../shared/views/reasons.ts';
import { en } from '../../shared/views/words/en.ts';

/** Words and blanks of a message in turn, cut once: `['Same city: ', 'ours', '']`; by the key of the reason. */
type Pieces = Map<string, readonly string[]>;
const quoting: Pieces = new Map();
const quotingNothing: Pieces = new Map();

/** "Same web domain: acme.com +22; Another city: ulm and bonn -3" */
export function inWords(reasons: readonly Reason[]): string {
  let text = '';
  for (const reason of reasons) {
    const { args, weight } = reason;
    const parts = piecesOf(reason);
    if (text !== '') text += '; ';
    text += parts[0];
    for (let at = 1; at < parts.length; at += 2) text += `${args[parts[at]!] ?? ''}${parts[at + 1]}`;
    text += weight < 0 ? ` ${weight}` : ` +${weight}`;
  }
  return text;
}

/** Which message tells the reason depends on its key and on whether it quotes their record. */
function piecesOf(reason: Reason): readonly string[] {
  const known = 'theirs' in reason.args ? quoting : quotingNothing;
  let parts = known.get(reason.key);
  if (parts === undefined) {
    const { key } = messageOf(reason);
    const words: unknown = (en as Readonly<Record<string, unknown>>)[key];
    parts = (typeof words === 'string' ? words : key).split(/\{(\w+)\}/);
    known.set(reason.key, parts);
  }
  return parts;
}
