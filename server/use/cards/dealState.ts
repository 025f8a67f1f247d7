/** Gathers what the deal card shows. */
import { defaultProgram } from '../../../shared/domain/program.ts';
import { involvementOf } from '../../../shared/domain/team.ts';
import type { Fields } from '../../../shared/schema/objects.ts';
import type { DealCardState, Touchpoint } from '../../../shared/views/dealCard.ts';
import { programs } from '../collections.ts';
import { knownCrms } from '../registrations/knownCrm.ts';
import { claimsAbout, gatherClaims } from './claimSection.ts';
import { statusOnDeal } from './claimStatus.ts';
import type { Permissions } from './permissions.ts';
import { ageSince, polledAt, today, type Desk } from './desk.ts';
import { isHidden, visible, visibleRows } from './hidden.ts';
import { overlapFacts } from './overlapFacts.ts';
import { partnerFacts, readAccounts } from './readAccounts.ts';
import { readDeal } from './readDeal.ts';
import { partsOf, pendingOn, withChanges } from './teamOnDeal.ts';

/** A part that this very request ended, so that it can be taken back. */
export type JustEnded = NonNullable<DealCardState['ended']>;

/** Null: there is no such deal. @param newer the deal's stamp as the viewer's CRM shows it */
export async function dealState(
  desk: Desk,
  permissions: Permissions,
  id: string,
  newer: number | null,
  ended: JustEnded | null = null,
): Promise<DealCardState | null> {
  const { context, caller, access } = desk;
  const { store, connection } = context;
  // Asked all at once, since most of the time of a hit is the way to the store and back.
  const [read, stored, pending, polled, kept, crm] = await Promise.all([
    readDeal(context, id, newer),
    store.get(programs, connection),
    pendingOn(store, connection, id),
    polledAt(desk),
    claimsAbout(context, { object: 'deal', id }),
    store.get(knownCrms, connection),
  ]);
  if (!read) return null;
  const program = stored?.rules ?? defaultProgram();
  const deal = withChanges(read, pending);
  const fields = visible('deal', deal.fields, caller);
  const team = partsOf(visibleRows('dealPartner', deal.parts, caller));
  const touchpoints = visibleRows('partnerTouchpoint', deal.touchpoints, caller);
  const account = await seenAccount(desk, permissions, fields.account ?? null);
  const named = [...team.map(({ partner }) => partner), ...touchpoints.map(({ partner }) => partner ?? '')];
  const accounts = await readAccounts(context, program, account === null ? [] : [account]);
  const onAccount = account === null ? undefined : accounts.get(account);
  const rows = visibleRows('accountOverlap', onAccount?.overlaps.map((row) => row.fields) ?? [], caller);
  const claimed = await gatherClaims(
    desk,
    kept,
    { rules: program, version: stored?.version ?? 0 },
    {
      account: (one) => (one === account ? { id: one, name: onAccount?.fields.name ?? one } : null),
      deal: (one) => ({ id: one, name: fields.name ?? one }),
      dealsOf: () => [],
    },
    { object: 'deal', id },
  );
  const offered = [...new Set([...named, ...rows.map(({ partner }) => partner ?? '')])].filter(Boolean);
  const known = [...new Set([...offered, ...claimed.partners])];
  const partners = await readAccounts(context, program, known);
  const partnerOf = (partner: string) => partnerFacts(partner, partners.get(partner), program);
  const factsOf = (ids: readonly string[]) => Object.fromEntries(ids.map((one) => [one, partnerOf(one)]));
  return {
    stamp: deal.stamp,
    age: ageSince(desk, polled, read.readAt),
    deal: { id, name: fields.name ?? id },
    ...dealFactsSeen(fields),
    ...(fields.account !== undefined &&
      !isHidden('account', caller) && { account: namedAccount(fields.account, onAccount) }),
    involvement: involvementOf(team),
    ...statusOnDeal(desk, kept, fields, program),
    registrations: {
      ...claimed,
      partners: factsOf(known),
      offered: offered.map(partnerOf),
      mayRegister: access.edit,
      start: {
        customer: isCustomerKnown(desk, fields, account) ? 'known' : 'typed',
        amount: fields.amount ?? null,
        expectedClose: fields.closeDate ?? null,
        deals: [],
      },
      currency: fields.amount?.currency ?? crm?.currencies[0] ?? null,
    },
    team,
    partners: factsOf(offered),
    roles: program.roles,
    overlaps: rows.flatMap((row) => overlapFacts(account ?? '', row, partnerOf) ?? []),
    touchpoints: touchpoints.flatMap((row) => touchpointOf(row, (partner) => partnerOf(partner).name) ?? []),
    today: today(desk),
    mayEdit: access.edit,
    locked: false,
    ended,
  };
}

/** Else who registers the deal has to say who the customer is. */
function isCustomerKnown({ caller }: Desk, fields: Fields<'deal'>, seen: string | null): boolean {
  if (!fields.account || isHidden('account', caller)) return false;
  return caller.vouched !== null || seen !== null;
}

function dealFactsSeen({ amount, stage, closeDate }: Fields<'deal'>) {
  return {
    ...(amount !== undefined && { amount }),
    ...(stage !== undefined && { stage }),
    ...(closeDate !== undefined && { closeDate }),
  };
}

function namedAccount(id: string | null, account: { fields: Fields<'account'> } | undefined) {
  return id === null ? null : { id, name: account?.fields.name ?? id };
}

/**
 * The deal's account, where the viewer may read it as well. A CRM that vouched for the deal shows its account to
 * whoever reads the deal; any other is asked.
 */
async function seenAccount(
  { context, caller }: Desk,
  permissions: Permissions,
  account: string | null,
): Promise<string | null> {
  if (account === null || isHidden('accountOverlap', caller)) return null;
  if (caller.vouched) return account;
  const { read } = await permissions.of(context, caller, { object: 'account', id: account });
  return read ? account : null;
}

function touchpointOf(
  { key, kind, partner, on, note, link }: Fields<'partnerTouchpoint'>,
  nameOf: (partner: string) => string,
): Touchpoint | null {
  if (!key || !kind || !partner || !on) return null;
  return {
    key,
    kind,
    partner: { id: partner, name: nameOf(partner) },
    on,
    note: note ?? null,
    link: link ?? null,
  };
}
