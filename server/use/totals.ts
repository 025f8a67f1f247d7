/** How many of each partner's accounts we know, by segment, on the partner's own record; counted at most once a full run. */
import { segmentTotals, type PolicyTable } from '../../shared/domain/sharing.ts';
import type { Change } from '../ports.ts';
import { mirrorAccounts } from './collections.ts';
import type { Context } from './context.ts';
import type { LinkedPartner } from './partnerRows.ts';
import type { Counts } from './runLog.ts';
import { writeChanges } from './writeChanges.ts';

const PAGE = 5_000;

export async function writeTotals(
  context: Context,
  linked: readonly LinkedPartner[],
  policies: PolicyTable,
  counts: Counts,
): Promise<void> {
  const { store, connection } = context;
  const tallies = new Map(
    linked.map(({ account }) => [account, { customer: 0, openOpportunity: 0, prospect: 0 }]),
  );
  const present = new Map<string, string | null | undefined>();
  const prefix = `${connection}/`;
  for (let after: string | undefined; ;) {
    const page = await store.page(mirrorAccounts, { prefix, ...(after && { after }), limit: PAGE });
    for (const { document } of page) {
      for (const { partner, segment } of document.tallies) {
        const tally = tallies.get(partner);
        if (tally) tally[segment] += 1;
      }
      if (document.isPartner) present.set(document.subject.id, document.fields.overlapTotals);
    }
    after = page.at(-1)?.id;
    if (page.length < PAGE) break;
  }
  const changes: Change[] = [];
  for (const [account, tally] of tallies) {
    const text = segmentTotals(tally, account, policies);
    const now = present.get(account);
    // A portal without room for the field does not have it at all.
    if (now === undefined || now === text) continue;
    changes.push({ object: 'account', op: 'update', id: account, fields: { overlapTotals: text } });
  }
  if (changes.length > 0) await writeChanges(context, changes, counts);
}
