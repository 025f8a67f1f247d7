/** What each move is asked with, and under which rules it is made. */
import type { DealFacts, PartnerFacts, RegistrationRules } from '../conflict/facts.ts';
import type { Verdict } from '../conflict/verdict.ts';
import type { Actor, Facet, Place, Refusal } from './claim.ts';
import type { ClaimForm, ParticipantInput } from './form.ts';
import type { Surroundings } from './submission.ts';

export type MoveRequest =
  | { readonly move: 'edit'; readonly form: ClaimForm }
  | {
      readonly move: 'submit';
      readonly place: Place;
      readonly verdict: Verdict;
      readonly around: Surroundings;
    }
  | { readonly move: 'review' }
  | { readonly move: 'rejudge'; readonly verdict: Verdict }
  | { readonly move: 'askInfo'; readonly why: string }
  | {
      readonly move: 'answer';
      readonly form: ClaimForm;
      readonly why: string | null;
      readonly around: Surroundings;
    }
  | {
      readonly move: 'approve';
      readonly why: string | null;
      readonly verdict: Verdict;
      /** Those of its participants that are partners, by their account. */
      readonly partners: ReadonlyMap<string, PartnerFacts>;
    }
  | { readonly move: 'reject'; readonly why: string }
  | { readonly move: 'appeal'; readonly why: string }
  | { readonly move: 'withdraw'; readonly why: string | null }
  /** `evidence`: what the partners did since the approval, in words or as a link. */
  | { readonly move: 'extend'; readonly evidence: string }
  | {
      readonly move: 'join';
      readonly participant: ParticipantInput;
      /** On the claim as it is `withJoiner`. */
      readonly verdict: Verdict;
      readonly partners: ReadonlyMap<string, PartnerFacts>;
    }
  | {
      readonly move: 'consent';
      readonly partner: string;
      readonly consent: 'accepted' | 'declined';
      /** As the contact typed it. */
      readonly name: string;
    }
  /** Basis points by the partner's account. */
  | {
      readonly move: 'reshare';
      readonly shares: Readonly<Record<string, number>>;
      readonly why: string | null;
    }
  /** Null: none of our accounts. */
  | { readonly move: 'settleCustomer'; readonly account: string | null }
  /** Null takes the link away. `verdict`: on the claim with this deal. */
  | { readonly move: 'linkDeal'; readonly deal: DealFacts | null; readonly verdict: Verdict }
  | { readonly move: 'assign'; readonly owner?: string; readonly decider?: string | null }
  | { readonly move: 'expire' }
  | { readonly move: 'convert'; readonly deal: DealFacts }
  | { readonly move: 'reopen'; readonly deal: DealFacts }
  /** `why`: the field and reason that the CRM gave. */
  | { readonly move: 'release'; readonly why: string }
  /** What is absent stays; null: it is gone. */
  | {
      readonly move: 'follow';
      readonly account?: string | null;
      readonly deal?: string | null;
      /** By the partner's account as it was: as it is. */
      readonly partners?: Readonly<Record<string, string>>;
    };

type Said<Name, Request = MoveRequest> = Request extends { readonly move: Name } ? Request : never;

/** A request as a person says it: what else it needs is found out when it is made. */
export type Wish =
  | Omit<Said<'submit'>, 'place' | 'verdict' | 'around'>
  | Omit<Said<'rejudge'>, 'verdict'>
  | Omit<Said<'answer'>, 'around'>
  | Omit<Said<'approve'>, 'verdict' | 'partners'>
  | Omit<Said<'join'>, 'verdict' | 'partners'>
  /** `deal`: its id. */
  | { readonly move: 'linkDeal'; readonly deal: string | null }
  | Omit<Said<'convert'>, 'deal'>
  | Omit<Said<'reopen'>, 'deal'>
  | Exclude<
      MoveRequest,
      { move: 'submit' | 'rejudge' | 'answer' | 'approve' | 'join' | 'linkDeal' | 'convert' | 'reopen' }
    >;

export interface MoveContext {
  readonly actor: Actor;
  /** UTC milliseconds. */
  readonly now: number;
  readonly rules: RegistrationRules;
}

/** What a move does to the claim besides its state; `why` goes into the history. */
export type Effect =
  { readonly changes: Facet; readonly why?: string | null } | { readonly refusals: readonly Refusal[] };
