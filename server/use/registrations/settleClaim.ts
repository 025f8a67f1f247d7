/** Brings about what follows from a claim as it and the world around it stand now: due moves, the deal, the account, tasks. */
import {
  consequencesOf,
  type Consequences,
  type LifeFacts,
  type Registration,
} from '../../../shared/domain/registration.ts';
import type { TenantStore } from '../../ports.ts';
import { DEAL_FIELDS } from '../crmFields.ts';
import { accountReadings, dealTeams } from '../cards/collections.ts';
import { readDeals } from '../cards/readDeal.ts';
import { pendingOn, withChanges } from '../cards/teamOnDeal.ts';
import { mirrorAccounts } from '../collections.ts';
import type { Context } from '../context.ts';
import { dealFactsOf, registrationRules } from './around.ts';
import { claimId, claimOf, claimsOnDeal } from './claims.ts';
import { makeClaimTasks, tasksMade } from './claimTasks.ts';
import { goneRecords, type KeptClaim, registrations } from './collections.ts';
import { type PresentDeal, showClaims } from './showClaims.ts';

export interface Settled extends Consequences {
  /** False where the CRM does not take something just now. */
  readonly complete: boolean;
}

/** Null: there is no such claim. @param zone the connection's */
export async function settleClaim(context: Context, zone: string, key: string): Promise<Settled | null> {
  const { store, connection, clock } = context;
  const { rules } = await registrationRules(context, zone);
  const before = await claimOf(store, connection, key);
  if (!before) return null;
  const { customer, deal, participants } = before.registration;
  const present = deal === null ? undefined : await presentDeal(context, deal);
  const siblings = present ? await claimsOnDeal(store, connection, present.id) : [];
  const facts: LifeFacts = {
    account: customer.account === null ? undefined : await presentAccount(context, customer.account),
    partners: await presentPartners(context, participants),
    deal: present && dealFactsOf(present.id, present.team),
    locked: false,
    siblings: siblings.filter((one) => one.key !== key),
    shown: present?.team.fields,
    tasks: await tasksMade(context, key, clock.now()),
  };
  const settled = await store.transaction(async (tx) => {
    const kept = await claimOf(tx, connection, key);
    if (!kept) return null;
    // Somebody has linked it elsewhere meanwhile: what was read is about another deal or account.
    if (!isAboutSame(kept.registration, before.registration)) return 'moved';
    const follows = consequencesOf(kept.registration, facts, rules, clock.now());
    if (follows.entries.length > 0) {
      const document: KeptClaim = { ...kept, registration: follows.registration };
      await tx.put(registrations, [{ id: claimId(connection, key), document }]);
    }
    return follows;
  });
  if (settled === 'moved') return settleClaim(context, zone, key);
  if (!settled) return null;
  const shown = await showClaims(context, rules, settled, present ?? null, before.written);
  const asked = await makeClaimTasks(context, settled.registration, settled.tasks);
  return { ...settled, complete: shown && asked };
}

function isAboutSame(now: Registration, before: Registration): boolean {
  return now.deal === before.deal && now.customer.account === before.customer.account;
}

/** With what was accepted for it and is not written yet; null where it is gone, undefined where it is hidden from us. */
async function presentDeal(context: Context, deal: string): Promise<PresentDeal | null | undefined> {
  const { store, connection, crm } = context;
  let id: string | undefined = deal;
  // A deal that was merged into another answers under its own id and tells the other's.
  if (!(await store.get(dealTeams, `${connection}/${deal}`))) {
    id = (await crm.get('deal', [deal], DEAL_FIELDS)).get(deal)?.id;
  }
  const team = id === undefined ? undefined : (await readDeals(context, [id])).get(id);
  if (id === undefined || !team) return isGone(context, `deal/${deal}`);
  return { id, team: withChanges(team, await pendingOn(store, connection, id)) };
}

/** The id that it has now; null where it is gone, undefined where it is hidden from us. */
async function presentAccount(context: Context, account: string): Promise<string | null | undefined> {
  const { store, connection, crm } = context;
  if (await isKnown(store, `${connection}/${account}`)) return account;
  const found = (await crm.get('account', [account], ['name'])).get(account)?.id;
  return found ?? isGone(context, `account/${account}`);
}

async function isGone({ store, connection }: Context, place: string): Promise<null | undefined> {
  return (await store.get(goneRecords, `${connection}/${place}`)) ? null : undefined;
}

/** Those that were merged; a partner whose account is gone stays as it is named. */
async function presentPartners(
  context: Context,
  participants: Registration['participants'],
): Promise<Map<string, string>> {
  const present = new Map<string, string>();
  for (const { partner } of participants) {
    const id = await presentAccount(context, partner);
    if (id && id !== partner) present.set(partner, id);
  }
  return present;
}

async function isKnown(store: TenantStore, place: string): Promise<boolean> {
  return Boolean((await store.get(mirrorAccounts, place)) ?? (await store.get(accountReadings, place)));
}
