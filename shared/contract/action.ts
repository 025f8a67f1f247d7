/** What a user can do from a card: a name the server knows, what it is about, and the form that comes first. */
import { z } from 'zod';
import { form } from './field.ts';
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
  /** To be filled in first; without it the action runs at once. */
  form: form.optional(),
  /** To be asked first. */
  confirm: message.optional(),
  /** Present: drawn, but not to be used, and this says why. */
  disabledReason: message.optional(),
});

export type Action = z.infer<typeof action>;
