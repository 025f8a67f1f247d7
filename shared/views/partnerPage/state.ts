/** What the partner's page is made of: no more than the contact of one partner may know of a claim. */
import type { Consent, Refusal } from '../../domain/registration.ts';
import type { DealRole } from '../../domain/team.ts';
import type { RegistrationState } from '../../schema/objects.ts';

export const LINK_PURPOSES = ['consent', 'referral', 'registration'] as const;
/** Agreeing to a part of a claim, naming a customer, or claiming a deal with other partners. */
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** Their part of the claim, the customer and how it stands; nothing of the others in it. */
export interface OwnPart {
  readonly customer: string;
  readonly state: RegistrationState;
  readonly roles: readonly DealRole[];
  /** Basis points; null is not said yet. */
  readonly share: number | null;
  readonly consent: Consent;
  readonly consentedBy: string | null;
  /** UTC milliseconds. */
  readonly consentedAt: number | null;
  /** The last protected day, YYYY-MM-DD. */
  readonly protectedUntil: string | null;
}

/** What was typed, by the field's name on the page, as it was typed; a field that is ticked in several places has several. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/** What is asked on the page itself, and no rule of the domain judges. */
export type PageRefusal =
  | Refusal
  | {
      readonly code:
        | 'page.answer.missing'
        | 'page.changed'
        | 'page.coPartner'
        | 'page.expired'
        | 'page.notSaved'
        | 'page.sendAgain';
      readonly field: string | null;
      readonly args: Readonly<Record<string, never>>;
    };

export interface PageState {
  /** Our company as its CRM calls it; empty where that is not known. */
  readonly company: string;
  readonly partner: string;
  readonly contact: string;
  /** UTC milliseconds. */
  readonly expiresAt: number;
  /** IANA name of the zone to write instants in. */
  readonly zone: string;
  /** The published rules; empty for none. */
  readonly engagement: string;
  /** Null: nothing was handed in yet. */
  readonly part: OwnPart | null;
  /** Null: nothing is asked, the page tells how it stands. */
  readonly ask: LinkPurpose | null;
  readonly typed: Typed;
  /** Why what was sent did not count, in the order of the form. */
  readonly refusals: readonly PageRefusal[];
  /** How many other partners may be named. */
  readonly coPartners: number;
}
