/** The CardView: everything a renderer draws, in blocks of a closed list. */
import { z } from 'zod';
import { action } from './action.ts';
import { chart, suggestions, table, timeline } from './blocks/listing.ts';
import { badges, coverage, facts, notice } from './blocks/summary.ts';
import { actions, copyBlock, formBlock, pairs } from './blocks/working.ts';
import { fieldName, form } from './field.ts';
import { message, recordRef } from './value.ts';

export const CARD_KINDS = [
  'deal',
  'account',
  'partner',
  'program',
  'review',
  'registrations',
  'settings',
] as const;
export const cardKind = z.enum(CARD_KINDS);

export const block = z.discriminatedUnion('kind', [
  badges,
  facts,
  table,
  coverage,
  suggestions,
  timeline,
  chart,
  formBlock,
  notice,
  actions,
  pairs,
  copyBlock,
]);

/**
 * `empty`: nothing to show yet, and the blocks say what to do. `stale`: drawn from what was last read, older than it
 * should be. `error`: the server could not make the card. `unreachable`: the renderer could not reach the server.
 */
export const CARD_STATES = ['loading', 'ready', 'empty', 'stale', 'error', 'unreachable'] as const;

export const cardView = z.strictObject({
  v: z.literal(1),
  card: cardKind,
  /** Null on pages that are about no record. */
  record: recordRef.nullable(),
  title: message,
  state: z.enum(CARD_STATES),
  /** Last-modified stamp of the record as it was read, UTC milliseconds in the CRM's clock. */
  stamp: z.int().min(0).nullable(),
  /** How long ago it was read, in milliseconds; null where that is recent enough not to be said. */
  age: z.int().min(0).nullable(),
  blocks: z.array(block).max(40),
  /** The forms that actions name, each once however many actions use it. */
  forms: z.record(fieldName, form),
  /** Of the whole card. `reload` is the renderer's own: it asks for the view again. */
  actions: z.array(action).max(8),
});

export type CardKind = z.infer<typeof cardKind>;
export type Block = z.infer<typeof block>;
export type BlockKind = Block['kind'];
export type BlockOf<Kind extends BlockKind> = Extract<Block, { kind: Kind }>;
export type CardView = z.infer<typeof cardView>;
