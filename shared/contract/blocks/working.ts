/** Blocks to work with: a form drawn in place, actions of the whole card, pairs to compare and decide. */
import { z } from 'zod';
import { action, target } from '../action.ts';
import { message, tone, value } from '../value.ts';
import { reason } from './listing.ts';

/** The action's form stands open on the card; its submit button carries out the action. */
export const formBlock = z.strictObject({
  kind: z.literal('form'),
  title: message.optional(),
  action: action.required({ form: true }),
});

export const actions = z.strictObject({
  kind: z.literal('actions'),
  title: message.optional(),
  actions: z.array(action).max(12),
});

/**
 * Texts to take elsewhere: drawn so that they can be selected, each with a button `copy` that puts it on the clipboard.
 * `copied` is said then, `byHand` where the browser does not allow it; `note` stands below a text.
 */
export const copyBlock = z.strictObject({
  kind: z.literal('copy'),
  title: message.optional(),
  copy: message,
  copied: message,
  byHand: message,
  items: z
    .array(
      z.strictObject({
        id: target,
        name: message,
        text: message,
        note: message.optional(),
        actions: z.array(action).max(4),
      }),
    )
    .min(1)
    .max(20),
});

/** Two records side by side, row by row. Items can be chosen; a bulk action gets the ids of the chosen as targets. */
export const pairs = z.strictObject({
  kind: z.literal('pairs'),
  title: message.optional(),
  sides: z.strictObject({ ours: message, theirs: message }),
  items: z
    .array(
      z.strictObject({
        id: target,
        name: value,
        badges: z.array(z.strictObject({ label: message, value, tone })).max(8),
        rows: z
          .array(
            z.strictObject({
              label: message,
              ours: value.nullable(),
              theirs: value.nullable(),
              /** Null: nothing to compare. */
              same: z.boolean().nullable(),
            }),
          )
          .max(20),
        reasons: z.array(reason).max(20),
        actions: z.array(action).max(6),
      }),
    )
    .max(100),
  /** Their targets are empty: the renderer puts in the chosen items. */
  bulk: z.array(action).max(4),
  empty: message,
  /** Said below items that are not all that wait. */
  more: message.optional(),
});
