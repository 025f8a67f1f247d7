/** A cheap look at two rows, before their words are laid beside each other: how many bits of evidence there could be at most. */
import { DOMAIN, ROW, type Companies } from './companies.ts';
import { areAbroad, areUnreadable, FOREIGN_NAME, legalFormIn, nationIn } from './countryCell.ts';
import type { Learnt } from './learnt.ts';
import { bitsIn, couldBeJoined, couldBeOne } from './sameWord.ts';
import { MOST_EDITS } from './typos.ts';
import { BITS } from './weights.ts';
import { costOf, isMark, LONGEST_INITIALS, NUMBER } from './wordCards.ts';
import { lengthIn, marksIn, tellingIn, WORD } from './wordInfo.ts';

const MOST_COUNTRIES = 1_024;
const MOST_WORDS = 15;
const MOST_AHEAD = 1_024;
const NEVER = 99;

/**
 * Never less than `Scorer` finds. Most pairs that share a key end here, tens of millions in a run, so it reads columns
 * and builds nothing; what is rare and worth the long look answers Infinity.
 */
export class Reach {
  readonly #a: Companies;
  readonly #b: Companies;
  readonly #most: number;
  readonly #rareFrom: number;
  /** What two names can tell at most. */
  readonly #nameMost: number;
  readonly #countries = new Float64Array(MOST_COUNTRIES);
  readonly #one = new OneName();
  readonly #firsts = new Uint32Array(MOST_AHEAD);
  /** Row of ours that `#one` holds. */
  #row = -1;

  constructor(ours: Companies, theirs: Companies, learnt: Learnt) {
    this.#a = ours;
    this.#b = theirs;
    this.#most = learnt.most;
    this.#rareFrom = learnt.rareFrom;
    const { equal, branded, mostWholeBeyond, mostBeyond } = BITS.name;
    const more = Math.max(equal + branded + mostWholeBeyond, mostWholeBeyond + BITS.contained);
    this.#nameMost = learnt.most + Math.max(more, mostBeyond + BITS.contained + BITS.city.named);
    for (let country = 1; country < MOST_COUNTRIES; country++)
      this.#countries[country] = Math.min(BITS.country.most, learnt.bits('country', country));
  }

  /**
   * Keeps, in order, those of the first `count` rows that could reach `least` with row `i` and answers how many. Their
   * columns are called up all at once beforehand: waiting for memory one row at a time took most of the time.
   */
  among(i: number, others: Uint32Array, count: number, least: number): number {
    const { rows, words } = this.#b;
    const firsts = this.#firsts;
    const ahead = Math.min(count, firsts.length);
    for (let k = 0; k < ahead; k++) firsts[k] = rows[others[k]! * ROW.size + ROW.words]! * WORD.size;
    for (let k = 0; k < ahead; k++) firsts[k] = words[firsts[k]!]!;
    let kept = 0;
    for (let k = 0; k < count; k++) if (this.bits(i, others[k]!) >= least) others[kept++] = others[k]!;
    return kept;
  }

  bits(i: number, j: number): number {
    const a = this.#a.rows;
    const b = this.#b.rows;
    const x = i * ROW.size;
    const y = j * ROW.size;
    const countsA = a[x + ROW.counts]!;
    const countsB = b[y + ROW.counts]!;
    if (same(a[x + ROW.phone]!, b[y + ROW.phone]!)) return Infinity;
    // Numbers with other digits speak against the pair or not at all.
    if (same(a[x + ROW.registration]!, b[y + ROW.registration]!)) return Infinity;
    const site = this.#site(i, countsA, j, countsB);
    if (site === Infinity) return Infinity;
    if (i !== this.#row) {
      this.#one.set(this.#a, i, this.#rareFrom);
      this.#row = i;
    }
    const cellA = a[x + ROW.country]!;
    const cellB = b[y + ROW.country]!;
    const whole =
      ((countsA | countsB) & OTHER_NAMES) !== 0 ||
      same(a[x + ROW.joined]!, b[y + ROW.joined]!) ||
      areUnreadable(cellA, cellB, FOREIGN_NAME);
    const name = whole ? this.#nameMost : this.#name(y, countsB & 15, a[x + ROW.city]!, b[y + ROW.city]!);
    const form = same(legalFormIn(cellA), legalFormIn(cellB)) ? BITS.legalForm.equal : 0;
    return site + form + this.#place(a, x, b, y) + Math.max(name, this.#asSite(a, x, countsA, b, y, countsB));
  }

  #site(i: number, countsA: number, j: number, countsB: number): number {
    const [a, b] = [this.#a, this.#b];
    const sitesA = countsA >>> 12;
    const sitesB = countsB >>> 12;
    if (sitesA === 0 || sitesB === 0) return 0;
    const x = i * ROW.size;
    const y = j * ROW.size;
    if (sitesA === 1 && sitesB === 1) {
      if (a.rows[x + ROW.domain] === b.rows[y + ROW.domain]) return Infinity;
      return otherSite(a.rows[x + ROW.label]!, b.rows[y + ROW.label]!);
    }
    const firstA = a.rows[x + ROW.domains]! * DOMAIN.size;
    const firstB = b.rows[y + ROW.domains]! * DOMAIN.size;
    let bits: number = -Infinity;
    for (let m = firstA; m < firstA + sitesA * DOMAIN.size; m += DOMAIN.size) {
      for (let n = firstB; n < firstB + sitesB * DOMAIN.size; n += DOMAIN.size) {
        if (a.domains[m] === b.domains[n]) return Infinity;
        bits = Math.max(bits, otherSite(a.domains[m + DOMAIN.label]!, b.domains[n + DOMAIN.label]!));
      }
    }
    return bits;
  }

  #place(a: Uint32Array, x: number, b: Uint32Array, y: number): number {
    const cellA = a[x + ROW.country]!;
    const cellB = b[y + ROW.country]!;
    if (areAbroad(cellA, cellB)) return BITS.country.other;
    const nation = nationIn(cellA) === nationIn(cellB) ? this.#countries[nationIn(cellA)]! : 0;
    const near = same(a[x + ROW.city]!, b[y + ROW.city]!) || same(a[x + ROW.town]!, b[y + ROW.town]!);
    const city = near ? BITS.city.most : 0;
    const postcode = same(a[x + ROW.postcode]!, b[y + ROW.postcode]!) ? BITS.postcode.most : 0;
    const street = same(a[x + ROW.street]!, b[y + ROW.street]!) ? BITS.street.equal : 0;
    const best = Math.max(city, postcode, street);
    return nation + best + (city + postcode + street - best) * BITS.sameAddress;
  }

  /** The name of one is the first label of the other's domain. */
  #asSite(a: Uint32Array, x: number, countsA: number, b: Uint32Array, y: number, countsB: number): number {
    const sitesA = countsA >>> 12;
    const sitesB = countsB >>> 12;
    const could =
      sitesA > 1 ||
      sitesB > 1 ||
      (sitesA === 1 && a[x + ROW.label] === b[y + ROW.joined]) ||
      (sitesB === 1 && b[y + ROW.label] === a[x + ROW.joined]);
    return could ? this.#most + BITS.name.site : -Infinity;
  }

  #name(rowB: number, countB: number, cityA: number, cityB: number): number {
    const b = this.#b.words;
    const y = this.#b.rows[rowB + ROW.words]! * WORD.size;
    const one = this.#one;
    const countA = one.count;
    if (countA === 0 || countB === 0) return 0;
    let restA = (1 << countA) - 1;
    let restB = 0;
    let shared = 0;
    for (let n = 0; n < countB; n++) {
      const hash = b[y + n * WORD.size]!;
      let m = 0;
      while (m < countA && (one.hashes[m] !== hash || ((restA >>> m) & 1) === 0)) m++;
      if (m === countA) restB |= 1 << n;
      else {
        restA &= ~(1 << m);
        shared += one.telling[m]!;
      }
    }
    let maybeA = 0;
    let maybeB = 0;
    for (let n = 0; n < countB && restA !== 0; n++) {
      if (((restB >>> n) & 1) === 0) continue;
      const at = y + n * WORD.size;
      const loose = b[at + WORD.loose]!;
      const letters = b[at + WORD.letters]!;
      const tells = tellingIn(b[at + WORD.info]!);
      let best = 0;
      for (let m = 0; m < countA; m++) {
        if (((restA >>> m) & 1) === 0 || areApart(one.letters[m]!, letters, one.loose[m]!, loose)) continue;
        const from = one.first + m * WORD.size;
        const joins =
          (n + 1 < countB && couldBeJoined(one.words, from, b, at)) ||
          (m + 1 < countA && couldBeJoined(b, at, one.words, from));
        if (!joins && !couldBeOne(one.words, from, b, at)) continue;
        maybeA |= joins ? 3 << m : 1 << m;
        maybeB |= joins ? 3 << n : 1 << n;
        best = Math.max(best, joins ? Math.max(one.telling[m]!, tells) : Math.min(one.telling[m]!, tells));
      }
      shared += best;
    }
    const initials = this.#initials(restA, b, y, countB, restB);
    if (initials > 0) {
      shared += initials;
      maybeA = restA;
      maybeB = restB;
    }
    restA &= ~maybeA;
    restB &= ~maybeB;
    if (restA === 0 && restB === 0) return this.#nameMost;
    let bitsA = 0;
    let bitsB = 0;
    let costs = 0;
    for (let m = 0; m < countA; m++) {
      if (((restA >>> m) & 1) === 0 || one.hashes[m] === cityA || one.hashes[m] === cityB) continue;
      bitsA += one.left[m]!;
      costs += one.costs[m]!;
    }
    for (let n = 0; n < countB; n++) {
      if (((restB >>> n) & 1) === 0) continue;
      const hash = b[y + n * WORD.size]!;
      const info = b[y + n * WORD.size + WORD.info]!;
      if (isMark(info) || hash === cityA || hash === cityB) continue;
      bitsB += tellingIn(info);
      costs += costOf(info, this.#rareFrom);
    }
    const beyond = Math.min(BITS.name.mostBeyond, Math.max(0, shared - this.#most) * BITS.name.beyond);
    const against = costs + BITS.only.conflict * Math.min(bitsA, bitsB);
    const contained = restA === 0 || restB === 0 ? BITS.contained : 0;
    const town = cityA === 0 ? one.has(cityB) : cityB === 0 && this.#hasWord(b, y, countB, cityA);
    const named = town ? BITS.city.named : 0;
    return Math.max(Math.min(shared, this.#most) + beyond + contained + named - against, BITS.name.unlike);
  }

  #hasWord(words: Uint32Array, from: number, count: number, hash: number): boolean {
    for (let n = 0; n < count; n++) if (words[from + n * WORD.size] === hash) return true;
    return false;
  }

  /** What a word without a counterpart could tell as the initials of words of the other name. */
  #initials(restA: number, b: Uint32Array, y: number, countB: number, restB: number): number {
    const one = this.#one;
    let bits = 0;
    const leftA = countIn(restA);
    const leftB = countIn(restB);
    if (leftB > 1) {
      for (let m = 0; m < one.count; m++)
        if (((restA >>> m) & 1) === 1 && one.initials[m]! <= leftB)
          bits += Math.min(one.telling[m]!, BITS.name.acronymLetter * one.initials[m]!);
    }
    if (leftA > 1) {
      for (let n = 0; n < countB; n++) {
        const info = b[y + n * WORD.size + WORD.info]!;
        if (((restB >>> n) & 1) === 0 || initialsIn(info) > leftA) continue;
        bits += Math.min(tellingIn(info), BITS.name.acronymLetter * lengthIn(info));
      }
    }
    return bits;
  }
}

/** Words of the record that is compared with many others, laid out for that. */
class OneName {
  words!: Uint32Array;
  first = 0;
  count = 0;
  readonly hashes = new Uint32Array(MOST_WORDS);
  readonly loose = new Uint32Array(MOST_WORDS);
  readonly letters = new Uint32Array(MOST_WORDS);
  /** Letters of a word that could be initials; else more than any name has words. */
  readonly initials = new Uint32Array(MOST_WORDS);
  readonly telling = new Float64Array(MOST_WORDS);
  /** Bits and cost of a word without a counterpart. */
  readonly left = new Float64Array(MOST_WORDS);
  readonly costs = new Float64Array(MOST_WORDS);

  has(hash: number): boolean {
    for (let n = 0; n < this.count; n++) if (this.hashes[n] === hash) return true;
    return false;
  }

  set({ rows, words }: Companies, row: number, rareFrom: number): void {
    this.words = words;
    this.first = rows[row * ROW.size + ROW.words]! * WORD.size;
    this.count = rows[row * ROW.size + ROW.counts]! & 15;
    for (let n = 0; n < this.count; n++) {
      const at = this.first + n * WORD.size;
      const info = words[at + WORD.info]!;
      this.hashes[n] = words[at + WORD.hash]!;
      this.loose[n] = words[at + WORD.loose]!;
      this.letters[n] = words[at + WORD.letters]!;
      this.initials[n] = initialsIn(info);
      this.telling[n] = tellingIn(info);
      this.left[n] = isMark(info) ? 0 : tellingIn(info);
      this.costs[n] = isMark(info) ? 0 : costOf(info, rareFrom);
    }
  }
}

/** Most pairs of words end here: too many letters apart to be one, and neither could be a part of the other. */
function areApart(lettersA: number, lettersB: number, looseA: number, looseB: number): boolean {
  const onlyA = lettersA & ~lettersB;
  const onlyB = lettersB & ~lettersA;
  return onlyA !== 0 && onlyB !== 0 && looseA !== looseB && bitsIn(onlyA | onlyB) > 2 * MOST_EDITS;
}

/** Four bits each: words of the first and of the second other name. */
const OTHER_NAMES = 0xff0;

/** Of two domains that are not equal; a label of 0 stands for an address at a mail provider. */
function otherSite(labelA: number, labelB: number): number {
  if (labelA === 0 || labelB === 0) return 0;
  return labelA === labelB ? BITS.domain.sameLabel : BITS.domain.other;
}

function same(a: number, b: number): boolean {
  return a === b && a !== 0;
}

/** How many words a word could be the initials of; more than any name has if it could not. */
function initialsIn(info: number): number {
  const length = lengthIn(info);
  return length < 2 || length > LONGEST_INITIALS || (marksIn(info) & NUMBER) !== 0 ? NEVER : length;
}

function countIn(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
