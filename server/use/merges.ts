/** Rows and decisions follow the survivor of a merge, along a chain A→B→C as well. */
import type { Transaction } from '../ports.ts';
import { decisions, links, mirrorDeals, policies, type Decision } from './collections.ts';
import type { Context } from './context.ts';
import { decisionId } from './keepMapped.ts';
import { mapJob } from './mapJob.ts';

export interface FollowedMerges {
  losers: string[];
  /** The survivor of each loser. */
  into: ReadonlyMap<string, string>;
  /** To be thought over again, since they took over rows and decisions. */
  survivors: string[];
  keep(tx: Transaction): Promise<void>;
}

/** Terms and words that concern a loser concern its survivor at once, so that what follows is thought over with them. */
export async function followMerges(
  context: Context,
  merged: ReadonlyMap<string, string>,
): Promise<FollowedMerges> {
  const losers = [...merged.keys()];
  const into = new Map(losers.map((loser) => [loser, survivorOf(loser, merged)]));
  const survivors = [...new Set(into.values())];
  if (losers.length === 0) return { losers, into, survivors, keep: () => Promise.resolve() };
  const { connection } = context;
  await moveTerms(context, into);
  await moveDeals(context, into);
  const moved = (await decisionsAbout(context, losers)).map((from) => ({
    from,
    to: {
      ...from,
      account: into.get(from.account) ?? from.account,
      partner: into.get(from.partner) ?? from.partner,
    },
  }));
  await keepNewest(
    context,
    moved.map(({ to }) => to),
  );
  return {
    losers,
    into,
    survivors,
    // The old ones go with the mirror: until then a run that broke off finds them again.
    keep: (tx) =>
      tx.remove(
        decisions,
        moved.map(({ from }) => decisionId(connection, from)),
      ),
  };
}

/** Where both merged records were decided on, the newer word stands. */
async function keepNewest({ store, connection }: Context, wanted: readonly Decision[]): Promise<void> {
  const newest = new Map<string, Decision>();
  const present = await store.many(
    decisions,
    wanted.map((one) => decisionId(connection, one)),
  );
  for (const one of wanted) {
    const id = decisionId(connection, one);
    const other = newest.get(id) ?? present.get(id);
    if (!other || other.decidedAt < one.decidedAt) newest.set(id, one);
  }
  await store.put(
    decisions,
    [...newest].map(([id, document]) => ({ id, document })),
  );
}

/** A merged partner's link and policies; its overlaps may stand on any account, so a full run is asked for. */
async function moveTerms({ store, connection }: Context, into: ReadonlyMap<string, string>): Promise<void> {
  const prefix = `${connection}/`;
  const linked = await store.page(links, { prefix, limit: 10_000 });
  const relinked = linked.flatMap(({ id, document }) => {
    const account = into.get(document.account);
    return account ? [{ id, document: { account } }] : [];
  });
  if (relinked.length === 0) return;
  const terms = await store.page(policies, { prefix, limit: 10_000 });
  const renamed = terms.flatMap(({ id, document }) => {
    const partner = into.get(document.partner ?? '');
    return partner ? [{ id, document: { ...document, partner } }] : [];
  });
  await store.transaction(async (tx) => {
    await tx.put(links, relinked);
    await tx.put(policies, renamed);
    await tx.enqueue(mapJob(connection));
  });
}

/** A merge moves deals without a trace in them. */
async function moveDeals({ store, connection }: Context, into: ReadonlyMap<string, string>): Promise<void> {
  const found = await store.byKeys(
    mirrorDeals,
    [...into.keys()].map((id) => `${connection}/${id}`),
    10_000,
  );
  const ids = [...found.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer));
  const moved = [...(await store.many(mirrorDeals, ids))].map(([id, deal]) => ({
    id,
    document: { ...deal, account: into.get(deal.account ?? '') ?? deal.account },
  }));
  await store.put(mirrorDeals, moved);
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
