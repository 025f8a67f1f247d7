/** Gathers what the account card shows. */
import { defaultProgram } from '../../../shared/domain/program.ts';
import { shareOurs, type PolicyTable } from '../../../shared/domain/sharing.ts';
import { stagesOf, stands } from '../../../shared/domain/team.ts';
import type { AccountCardState, AccountOverlap, Ask } from '../../../shared/views/accountCard.ts';
import type { OverlapFacts, PartnerFacts } from '../../../shared/views/state.ts';
import { mirrorDeals, programs, reviews, type Review } from '../collections.ts';
import type { Context } from '../context.ts';
import { readRules } from '../rules.ts';
import { askedAbout, takesTasks } from './askedHelp.ts';
import { knownCrms } from '../registrations/knownCrm.ts';
import { claimsAbout, gatherClaims } from './claimSection.ts';
import type { AskedHelp } from './collections.ts';
import { daysAfter } from './days.ts';
import { ageOf, today, type Desk } from './desk.ts';
import { isHidden, visible, visibleRows } from './hidden.ts';
import { overlapFacts, waitingFacts } from './overlapFacts.ts';
import type { Permissions } from './permissions.ts';
import { partnerFacts, readAccounts, type AccountOnCard } from './readAccounts.ts';
import { readDeals } from './readDeal.ts';
import { partsOf } from './teamOnDeal.ts';

/** Deals and waiting matches of an account beyond these are not gathered for its card. */
const MOST_DEALS = 200;
const MOST_WAITING = 50;
/** Days until an answer is asked for, unless the viewer says otherwise. */
const ASK_WITHIN = 7;

/** Null: there is no such account. @param newer the account's stamp as the viewer's CRM shows it */
export async function accountState(
  desk: Desk,
  permissions: Permissions,
  id: string,
  newer: number | null,
): Promise<AccountCardState | null> {
  const { context, caller, access } = desk;
  const { store, connection } = context;
  const [stored, kept, crm] = await Promise.all([
    store.get(programs, connection),
    claimsAbout(context, { object: 'account', id }),
    store.get(knownCrms, connection),
  ]);
  const program = stored?.rules ?? defaultProgram();
  const stamps = new Map(newer === null ? [] : [[id, newer]]);
  const account = (await readAccounts(context, program, [id], stamps)).get(id);
  if (!account) return null;
  const seesOverlaps = !isHidden('accountOverlap', caller);
  const rows = visibleRows(
    'accountOverlap',
    account.overlaps.map(({ fields }) => fields),
    caller,
  );
  const waiting = seesOverlaps ? await waitingOn(context, id) : [];
  const deals = await dealsWithParts(desk, permissions, id);
  const { asked } = await askedAbout(store, connection, id);
  const openDeals = deals.filter(({ closed }) => !closed);
  const claimed = await gatherClaims(
    desk,
    kept,
    { rules: program, version: stored?.version ?? 0 },
    {
      account: (one) => ({ id: one, name: account.fields.name ?? one }),
      deal: (one) => deals.find(({ deal }) => deal.id === one)?.deal ?? null,
      dealsOf: () => openDeals.map(({ deal }) => deal),
    },
    { object: 'account', id },
  );
  const known = [
    ...rows.map(({ partner }) => partner ?? ''),
    ...waiting.map(({ partner }) => partner),
    ...deals.flatMap(({ parts }) => parts.map(({ partner }) => partner)),
    ...asked.map(({ partner }) => partner),
    ...claimed.partners,
  ];
  const partners = await readAccounts(context, program, [...new Set(known)].filter(Boolean));
  const partnerOf = (partner: string) => partnerFacts(partner, partners.get(partner), program);
  const { policies } = await readRules(context);
  const overlaps = [
    ...rows.flatMap((row) => overlapFacts(id, row, partnerOf) ?? []),
    ...waiting.map((review) => waitingFacts(review, partnerOf)),
  ].map((facts) => ({ ...facts, tellable: tellable(account, facts, policies) }));
  const fields = visible('account', account.fields, caller);
  const day = today(desk);
  return {
    stamp: account.stamp,
    age: await ageOf(desk, account.readAt),
    account: { id, name: fields.name ?? id },
    overlaps,
    asks: isHidden('task', caller) ? [] : asked.map((one) => askOf(one, partnerOf)),
    openDeals: openDeals.flatMap(({ deal, parts }) =>
      parts.map(({ partner, roles }) => ({ deal, partner: partnerOf(partner), roles })),
    ),
    afterSale: deals
      .filter(({ won }) => won)
      .flatMap(({ deal, parts }) =>
        parts.flatMap((part) => {
          const after = part.roles.filter((role) => runsAfterSale(role, program.roles));
          return after.map((role) => ({ deal, partner: partnerOf(part.partner), role }));
        }),
      ),
    registrations: {
      ...claimed,
      partners: Object.fromEntries(claimed.partners.map((partner) => [partner, partnerOf(partner)])),
      offered: [...new Set(rows.map(({ partner }) => partner ?? ''))].filter(Boolean).map(partnerOf),
      mayRegister: true,
      start: {
        customer: 'known',
        amount: null,
        expectedClose: null,
        deals: openDeals.map(({ deal }) => deal),
      },
      currency: crm?.currencies[0] ?? null,
    },
    today: day,
    askDue: daysAfter(day, ASK_WITHIN),
    mayEdit: access.edit,
    takesAsks: !isHidden('task', caller) && (await takesTasks(context)),
  };
}

function askOf(
  { key, kind, partner, state, due, ownerName }: AskedHelp,
  partnerOf: (id: string) => PartnerFacts,
): Ask {
  return { key, kind, partner: partnerOf(partner), state, due, assignee: ownerName };
}

/** Who implements and who runs it: roles that the program has at work once the contract is signed. */
function runsAfterSale(
  role: Parameters<typeof stagesOf>[0]['roles'][number],
  rules: Parameters<typeof stagesOf>[1],
): boolean {
  return stagesOf({ roles: [role], stages: [] }, rules).some(
    (stage) => stage === 'implementation' || stage === 'adoption',
  );
}

async function waitingOn({ store, connection }: Context, account: string): Promise<Review[]> {
  const page = await store.page(reviews, { prefix: `${connection}/${account}/`, limit: MOST_WAITING });
  return page.map(({ document }) => document);
}

/** What of this account may leave to the partner: nothing where its segment is not known yet. */
function tellable(
  { fields, segment }: AccountOnCard,
  { partner }: OverlapFacts,
  policies: PolicyTable,
): AccountOverlap['tellable'] {
  if (segment === null) return null;
  const { name = null, website = null, country = null, city = null } = fields;
  return shareOurs({ segment, name, website, country, city }, partner.id, policies, true);
}

/** Those of the account that the viewer may read: who reads an account need not read its deals. */
async function dealsWithParts({ context, caller }: Desk, permissions: Permissions, account: string) {
  if (isHidden('dealPartner', caller) || isHidden('deal', caller)) return [];
  const { store, connection } = context;
  const found = await store.byKeys(mirrorDeals, [`${connection}/${account}`], MOST_DEALS);
  const places = [...found.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer));
  const ids = places.map((place) => place.slice(connection.length + 1));
  const readable = await permissions.readableDeals(context, caller, ids);
  const teams = await readDeals(context, [...readable]);
  return [...teams].map(([id, { fields, parts }]) => ({
    deal: { id, name: fields.name ?? id },
    closed: fields.closed ?? false,
    won: fields.won ?? false,
    parts: partsOf(visibleRows('dealPartner', parts, caller)).filter(stands),
  }));
}
