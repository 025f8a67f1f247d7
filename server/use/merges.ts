/** Rows and decisions follow the survivor of a merge, along a chain A→B→C as well. */
import type { Transaction } from '../ports.ts';
import { decisions, links, policies, type Decision } from './collections.ts';
import type { Context } from './context.ts';
import { decisionId } from './keepMapped.ts';

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
  const moved = (await decisionsAbout(context, losers)).map((from) => ({
    from,
    to: {
      ...from,
      account: into.get(from.account) ?? from.account,
      partner: into.get(from.partner) ?? from.partner,
    },
  }));
  const linked =
    losers.length > 0 ? await store.page(links, { prefix: `${connection}/`, limit: 10_000 }) : [];
  const terms =
    losers.length > 0 ? await store.page(policies, { prefix: `${connection}/`, limit: 10_000 }) : [];
  const renamed = terms.flatMap(({ id, document }) => {
    const partner = into.get(document.partner ?? '');
    return partner ? [{ id, document: { ...document, partner } }] : [];
  });
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
      await tx.put(policies, renamed);
    },
  };
}

/** Decisions on a lost account, and those on matches with a lost partner. */
async function decisionsAbout(
  { store, connection }: Context,
  losers: readonly string[],
): Promise<Decision[]> {
  const keys = losers.flatMap((id) => [`${connection}/${id}`, `partner/${connection}/${id}`]);
  const found = await store.byKeys(decisions, keys, 10_000);
  const ids = new Set([...found.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer)));
  return [...(await store.many(decisions, [...ids])).values()];
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
