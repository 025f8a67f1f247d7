/** What a task about a claim says: in every language that we have, since who makes it does not know who reads it. */
import type { TaskKind } from '../domain/registration.ts';
import { date, msg } from './make.ts';
import { CATALOGUES, wordsFor } from './words/catalogue.ts';
import { formattersFor } from './words/format.ts';
import { say } from './words/say.ts';

/** Characters, as the CRM's field holds them. */
const SUBJECT_LIMIT = 255;

/**
 * It stands on a record that others may open, so it names no partner and no amount.
 * @param customer as the claim calls it
 * @param due YYYY-MM-DD
 */
export function claimTaskWords(
  kind: TaskKind,
  { customer, due }: { readonly customer: string; readonly due: string },
): { subject: string; text: string } {
  const said = (key: `claimTask.${TaskKind}` | `claimTask.${TaskKind}.subject`) =>
    Object.keys(CATALOGUES).map((language) => {
      const message = msg(key, { customer, due: date(due) });
      const words = wordsFor(message, language);
      return say(words, message, formattersFor(language, 'UTC', language));
    });
  return {
    subject: said(`claimTask.${kind}.subject`).join(' / ').slice(0, SUBJECT_LIMIT),
    text: said(`claimTask.${kind}`).join('\n\n'),
  };
}
