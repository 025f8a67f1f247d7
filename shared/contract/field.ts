/** The closed list of field kinds that a form may hold; each renderer draws each with a native component. */
import { z } from 'zod';
import { message, moneyShape, recordRef } from './value.ts';

export const fieldName = z.string().regex(/^[a-z]\w{0,39}$/i);

/** One choice; a label is either words of the catalogue or the name of something. */
export const choice = z.strictObject({
  value: z.string().min(1).max(120),
  label: z.union([message, z.strictObject({ text: z.string().max(255) })]),
});

const common = {
  name: fieldName,
  label: message,
  help: message.optional(),
  required: z.boolean(),
  /** What was wrong with the last attempt. */
  error: message.optional(),
  disabledReason: message.optional(),
};
const choices = z.array(choice).max(300);
const text = { ...common, value: z.string().max(4_000).nullable(), maxLength: z.int().min(1).max(4_000) };
const range = { min: z.number().optional(), max: z.number().optional() };

export const field = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), ...text }),
  z.strictObject({ kind: z.literal('longText'), ...text }),
  z.strictObject({ kind: z.literal('number'), ...common, ...range, value: z.number().nullable() }),
  z.strictObject({
    kind: z.literal('money'),
    ...common,
    /** The currency to enter in. */
    currency: moneyShape.currency,
    value: z.strictObject(moneyShape).nullable(),
  }),
  /** Value and limits in basis points; the user sees and types percent. */
  z.strictObject({
    kind: z.literal('percent'),
    ...common,
    min: z.int().optional(),
    max: z.int().optional(),
    value: z.int().nullable(),
  }),
  z.strictObject({ kind: z.literal('date'), ...common, value: z.iso.date().nullable() }),
  z.strictObject({ kind: z.literal('select'), ...common, choices, value: z.string().max(120).nullable() }),
  z.strictObject({
    kind: z.literal('multiSelect'),
    ...common,
    choices,
    value: z.array(z.string().max(120)).max(60),
  }),
  /** `choices` are offered before the user types; what the user types is asked of the server (`search` request). */
  z.strictObject({
    kind: z.literal('recordSearch'),
    ...common,
    source: z.enum(['partner', 'account']),
    choices,
    value: z.strictObject({ ...recordRef.shape, name: z.string().max(255) }).nullable(),
  }),
  z.strictObject({ kind: z.literal('checkbox'), ...common, value: z.boolean() }),
]);

export const form = z.strictObject({
  title: message,
  intro: message.optional(),
  fields: z.array(field).max(40),
  submit: message,
});

/** What a form starts from and sends for a field; null is an empty field. Text and long text send `text`. */
export const inputValue = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('text'), text: z.string().max(4_000) }),
    z.strictObject({ kind: z.literal('number'), value: z.number() }),
    z.strictObject({ kind: z.literal('money'), ...moneyShape }),
    z.strictObject({ kind: z.literal('percent'), basisPoints: z.int() }),
    z.strictObject({ kind: z.literal('date'), day: z.iso.date() }),
    z.strictObject({ kind: z.literal('select'), option: z.string().min(1).max(120) }),
    z.strictObject({ kind: z.literal('multiSelect'), options: z.array(z.string().min(1).max(120)).max(60) }),
    /** `name` is for the eye; nobody relies on it. */
    z.strictObject({ kind: z.literal('record'), ...recordRef.shape, name: z.string().max(255).optional() }),
    z.strictObject({ kind: z.literal('checkbox'), checked: z.boolean() }),
  ])
  .nullable();

/** By field name. */
export const inputValues = z
  .record(fieldName, inputValue)
  .refine((values) => Object.keys(values).length <= 60, 'A form sends at most 60 fields.');

export type Choice = z.infer<typeof choice>;
export type Field = z.infer<typeof field>;
export type Form = z.infer<typeof form>;
export type InputValue = z.infer<typeof inputValue>;
export type InputValues = z.infer<typeof inputValues>;
