/** What the account card is made of. */
import type { SharedAccount } from '../../domain/sharing.ts';
import type { AskKind, DealRole } from '../../domain/team.ts';
import type { Freshness } from '../frame.ts';
import type { RegistrationSection } from '../registration.ts';
import type { Named, OverlapFacts } from '../state.ts';

/** A request for a partner's help: a task for the partner's manager. */
export interface Ask {
  readonly key: string;
  readonly kind: AskKind;
  readonly partner: Named;
  /** `gone`: someone deleted the task. */
  readonly state: 'open' | 'done' | 'gone';
  /** Whose task it is, by name; null where the CRM does not say. */
  readonly assignee: string | null;
  /** YYYY-MM-DD. */
  readonly due: string;
}

export interface AccountOverlap extends OverlapFacts {
  /** What of this account may leave to the partner (`shareOurs`); null is nothing. */
  readonly tellable: SharedAccount | null;
}

/** A partner's part in one open deal of the account. */
export interface OpenDealPart {
  readonly deal: Named;
  readonly partner: Named;
  readonly roles: readonly DealRole[];
}

/** Who implements, or runs it after the sale. */
export interface AfterSalePart {
  readonly partner: Named;
  readonly deal: Named;
  readonly role: DealRole;
}

export interface AccountCardState extends Freshness {
  readonly account: Named;
  readonly overlaps: readonly AccountOverlap[];
  readonly asks: readonly Ask[];
  readonly openDeals: readonly OpenDealPart[];
  readonly afterSale: readonly AfterSalePart[];
  readonly registrations: RegistrationSection;
  /** YYYY-MM-DD in the viewer's zone. */
  readonly today: string;
  /** The day a request for help falls due unless the viewer says otherwise, YYYY-MM-DD. */
  readonly askDue: string;
  readonly mayEdit: boolean;
  /** Whether requests for help can be taken here; then each overlap offers them. */
  readonly takesAsks: boolean;
}
