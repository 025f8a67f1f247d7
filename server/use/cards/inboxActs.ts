/** What a channel manager decides on the page of registrations: each act puts the move that it wishes. */
import type { ActRequest } from '../../../shared/contract/request.ts';
import type { Actor, Refusal, Registration, Wish } from '../../../shared/domain/registration.ts';
import { claimRefusal } from '../../../shared/views/registration.ts';
import {
  customerInput,
  delegateInput,
  reasonInput,
  reshareInput,
} from '../../../shared/views/registrationsPage.ts';
import { registrationRules } from '../registrations/around.ts';
import { claimOf } from '../registrations/claims.ts';
import type { KeptClaim } from '../registrations/collections.ts';
import { prepareMove } from '../registrations/moveClaim.ts';
import type { Prepared } from './dealActs.ts';
import type { Desk } from './desk.ts';
import { prepareApproval } from './inboxApproval.ts';
import { decidersOf } from './inboxDeciders.ts';
import { readAccounts } from './readAccounts.ts';
import type { Refused } from './refusal.ts';

type Wished = { wish: Wish } | { refusal: Refused };
type Decision = (desk: Desk, claim: Registration, request: ActRequest) => Promise<Wished>;

const DECISIONS: Readonly<Record<string, Decision>> = {
  rejectClaim: async (desk, _claim, { values }) => {
    return { wish: { move: 'reject', why: (await reasonOf(desk, values)) ?? '' } };
  },
  askInfo: async (desk, _claim, { values }) => {
    return { wish: { move: 'askInfo', why: (await reasonOf(desk, values)) ?? '' } };
  },
  delegateClaim: async ({ context }, _claim, { values }) => {
    const decider = delegateInput(values);
    const known = decider !== null && (await decidersOf(context)).some(({ id }) => id === decider);
    if (!known) return { refusal: { code: 'delegate.unknown', field: 'user' } };
    return { wish: { move: 'assign', decider } };
  },
  settleCustomer: async ({ context, zone }, _claim, { values }) => {
    const account = customerInput(values);
    if (account === undefined) return refused('registration.customer.missing', 'account');
    if (account !== null) {
      const { program } = await registrationRules(context, zone);
      const known = await readAccounts(context, program, [account]);
      if (!known.has(account)) return refused('registration.customer.gone', 'account');
    }
    return { wish: { move: 'settleCustomer', account } };
  },
  reshareClaim: async (_desk, claim, { values }) => {
    return { wish: { move: 'reshare', shares: reshareInput(values, claim), why: null } };
  },
};

export const INBOX_ACTS: readonly string[] = ['approveClaims', 'createDeal', ...Object.keys(DECISIONS)];

/** Null: there is no such claim. */
export async function prepareInboxAct(
  desk: Desk,
  request: ActRequest,
): Promise<Prepared | { refusal: Refused } | null> {
  const { context, zone, caller } = desk;
  const actor: Actor = { as: 'channelManager', user: caller.user };
  if (request.action === 'approveClaims') {
    return prepareApproval(desk, request.targets, await reasonOf(desk, request.values), actor);
  }
  const [key = ''] = request.targets;
  const kept = await claimOf(context.store, context.connection, key);
  if (kept && request.action === 'createDeal') return prepareDeal(desk, kept);
  const decision = DECISIONS[request.action];
  if (!kept || !decision) return null;
  const { registration: claim } = kept;
  const wished = await decision(desk, claim, request);
  if ('refusal' in wished) return wished;
  const decide = await prepareMove(context, zone, key, wished.wish, actor);
  if (!decide) return null;
  return {
    decide: async (tx) => {
      const verdict = await decide(tx);
      return verdict.ok ? verdict : { ok: false, refusal: onForm(verdict.refusal, claim) };
    },
  };
}

/** The approval stands already: what the CRM refuses of the deal is told, and kept with the claim. */
async function prepareDeal(
  { context, zone }: Desk,
  kept: KeptClaim,
): Promise<Prepared | { refusal: Refused }> {
  const { rules } = await registrationRules(context, zone);
  if (rules.policy.newDeal === null) return { refusal: { code: 'inbox.createDeal.unset' } };
  const { key } = kept.registration;
  return {
    decide: async (tx) => {
      const { state, deal } = ((await claimOf(tx, context.connection, key)) ?? kept).registration;
      if (deal !== null) return { ok: true, intent: null };
      if (state === 'approved') return { ok: true, intent: { kind: 'newDeal', key, zone } };
      const args = { state: { kind: 'word', key: `registration.${state}` } } as const;
      return { ok: false, refusal: { code: 'registration.move.state', field: null, args } };
    },
  };
}

async function reasonOf({ context, zone }: Desk, values: ActRequest['values']): Promise<string | null> {
  const { rules } = await registrationRules(context, zone);
  return reasonInput(values, rules.policy.reasons);
}

/** The form for other shares has a field for each partner that still takes part. */
function onForm(refusals: readonly Refusal[], { participants }: Registration): Refused {
  const first = claimRefusal(refusals);
  const at = /^participants\.(\d+)\.share$/.exec(refusals[0]?.field ?? '')?.[1];
  if (at === undefined) return first;
  const before = participants.slice(0, Number(at)).filter(({ consent }) => consent !== 'declined');
  return { ...first, field: `share${before.length}` };
}

function refused(code: Refusal['code'], field: string): { refusal: Refused } {
  return { refusal: { code, field, args: {} } };
}
