/** What a verdict is made from: the other claims on the customer, its deals, and who the partners are. */
import type { PARTNER_STATUSES, PartnerType } from '../../schema/objects.ts';
import type { Registration } from '../registration/claim.ts';
import type { Part, RoleRules } from '../team.ts';
import type { RegistrationPolicy } from '../registration/policy.ts';

/** The rules of one connection at one version. */
export interface RegistrationRules {
  readonly policy: RegistrationPolicy;
  readonly roles: RoleRules;
  /** Of the program. */
  readonly version: number;
  /** The tenant's zone by its IANA name: the policy's, else the connection's. */
  readonly zone: string;
}

export interface PartnerFacts {
  readonly id: string;
  readonly name: string;
  readonly type: PartnerType | null;
  readonly tier: string | null;
  readonly status: (typeof PARTNER_STATUSES)[number] | null;
  /** Registrable domains that are the partner's own. */
  readonly domains: readonly string[];
}

export interface DealFacts {
  readonly id: string;
  readonly account: string | null;
  /** UTC milliseconds; null where the CRM does not tell, which counts as long ago. */
  readonly createdAt: number | null;
  readonly stage: string | null;
  /** YYYY-MM-DD. */
  readonly closeDate: string | null;
  readonly closed: boolean;
  readonly won: boolean;
  /** Its deal partners. */
  readonly team: readonly Part[];
}

/** Another claim whose customer the matching engine takes for the same. */
export interface Rival {
  readonly registration: Registration;
  readonly match: 'sure' | 'likely';
}

export interface ConflictFacts {
  /** Of whatever state; the claim itself may be among them. */
  readonly rivals: readonly Rival[];
  /** All deals of the customer. */
  readonly deals: readonly DealFacts[];
  /** By their account. */
  readonly partners: ReadonlyMap<string, PartnerFacts>;
  /** Registrable domains that are the customer's own. */
  readonly customerDomains: readonly string[];
  /** Submissions of a partner on the claim's day before it, by the partner's account. */
  readonly submissionsToday: ReadonlyMap<string, number>;
}
