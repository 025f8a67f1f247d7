/** Matches rows of ours with all of theirs and writes what is sure or likely as lines of the output file. */
import { Companies } from '../../shared/domain/matching/companies.ts';
import { KeyIndex } from '../../shared/domain/matching/keyIndex.ts';
import type { Learnt } from '../../shared/domain/matching/learnt.ts';
import { defaultMatchSettings, type Match } from '../../shared/domain/matching/match.ts';
import { Scorer } from '../../shared/domain/matching/scorer.ts';
import { neutralise } from '../../shared/domain/list.ts';
import { csvLine } from '../cli/csvLine.ts';
import { IdTexts } from './ids.ts';
import { inWords } from './reasonWords.ts';
import type { Matched, Tasks } from './tasks.ts';

/** A record that shares keys with more others than this is looked at with so many of them. */
const MOST_CANDIDATES = 4_096;

interface Pair extends Match {
  row: number;
}

export class Matching {
  /** One file stands on both sides. */
  readonly #same: boolean;
  readonly #ourIds: IdTexts;
  readonly #theirIds: IdTexts;
  readonly #ours: Companies;
  readonly #index: KeyIndex;
  readonly #scorer: Scorer;
  /** The row of ours for which a row of theirs was found last, from 1. */
  readonly #seen: Uint32Array;
  readonly #found = new Uint32Array(MOST_CANDIDATES);

  constructor({ sides, index }: Tasks['open']['asked'], learnt: Learnt) {
    this.#same = sides.same;
    this.#ourIds = new IdTexts(sides.ours.ids);
    this.#theirIds = new IdTexts(sides.theirs.ids);
    this.#ours = Companies.over(sides.ours.companies);
    const theirs = sides.same ? this.#ours : Companies.over(sides.theirs.companies);
    this.#index = new KeyIndex(index);
    this.#scorer = new Scorer(this.#ours, theirs, learnt, defaultMatchSettings);
    this.#seen = new Uint32Array(theirs.size);
  }

  match(from: number, to: number): Matched {
    const counts = { candidates: 0, sure: 0, likely: 0 };
    let lines = '';
    for (let row = from; row < to; row++) {
      const keys = this.#ours.keysOf(row);
      const found = this.#index.candidates(keys, this.#seen, row + 1, this.#found);
      // A row shares all its keys with itself.
      counts.candidates += this.#same && found > 0 ? found - 1 : found;
      const left = this.#scorer.among(row, this.#found, found);
      const pairs: Pair[] = [];
      for (let at = 0; at < left; at++) {
        const other = this.#found[at]!;
        if (this.#same && other === row) continue;
        const match = this.#scorer.match(row, other);
        if (match) pairs.push({ ...match, row: other });
      }
      if (pairs.length === 0) continue;
      pairs.sort((a, b) => b.score - a.score || a.row - b.row);
      const id = neutralise(this.#ourIds.at(row));
      for (const pair of pairs) {
        counts[pair.tier as 'sure' | 'likely']++;
        lines += this.#line(id, pair);
      }
    }
    return { ...counts, lines: new TextEncoder().encode(lines) };
  }

  /** Only an id comes from a file; the other cells are ours. */
  #line(id: string, { row, score, tier, reasons }: Pair): string {
    return `${csvLine([id, neutralise(this.#theirIds.at(row)), String(score), tier, inWords(reasons)])}\n`;
  }
}
