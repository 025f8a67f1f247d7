/** Rows and decisions follow the survivor of a merge, along a chain A→B→C as well. */
import type { Transaction } from '../ports.ts';
import { decisions, links, type Decision } from './collections.ts';
import type { Context } from './context.ts';
import { decisionId, decisionsOf } from './keepMapped.ts';

export interface FollowedMerges {
  losers: string[];
  /** To be thought over again, since they took over rows and decisions. */
  survivors: string[];
  keep(tx: Transaction): Promise<void>;
}

export async function followMerges(
  context: Context,
  merged: ReadonlyMap<string, string>,
): Promise<FollowedMerges> {
  const { store, connection } = context;
  const losers = [...merged.keys()];
  const into = new Map(losers.map((loser) => [loser, survivorOf(loser, merged)]));
  const moved: { from: Decision; to: Decision }[] = [];
  if (losers.length > 0) {
    for (const [loser, list] of await decisionsOf(store, connection, losers)) {
      const account = into.get(loser) as string;
      moved.push(...list.map((from) => ({ from, to: { ...from, account } })));
    }
  }
  const linked =
    losers.length > 0 ? await store.page(links, { prefix: `${connection}/`, limit: 10_000 }) : [];
  const relinked = linked.flatMap(({ id, document }) => {
    const account = into.get(document.account);
    return account ? [{ id, document: { account } }] : [];
  });
  // Kept at once and under both ids, so that the survivor is thought over with them; the old ones go with the mirror.
  await store.put(
    decisions,
    moved.map(({ to }) => ({ id: decisionId(connection, to), document: to })),
  );
  return {
    losers,
    survivors: [...new Set(into.values())],
    async keep(tx) {
      await tx.remove(
        decisions,
        moved.map(({ from }) => decisionId(connection, from)),
      );
      await tx.put(links, relinked);
    },
  };
}

function survivorOf(loser: string, merged: ReadonlyMap<string, string>): string {
  const seen = new Set<string>([loser]);
  let current = loser;
  for (let next = merged.get(current); next !== undefined && !seen.has(next); next = merged.get(current)) {
    seen.add(next);
    current = next;
  }
  return current;
}
