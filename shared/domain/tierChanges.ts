/** Counts what other settings of matching would change: which pairs, between which tiers, and what that would write. */
import type { Tier } from './matching.ts';

/** A pair under two settings. */
export interface TieredPair {
  score: number;
  from: Tier;
  to: Tier;
  /** A person's word on it, which holds whatever the tier. */
  decision: 'confirmed' | 'rejected' | null;
  /** The partner's policy lets our people see the pair. */
  isShown: boolean;
}

export interface TierCounts {
  /** Pairs that nobody has decided, by tier. */
  before: { sure: number; likely: number };
  after: { sure: number; likely: number };
  /** From and to which tier, the most certain first. */
  moves: { from: Tier; to: Tier; count: number }[];
  /** Pairs that would move if no person had decided on them. */
  stay: number;
  /** Pairs that would move and that nobody may see: they count in the totals only. */
  hidden: number;
  /** Overlaps that would be written or removed. */
  writes: number;
}

const TIERS: readonly Tier[] = ['sure', 'likely', 'no'];

export class TierChanges<Pair extends TieredPair> {
  readonly #before = { sure: 0, likely: 0, no: 0 };
  readonly #after = { sure: 0, likely: 0, no: 0 };
  readonly #moves = new Map<string, number>();
  readonly #changes: Pair[] = [];
  #stay = 0;
  #hidden = 0;
  #writes = 0;

  add(pair: Pair): void {
    const { from, to, decision, isShown } = pair;
    if (decision === null) {
      this.#before[from] += 1;
      this.#after[to] += 1;
    }
    if (from === to) return;
    if (decision !== null) this.#stay += 1;
    else {
      const move = `${from} ${to}`;
      this.#moves.set(move, (this.#moves.get(move) ?? 0) + 1);
      if (!isShown) this.#hidden += 1;
      else if (from === 'sure' || to === 'sure') this.#writes += 1;
    }
    if (isShown) this.#changes.push(pair);
  }

  counts(): TierCounts {
    const moves = TIERS.flatMap((from) =>
      TIERS.flatMap((to) => {
        const count = this.#moves.get(`${from} ${to}`);
        return count === undefined ? [] : [{ from, to, count }];
      }),
    );
    const { no: _before, ...before } = this.#before;
    const { no: _after, ...after } = this.#after;
    return { before, after, moves, stay: this.#stay, hidden: this.#hidden, writes: this.#writes };
  }

  /** Those that may be seen, the highest score first. */
  changes(): Pair[] {
    return this.#changes.toSorted((a, b) => b.score - a.score);
  }
}
