/** The three kinds of line in a backup, and what is wrong with one. */
import { z } from 'zod';
import type { Collection } from '../ports.ts';

export const FORMAT = 1;
/** Documents that are read or written at a time. */
export const PAGE = 500;

export type Collections = readonly Collection<unknown>[];
export type Counts = z.infer<typeof header>['tenants'];

export const header = z.strictObject({
  alongside: z.literal('backup'),
  format: z.literal(FORMAT),
  /** Documents by collection, for each tenant. */
  tenants: z.record(z.string(), z.record(z.string(), z.number().int().nonnegative())),
});
export const document = z.strictObject({
  tenant: z.string(),
  collection: z.string(),
  id: z.string(),
  document: z.unknown().refine((value) => value !== undefined),
});
export const closing = z.strictObject({
  end: z.literal(true),
  documents: z.number().int().nonnegative(),
  /** Of all lines above, each with its line feed, in hexadecimal. */
  sha256: z.string(),
});

/** A backup that cannot be trusted or does not fit here; nothing of it has been restored. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
