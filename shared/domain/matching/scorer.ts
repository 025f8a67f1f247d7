/** Whether two records are one company: evidence for and against in bits, a score, a tier, and the reasons that add up to it. */
import { ROW, type Companies } from './companies.ts';
import type { CompanyText } from './companyText.ts';
import { areAbroad } from './countryCell.ts';
import { Evidence } from './evidence.ts';
import type { Learnt } from './learnt.ts';
import type { Match, MatchSettings } from './match.ts';
import { NameEvidence } from './nameEvidence.ts';
import { PlaceEvidence } from './placeEvidence.ts';
import { Reach } from './reach.ts';
import { reasonsOf } from './reasons.ts';
import { weighSites } from './siteEvidence.ts';
import { tierOf } from './tier.ts';
import { sameRegistration } from '../normalise.ts';
import { BITS, EVEN, POINTS } from './weights.ts';

/** Sums of bits in another order may differ in the last places. */
const SLACK = 0.2;

/** Compares rows of two tables whose words the same `learnt` has weighed; one a thread, since it keeps its scratch. */
export class Scorer {
  readonly #ours: Companies;
  readonly #theirs: Companies;
  readonly #learnt: Learnt;
  readonly #settings: MatchSettings;
  readonly #evidence = new Evidence();
  readonly #places: PlaceEvidence;
  readonly #names: NameEvidence;
  readonly #reach: Reach;
  /** Bits from which on a pair is likely, but for rounding. */
  readonly #needed: number;
  /** The row of ours whose text was read last. */
  #row = -1;
  #text: CompanyText | null = null;

  constructor(ours: Companies, theirs: Companies, learnt: Learnt, settings: MatchSettings) {
    this.#ours = ours;
    this.#theirs = theirs;
    this.#learnt = learnt;
    this.#settings = settings;
    this.#places = new PlaceEvidence(ours, theirs, learnt);
    this.#names = new NameEvidence(ours, theirs, learnt);
    this.#needed = learnt.most + (settings.likelyAt - EVEN) / POINTS - SLACK;
    this.#reach = new Reach(ours, theirs, learnt, this.#needed);
  }

  /** Null for a pair that is neither sure nor likely; answers the same whichever side comes first. */
  match(i: number, j: number): Match | null {
    this.#weigh(i, j);
    if (this.#evidence.bits < this.#needed) return null;
    const match = this.#answer(i, j);
    return match.tier === 'no' ? null : match;
  }

  /** The same with its reasons however low the score. */
  explain(i: number, j: number): Match {
    this.#weigh(i, j);
    return this.#answer(i, j);
  }

  /** Keeps those of the first `count` rows of theirs that `mayMatch` row `i`, in order, and answers how many. */
  among(i: number, others: Uint32Array, count: number): number {
    return this.#reach.among(i, others, count);
  }

  /** A cheap look: false only for pairs that cannot reach `likelyAt`. */
  mayMatch(i: number, j: number): boolean {
    return this.#reach.could(i, j);
  }

  #answer(i: number, j: number): Match {
    const { most } = this.#learnt;
    const evidence = this.#evidence;
    const { comparison } = this.#names;
    const { reasons, score } = reasonsOf(evidence, most, this.#textOf(i), this.#theirs.textOf(j), comparison);
    return { score, tier: tierOf(evidence, score, most, this.#settings), reasons };
  }

  /** A row of ours is compared with many of theirs, one after the other. */
  #textOf(i: number): CompanyText {
    if (i !== this.#row) {
      this.#text = this.#ours.textOf(i);
      this.#row = i;
    }
    return this.#text!;
  }

  #weigh(i: number, j: number): void {
    const evidence = this.#evidence;
    evidence.clear();
    this.#weighRegistration(i, j);
    weighSites(evidence, this.#ours, i, this.#theirs, j, this.#learnt);
    this.#places.weigh(evidence, i, j);
    this.#names.weigh(evidence, i, j);
  }

  #weighRegistration(i: number, j: number): void {
    const [a, b] = [this.#ours, this.#theirs];
    const [rowA, rowB] = [i * ROW.size, j * ROW.size];
    if (a.rows[rowA + ROW.registration] === 0 || b.rows[rowB + ROW.registration] === 0) return;
    const relation = sameRegistration(this.#textOf(i).registration, b.textOf(j).registration);
    const evidence = this.#evidence;
    // Registers of two countries give out the same numbers.
    const abroad = areAbroad(a.rows[rowA + ROW.country]!, b.rows[rowB + ROW.country]!);
    const most = abroad ? this.#learnt.most : BITS.registration.equal;
    if (relation === 'equal') evidence.registration = Math.min(most, BITS.registration.equal);
    else if (relation === 'other') {
      evidence.registration = BITS.registration.other;
      evidence.contradicted = true;
    }
  }
}
