/** How often matching was right where people have said so, and which thresholds that speaks for. */
import type { MatchSettings, Tier } from './matching.ts';

/** A pair that a person has confirmed or rejected, scored by the present rules. */
export interface JudgedPair {
  /** 0–100. */
  score: number;
  tier: Tier;
  /** The evidence allows it to be sure, if only `sureAt` were low enough. */
  provable: boolean;
  confirmed: boolean;
}

export interface Precision {
  confirmed: number;
  rejected: number;
  /** Share of pairs that are right, 0–1; null where nothing is decided. */
  share: number | null;
  /** Where the true share lies with 90 % certainty (Wilson); null with too few decisions to say. */
  interval: { low: number; high: number } | null;
}

export interface ScoreBand extends Precision {
  from: number;
  /** Belongs to the next band, but 100 to the last one. */
  to: number;
}

export interface MatchReport {
  decided: number;
  tiers: Record<Tier, Precision>;
  /** From the lowest score to the highest. */
  bands: ScoreBand[];
  suggestion: ThresholdSuggestion;
}

/** Whole points; null where too few decisions speak for any threshold. `likelyAt` is never above `sureAt`. */
export interface ThresholdSuggestion {
  sureAt: number | null;
  likelyAt: number | null;
}

/** Below this many decisions a share is chance. */
export const LEAST_DECISIONS = 20;
/** A false match can disclose a customer. */
export const SURE_PRECISION = 0.98;
/** More often wrong than right, and a queue is not worth a person's time. */
export const LIKELY_PRECISION = 0.5;
/** Of the normal distribution, 90 % two-sided. */
const Z = 1.6449;
const EDGES = [0, 40, 50, 60, 70, 80, 90, 100] as const;
/** What a lower threshold would let in has to be right by itself, not only among what is sure anyway. */
const SLICE = 10;

export function matchReport(pairs: readonly JudgedPair[], present: MatchSettings): MatchReport {
  const ofTier = (tier: Tier) => precisionOf(pairs.filter((pair) => pair.tier === tier));
  return {
    decided: pairs.length,
    tiers: { sure: ofTier('sure'), likely: ofTier('likely'), no: ofTier('no') },
    bands: bandsOf(pairs),
    suggestion: suggestThresholds(pairs, present),
  };
}

/** The share's interval by Wilson's score, which stays honest where all or none are right. */
export function wilson(right: number, total: number): { low: number; high: number } {
  if (total === 0) return { low: 0, high: 1 };
  const share = right / total;
  const square = (Z * Z) / total;
  const centre = share + square / 2;
  const reach = Z * Math.sqrt((share * (1 - share) + square / 4) / total);
  const within = (value: number) => Math.min(1, Math.max(0, value / (1 + square)));
  return { low: within(centre - reach), high: within(centre + reach) };
}

/**
 * `sureAt`: the lowest from which provable pairs are right with a share of at least `SURE_PRECISION`, the lower end
 * of the interval taken, and those of its lowest points as well. `likelyAt`: the lowest from which at least half of
 * what is not sure by the present settings is right. One more confirmation instead of a rejection never raises either.
 */
export function suggestThresholds(pairs: readonly JudgedPair[], present: MatchSettings): ThresholdSuggestion {
  const provable = pairs.filter((pair) => pair.provable);
  const waiting = pairs.filter(({ provable, score }) => !(provable && score >= present.sureAt));
  const sureAt = lowest(provable, (above, slice) => {
    const [all, added] = [countsOf(above), countsOf(slice)];
    return (
      wilson(all.confirmed, all.total).low >= SURE_PRECISION &&
      added.total >= LEAST_DECISIONS &&
      added.confirmed >= SURE_PRECISION * added.total
    );
  });
  const likelyAt = lowest(waiting, (above) => {
    const { confirmed, total } = countsOf(above);
    return total >= LEAST_DECISIONS && confirmed >= LIKELY_PRECISION * total;
  });
  const most = sureAt ?? present.sureAt;
  return { sureAt, likelyAt: likelyAt === null ? null : Math.min(likelyAt, most) };
}

/** The lowest whole score that some pair stands at and from which the pairs hold. */
function lowest(
  pairs: readonly JudgedPair[],
  holds: (above: readonly JudgedPair[], slice: readonly JudgedPair[]) => boolean,
): number | null {
  const starts = [...new Set(pairs.map(({ score }) => Math.floor(score)))].sort((a, b) => a - b);
  const found = starts.find((from) => {
    const above = pairs.filter(({ score }) => score >= from);
    return holds(
      above,
      above.filter(({ score }) => score < from + SLICE),
    );
  });
  return found ?? null;
}

function bandsOf(pairs: readonly JudgedPair[]): ScoreBand[] {
  return EDGES.slice(0, -1).map((from, at) => {
    const to = EDGES[at + 1] ?? 100;
    const inside = pairs.filter(({ score }) => score >= from && (score < to || to === 100));
    return { from, to, ...precisionOf(inside) };
  });
}

function precisionOf(pairs: readonly JudgedPair[]): Precision {
  const { confirmed, total } = countsOf(pairs);
  return {
    confirmed,
    rejected: total - confirmed,
    share: total === 0 ? null : confirmed / total,
    interval: total < LEAST_DECISIONS ? null : wilson(confirmed, total),
  };
}

function countsOf(pairs: readonly JudgedPair[]): { confirmed: number; total: number } {
  return { confirmed: pairs.filter(({ confirmed }) => confirmed).length, total: pairs.length };
}
