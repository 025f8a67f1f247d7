/** What a user can do from a card: a name the server knows, what it is about, and the form that comes first. */
import { z } from 'zod';
import { fieldName, inputValues } from './field.ts';
import { message } from './value.ts';

export const actionName = z.string().regex(/^[a-z][A-Za-z]{1,39}$/);
/** The row, overlap or request an action is about, as the server named it. */
export const target = z.string().min(1).max(400);

export const action = z.strictObject({
  name: actionName,
  label: message,
  look: z.enum(['primary', 'neutral', 'danger']),
  /** Sent back as they are. */
  targets: z.array(target).max(200),
  /**
   * To be filled in first; without it the action runs at once. `name` is one of the view's forms, `values` what to
   * start from where the form's own start does not do, `drafts` texts to start from, to be put into the user's words.
   */
  form: z
    .strictObject({
      name: fieldName,
      values: inputValues.optional(),
      drafts: z.record(fieldName, message).optional(),
    })
    .optional(),
  /** To be asked first. */
  confirm: message.optional(),
  /** Present: drawn, but not to be used, and this says why. */
  disabledReason: message.optional(),
});

export type Action = z.infer<typeof action>;
