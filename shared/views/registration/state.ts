/** What the registration parts of a card are made of. */
import type { Told } from '../../domain/conflict.ts';
import type { Money } from '../../domain/money.ts';
import type { Refusal, Registration } from '../../domain/registration.ts';
import type { Named, PartnerFacts } from '../state.ts';
import type { ShownLink } from './links.ts';

/** What submitting a claim would lead to, as far as the viewer may know. */
export interface JudgedClaim {
  readonly told: Told;
  /** What is still missing or wrong, in the order of the form. */
  readonly refusals: readonly Refusal[];
  /** Other claims of the viewer's that the verdict speaks of. */
  readonly related: readonly Registration[];
}

/** A claim of which the viewer may see everything. */
export interface ShownClaim {
  readonly claim: Registration;
  /** The customer's account as the CRM calls it; null where none is known. */
  readonly account: Named | null;
  /** Null: none, or the one that the card is about. */
  readonly deal: Named | null;
  /** As whom the viewer would make a move. */
  readonly as: 'rep' | 'channelManager';
  /** The viewer, by the CRM's id of the user. */
  readonly viewer: string;
  /** The day by which a decision is due, YYYY-MM-DD; null where none is awaited. */
  readonly due: string | null;
  /** Whole days of protection after today; null where it is not protected. */
  readonly daysLeft: number | null;
  /** Only of a claim that can still be changed. */
  readonly judged: JudgedClaim | null;
  /** Why the protection cannot be extended, and why the decision cannot be appealed against; null: it can. */
  readonly closed: { readonly extend: Refusal | null; readonly appeal: Refusal | null };
  /** Open deals of the customer that it can be linked to. */
  readonly deals: readonly Named[];
  /** Links that hold for its partners' contacts; null: none can be made here. */
  readonly links: readonly ShownLink[] | null;
}

/** What others registered here: it stands in the deal's own fields for everyone who may read the deal. */
export interface OthersClaim {
  /** Names it to the server. */
  readonly key: string;
  readonly state: Registration['state'];
  /** Its last protected day, YYYY-MM-DD. */
  readonly protectedUntil: string | null;
  /** The partners that the viewer brought in, by their account. */
  readonly joined: readonly string[];
  /** Whether another partner can still join. */
  readonly open: boolean;
}

export interface RegistrationSection {
  /** The viewer's own; for a channel manager all of them. */
  readonly claims: readonly ShownClaim[];
  readonly others: readonly OthersClaim[];
  /** How many more of the viewer's there are than a card shows. */
  readonly hidden: number;
  /** Facts of every partner that a claim names, by id. */
  readonly partners: Readonly<Record<string, PartnerFacts>>;
  /** Partners to choose from before anything is typed. */
  readonly offered: readonly PartnerFacts[];
  readonly mayRegister: boolean;
  /** What the form of a new claim starts from. `customer`: it has to be typed, since the card is about none. */
  readonly start: {
    readonly customer: 'known' | 'typed';
    readonly amount: Money | null;
    readonly expectedClose: string | null;
    /** Open deals of the customer to choose from. */
    readonly deals: readonly Named[];
  };
  /** In which amounts are typed; null: the viewer's CRM has told none yet. */
  readonly currency: string | null;
}

export function partnerIn({ partners }: Pick<RegistrationSection, 'partners'>, id: string): PartnerFacts {
  return partners[id] ?? { id, name: id, type: null, tier: null };
}

/** Whether the claim's form can still be changed. */
export function isOpenToEdits({ claim: { state } }: Pick<ShownClaim, 'claim'>): boolean {
  return state === 'draft' || state === 'moreInfo';
}
