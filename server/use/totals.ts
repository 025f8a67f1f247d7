/** How many of each partner's accounts we know, by segment, on the partner's own record; counted at most once a full run. */
import { segmentTotals, type PolicyTable } from '../../shared/domain/sharing.ts';
import type { Segment } from '../../shared/schema/objects.ts';
import type { Change } from '../ports.ts';
import { partnerTotals } from './cards/collections.ts';
import { mirrorAccounts, type MirrorAccount } from './collections.ts';
import type { Context } from './context.ts';
import type { Mapped } from './mapping.ts';
import type { LinkedPartner } from './partnerRows.ts';

const PAGE = 5_000;

/**
 * The updates that bring partners' totals in step.
 * @param waiting mapped accounts that the mirror does not hold yet
 */
export async function totalChanges(
  context: Context,
  linked: readonly LinkedPartner[],
  policies: PolicyTable,
  waiting: readonly Mapped[],
): Promise<Change[]> {
  const tallies = new Map(
    linked.map(({ account }) => [account, { customer: 0, openOpportunity: 0, prospect: 0 }]),
  );
  const matrices = new Map(linked.map(({ account }) => [account, emptyMatrix()]));
  const present = new Map<string, string | null | undefined>();
  const newer = new Set(waiting.map(({ mirror }) => mirror.id));
  const count = (account: MirrorAccount) => {
    for (const { partner, segment } of account.tallies) {
      const tally = tallies.get(partner);
      if (tally) tally[segment] += 1;
      const matrix = matrices.get(partner);
      if (matrix) matrix[segment][account.segment] += 1;
    }
    if (account.isPartner) present.set(account.id, account.fields.overlapTotals);
  };
  for await (const account of mirrored(context)) if (!newer.has(account.id)) count(account);
  for (const { mirror } of waiting) count(mirror);
  await context.store.put(
    partnerTotals,
    [...matrices].map(([partner, matrix]) => ({
      id: `${context.connection}/${partner}`,
      document: { matrix },
    })),
  );
  return [...tallies].flatMap(([account, tally]): Change[] => {
    const overlapTotals = segmentTotals(tally, account, policies);
    const now = present.get(account);
    // A portal without room for the field does not have it at all.
    if (now === undefined || now === overlapTotals) return [];
    return [{ object: 'account', op: 'update', id: account, fields: { overlapTotals } }];
  });
}

function emptyMatrix(): Record<Segment, Record<Segment, number>> {
  const row = () => ({ customer: 0, openOpportunity: 0, prospect: 0 });
  return { customer: row(), openOpportunity: row(), prospect: row() };
}

async function* mirrored({ store, connection }: Context): AsyncGenerator<MirrorAccount> {
  const prefix = `${connection}/`;
  for (let after: string | undefined; ;) {
    const page = await store.page(mirrorAccounts, { prefix, ...(after && { after }), limit: PAGE });
    for (const { document } of page) yield document;
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}
