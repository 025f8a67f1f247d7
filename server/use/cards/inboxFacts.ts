/** What a decider is shown of the claims that wait and of those that stand approved. */
import type { RegistrationRules } from '../../../shared/domain/conflict.ts';
import type { Registration } from '../../../shared/domain/registration.ts';
import type { ShownClaim } from '../../../shared/views/registration.ts';
import type { Inbox, WaitingClaim } from '../../../shared/views/registrationsPage.ts';
import type { Named } from '../../../shared/views/state.ts';
import type { Names } from './claimSection.ts';
import { judgedFor } from './claimJudged.ts';
import type { Desk } from './desk.ts';
import { decidersOf } from './inboxDeciders.ts';
import { type Front, type Fronts, MOST_JUDGED } from './inboxQueues.ts';
import { readDeals } from './readDeal.ts';

export interface Gathered {
  readonly front: Fronts;
  readonly rules: RegistrationRules;
  readonly names: Names;
  shown(claim: Registration): Promise<ShownClaim>;
}

export async function inboxOf(desk: Desk, gathered: Gathered): Promise<Inbox> {
  const { front, rules } = gathered;
  const { policy } = rules;
  const { claims, count } = front.waiting;
  const [items, withoutDeal, ending, unshared, deciders] = await Promise.all([
    Promise.all(claims.slice(0, MOST_JUDGED).map((claim) => waitingClaim(desk, claim, gathered))),
    standing(front.withoutDeal, gathered),
    standing(front.ending, gathered),
    standing(front.unshared, gathered),
    decidersOf(desk.context),
  ]);
  return {
    waiting: { items, more: count - items.length },
    next: claims.slice(MOST_JUDGED),
    overdue: front.overdue,
    withoutDeal,
    ending,
    unshared,
    reasons: policy.reasons,
    deciders,
    decider: policy.decision.decider,
    createsDeals: policy.newDeal !== null,
  };
}

async function waitingClaim(desk: Desk, claim: Registration, { names }: Gathered): Promise<WaitingClaim> {
  const { told, related } = await judgedFor(desk, claim);
  const first = told.lines.find(({ registration }) => registration !== null);
  const against = related.find(({ key }) => key === first?.registration) ?? null;
  const ours = told.lines.find(({ registration, deal }) => registration === null && deal !== null)?.deal;
  return {
    claim,
    account: claim.customer.account === null ? null : names.account(claim.customer.account),
    deal: claim.deal === null ? null : names.deal(claim.deal),
    told,
    against,
    ourDeal: ours && ours !== claim.deal ? await dealNamed(desk, ours) : null,
    candidates: candidatesFor(claim, names),
    decidedBefore: claim.state === 'appealed' && claim.ruling?.by === desk.caller.user,
  };
}

function candidatesFor({ customer }: Registration, names: Names): Named[] {
  if (customer.match !== 'likely' || customer.account === null) return [];
  return [names.account(customer.account) ?? { id: customer.account, name: customer.account }];
}

async function dealNamed({ context }: Desk, id: string): Promise<Named> {
  return { id, name: (await readDeals(context, [id])).get(id)?.fields.name ?? id };
}

async function standing({ claims, count }: Front, { shown, front }: Gathered): Promise<Inbox['withoutDeal']> {
  const items = await Promise.all(
    claims.map(async (claim) => ({
      shown: await shown(claim),
      refused: front.refusedDeals.get(claim.key) ?? null,
    })),
  );
  return { items, more: count - items.length };
}
