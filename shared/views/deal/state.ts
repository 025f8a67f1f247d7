/** What the deal card is made of. */
import type { Money } from '../../domain/money.ts';
import type { Fields } from '../../schema/objects.ts';
import type { Part, RoleRules, TouchpointKind } from '../../domain/team.ts';
import type { Freshness } from '../frame.ts';
import type { RegistrationSection } from '../registration.ts';
import type { Named, OverlapFacts, PartnerFacts } from '../state.ts';

export interface Touchpoint {
  readonly key: string;
  readonly kind: TouchpointKind;
  readonly partner: Named;
  /** YYYY-MM-DD. */
  readonly on: string;
  readonly note: string | null;
  /** An http or https address; anything else is not shown. */
  readonly link: string | null;
}

export interface DealCardState extends Freshness {
  readonly deal: Named;
  /** Absent: the viewer may not read it. Null: it is empty. */
  readonly account?: Named | null;
  readonly amount?: Money | null;
  readonly stage?: string | null;
  readonly closeDate?: string | null;
  readonly involvement: 'none' | 'sourced' | 'influenced';
  /** `daysLeft`: whole days of protection after today. Absent: the viewer may not read it. */
  readonly registration?: {
    readonly status: 'none' | NonNullable<Fields<'deal'>['registrationStatus']>;
    readonly daysLeft: number | null;
  };
  readonly registrations: RegistrationSection;
  /** Every row, of those who have left too. */
  readonly team: readonly Part[];
  /** Facts of every partner that the team or a touchpoint names, by id. */
  readonly partners: Readonly<Record<string, PartnerFacts>>;
  readonly roles: RoleRules;
  /** Of the deal's account, rejected ones left out or not. */
  readonly overlaps: readonly OverlapFacts[];
  readonly touchpoints: readonly Touchpoint[];
  /** The day in the viewer's zone, YYYY-MM-DD. */
  readonly today: string;
  readonly mayEdit: boolean;
  /** The credit of this deal is settled. */
  readonly locked: boolean;
  /** A part that was ended just now, so that it can be taken back. */
  readonly ended?: { readonly key: string; readonly partner: string; readonly share: number | null } | null;
}

/** The facts of a part's partner; a partner that is no longer there goes by its id. */
export function partnerOf(state: DealCardState, id: string): PartnerFacts {
  return state.partners[id] ?? { id, name: id, type: null, tier: null };
}
