/** Why two companies are held for one, in the words for it. */
import type { Message } from '../contract/value.ts';
import type { BlockOf } from '../contract/view.ts';
import type { Reason } from '../domain/matching.ts';
import { en } from './words/en.ts';

type ShownReason = BlockOf<'suggestions'>['items'][number]['reasons'][number];

/** The strongest first. */
export function shownReasons(reasons: readonly Reason[]): ShownReason[] {
  return reasons
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, 20)
    .map((reason) => ({ message: messageOf(reason), weight: reason.weight }));
}

export function messageOf({ key, args }: Pick<Reason, 'key' | 'args'>): Message {
  return { key: keyFor(key, 'theirs' in args), args: { ...args } };
}

/** What quotes the partner's record has other words for those who may not see the quote. */
function keyFor(key: string, quoted: boolean): string {
  const hidden = `${key}.hidden`;
  return !quoted && hidden in en ? hidden : key;
}
