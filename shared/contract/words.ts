/** The words that come with a view, so that a renderer holds no catalogue of its own and a new role needs no new renderer. */
import { z } from 'zod';
import { messageKey } from './value.ts';

const text = z.string().min(1).max(600);

/** A text with blanks in braces, or one for each plural category (CLDR) of the number in the blank `by`. */
export const word = z.union([
  text,
  z.strictObject({
    by: z.string().max(40),
    zero: text.optional(),
    one: text.optional(),
    two: text.optional(),
    few: text.optional(),
    many: text.optional(),
    other: text,
  }),
]);

export const words = z.strictObject({
  /** The language they are in, which may differ from the one asked for. */
  language: z.string().regex(/^[a-z]{2,3}$/),
  byKey: z.record(messageKey, word),
});

export type Word = z.infer<typeof word>;
export type Words = z.infer<typeof words>;
