/** What the server answers a card: a view and its words, choices for a search, or a refusal in plain words. */
import { z } from 'zod';
import { choice, fieldName } from './field.ts';
import { message } from './value.ts';
import { cardView } from './view.ts';
import { words } from './words.ts';

export const viewAnswer = z.strictObject({
  ok: z.literal(true),
  view: cardView,
  /** After an act: what was done, to be said once. */
  done: message.optional(),
  /** After an act: the record's own fields have changed, so the renderer has the CRM reload them. */
  changedRecord: z.boolean(),
  words,
});

export const searchAnswer = z.strictObject({
  ok: z.literal(true),
  choices: z.array(choice).max(50),
  words,
});

export const refusalAnswer = z.strictObject({
  ok: z.literal(false),
  /** For programs, such as `team.share.above`; the message is for people. */
  code: z.string().max(80),
  /** The form field it is about. */
  field: fieldName.optional(),
  message,
  /** What the user can do. */
  next: message.optional(),
  /** Whether the same request can succeed later. */
  retry: z.boolean(),
  words,
});

export const cardAnswer = z.union([viewAnswer, searchAnswer, refusalAnswer]);

export type ViewAnswer = z.infer<typeof viewAnswer>;
export type SearchAnswer = z.infer<typeof searchAnswer>;
export type RefusalAnswer = z.infer<typeof refusalAnswer>;
export type CardAnswer = z.infer<typeof cardAnswer>;
