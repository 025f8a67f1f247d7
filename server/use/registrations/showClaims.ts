/** Writes what a deal and an account tell of their claims, and the deal's partners, as differences only. */
import {
  type Consequences,
  dealFields,
  openRegistrations,
  type Registration,
} from '../../../shared/domain/registration.ts';
import type { RegistrationRules } from '../../../shared/domain/conflict.ts';
import { diffFields } from '../../../shared/domain/overlap.ts';
import { dealSummary, partFields } from '../../../shared/domain/team.ts';
import type { Change, Collection } from '../../ports.ts';
import { accountReadings, type DealTeam, dealTeams } from '../cards/collections.ts';
import { partnerFacts, readAccounts } from '../cards/readAccounts.ts';
import { readDeals } from '../cards/readDeal.ts';
import { partsOf, withChanges } from '../cards/teamOnDeal.ts';
import { mirrorAccounts } from '../collections.ts';
import type { Context } from '../context.ts';
import { faultCode } from '../faultCode.ts';
import { readRules } from '../rules.ts';
import { claimsBy, claimsOnDeal } from './claims.ts';
import { passes } from './passing.ts';

/** One account has fewer claims. */
const MOST_CLAIMS = 2_000;
/** How often an account's claims are counted at most. */
const COUNTS = 3;

export interface PresentDeal {
  readonly id: string;
  readonly team: DealTeam;
}

/**
 * @param deal the claim's, as it stands; null where it has none
 * @param written how many moves of the claim have been brought to the CRM before
 * @returns false where something is left to be done, since the CRM does not take it just now
 */
export async function showClaims(
  context: Context,
  rules: RegistrationRules,
  { registration, parts, shown }: Consequences,
  deal: PresentDeal | null,
  written: number,
): Promise<boolean> {
  const left = leftBy(registration, written);
  const changes: Change[] = [];
  if (deal && registration.deal === deal.id) {
    const rows = parts.map((part) => partChange(part, deal, registration));
    const after = withChanges(deal.team, rows);
    const summary = rows.length > 0 ? diffFields(await summaryOf(context, after), deal.team.fields) : null;
    changes.push(...rows, ...dealChange(deal.id, { ...summary, ...shown }));
  }
  for (const [id, { fields }] of await readDeals(context, left.deals)) {
    const claims = await claimsOnDeal(context.store, context.connection, id);
    changes.push(...dealChange(id, diffFields(dealFields(claims, rules), fields) ?? {}));
  }
  const accounts = [registration.customer.account, ...left.accounts].filter((id) => id !== null);
  let complete = true;
  // Claims on one account that are settled side by side count again after they wrote.
  for (let count = 0; count < COUNTS; count += 1) {
    const counts = await countsOn(context, accounts);
    const written = await write(context, count === 0 ? [...changes, ...counts] : counts, deal);
    complete &&= written.complete;
    if (!counts.some((change) => written.done.includes(change))) break;
  }
  return complete;
}

/** Deals and accounts that are still there and that moves which are not written yet took the claim away from. */
function leftBy({ history, deal, customer }: Registration, written: number) {
  const moves = history.slice(written).filter(({ move }) => move !== 'follow');
  const before = moves.map((entry) => entry.before);
  const deals = before.flatMap((facet) => facet.deal ?? []).filter((id) => id !== deal);
  const accounts = before
    .flatMap((facet) => facet.customer?.account ?? [])
    .filter((id) => id !== customer.account);
  return { deals: [...new Set(deals)], accounts: [...new Set(accounts)] };
}

function partChange(
  part: Consequences['parts'][number],
  deal: PresentDeal,
  { enteredBy }: Registration,
): Change {
  const wanted = partFields(part, deal.id, enteredBy);
  const present = deal.team.parts.find((row) => row.key === part.key);
  const fields = { ...(present ? diffFields(wanted, present) : wanted), key: part.key, deal: deal.id };
  return { object: 'dealPartner', op: 'upsert', fields };
}

async function summaryOf(context: Context, { parts }: DealTeam) {
  const team = partsOf(parts);
  const { program } = await readRules(context);
  const accounts = await readAccounts(context, program, [...new Set(team.map(({ partner }) => partner))]);
  return dealSummary(team, (partner) => partnerFacts(partner, accounts.get(partner), program).name);
}

function dealChange(id: string, fields: Change<'deal'>['fields']): Change[] {
  return Object.keys(fields).length > 0 ? [{ object: 'deal', op: 'update', id, fields }] : [];
}

/** How many claims are open on each account, where that is not what it tells. */
async function countsOn(context: Context, accounts: readonly string[]): Promise<Change[]> {
  const { store, connection } = context;
  const { program } = await readRules(context);
  const changes: Change[] = [];
  for (const [id, present] of await readAccounts(context, program, accounts)) {
    const claims = await claimsBy(store, [`${connection}/account/${id}`], MOST_CLAIMS);
    const open = openRegistrations(claims.map(({ registration }) => registration));
    const fields = diffFields({ openRegistrations: open }, present.fields);
    if (fields) changes.push({ object: 'account', op: 'update', id, fields });
  }
  return changes;
}

/** All in one call. What was refused for good is logged, what only now is not taken makes it incomplete. */
async function write(
  context: Context,
  changes: readonly Change[],
  deal: PresentDeal | null,
): Promise<{ done: readonly Change[]; complete: boolean }> {
  if (changes.length === 0) return { done: [], complete: true };
  const { crm, log } = context;
  const outcomes = await crm.write(changes);
  let complete = true;
  for (const [at, outcome] of outcomes.entries()) {
    if (outcome.status !== 'failed') continue;
    log('write.failed', { object: changes[at]?.object ?? '', code: faultCode(outcome.error) });
    if (passes(outcome.error)) complete = false;
  }
  const done = changes.filter((_change, at) => outcomes[at]?.status !== 'failed');
  await keepWritten(context, done, deal);
  return { done, complete };
}

/** Known as it was written, so that it is not written again before a poll tells of it. */
async function keepWritten(
  { store, connection }: Context,
  done: readonly Change[],
  deal: PresentDeal | null,
): Promise<void> {
  const ofDeal = (id: string | undefined) => done.filter((change) => dealOf(change) === id);
  await store.transaction(async (tx) => {
    for (const id of new Set(done.map(dealOf))) {
      if (id === undefined) continue;
      const place = `${connection}/${id}`;
      const team = id === deal?.id ? deal.team : await tx.get(dealTeams, place);
      if (team) await tx.put(dealTeams, [{ id: place, document: withChanges(team, ofDeal(id)) }]);
    }
    for (const { object, id = '', fields } of done) {
      if (object !== 'account') continue;
      await keepIn(mirrorAccounts, `${connection}/${id}`, fields);
      await keepIn(accountReadings, `${connection}/${id}`, fields);
    }
    async function keepIn<T extends { fields: object }>(
      collection: Collection<T>,
      place: string,
      fields: object,
    ): Promise<void> {
      const known = await tx.get(collection, place);
      if (!known) return;
      const document = { ...known, fields: { ...known.fields, ...fields } };
      await tx.put(collection, [{ id: place, document }]);
    }
  });
}

function dealOf({ object, id, fields }: Change): string | undefined {
  return object === 'deal' ? id : ((fields as { deal?: string | null }).deal ?? undefined);
}
