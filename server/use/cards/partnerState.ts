/** Gathers what the partner card shows. */
import { defaultProgram } from '../../../shared/domain/program.ts';
import type { Terms } from '../../../shared/domain/sharing.ts';
import { stands } from '../../../shared/domain/team.ts';
import { DEAL_ROLES, SEGMENTS, type Segment } from '../../../shared/schema/objects.ts';
import type { Money } from '../../../shared/domain/money.ts';
import type { PartnerCardState, PartnerList } from '../../../shared/views/partnerCard.ts';
import { programs } from '../collections.ts';
import type { Context } from '../context.ts';
import { linkedPartners } from '../partnerRows.ts';
import { readRules } from '../rules.ts';
import { partnerDeals, partnerTotals, type PartnerTotals } from './collections.ts';
import { ageOf, type Desk } from './desk.ts';
import { isHidden, visible } from './hidden.ts';
import { linksOfPartner } from './linkActs.ts';
import type { Permissions } from './permissions.ts';
import { personName } from './personName.ts';
import { partnerFacts, readAccounts } from './readAccounts.ts';
import { readDeals } from './readDeal.ts';
import { partsOf } from './teamOnDeal.ts';

type Matrix = PartnerTotals['matrix'];

/** Null: there is no such account. @param newer the account's stamp as the viewer's CRM shows it */
export async function partnerState(
  desk: Desk,
  permissions: Permissions,
  id: string,
  newer: number | null,
): Promise<PartnerCardState | null> {
  const { context, caller } = desk;
  const { store, connection } = context;
  const program = (await store.get(programs, connection))?.rules ?? defaultProgram();
  const stamps = new Map(newer === null ? [] : [[id, newer]]);
  const account = (await readAccounts(context, program, [id], stamps)).get(id);
  if (!account) return null;
  const fields = visible('account', account.fields, caller);
  const { policies } = await readRules(context);
  const terms = Object.fromEntries(
    SEGMENTS.map((segment) => [segment, policies.termsOf(id, segment)]),
  ) as Record<Segment, Terms>;
  const linked = (await linkedPartners(store, connection)).find((one) => one.account === id);
  return {
    stamp: account.stamp,
    age: await ageOf(desk, account.readAt),
    partner: account.isPartner ? partnerFacts(id, { ...account, fields }, program) : null,
    account: id,
    status: fields.partnerStatus ?? null,
    manager: await personName(context, fields.partnerManager),
    overlaps:
      account.isPartner && !isHidden('accountOverlap', caller) ? await matrixOf(context, id) : emptyMatrix(),
    terms,
    dealsByRole: account.isPartner ? await dealsByRole(desk, permissions, id) : [],
    lists: (linked?.lists ?? []).map(({ id: key, list }): PartnerList => {
      return { key, name: list.fileName, rows: list.rows, importedAt: list.importedAt };
    }),
    links: desk.links && account.isPartner ? await linksOfPartner(desk, id) : null,
  };
}

function emptyMatrix(): Matrix {
  const none = { customer: 0, openOpportunity: 0, prospect: 0 };
  return { customer: none, openOpportunity: none, prospect: none };
}

/** As the last full run counted it. */
async function matrixOf({ store, connection }: Context, partner: string): Promise<Matrix> {
  return (await store.get(partnerTotals, `${connection}/${partner}`))?.matrix ?? emptyMatrix();
}

/** What a partner takes part in is asked of the CRM once in so many milliseconds, when someone looks. */
const DEALS_LAST = 10 * 60_000;
/** Deals of one partner that are looked at. */
const MOST_DEALS = 500;

/** Of deals that the viewer may read: sums tell of the others as well. */
async function dealsByRole(
  desk: Desk,
  permissions: Permissions,
  partner: string,
): Promise<PartnerCardState['dealsByRole']> {
  const { context, caller } = desk;
  if (isHidden('dealPartner', caller) || isHidden('deal', caller)) return [];
  const readable = await permissions.readableDeals(context, caller, await dealsOf(context, partner));
  const teams = [...(await readDeals(context, [...readable])).values()];
  return DEAL_ROLES.flatMap((role) => {
    const deals = teams.filter(({ parts }) =>
      partsOf(parts).some((part) => part.partner === partner && stands(part) && part.roles.includes(role)),
    );
    const amounts = deals.map(({ fields }) => visible('deal', fields, caller).amount ?? null);
    return deals.length === 0 ? [] : [{ role, deals: deals.length, amount: sumOf(amounts) }];
  });
}

async function dealsOf({ crm, store, connection, clock }: Context, partner: string): Promise<string[]> {
  const place = `${connection}/${partner}`;
  const known = await store.get(partnerDeals, place);
  if (known && clock.now() - known.readAt < DEALS_LAST) return known.deals;
  const readAt = clock.now();
  const deals = new Set<string>();
  const where = [{ field: 'partner' as const, in: [partner] }];
  for await (const page of crm.find({ object: 'dealPartner', fields: ['key', 'deal', 'partner'], where })) {
    for (const { fields } of page) if (fields.deal && deals.size < MOST_DEALS) deals.add(fields.deal);
  }
  await store.put(partnerDeals, [{ id: place, document: { readAt, deals: [...deals] } }]);
  return [...deals];
}

/** Null where there is nothing to add up, or where currencies differ. */
function sumOf(amounts: readonly (Money | null)[]): Money | null {
  const present = amounts.filter((amount) => amount !== null);
  const [first] = present;
  if (!first || present.some(({ currency }) => currency !== first.currency)) return null;
  return { minor: present.reduce((sum, { minor }) => sum + minor, 0), currency: first.currency };
}
