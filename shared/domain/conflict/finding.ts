/** One reason for a verdict: its kind, what it is about, and how much it matters in the queue. */
import type { CONFLICT_KINDS, Outcome } from '../../schema/objects.ts';
import type { DealRole } from '../team.ts';
import type { Sameness, Standing } from './roles.ts';

export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** Kinds decide: each leads to one outcome, and the gravest of a claim's findings is its verdict. */
export const KIND_OUTCOME: Readonly<Record<ConflictKind, Outcome>> = {
  roleClash: 'hold',
  protectedAccount: 'hold',
  namedAccount: 'hold',
  directOverlap: 'hold',
  selfDealing: 'hold',
  lateClaim: 'hold',
  likelyMatch: 'hold',
  alreadyYours: 'refused',
  complements: 'join',
  velocity: 'flag',
};

/** A blank of a message: words of the catalogue, a day, or a plain value. */
export type ReasonArg =
  | string
  | number
  | { readonly kind: 'word'; readonly key: string }
  | { readonly kind: 'percent'; readonly basisPoints: number }
  | { readonly kind: 'date'; readonly day: string };

/** Words of the catalogue with their blanks. */
export interface Reason {
  readonly key: `conflict.${string}`;
  readonly args: Readonly<Record<string, ReasonArg>>;
}

export interface Finding {
  readonly kind: ConflictKind;
  /** The partner's account whose part it is about; null is the whole claim. */
  readonly partner: string | null;
  readonly role: DealRole | null;
  /** The other claim. */
  readonly against: string | null;
  /** Our deal that it is about. */
  readonly deal: string | null;
  /** How the other claim stands. */
  readonly standing: Standing | null;
  /** The last protected day of the other claim, YYYY-MM-DD. */
  readonly until: string | null;
  /** 0 to 1. */
  readonly score: number;
  /** For a channel manager: it may name the other partner. */
  readonly reason: Reason;
}

/** What a finding does not say of itself is that there is no such thing. */
export function finding(
  kind: ConflictKind,
  score: number,
  reason: Reason['args'],
  about: Partial<Pick<Finding, 'partner' | 'role' | 'against' | 'deal' | 'standing' | 'until'>> = {},
): Finding {
  return {
    kind,
    partner: null,
    role: null,
    against: null,
    deal: null,
    standing: null,
    until: null,
    ...about,
    score,
    reason: { key: `conflict.${kind}`, args: reason },
  };
}

/**
 * How pressing a meeting of two claims is, 0 to 1:
 * account × (0.3 + 0.2 same product + 0.4 role taken + 0.1 protected), a likely account counting 0.8.
 */
export function meetingScore(of: {
  readonly match: 'sure' | 'likely';
  readonly product: Sameness;
  readonly taken: boolean;
  readonly standing: Standing;
}): number {
  const account = of.match === 'sure' ? 1 : 0.8;
  const product = of.product === 'other' ? 0 : 0.2;
  const isProtected = of.standing === 'protected' || of.standing === 'remembered';
  const sum = 0.3 + product + (of.taken ? 0.4 : 0) + (isProtected ? 0.1 : 0);
  return Math.round(account * sum * 100) / 100;
}

/** No person may approve against it: the other claim holds the same exclusive role and is protected. */
export function clashesForGood({ kind, standing }: Pick<Finding, 'kind' | 'standing'>): boolean {
  return kind === 'roleClash' && standing === 'protected';
}

export function roleWord(role: DealRole): ReasonArg {
  return { kind: 'word', key: `role.${role}` };
}
