/** Lays two names beside each other, word by word: equal words, joined words, initials, typing errors, and what is left over. */
import { areInitials, beginAlike, isJoin, isSlip, typoBits } from './alikeWords.ts';
import type { Companies } from './companies.ts';
import { ComparedName, wordsLeft } from './comparedName.ts';
import { type Left, leftOf } from './leftWords.ts';
import { BITS } from './weights.ts';
import { isRare, LONGEST_INITIALS, NUMBER } from './wordCards.ts';
import { lengthIn, marksIn, tellingIn } from './wordInfo.ts';

/** Letters of an acronym at most. */
const LONGEST_SHORT = 6;

export class NameComparison {
  readonly #a = new ComparedName();
  readonly #b = new ComparedName();
  readonly #rareFrom: number;
  /** What the words that both names have tell, in bits. */
  shared = 0;
  equal = false;
  /** Letters of the longest acronym by which one name stands for words of the other; 0 without. */
  acronym = 0;
  /** Both have a word that few others carry. */
  distinct = false;
  /** Words were taken for one that may as well be two: Barton and Burton. */
  unsure = false;
  /** Words were taken for one that most likely are two: Hansen and Jansen. */
  shaky = false;

  /** @param rareFrom bits from which on a word is rare */
  constructor(rareFrom: number) {
    this.#rareFrom = rareFrom;
  }

  /** False when one of them has no such name. */
  compare(a: Companies, i: number, ourName: number, b: Companies, j: number, theirName: number): boolean {
    const [one, other] = [this.#a, this.#b];
    if (!one.set(a, i, ourName) || !other.set(b, j, theirName)) return false;
    this.shared = 0;
    this.acronym = 0;
    this.distinct = this.unsure = this.shaky = false;
    this.#equalWords(one, other);
    this.equal = this.complete;
    if (this.contained) return true;
    this.#joinedWords(one, other);
    this.#joinedWords(other, one);
    this.#initials(one, other);
    this.#initials(other, one);
    this.#typos(one, other);
    return true;
  }

  /** 0–1: the share of what the words tell that both names have. */
  get alike(): number {
    const all = this.#a.own + this.#b.own;
    return all === 0 ? 0 : Math.min(1, (2 * this.shared) / all);
  }

  /** The smaller of what the two names tell in all. */
  get least(): number {
    return Math.min(this.#a.own, this.#b.own);
  }

  get mostOwn(): number {
    return Math.max(this.#a.own, this.#b.own);
  }

  /** What only ours has, and what only theirs has. */
  left(): { ours: Left; theirs: Left } {
    const { a, b } = { a: this.#a, b: this.#b };
    return { ours: leftOf(a, b, this.#rareFrom), theirs: leftOf(b, a, this.#rareFrom) };
  }

  /** One name holds every word of the other. */
  get contained(): boolean {
    return this.#a.rest === 0 || this.#b.rest === 0;
  }

  /** Every word of either has its counterpart in the other. */
  get complete(): boolean {
    return this.#a.rest === 0 && this.#b.rest === 0;
  }

  /** Some word of either name, counterpart or not, passes the test. */
  someWord(test: (hash: number, info: number) => boolean): boolean {
    for (const name of [this.#a, this.#b])
      for (let n = 0; n < name.count; n++) if (test(name.hash(n), name.info(n))) return true;
    return false;
  }

  /** The short word that ours, and that theirs, has alone beside everyday words; empty without. */
  leftShort(): { ours: string; theirs: string } {
    return { ours: this.#shortIn(this.#a), theirs: this.#shortIn(this.#b) };
  }

  #shortIn(name: ComparedName): string {
    let found = '';
    for (let n = 0; n < name.count; n++) {
      if (!name.isLeft(n) || !isRare(name.info(n), this.#rareFrom)) continue;
      if (found !== '' || lengthIn(name.info(n)) > LONGEST_SHORT) return '';
      found = name.wordAt(n);
    }
    return found;
  }

  leftWords(): { ours: string; theirs: string } {
    return { ours: wordsLeft(this.#a), theirs: wordsLeft(this.#b) };
  }

  #equalWords(a: ComparedName, b: ComparedName): void {
    for (let i = 0; i < a.count; i++) {
      const hash = a.hash(i);
      for (let j = 0; j < b.count; j++) {
        if (b.hash(j) !== hash || !b.isLeft(j)) continue;
        a.take(1 << i);
        b.take(1 << j);
        this.shared += tellingIn(a.info(i));
        if (isRare(a.info(i), this.#rareFrom)) this.distinct = true;
        break;
      }
    }
  }

  /** "Facebook" and "Face Book". */
  #joinedWords(one: ComparedName, two: ComparedName): void {
    for (let i = 0; i < one.count; i++) {
      if (!one.isLeft(i)) continue;
      for (let j = 1; j < two.count; j++) {
        if (!two.isLeft(j) || !two.isLeft(j - 1) || !isJoin(one, i, two, j - 1)) continue;
        one.take(1 << i);
        two.take(3 << (j - 1));
        this.shared += Math.min(tellingIn(one.info(i)), tellingIn(two.info(j - 1)) + tellingIn(two.info(j)));
        this.distinct = true;
        break;
      }
    }
  }

  /** Takes the best pair again and again, so that the answer does not ask which name comes first. */
  #typos(a: ComparedName, b: ComparedName): void {
    for (;;) {
      let [bestI, bestJ, best, bestTie] = [-1, -1, 0, 0];
      for (let i = 0; i < a.count; i++) {
        if (!a.isLeft(i)) continue;
        for (let j = 0; j < b.count; j++) {
          if (!b.isLeft(j)) continue;
          const bits = typoBits(a, i, b, j);
          const tie = (a.hash(i) ^ b.hash(j)) >>> 0;
          if (bits <= 0 || bits < best || (bits === best && tie <= bestTie)) continue;
          [bestI, bestJ, best, bestTie] = [i, j, bits, tie];
        }
      }
      if (bestI < 0) return;
      a.take(1 << bestI);
      b.take(1 << bestJ);
      this.shared += best;
      if (!isSlip(a, bestI, b, bestJ)) {
        this.unsure = true;
        if (!beginAlike(a, bestI, b, bestJ)) this.shaky = true;
      } else if (this.#isRare(a, bestI, b, bestJ)) this.distinct = true;
    }
  }

  #isRare(a: ComparedName, i: number, b: ComparedName, j: number): boolean {
    return isRare(a.info(i), this.#rareFrom) && isRare(b.info(j), this.#rareFrom);
  }

  /** "IBM" and "International Business Machines": initials of words in a row that have no counterpart. */
  #initials(short: ComparedName, long: ComparedName): void {
    for (let i = 0; i < short.count; i++) {
      const info = short.info(i);
      const length = lengthIn(info);
      if (!short.isLeft(i) || length < 2 || length > LONGEST_INITIALS || (marksIn(info) & NUMBER) !== 0)
        continue;
      for (let from = 0; from + length <= long.count; from++) {
        const all = ((1 << length) - 1) << from;
        if ((long.rest & all) !== all || long.count < 2 || !areInitials(short, i, long, from)) continue;
        let bits = 0;
        for (let n = 0; n < length; n++) bits += tellingIn(long.info(from + n));
        this.shared += Math.min(bits, tellingIn(info), BITS.name.acronymLetter * length);
        this.acronym = Math.max(this.acronym, length);
        short.take(1 << i);
        long.take(all);
        break;
      }
    }
  }
}
