/** Blocks that say how a record stands at one look: badges, facts, notices, coverage. */
import { z } from 'zod';
import { action } from '../action.ts';
import { message, tone, value } from '../value.ts';

/** A header strip. `label` names what the badge tells, for screen readers and tooltips. */
export const badges = z.strictObject({
  kind: z.literal('badges'),
  title: message.optional(),
  badges: z.array(z.strictObject({ label: message, value, tone })).max(12),
});

export const facts = z.strictObject({
  kind: z.literal('facts'),
  title: message.optional(),
  facts: z.array(z.strictObject({ label: message, value })).max(40),
});

export const notice = z.strictObject({
  kind: z.literal('notice'),
  title: message.optional(),
  tone,
  message,
  /** What the user can do about it. */
  actions: z.array(action).max(4),
});

/** A bar of steps in order. `by`: who covers it; an empty one is a gap. */
export const coverage = z.strictObject({
  kind: z.literal('coverage'),
  title: message.optional(),
  steps: z
    .array(
      z.strictObject({ label: message, by: z.array(z.string().max(255)).max(60), action: action.optional() }),
    )
    .max(12),
  /** Names the gaps, or says that there are none. */
  summary: message,
});
