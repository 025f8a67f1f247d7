/** Blocks that list things: tables, suggestions, a timeline, a chart. */
import { z } from 'zod';
import { action, target } from '../action.ts';
import { message, tone, value } from '../value.ts';

const columnKey = z.string().regex(/^[a-z]\w{0,39}$/i);
/** `empty` is said where there is nothing to list, `more` below a list that does not show everything. */
const said = { empty: message, more: message.optional() };
const actions = z.array(action).max(6);

export const table = z.strictObject({
  kind: z.literal('table'),
  title: message.optional(),
  columns: z
    .array(z.strictObject({ key: columnKey, label: message, align: z.enum(['start', 'end']) }))
    .min(1)
    .max(12),
  rows: z
    .array(
      z.strictObject({
        id: target,
        /** By column key; a missing one is an empty cell. */
        cells: z.record(columnKey, value),
        tone: tone.optional(),
        actions,
      }),
    )
    .max(200),
  /** A row of totals below. */
  total: z.record(columnKey, value).optional(),
  /** About the whole table. */
  actions,
  ...said,
});

/** Why something is put forward. `weight`: points it adds or takes, where they are known. */
export const reason = z.strictObject({ message, weight: z.number().nullable() });

export const suggestions = z.strictObject({
  kind: z.literal('suggestions'),
  title: message.optional(),
  items: z
    .array(
      z.strictObject({
        id: target,
        name: value,
        badges: z.array(z.strictObject({ label: message, value, tone })).max(8),
        facts: z.array(z.strictObject({ label: message, value })).max(12),
        reasons: z.array(reason).max(20),
        actions,
      }),
    )
    .max(60),
  ...said,
});

/** Newest first. */
export const timeline = z.strictObject({
  kind: z.literal('timeline'),
  title: message.optional(),
  items: z
    .array(
      z.strictObject({ id: target, at: value, message, detail: value.optional(), tone: tone.optional() }),
    )
    .max(100),
  ...said,
});

/** Values are numbers, money or percent, all of one kind. */
export const chart = z.strictObject({
  kind: z.literal('chart'),
  title: message.optional(),
  shape: z.enum(['bar', 'line']),
  points: z.array(z.strictObject({ label: value, value })).max(60),
  empty: message,
});
