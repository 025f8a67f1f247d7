/** A reason of a match in the words that the cards use, since both tell the same people the same thing. */
import type { Reason } from '../../shared/domain/matching.ts';
import { messageOf } from '../../shared/views/reasons.ts';
import { en } from '../../shared/views/words/en.ts';
import { formattersFor } from '../../shared/views/words/format.ts';
import { say } from '../../shared/views/words/say.ts';

const format = formattersFor('en', 'UTC', 'en');

export function sayReason(reason: Pick<Reason, 'key' | 'args'>): string {
  return say({ language: 'en', byKey: en }, messageOf(reason), format);
}
