/** Makes the deal of an approved claim that has none, once: it is looked for first, and what the CRM refuses is kept with the claim. */
import { newDealName, referenceOf, type Registration } from '../../../shared/domain/registration.ts';
import { CrmError } from '../../ports.ts';
import { mirrorDeals } from '../collections.ts';
import type { Context } from '../context.ts';
import { faultCode } from '../faultCode.ts';
import { holdLease } from '../holdLease.ts';
import { readAround, registrationRules } from './around.ts';
import { claimId, claimOf } from './claims.ts';
import { type KeptClaim, type RefusedDeal, registrations } from './collections.ts';
import { describeNewDeal } from './describeNewDeal.ts';
import { moveIn } from './moveClaim.ts';
import { passes } from './passing.ts';

export type DealMade =
  | { readonly as: 'made' }
  /** It is not approved, has a deal already, or the program makes none. */
  | { readonly as: 'none' }
  /** The CRM takes nothing just now, or somebody else is at it. */
  | { readonly as: 'later' }
  | { readonly as: 'refused'; readonly refused: RefusedDeal };

/** A customer with more of them has an open one. */
const MOST_DEALS = 500;
const SYSTEM = { as: 'system' } as const;

/**
 * The approval stands whatever becomes of it.
 * @param zone the connection's
 * @param asked by a person: although it was refused before, and although the customer has an open deal
 */
export async function makeDeal(
  context: Context,
  zone: string,
  key: string,
  { asked = false }: { asked?: boolean } = {},
): Promise<DealMade> {
  const { store, connection } = context;
  const { rules } = await registrationRules(context, zone);
  const wants = (kept: KeptClaim | undefined): kept is KeptClaim =>
    kept?.registration.state === 'approved' &&
    kept.registration.deal === null &&
    rules.policy.newDeal !== null &&
    (asked || follows(kept, rules.version));
  const before = await claimOf(store, connection, key);
  if (!wants(before)) return { as: 'none' };
  if (!asked && (await hasOpenDeal(context, before.registration))) return { as: 'none' };
  const made = await holdLease(store, `newDeal/${connection}/${key}`, async (): Promise<DealMade> => {
    const kept = await claimOf(store, connection, key);
    return wants(kept) ? makeAndLink(context, zone, kept.registration) : { as: 'none' };
  });
  return made ?? { as: 'later' };
}

/**
 * Whether a deal follows from the approval by itself: under the program that it was approved by, or once that was
 * mended. What had a deal and lost it is for a person.
 */
function follows({ registration: { history, ruling }, refusedDeal }: KeptClaim, version: number): boolean {
  const approved = history.findLastIndex(({ move }) => move === 'approve');
  if (history.slice(approved + 1).some(({ after }) => 'deal' in after)) return false;
  return refusedDeal ? refusedDeal.version !== version : ruling?.policyVersion === version;
}

/** Then a person is offered to link it. */
async function hasOpenDeal({ store, connection }: Context, { customer }: Registration): Promise<boolean> {
  if (customer.account === null) return false;
  const place = `${connection}/${customer.account}`;
  const known = (await store.byKeys(mirrorDeals, [place], MOST_DEALS)).get(place) ?? [];
  if (known === 'crowded') return true;
  return [...(await store.many(mirrorDeals, known)).values()].some(({ closed }) => !closed);
}

async function makeAndLink(context: Context, zone: string, claim: Registration): Promise<DealMade> {
  const { rules } = await registrationRules(context, zone);
  const at = context.clock.now();
  try {
    const id = (await madeBefore(context, claim)) ?? (await made(context, zone, claim));
    if (typeof id !== 'string') return await keepRefusal(context, claim.key, id);
    return await link(context, zone, claim, id);
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    context.log('write.failed', { object: 'deal', code: faultCode(error) });
    if (passes(error)) return { as: 'later' };
    const { fault, message } = error;
    const code = fault.kind === 'rejected' ? fault.code : fault.kind;
    const field = fault.kind === 'rejected' ? (fault.field ?? null) : null;
    return keepRefusal(context, claim.key, { at, code, field, reason: message, version: rules.version });
  }
}

/** Its id, or why it was not sent. @throws CrmError when the CRM refuses it */
async function made(context: Context, zone: string, claim: Registration): Promise<string | RefusedDeal> {
  const tried = await describeNewDeal(context, zone, claim);
  if (!tried) throw new Error(`a deal for ${claim.key}, which the program does not make`);
  const { deal, problems, version } = tried;
  const [first] = problems;
  if (first) {
    const reason = problems.map((problem) => problem.reason).join(' ');
    return { at: context.clock.now(), code: first.code, field: first.field, reason, version };
  }
  const { fields, values: native } = deal;
  const [outcome] = await context.crm.write([{ object: 'deal', op: 'create', fields, native }]);
  if (!outcome) throw new Error('a change without an outcome');
  if (outcome.status === 'failed') throw outcome.error;
  return outcome.id;
}

/** The deal that an earlier attempt made, whose answer did not come back: among the customer's, or by its name. */
async function madeBefore({ crm }: Context, claim: Registration): Promise<string | null> {
  const { key, customer } = claim;
  const where =
    customer.account === null
      ? { field: 'name' as const, in: [newDealName(claim)] }
      : { field: 'account' as const, in: [customer.account] };
  for await (const page of crm.find({ object: 'deal', fields: ['description'], where: [where] })) {
    const found = page.find(({ fields }) => fields.description?.includes(referenceOf(key)));
    if (found) return found.id;
  }
  return null;
}

async function link(context: Context, zone: string, claim: Registration, deal: string): Promise<DealMade> {
  const { store, connection } = context;
  const { key } = claim;
  const around = await readAround(context, zone, claim, { deal });
  const refusal = await store.transaction(async (tx) => {
    const kept = await claimOf(tx, connection, key);
    if (kept?.registration.deal !== null) return null;
    const { refusedDeal: _past, ...rest } = kept;
    const linked = await moveIn(tx, context, rest, { move: 'linkDeal', deal }, SYSTEM, around);
    return linked.ok ? null : (linked.refusal[0] ?? null);
  });
  if (refusal === null) return { as: 'made' };
  const { code, field } = refusal;
  const reason = `The deal ${deal} was made and cannot be linked with the claim.`;
  const { version } = around.rules;
  return keepRefusal(context, key, { at: context.clock.now(), code, field, reason, version });
}

async function keepRefusal(
  { store, connection }: Context,
  key: string,
  refused: RefusedDeal,
): Promise<DealMade> {
  await store.transaction(async (tx) => {
    const kept = await claimOf(tx, connection, key);
    if (!kept || kept.registration.deal !== null) return;
    const document: KeptClaim = { ...kept, refusedDeal: refused };
    await tx.put(registrations, [{ id: claimId(connection, key), document }]);
  });
  return { as: 'refused', refused };
}
