/** Takes in a partner's list from CSV: good rows go on, bad ones are named, and the new list replaces the old at one stroke. */
import { keyOf } from '../../shared/domain/key.ts';
import { companyName, registrableDomain } from '../../shared/domain/normalise.ts';
import type { Segment } from '../../shared/schema/objects.ts';
import { type Clock, type Lease, StoreError, type TenantStore, type Writer } from '../ports.ts';
import { lists, partners } from './collections.ts';
import { type Progress, Refusal } from './context.ts';
import { holdLease } from './holdLease.ts';
import { ListRows, type FileRefusal } from './listRows.ts';
import { removeGeneration, removeLeftovers } from './lists/leftovers.ts';
import { putBlocks } from './lists/putBlocks.ts';
import { generationOf } from './lists/rowBlocks.ts';
import { Sealing } from './lists/sealing.ts';

export interface ListFile {
  /** The partner's name as its account has it. */
  partner: string;
  /** The partner's own website, which tells it from another of the same name. */
  website?: string;
  /** All rows are in this segment; without it a column must say. */
  segment?: Segment;
  fileName: string;
  bytes: AsyncIterable<Uint8Array>;
}

export interface Imported {
  partner: string;
  rows: number;
  replaced: number;
  /** The first thousand. */
  refusals: FileRefusal[];
  /** All refused rows, also those beyond what is listed. */
  refused: number;
}

/** A killed import holds its list no longer than this; milliseconds. */
const TERM = 20_000;

/**
 * A reader sees the whole old list or the whole new one; whatever breaks an import off, the old list stays.
 * @throws Refusal when the file cannot be read, holds no usable row, or the list is being imported already
 */
export async function importList(
  store: TenantStore,
  clock: Clock,
  file: ListFile,
  progress: (step: Progress) => void,
  signal?: AbortSignal,
): Promise<Imported> {
  const partner = partnerId(file.partner);
  if (companyName(file.partner).plain === '') {
    throw new Refusal('partner.name', 'The partner has no name.', 'Name it as its account in the CRM does.');
  }
  const list = `${partner}/${file.segment ?? 'all'}`;
  const imported = await holdLease(
    store,
    `import/${list}`,
    (lost, lease) => {
      const stop = signal ? AbortSignal.any([lost, signal]) : lost;
      return replaceList(store, clock, file, { partner, list, lease }, { stop, progress });
    },
    TERM,
  );
  if (imported) return imported;
  throw new Refusal(
    'import.busy',
    `This list of ${file.partner} is being imported already.`,
    'Wait for that import to end; one that was killed frees the list within half a minute.',
  );
}

/** Two spellings of one company name are one partner. */
export function partnerId(name: string): string {
  return keyOf('ptn', companyName(name).plain);
}

interface Place {
  partner: string;
  list: string;
  lease: Lease;
}

async function replaceList(
  store: TenantStore,
  clock: Clock,
  file: ListFile,
  { partner, list, lease }: Place,
  { stop, progress }: { stop: AbortSignal; progress: (step: Progress) => void },
): Promise<Imported> {
  const before = await store.get(lists, list);
  await removeLeftovers(store, list, before ? generationOf(list, before).prefix : null);
  const rows = new ListRows(file);
  const generation = (before?.generation ?? 0) + 1;
  const { prefix } = generationOf(list, { generation, rows: 0 });
  // Whoever has lost the list meanwhile writes nothing more into what another one is writing.
  const put: Writer['put'] = (collection, documents) => {
    stop.throwIfAborted();
    return store.transaction((tx) => tx.put(collection, documents), lease);
  };
  try {
    const sealing = new Sealing();
    const pieces = rows.of(file.bytes);
    await putBlocks(prefix, pieces, sealing, put, (done) => progress({ phase: 'import.rows', done }));
    await sealing.write(prefix, put, (done) => progress({ phase: 'import.keys', done }));
  } catch (error) {
    if (await isOurs(store, lease)) await removeGeneration(store, prefix);
    throw error;
  }
  const website = file.website ? registrableDomain(file.website) : null;
  await store.transaction(async (tx) => {
    const known = await tx.get(partners, partner);
    const document = { name: file.partner, domain: website ?? known?.domain ?? null };
    await tx.put(partners, [{ id: partner, document }]);
    const { fileName } = file;
    const now = { partner, generation, rows: rows.taken, fileName, importedAt: clock.now() };
    await tx.put(lists, [{ id: list, document: now }]);
  }, lease);
  await removeLeftovers(store, list, prefix);
  const { refusals, refused } = rows;
  return { partner, rows: rows.taken, replaced: before?.rows ?? 0, refusals, refused };
}

/** Whoever has the list now writes rows of the same generation, which are not ours to remove. */
async function isOurs(store: TenantStore, lease: Lease): Promise<boolean> {
  try {
    await store.transaction(() => Promise.resolve(), lease);
    return true;
  } catch (error) {
    if (error instanceof StoreError && error.fault === 'fenced') return false;
    throw error;
  }
}
