/** What the partner card is made of. */
import type { Money } from '../../domain/money.ts';
import type { Terms } from '../../domain/sharing.ts';
import type { DealRole } from '../../domain/team.ts';
import type { PARTNER_STATUSES, Segment } from '../../schema/objects.ts';
import type { Freshness } from '../frame.ts';
import type { ShownLink } from '../registration/links.ts';
import type { PartnerFacts } from '../state.ts';

export interface PartnerList {
  readonly key: string;
  readonly name: string;
  readonly rows: number;
  /** UTC milliseconds. */
  readonly importedAt: number;
}

export interface PartnerCardState extends Freshness {
  /** Null: this account is no partner. */
  readonly partner: PartnerFacts | null;
  /** The account the card stands on. */
  readonly account: string;
  readonly status: (typeof PARTNER_STATUSES)[number] | null;
  /** Name of the user who looks after the partner. */
  readonly manager: string | null;
  /** Exact counts of overlaps: by the partner's segment, then by ours. */
  readonly overlaps: Readonly<Record<Segment, Readonly<Record<Segment, number>>>>;
  /** By the partner's segment. */
  readonly terms: Readonly<Record<Segment, Terms>>;
  readonly dealsByRole: readonly {
    readonly role: DealRole;
    readonly deals: number;
    readonly amount: Money | null;
  }[];
  readonly lists: readonly PartnerList[];
  /** Links that hold for its contacts to hand something in; null: none can be made here. */
  readonly links: readonly ShownLink[] | null;
}
