/** Brings about what follows from a claim as it and its deal stand now: due moves, deal partners, the deal's own fields. */
import { consequencesOf, type Consequences, type LifeFacts } from '../../../shared/domain/registration.ts';
import { diffFields } from '../../../shared/domain/overlap.ts';
import { dealSummary, partFields } from '../../../shared/domain/team.ts';
import type { Change } from '../../ports.ts';
import { type DealTeam, dealTeams } from '../cards/collections.ts';
import { partnerFacts, readAccounts } from '../cards/readAccounts.ts';
import { readDeals } from '../cards/readDeal.ts';
import { partsOf, pendingOn, withChanges } from '../cards/teamOnDeal.ts';
import type { Context } from '../context.ts';
import { faultCode } from '../faultCode.ts';
import { dealFactsOf, registrationRules } from './around.ts';
import { claimId, claimOf, claimsOnDeal } from './claims.ts';
import { registrations } from './collections.ts';

/** Null: there is no such claim. @param zone the connection's */
export async function settleClaim(context: Context, zone: string, key: string): Promise<Consequences | null> {
  const { store, connection, clock } = context;
  const { rules } = await registrationRules(context, zone);
  const before = await claimOf(store, connection, key);
  if (!before) return null;
  const { deal } = before.registration;
  const team = deal === null ? null : await presentTeam(context, deal);
  const siblings = deal === null ? [] : await claimsOnDeal(store, connection, deal);
  const facts: LifeFacts = {
    account: undefined,
    deal: deal === null ? undefined : team && dealFactsOf(deal, team),
    locked: false,
    siblings: siblings.filter((one) => one.key !== key),
    shown: team?.fields,
    tasks: new Set(),
  };
  const settled = await store.transaction(async (tx) => {
    const kept = await claimOf(tx, connection, key);
    if (!kept) return null;
    const follows = consequencesOf(kept.registration, facts, rules, clock.now());
    if (follows.entries.length > 0) {
      const document = { ...kept, registration: follows.registration };
      await tx.put(registrations, [{ id: claimId(connection, key), document }]);
    }
    return follows;
  });
  if (settled && deal !== null && team) await writeDeal(context, deal, team, settled);
  return settled;
}

/** With what was accepted for the deal and is not written yet. */
async function presentTeam(context: Context, deal: string): Promise<DealTeam | null> {
  const team = (await readDeals(context, [deal])).get(deal);
  return team ? withChanges(team, await pendingOn(context.store, context.connection, deal)) : null;
}

async function writeDeal(
  context: Context,
  deal: string,
  team: DealTeam,
  { parts, shown, registration }: Consequences,
): Promise<void> {
  const rows = parts.map((part): Change => {
    const wanted = partFields(part, deal, registration.enteredBy);
    const present = team.parts.find((row) => row.key === part.key);
    const fields = { ...(present ? diffFields(wanted, present) : wanted), key: part.key, deal };
    return { object: 'dealPartner', op: 'upsert', fields };
  });
  const after = withChanges(team, rows);
  const summary = rows.length > 0 ? diffFields(await summaryOf(context, after), team.fields) : null;
  const fields = { ...summary, ...shown };
  const changes: Change[] =
    Object.keys(fields).length > 0 ? [...rows, { object: 'deal', op: 'update', id: deal, fields }] : rows;
  if (changes.length === 0) return;
  const outcomes = await context.crm.write(changes);
  const done = changes.filter((_change, at) => outcomes[at]?.status !== 'failed');
  for (const outcome of outcomes) {
    if (outcome.status === 'failed')
      context.log('write.failed', { object: 'deal', code: faultCode(outcome.error) });
  }
  const place = `${context.connection}/${deal}`;
  await context.store.put(dealTeams, [{ id: place, document: withChanges(team, done) }]);
}

async function summaryOf(context: Context, { parts }: DealTeam) {
  const team = partsOf(parts);
  const { program } = await registrationRules(context, 'UTC');
  const accounts = await readAccounts(context, program, [...new Set(team.map(({ partner }) => partner))]);
  return dealSummary(team, (partner) => partnerFacts(partner, accounts.get(partner), program).name);
}
