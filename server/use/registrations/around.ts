/** What the CRM says of the things that a claim names, read before the claim is judged. */
import {
  type ConflictFacts,
  type DealFacts,
  domainOf,
  type PartnerFacts,
  type RegistrationRules,
} from '../../../shared/domain/conflict.ts';
import { defaultProgram, type ProgramRules } from '../../../shared/domain/program.ts';
import type { Registration, Surroundings } from '../../../shared/domain/registration.ts';
import type { Reader } from '../../ports.ts';
import { partnerFacts, readAccounts } from '../cards/readAccounts.ts';
import { readDeals } from '../cards/readDeal.ts';
import { partsOf } from '../cards/teamOnDeal.ts';
import type { DealTeam } from '../cards/collections.ts';
import { mirrorAccounts, mirrorDeals, programs } from '../collections.ts';
import type { Context } from '../context.ts';
import { rivalsOn, submissionsToday } from './claims.ts';
import { knownCrm } from './knownCrm.ts';

/** A customer has fewer deals, or its deals say nothing of one claim. */
const MOST_DEALS = 500;

export interface Around extends Surroundings {
  readonly rules: RegistrationRules;
  readonly program: ProgramRules;
  /** The connection's. */
  readonly zone: string;
  /** All deals of the customer, and the claim's own. */
  readonly deals: readonly DealFacts[];
}

/** @param zone the connection's */
export async function registrationRules(
  { store, connection }: Pick<Context, 'store' | 'connection'>,
  zone: string,
): Promise<{ rules: RegistrationRules; program: ProgramRules }> {
  const stored = await store.get(programs, connection);
  const program = stored?.rules ?? defaultProgram();
  const { registration: policy, roles } = program;
  const rules = { policy, roles, version: stored?.version ?? 0, zone: policy.decision.zone ?? zone };
  return { rules, program };
}

/** @param named partners and a deal that are to become the claim's */
export async function readAround(
  context: Context,
  zone: string,
  claim: Pick<Registration, 'customer' | 'deal' | 'participants'>,
  named: { readonly partners?: readonly string[]; readonly deal?: string | null } = {},
): Promise<Around> {
  const { store, connection } = context;
  const { rules, program } = await registrationRules(context, zone);
  const { account } = claim.customer;
  const ids = [...claim.participants.map(({ partner }) => partner), ...(named.partners ?? [])];
  const wanted = [...new Set(account === null ? ids : [...ids, account])];
  const accounts = await readAccounts(context, program, wanted);
  const partners = new Map<string, PartnerFacts>();
  for (const id of ids) {
    const found = accounts.get(id);
    if (!found?.isPartner) continue;
    const domain = domainOf({ website: found.fields.website ?? null });
    const facts = partnerFacts(id, found, program);
    const status = found.fields.partnerStatus ?? null;
    partners.set(id, {
      ...facts,
      type: facts.type ?? null,
      status,
      domains: domain === null ? [] : [domain],
    });
  }
  const place = `${connection}/${account}`;
  const mirrored =
    account === null ? undefined : (await store.byKeys(mirrorDeals, [place], MOST_DEALS)).get(place);
  const own = [claim.deal, named.deal ?? null].filter((id) => id !== null);
  const known = mirrored === undefined || mirrored === 'crowded' ? [] : mirrored;
  const dealIds = [...new Set([...own, ...known.map((id) => id.slice(connection.length + 1))])];
  const deals = [...(await readDeals(context, dealIds))].map(([id, team]) => dealFactsOf(id, team));
  return {
    rules,
    program,
    zone,
    partners,
    account: account !== null && accounts.has(account) ? account : null,
    deal: deals.find(({ id }) => id === (named.deal ?? claim.deal)) ?? null,
    deals,
    currencies: (await knownCrm(context))?.currencies ?? null,
  };
}

export function dealFactsOf(id: string, { fields, parts }: DealTeam): DealFacts {
  return {
    id,
    account: fields.account ?? null,
    createdAt: fields.createdAt ?? null,
    stage: fields.stage ?? null,
    closeDate: fields.closeDate ?? null,
    closed: fields.closed ?? false,
    won: fields.won ?? false,
    team: partsOf(parts),
  };
}

/** The facts of a verdict as they stand inside the transaction that decides. */
export async function conflictFacts(
  reader: Pick<Reader, 'byKeys' | 'countByKey' | 'many' | 'get'>,
  connection: string,
  claim: Registration,
  around: Around,
  now: number,
): Promise<ConflictFacts> {
  const rivals = await rivalsOn(reader, connection, claim.customer);
  const { zone } = around.rules;
  const at = claim.submission?.at ?? now;
  const ours = claim.participants.map(({ partner }) => partner);
  const domain = domainOf(claim.customer);
  return {
    rivals,
    deals: around.deals,
    partners: await withNames(
      reader,
      connection,
      rivals.map(({ registration }) => registration),
      around.partners,
    ),
    customerDomains: domain === null ? [] : [domain],
    submissionsToday: await submissionsToday(reader, connection, claim, ours, { at, zone }),
  };
}

/** Rivals' partners by name, for who may know them. */
async function withNames(
  reader: Pick<Reader, 'many'>,
  connection: string,
  rivals: readonly Registration[],
  known: ReadonlyMap<string, PartnerFacts>,
): Promise<Map<string, PartnerFacts>> {
  const partners = new Map(known);
  const ids = rivals.flatMap(({ participants }) => participants.map(({ partner }) => partner));
  const missing = [...new Set(ids)].filter((id) => !partners.has(id));
  if (missing.length === 0) return partners;
  const places = missing.map((id) => `${connection}/${id}`);
  const mirrored = await reader.many(mirrorAccounts, places);
  for (const id of missing) {
    const name = mirrored.get(`${connection}/${id}`)?.fields.name ?? id;
    partners.set(id, { id, name, type: null, tier: null, status: null, domains: [] });
  }
  return partners;
}
