/** How well the matcher does on labelled pairs: each half is matched as two lists, with weights learnt from themselves. */
import { readFileSync } from 'node:fs';
import {
  Companies,
  countIn,
  defaultMatchSettings,
  KeyIndex,
  Learnt,
  Scorer,
  type Subject,
  type Tier,
  together,
} from '../../shared/domain/matching.ts';

export interface LabelledPair {
  id: number;
  category: string;
  same: boolean;
  why: string;
  ours: Omit<Subject, 'id'>;
  theirs: Omit<Subject, 'id'>;
}

export interface Judged extends LabelledPair {
  tier: Tier;
  score: number;
}

const MOST_CANDIDATES = 4_096;

export function labelledPairs(half: 'tune' | 'frozen'): LabelledPair[] {
  const file = new URL(`labelled/${half}.jsonl`, import.meta.url);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as LabelledPair);
}

/** A pair that shares no key is never looked at and counts as "no". */
export function judge(pairs: readonly LabelledPair[]): Judged[] {
  const ours = Companies.of(pairs.map((pair) => ({ ...pair.ours, id: `ours ${pair.id}` })));
  const theirs = Companies.of(pairs.map((pair) => ({ ...pair.theirs, id: `theirs ${pair.id}` })));
  const learnt = new Learnt(together([countIn(ours), countIn(theirs)]));
  learnt.weigh(ours);
  learnt.weigh(theirs);
  const index = KeyIndex.of(theirs);
  const scorer = new Scorer(ours, theirs, learnt, defaultMatchSettings);
  const seen = new Uint32Array(theirs.size);
  const found = new Uint32Array(MOST_CANDIDATES);
  return pairs.map((pair, row) => {
    const count = index.candidates(ours.keysOf(row), seen, row + 1, found);
    const match = found.subarray(0, count).includes(row) ? scorer.match(row, row) : null;
    return { ...pair, tier: match?.tier ?? 'no', score: match?.score ?? 0 };
  });
}

export interface Accuracy {
  surePrecision: number;
  sureRecall: number;
  /** Harmonic mean of precision and recall over sure and likely together. */
  f1: number;
}

export function accuracyOf(judged: readonly Judged[]): Accuracy {
  const count = (same: boolean, tiers: readonly Tier[]): number =>
    judged.filter((pair) => pair.same === same && tiers.includes(pair.tier)).length;
  const same = judged.filter((pair) => pair.same).length;
  const sure = count(true, ['sure']);
  const found = count(true, ['sure', 'likely']);
  const [precision, recall] = [found / (found + count(false, ['sure', 'likely'])), found / same];
  return {
    surePrecision: sure / (sure + count(false, ['sure'])),
    sureRecall: sure / same,
    f1: (2 * precision * recall) / (precision + recall),
  };
}

/** One line a category: same pairs as sure/likely/no, then different ones. */
export function tableOf(judged: readonly Judged[]): string {
  const categories = [...new Set(judged.map(({ category }) => category))];
  const cell = (category: string, same: boolean): string =>
    (['sure', 'likely', 'no'] as const)
      .map(
        (tier) => judged.filter((p) => p.category === category && p.same === same && p.tier === tier).length,
      )
      .join('/');
  const lines = categories.map(
    (category) => `${category.padEnd(40)}${cell(category, true).padEnd(12)}${cell(category, false)}`,
  );
  return [`${''.padEnd(40)}${'same'.padEnd(12)}different`, ...lines].join('\n');
}
