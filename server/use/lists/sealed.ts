/** Reads what is derived from a generation, and derives it anew where any of it was lost. */
import type { TenantStore, Writer } from '../../ports.ts';
import { rowOutlines, seals, type Seal } from '../collections.ts';
import { rowPages, type Generation } from './rowBlocks.ts';
import { FORMAT, Sealing, sealId } from './sealing.ts';

/** @param read null where something is missing; it is then asked once more */
export async function fromSealed<T>(
  generation: Generation,
  store: TenantStore,
  read: (seal: Seal) => Promise<T | null>,
): Promise<T> {
  const present = await store.get(seals, sealId(generation.prefix));
  const found = present?.format === FORMAT ? await read(present) : null;
  if (found !== null) return found;
  await deriveAnew(generation, store);
  const seal = await store.get(seals, sealId(generation.prefix));
  const again = seal ? await read(seal) : null;
  if (again === null)
    throw new Error(`What was derived from ${generation.prefix} vanished while it was being read.`);
  return again;
}

async function deriveAnew(generation: Generation, store: TenantStore): Promise<void> {
  const { prefix } = generation;
  const put: Writer['put'] = (collection, documents) => store.put(collection, documents);
  const sealing = new Sealing();
  for await (const rows of rowPages(generation, store)) {
    sealing.take(rows);
    await put(rowOutlines, sealing.outlines(prefix));
  }
  await sealing.write(prefix, put, () => undefined);
}
