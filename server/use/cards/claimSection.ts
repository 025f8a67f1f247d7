/** Gathers the registrations of a card: those that the viewer may see whole, and what of others stands here. */
import type { RecordRef } from '../../../shared/contract/value.ts';
import type { RegistrationRules } from '../../../shared/domain/conflict.ts';
import type { ProgramRules } from '../../../shared/domain/program.ts';
import {
  dealFields,
  makeMove,
  type MoveRequest,
  type Refusal,
  type Registration,
} from '../../../shared/domain/registration.ts';
import type { OthersClaim, ShownClaim } from '../../../shared/views/registration.ts';
import type { Named } from '../../../shared/views/state.ts';
import type { Context } from '../context.ts';
import { claimsBy } from '../registrations/claims.ts';
import type { KeptClaim } from '../registrations/collections.ts';
import { actorOn, isAbout, seesClaim } from './claimAccess.ts';
import { judgedFor } from './claimJudged.ts';
import { othersClaims } from './claimOthers.ts';
import { dayIn, daysBetween } from './days.ts';
import type { Desk } from './desk.ts';
import { linksOnClaim } from './linkActs.ts';

/** So that a card with its words stays below 50 kB. */
const MOST = 2;
/** No record has more. */
const MOST_READ = 500;
/** What is worked on first, then what stands, then what has ended. */
const ORDER: readonly Registration['state'][] = [
  'draft',
  'moreInfo',
  'appealed',
  'inReview',
  'submitted',
  'approved',
  'rejected',
  'converted',
  'expired',
  'withdrawn',
];

/** Names of records, as far as the card has them anyway. */
export interface Names {
  /** Null where it is not known, or none. */
  account(id: string): Named | null;
  deal(id: string): Named | null;
  /** Open deals of a customer. */
  dealsOf(account: string): readonly Named[];
}

export interface GatheredClaims {
  readonly claims: readonly ShownClaim[];
  readonly others: readonly OthersClaim[];
  readonly hidden: number;
  /** Every partner that one of them names. */
  readonly partners: readonly string[];
}

/** Those on a deal, or on an account as their customer. */
export function claimsAbout({ store, connection }: Context, { object, id }: RecordRef): Promise<KeptClaim[]> {
  return claimsBy(store, [`${connection}/${object}/${id}`], MOST_READ);
}

/** @param program the connection's rules, as the card read them */
export async function gatherClaims(
  desk: Desk,
  kept: readonly KeptClaim[],
  { rules: program, version }: { rules: ProgramRules; version: number },
  names: Names,
  record: RecordRef | null,
): Promise<GatheredClaims> {
  const { registration: policy, roles } = program;
  const rules: RegistrationRules = { policy, roles, version, zone: policy.decision.zone ?? desk.zone };
  const here = kept.map(({ registration }) => registration).filter((claim) => isAbout(claim, record));
  const own = here.filter((claim) => seesClaim(desk, claim) && isWorthShowing(desk, claim, here));
  const shown = own.toSorted(byState).slice(0, MOST);
  const claims = await Promise.all(
    shown.map(async (claim) => {
      const one = await shownClaim(desk, claim, rules, names);
      // The card of a deal need not name it once more.
      return record?.object === 'deal' ? { ...one, deal: null } : one;
    }),
  );
  const told = othersClaims(desk, here, rules, record).slice(0, MOST);
  const partners = [
    ...shown.flatMap(({ participants }) => participants.map(({ partner }) => partner)),
    ...told.flatMap(({ joined }) => joined),
  ];
  return { claims, others: told, hidden: own.length - shown.length, partners: [...new Set(partners)] };
}

/** With what the viewer may do to it. */
export async function shownClaim(
  desk: Desk,
  claim: Registration,
  rules: RegistrationRules,
  names: Names,
): Promise<ShownClaim> {
  const { customer, deal, state, protection } = claim;
  const { as, user } = actorOn(desk, claim);
  const now = desk.context.clock.now();
  const isOpen = state === 'draft' || state === 'moreInfo';
  const judged = isOpen ? await judgedFor(desk, claim) : null;
  const why = (request: MoveRequest): Refusal | null => {
    const moved = makeMove(claim, request, { actor: { as, user }, now, rules });
    return moved.ok ? null : (moved.refusals[0] ?? null);
  };
  const isProtected = state === 'approved' && protection !== null && now < protection.endsAt;
  return {
    claim,
    account: seesAccount(claim, as) ? names.account(customer.account ?? '') : null,
    deal: deal === null ? null : (names.deal(deal) ?? { id: deal, name: deal }),
    as,
    viewer: user,
    due: dealFields([claim], rules).decisionDue,
    daysLeft: isProtected ? daysBetween(dayIn(now, rules.zone), protection.until) : null,
    judged,
    closed: {
      extend: why({ move: 'extend', evidence: '-' }),
      appeal: why({ move: 'appeal', why: '-' }),
    },
    links: desk.links && (await linksOnClaim(desk, claim)),
    deals: customer.account === null ? [] : names.dealsOf(customer.account).filter(({ id }) => id !== deal),
  };
}

/** What was typed tells its author nothing of our accounts: which of them it is, a channel manager knows. */
function seesAccount({ customer }: Registration, as: ShownClaim['as']): boolean {
  return customer.match === 'chosen' || as === 'channelManager';
}

/** Not the drafts that others work on; and what was given up only where nothing else is. */
function isWorthShowing(desk: Desk, claim: Registration, here: readonly Registration[]): boolean {
  const { state, submission, owner } = claim;
  if (state === 'draft') return owner === null || actorOn(desk, claim).as === 'rep';
  if (state !== 'withdrawn' && state !== 'expired') return true;
  return submission !== null && here.length === 1;
}

function byState(a: Registration, b: Registration): number {
  return ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.key < b.key ? -1 : 1);
}
