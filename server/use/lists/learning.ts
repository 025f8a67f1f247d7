/** What a list's own rows teach of words, names and places: counted once when it is sealed, the same for every look-up. */
import { Learnt, type Counts } from '../../../shared/domain/matching.ts';
import type { TenantStore } from '../../ports.ts';
import { learntCounts, type LearntCounts } from '../collections.ts';
import { fromBase64 } from './base64.ts';
import type { Generation } from './rowBlocks.ts';
import { learntId } from './sample.ts';
import { fromSealed } from './sealed.ts';

/** Hashes that are kept ready over all lists: 16 bytes each. */
const MOST_KEPT = 2_000_000;

/** By the name of the counts, so that what belongs to one list can never speak for another. */
const kept = new Map<string, { learnt: Learnt; size: number }>();
let keptSize = 0;

export function learntOf(generation: Generation, store: TenantStore): Promise<Learnt> {
  return fromSealed(generation, store, (seal) =>
    keptLearnt(seal.learnt, () => store.get(learntCounts, learntId(generation.prefix))),
  );
}

/** Null where there are no such counts. @param name of the counts, see `nameOf` */
export async function keptLearnt(
  name: string,
  read: () => Promise<LearntCounts | undefined>,
): Promise<Learnt | null> {
  const present = kept.get(name);
  if (present) return present.learnt;
  const document = await read();
  if (!document) return null;
  const counts = countsIn(document);
  const learnt = new Learnt(counts);
  keep(name, learnt, counts.hashes.length);
  return learnt;
}

function keep(name: string, learnt: Learnt, size: number): void {
  kept.set(name, { learnt, size });
  keptSize += size;
  for (const [oldest, { size: freed }] of kept) {
    if (keptSize <= MOST_KEPT) return;
    kept.delete(oldest);
    keptSize -= freed;
  }
}

function countsIn({ records, hashes, counts }: LearntCounts): Counts {
  return { records, hashes: fromBase64(hashes), counts: fromBase64(counts) };
}
