/** What the page of registrations is made of: the queue of who decides, what stands approved, and the viewer's own claims. */
import type { Told } from '../../domain/conflict.ts';
import type { Refusal, Registration } from '../../domain/registration.ts';
import type { Freshness } from '../frame.ts';
import type { RegistrationSection, ShownClaim } from '../registration.ts';
import type { Named, PartnerFacts } from '../state.ts';

/** A claim that waits, with what stands against it as it is judged now. */
export interface WaitingClaim {
  readonly claim: Registration;
  /** The customer's account as the CRM calls it; null where none is known. */
  readonly account: Named | null;
  readonly deal: Named | null;
  readonly told: Told;
  /** The claim of others that weighs most. */
  readonly against: Registration | null;
  /** Our own deal that stands against it. */
  readonly ourDeal: Named | null;
  /** Accounts that its customer may be; none where nobody has to say so. */
  readonly candidates: readonly Named[];
  /** Why the viewer may not decide on it, as an appeal is decided by someone else. */
  readonly decidedBefore: boolean;
}

/** A claim that stands approved and asks for something. */
export interface StandingClaim {
  readonly shown: ShownClaim;
  /** What the CRM said when a deal was to be created for it; null: nothing was refused. */
  readonly refused: { readonly field: string | null; readonly reason: string } | null;
}

export interface Listed<Item> {
  readonly items: readonly Item[];
  /** How many there are beyond these. */
  readonly more: number;
}

export interface Inbox {
  /** In the order in which they are to be decided. */
  readonly waiting: Listed<WaitingClaim>;
  /** Those that come after them, which are not judged anew. */
  readonly next: readonly Registration[];
  /** How many decisions are overdue. */
  readonly overdue: number;
  readonly withoutDeal: Listed<StandingClaim>;
  /** Protection that ends soon, the soonest first. */
  readonly ending: Listed<StandingClaim>;
  /** Approved claims whose shares no longer make up the whole, since a partner declined. */
  readonly unshared: Listed<StandingClaim>;
  /** Texts that a decider may pick from. */
  readonly reasons: readonly string[];
  /** Who can be asked to decide. */
  readonly deciders: readonly { readonly id: string; readonly name: string }[];
  /** Whom the policy names; null: nobody. */
  readonly decider: string | null;
  /** Whether the program says how a deal is created. */
  readonly createsDeals: boolean;
}

/** A claim that was to be approved with others and was not. */
export interface LeftClaim {
  readonly key: string;
  /** The customer's name. */
  readonly customer: string;
  /** At least one. */
  readonly refusals: readonly Refusal[];
}

export interface RegistrationsState extends Freshness {
  /** UTC milliseconds. */
  readonly now: number;
  /** Null: the viewer decides nothing. */
  readonly inbox: Inbox | null;
  readonly left: readonly LeftClaim[];
  /** Facts of every partner that a claim names, by id. */
  readonly partners: Readonly<Record<string, PartnerFacts>>;
  /** The viewer's claims that can still be changed, and a way to begin another. */
  readonly section: RegistrationSection;
  /** The viewer's other claims. */
  readonly own: Listed<ShownClaim>;
}
