/** Typed values and message keys: what a view carries instead of formatted text, so that each renderer formats for its user. */
import { z } from 'zod';

/** Names words in the catalogue, such as `deal.title` or `match.domain.equal`. */
export const messageKey = z
  .string()
  .max(80)
  .regex(/^[a-z]\w*(\.\w+)*$/i);

const argName = z.string().regex(/^[a-z]\w{0,39}$/i);
const plain = z.union([z.string().max(2_000), z.number()]);
const wholeMs = z.int().min(0);
const day = z.iso.date();
export const recordId = z.string().min(1).max(120);

/** A record that the CRM can open. */
export const recordRef = z.strictObject({ object: z.enum(['account', 'deal']), id: recordId });

/** `minor`: whole minor units (cents, yen, fils); `currency`: ISO 4217 in capitals. */
export const moneyShape = {
  minor: z.int(),
  currency: z.string().regex(/^[A-Z]{3}$/),
};

const scalars = [
  z.strictObject({ kind: z.literal('text'), text: z.string().max(4_000) }),
  z.strictObject({ kind: z.literal('number'), value: z.number() }),
  z.strictObject({ kind: z.literal('money'), ...moneyShape }),
  /** 10,000 basis points are 100 %. */
  z.strictObject({ kind: z.literal('percent'), basisPoints: z.int() }),
  /** A calendar day, in no time zone. */
  z.strictObject({ kind: z.literal('date'), day }),
  /** UTC milliseconds, to be shown in the user's zone. */
  z.strictObject({ kind: z.literal('instant'), ms: wholeMs }),
  z.strictObject({ kind: z.literal('duration'), ms: wholeMs }),
  /** A record to link to; `name` is what the CRM calls it. */
  z.strictObject({ kind: z.literal('record'), ...recordRef.shape, name: z.string().max(255) }),
  z.strictObject({ kind: z.literal('link'), url: z.url({ protocol: /^https?$/ }).max(2_000) }),
  /** Words of the catalogue standing as a value: a role, a segment, "< 5". */
  z.strictObject({
    kind: z.literal('word'),
    key: messageKey,
    args: z.record(argName, plain).optional(),
  }),
] as const;

const term = z.discriminatedUnion('kind', scalars);

export const value = z.discriminatedUnion('kind', [
  ...scalars,
  /** Joined by the renderer in the manner of the user's language. */
  z.strictObject({ kind: z.literal('list'), items: z.array(term).max(60) }),
]);

/** A sentence or label: words of the catalogue with its blanks filled. A plain number is formatted, a plain text is not. */
export const message = z.strictObject({
  key: messageKey,
  args: z.record(argName, z.union([plain, value])).optional(),
});

/** How something stands: renderers draw it as colour and, for those who cannot see it, as words. */
export const tone = z.enum(['neutral', 'info', 'good', 'warning', 'bad']);

export type RecordRef = z.infer<typeof recordRef>;
export type Term = z.infer<typeof term>;
export type Value = z.infer<typeof value>;
export type Message = z.infer<typeof message>;
export type Tone = z.infer<typeof tone>;
