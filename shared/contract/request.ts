/** What a card may ask of the server. Who asks is not said here: that comes from the verified credential alone. */
import { z } from 'zod';
import { actionName, target } from './action.ts';
import { inputValues } from './field.ts';
import { recordRef } from './value.ts';
import { cardKind } from './view.ts';

/** BCP 47, as the CRM names the user's locale; underscores are read as hyphens. */
export const locale = z
  .string()
  .max(35)
  .transform((text) => text.replaceAll('_', '-'))
  .pipe(z.string().regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i));

const common = {
  v: z.literal(1),
  card: cardKind,
  /** Null on pages that are about no record. */
  record: recordRef.nullable(),
  /** Last-modified stamp that the CRM shows for the record (UTC milliseconds); null where it shows none. */
  stamp: z.int().min(0).nullable(),
  locale,
};

export const viewRequest = z.strictObject({ ask: z.literal('view'), ...common });

export const actRequest = z.strictObject({
  ask: z.literal('act'),
  ...common,
  action: actionName,
  targets: z.array(target).max(200),
  /** Made when the form opened, so that a repeated request does its work once. */
  operationKey: z.string().regex(/^[\w-]{16,64}$/),
  values: inputValues,
});

/** What a record search field asks while the user types. */
export const searchRequest = z.strictObject({
  ask: z.literal('search'),
  ...common,
  source: z.enum(['partner', 'account']),
  text: z.string().trim().min(1).max(120),
});

export const cardRequest = z.discriminatedUnion('ask', [viewRequest, actRequest, searchRequest]);

export type ActRequest = z.infer<typeof actRequest>;
export type SearchRequest = z.infer<typeof searchRequest>;
export type CardRequest = z.infer<typeof cardRequest>;
