/** Takes in a partner's list from CSV: good rows go on, bad ones are named, and the new list replaces the old at one stroke. */
import { keyOf } from '../../shared/domain/key.ts';
import type { ListRow } from '../../shared/domain/list.ts';
import { companyName, registrableDomain } from '../../shared/domain/normalise.ts';
import type { Segment } from '../../shared/schema/objects.ts';
import type { Clock, Stored, TenantStore } from '../ports.ts';
import { listRows, lists, partners, rowKeys, seals, type RowBlock } from './collections.ts';
import { type Progress, Refusal } from './context.ts';
import { holdLease } from './holdLease.ts';
import { ListRows, type FileRefusal } from './listRows.ts';
import { BLOCK_ROWS, blockOf, generationOf } from './lists/rowBlocks.ts';
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

const BLOCKS_AT_ONCE = 40;
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
    (lost) => {
      const stop = signal ? AbortSignal.any([lost, signal]) : lost;
      return replaceList(store, clock, file, { partner, list }, { stop, lost, progress });
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

async function replaceList(
  store: TenantStore,
  clock: Clock,
  file: ListFile,
  { partner, list }: { partner: string; list: string },
  { stop, lost, progress }: { stop: AbortSignal; lost: AbortSignal; progress: (step: Progress) => void },
): Promise<Imported> {
  const before = await store.get(lists, list);
  const generation = (before?.generation ?? 0) + 1;
  await removeLeftovers(store, list, before?.generation ?? null);
  const rows = new ListRows(file);
  const { prefix } = generationOf(list, { generation, rows: 0 });
  const sealing = new Sealing();
  try {
    await putRows(store, prefix, rows.of(file.bytes), { sealing, stop, progress });
    await sealing.write({ prefix, rows: rows.taken }, store, (done) => {
      stop.throwIfAborted();
      progress({ phase: 'import.keys', done });
    });
  } catch (error) {
    // Whoever has the list now writes rows of the same generation.
    if (!lost.aborted) await removeGeneration(store, prefix);
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
  });
  await removeLeftovers(store, list, generation);
  const { refusals, refused } = rows;
  return { partner, rows: rows.taken, replaced: before?.rows ?? 0, refusals, refused };
}

async function putRows(
  store: TenantStore,
  prefix: string,
  pieces: AsyncIterable<readonly ListRow[]>,
  { sealing, stop, progress }: { sealing: Sealing; stop: AbortSignal; progress: (step: Progress) => void },
): Promise<void> {
  let block: ListRow[] = [];
  let blocks: Stored<RowBlock>[] = [];
  let taken = 0;
  let writing: Promise<void> = Promise.resolve();
  const write = async (): Promise<void> => {
    await writing;
    stop.throwIfAborted();
    const done = taken;
    writing = store.put(listRows, blocks).then(() => progress({ phase: 'import.rows', done }));
    // A failure is told by the await, not by its absence.
    writing.catch(() => undefined);
    blocks = [];
  };
  const close = (): void => {
    blocks.push(blockOf(prefix, Math.floor(taken / BLOCK_ROWS), block));
    taken += block.length;
    block = [];
  };
  try {
    for await (const rows of pieces) {
      for (const row of rows) {
        sealing.take(row);
        block.push(row);
        if (block.length === BLOCK_ROWS) close();
      }
      if (blocks.length >= BLOCKS_AT_ONCE) await write();
    }
    if (block.length > 0) close();
    await write();
    await writing;
  } finally {
    // Nothing may be written any more once the caller clears up.
    await Promise.allSettled([writing]);
  }
}

/** What belongs to generations that no list names: those of a broken import and of the list that was replaced. */
async function removeLeftovers(store: TenantStore, list: string, current: number | null): Promise<void> {
  const prefix = `${list}@`;
  const kept = current === null ? null : generationOf(list, { generation: current, rows: 0 }).prefix;
  for (const collection of [listRows, rowKeys, seals]) {
    for (let after: string | undefined; ;) {
      const [found] = await store.page<unknown>(collection, { prefix, ...(after && { after }), limit: 1 });
      if (!found) break;
      const generation = found.id.slice(0, found.id.indexOf('/', prefix.length) + 1);
      if (generation === kept) after = `${generation}~`;
      else await store.removePrefix<unknown>(collection, generation);
    }
  }
}

async function removeGeneration(store: TenantStore, prefix: string): Promise<void> {
  for (const collection of [listRows, rowKeys, seals]) await store.removePrefix<unknown>(collection, prefix);
}
