/** A claim of partners on a deal at a customer: what it says, how it stands, and what a rule about it answers. */
import type { CONSENTS, CUSTOMER_MATCHES, Outcome, RegistrationState } from '../../schema/objects.ts';
import type { ReasonArg } from '../conflict/finding.ts';
import type { Money } from '../money.ts';
import type { DealRole } from '../team.ts';
import type { Move } from './moves.ts';

export type Consent = (typeof CONSENTS)[number];

export interface Customer {
  readonly name: string;
  readonly website: string | null;
  readonly country: string | null;
  /** Our account; null where none was found or chosen. */
  readonly account: string | null;
  /** `chosen` by a person who may see the account, `sure` or `likely` by the matching engine. */
  readonly match: (typeof CUSTOMER_MATCHES)[number];
}

export interface Participant {
  readonly key: string;
  /** The partner's account. */
  readonly partner: string;
  readonly roles: readonly DealRole[];
  /** Basis points of the whole partner credit of the deal; null is not said yet. */
  readonly share: number | null;
  readonly contribution: string | null;
  /** A link to what shows the contribution. */
  readonly evidence: string | null;
  readonly consent: Consent;
  /** The name that the partner's contact typed. */
  readonly consentedBy: string | null;
  /** UTC milliseconds. */
  readonly consentedAt: number | null;
}

/** The claim's place among those of its connection; see `comparePrecedence`. */
export interface Place {
  /** Taken in the store under the connection's lock; a row typed into the CRM takes that of the last one before it. */
  readonly sequence: number;
  /** When a row was typed into the CRM, by the CRM's clock; null for submissions. */
  readonly typedAt: number | null;
}

export interface Submission extends Place {
  readonly at: number;
  readonly outcome: Outcome;
  /** Whether it was late then: waiting for a decision makes no claim late. */
  readonly late: boolean;
}

/** The time that a decision may take. */
export interface DecisionClock {
  /** UTC milliseconds; null while it waits for an answer. */
  readonly dueAt: number | null;
  /** Business days that were left when it was stopped. */
  readonly left: number | null;
  /** How often it was stopped. */
  readonly pauses: number;
  /** Since when an answer is awaited. */
  readonly askedAt: number | null;
}

export interface Ruling {
  readonly as: 'approved' | 'rejected';
  /** Null: the rules of automatic approval. */
  readonly by: string | null;
  readonly at: number;
  readonly reason: string | null;
  readonly policyVersion: number;
}

export interface Protection {
  readonly from: number;
  /** The last protected day in the tenant's zone, YYYY-MM-DD. */
  readonly until: string;
  /** Its end: the first instant that is no longer protected. A later change of zone does not move it. */
  readonly endsAt: number;
  readonly extensions: number;
}

export interface Registration {
  readonly key: string;
  readonly state: RegistrationState;
  readonly customer: Customer;
  readonly deal: string | null;
  /** Product families; none is unknown, which counts as every one. */
  readonly products: readonly string[];
  readonly amount: Money | null;
  /** YYYY-MM-DD. */
  readonly expectedClose: string | null;
  readonly note: string | null;
  readonly participants: readonly Participant[];
  /** The user whose claim it is; null if a partner entered it and nobody has taken it up. */
  readonly owner: string | null;
  readonly enteredBy: string | null;
  readonly submission: Submission | null;
  readonly clock: DecisionClock | null;
  /** Who is asked to decide; null is whom the policy names. */
  readonly decider: string | null;
  readonly ruling: Ruling | null;
  readonly protection: Protection | null;
  readonly history: readonly HistoryEntry[];
}

export type Actor =
  | { readonly as: 'rep' | 'channelManager'; readonly user: string }
  | { readonly as: 'system' }
  /** The contact of a partner, who has a link and no account. */
  | { readonly as: 'partner'; readonly partner: string; readonly name: string };

/** What of a registration a move changed. */
export type Facet = Partial<Omit<Registration, 'key' | 'history'>>;

export interface HistoryEntry {
  readonly at: number;
  readonly by: Actor;
  readonly move: Move;
  readonly why: string | null;
  readonly before: Facet;
  readonly after: Facet;
  readonly policyVersion: number;
}

export interface Refusal {
  /** Names the words too. */
  readonly code: `registration.${string}`;
  /** Where on the form: `customer.name`, `participants`, `participants.2.share`; null is the whole claim. */
  readonly field: string | null;
  readonly args: Readonly<Record<string, ReasonArg>>;
}

/** `entry` is null where everything stood as wished already. */
export type Moved =
  | { readonly ok: true; readonly registration: Registration; readonly entry: HistoryEntry | null }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

export function refusal(
  code: Refusal['code'],
  field: Refusal['field'] = null,
  args: Refusal['args'] = {},
): Refusal {
  return { code, field, args };
}

/** Those who take part: all but who declined. */
export function standingParticipants({ participants }: Pick<Registration, 'participants'>): Participant[] {
  return participants.filter(({ consent }) => consent !== 'declined');
}
