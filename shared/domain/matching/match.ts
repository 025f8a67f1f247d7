/** What a comparison of two records answers, and what a program may choose about it. */

export interface MatchSettings {
  /** A proven pair without contradiction is sure from this score, 0–100. */
  sureAt: number;
  /** Anything else is likely from this score. */
  likelyAt: number;
  /** Equal names and an equal place or phone prove a pair as names and domain do. Absent: true. */
  placeAsWitness?: boolean;
  /** What an equal domain is worth where neither name nor place agrees. Absent: likely. */
  domainAlone?: 'likely' | 'no';
  /** What a pair in two countries is worth that no registration number proves. Absent: likely. */
  acrossCountries?: 'likely' | 'no';
}

export const defaultMatchSettings: Required<MatchSettings> = {
  sureAt: 70,
  likelyAt: 40,
  placeAsWitness: true,
  domainAlone: 'likely',
  acrossCountries: 'likely',
};

export interface Reason {
  /** Message key, such as `match.domain.equal`. */
  key: string;
  /** Blanks of the message; `theirs` quotes the partner's record and is left out where the policy hides it. */
  args: Readonly<Record<string, string | number>>;
  /** Points, may be negative; the reasons' weights sum to the score. */
  weight: number;
}

export type Tier = 'sure' | 'likely' | 'no';

export interface Match {
  /** 0–100, one decimal. */
  score: number;
  /** `sure` is written, `likely` waits for a person. */
  tier: Tier;
  reasons: readonly Reason[];
}
