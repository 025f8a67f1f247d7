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
/** Claims on one account that are settled side by side each count again after they wrote. */
const COUNTS = 3;

/**
 * @param deal the claim's, as it stands; null where it has none
 * @param written how many moves of the claim have been brought to the CRM before
 * @returns false where something is left to be done, since the CRM does not take it just now
 */
export async function showClaims(
  context: Context,
  rules: RegistrationRules,
  { registration, parts, shown }: Consequences,
  deal: { id: string; team: DealTeam } | null,
  written: number,
): Promise<boolean> {
  const left = leftBy(registration, written);
  let complete = true;
  if (deal && registration.deal === deal.id) {
    const rows = parts.map((part) => partChange(part, deal, registration));
    const after = withChanges(deal.team, rows);
    const summary = rows.length > 0 ? diffFields(await summaryOf(context, after), deal.team.fields) : null;
    complete = await writeDeal(context, deal.id, deal.team, rows, { ...summary, ...shown });
  }
  for (const [id, team] of await readDeals(context, left.deals)) {
    const fields = diffFields(
      dealFields(await claimsOnDeal(context.store, context.connection, id), rules),
      team.fields,
    );
    if (fields && !(await writeDeal(context, id, team, [], fields))) complete = false;
  }
  for (const account of [registration.customer.account, ...left.accounts]) {
    if (account !== null && !(await countOnAccount(context, account))) complete = false;
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
  deal: { id: string; team: DealTeam },
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

async function writeDeal(
  context: Context,
  deal: string,
  team: DealTeam,
  rows: readonly Change[],
  fields: Change<'deal'>['fields'],
): Promise<boolean> {
  const changes: Change[] =
    Object.keys(fields).length > 0
      ? [...rows, { object: 'deal', op: 'update', id: deal, fields }]
      : [...rows];
  const { done, complete } = await write(context, changes);
  if (done.length > 0) {
    const place = `${context.connection}/${deal}`;
    await context.store.put(dealTeams, [{ id: place, document: withChanges(team, done) }]);
  }
  return complete;
}

async function countOnAccount(context: Context, account: string): Promise<boolean> {
  const { store, connection } = context;
  const { program } = await readRules(context);
  for (let count = 0; count < COUNTS; count += 1) {
    const present = (await readAccounts(context, program, [account])).get(account);
    if (!present) return true;
    const claims = await claimsBy(store, [`${connection}/account/${account}`], MOST_CLAIMS);
    const open = openRegistrations(claims.map(({ registration }) => registration));
    const fields = diffFields({ openRegistrations: open }, present.fields);
    if (!fields) return true;
    const { done, complete } = await write(context, [
      { object: 'account', op: 'update', id: account, fields },
    ]);
    if (done.length === 0) return complete;
    await keepCount(context, `${connection}/${account}`, open);
  }
  return true;
}

/** Known as it was written, so that it is not written again before a poll tells of it. */
async function keepCount({ store }: Context, place: string, open: number | null): Promise<void> {
  await store.transaction(async (tx) => {
    await keepIn(mirrorAccounts);
    await keepIn(accountReadings);
    async function keepIn<T extends { fields: object }>(collection: Collection<T>): Promise<void> {
      const known = await tx.get(collection, place);
      if (!known) return;
      const document = { ...known, fields: { ...known.fields, openRegistrations: open } };
      await tx.put(collection, [{ id: place, document }]);
    }
  });
}

async function write(
  { crm, log }: Context,
  changes: readonly Change[],
): Promise<{ done: Change[]; complete: boolean }> {
  if (changes.length === 0) return { done: [], complete: true };
  const outcomes = await crm.write(changes);
  let complete = true;
  for (const [at, outcome] of outcomes.entries()) {
    if (outcome.status !== 'failed') continue;
    log('write.failed', { object: changes[at]?.object ?? '', code: faultCode(outcome.error) });
    if (passes(outcome.error)) complete = false;
  }
  return { done: changes.filter((_change, at) => outcomes[at]?.status !== 'failed'), complete };
}
