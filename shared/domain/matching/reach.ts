/** A cheap look at two rows, before their words are laid beside each other: whether there could be evidence enough. */
import { DOMAIN, ROW, type Companies } from './companies.ts';
import { areAbroad, areUnreadable, FOREIGN_NAME, GUESSED, legalFormIn, nationIn } from './countryCell.ts';
import type { Learnt } from './learnt.ts';
import {
  CASES,
  DIFFERS,
  equalBeyond,
  NO_TOWN,
  OTHER_SITE,
  otherSite,
  place,
  same,
  unequalBeyond,
} from './mostBits.ts';
import { initialsIn, OneName } from './oneName.ts';
import { bitsIn, couldBeJoined, couldBeOne, couldHold } from './sameWord.ts';
import { hasLabel } from './siteEvidence.ts';
import { MOST_EDITS } from './typos.ts';
import { BITS } from './weights.ts';
import { costOf, isMark } from './wordCards.ts';
import { lengthIn, tellingIn, WORD } from './wordInfo.ts';

const MOST_COUNTRIES = 1_024;
const BATCH = 256;
/**
 * Never says no to a pair that `Scorer` finds. Most pairs that share a key end here, tens of millions in a run, so it
 * reads columns and builds nothing; what is rare and worth the long look passes.
 */
export class Reach {
  readonly #a: Companies;
  readonly #b: Companies;
  readonly #least: number;
  readonly #most: number;
  readonly #rareFrom: number;
  /** What two names can tell at most, and two equal ones, by what is known before. */
  readonly #nameMost: Float64Array;
  readonly #equalMost: Float64Array;
  readonly #countries = new Float64Array(MOST_COUNTRIES);
  readonly #one = new OneName();
  readonly #firsts = new Uint32Array(BATCH);
  /** Rows that are left when all but the names is known, and what is known and needed of each. */
  readonly #left = new Uint32Array(BATCH);
  readonly #leftKnown = new Uint8Array(BATCH);
  readonly #leftNeeded = new Float64Array(BATCH);
  /** Of the pair that was looked at last. */
  #known = 0;
  /** Row of ours that `#one` holds. */
  #row = -1;

  /** @param least bits that a pair must have to pass */
  constructor(ours: Companies, theirs: Companies, learnt: Learnt, least: number) {
    this.#a = ours;
    this.#b = theirs;
    this.#least = least;
    this.#most = learnt.most;
    this.#rareFrom = learnt.rareFrom;
    this.#equalMost = Float64Array.from({ length: CASES }, (_, known) => learnt.most + equalBeyond(known));
    this.#nameMost = Float64Array.from(
      { length: CASES },
      (_, known) => learnt.most + Math.max(equalBeyond(known), unequalBeyond(known)),
    );
    for (let country = 1; country < MOST_COUNTRIES; country++)
      this.#countries[country] = Math.min(BITS.country.most, learnt.bits('country', country));
  }

  /** Keeps, in order, those of the first `count` rows that could be found with row `i` and answers how many. */
  among(i: number, others: Uint32Array, count: number): number {
    let kept = 0;
    for (let from = 0; from < count; from += BATCH)
      kept = this.#batch(i, others, from, Math.min(count, from + BATCH), kept);
    return kept;
  }

  could(i: number, j: number): boolean {
    const needed = this.#needed(i, j);
    return needed === -Infinity || (needed < Infinity && this.#named(i, j, this.#known, needed));
  }

  /**
   * The rows first, then the words of those that are left. Columns are called up all at once beforehand: waiting for
   * memory one row at a time took most of the time.
   */
  #batch(i: number, others: Uint32Array, from: number, to: number, at: number): number {
    const { rows, words } = this.#b;
    const [left, known, needed, firsts] = [this.#left, this.#leftKnown, this.#leftNeeded, this.#firsts];
    for (let k = from; k < to; k++) firsts[k - from] = rows[others[k]! * ROW.size]!;
    let count = 0;
    for (let k = from; k < to; k++) {
      const j = others[k]!;
      const needs = this.#needed(i, j);
      if (needs === Infinity) continue;
      left[count] = j;
      known[count] = this.#known;
      needed[count++] = needs;
    }
    for (let k = 0; k < count; k++) firsts[k] = words[rows[left[k]! * ROW.size + ROW.words]! * WORD.size]!;
    let kept = at;
    for (let k = 0; k < count; k++)
      if (needed[k] === -Infinity || this.#named(i, left[k]!, known[k]!, needed[k]!))
        others[kept++] = left[k]!;
    return kept;
  }

  /** What the names must tell, in bits: Infinity for more than they can, −Infinity where the pair is worth the long look anyway. */
  #needed(i: number, j: number): number {
    const a = this.#a.rows;
    const b = this.#b.rows;
    const x = i * ROW.size;
    const y = j * ROW.size;
    const phoneA = a[x + ROW.phone]!;
    const phoneB = b[y + ROW.phone]!;
    if (same(phoneA, phoneB)) return -Infinity;
    // Numbers with other digits speak against the pair or not at all.
    if (same(a[x + ROW.registration]!, b[y + ROW.registration]!)) return -Infinity;
    const cellA = a[x + ROW.country]!;
    const cellB = b[y + ROW.country]!;
    const abroad = areAbroad(cellA, cellB);
    const site = this.#site(x, y, abroad);
    if (site === Infinity) return -Infinity;
    const nation = abroad ? BITS.country.other : this.#nation(cellA, cellB);
    const form = same(legalFormIn(cellA), legalFormIn(cellB)) ? BITS.legalForm.equal : 0;
    const phone = phoneA !== 0 && phoneB !== 0 ? BITS.phone.other : 0;
    const needed = this.#least - site - nation - form - phone - (abroad ? 0 : place(a, x, b, y));
    const isOther = site === BITS.domain.other;
    const known =
      (nation < 0 || isOther ? DIFFERS : 0) |
      (isOther ? OTHER_SITE : 0) |
      (nation < 0 || (a[x + ROW.city] !== 0 && b[y + ROW.city] !== 0) ? NO_TOWN : 0);
    if (this.#nameMost[known]! < needed) return Infinity;
    this.#known = known;
    const isWhole =
      ((a[x + ROW.counts]! | b[y + ROW.counts]!) & OTHER_NAMES) !== 0 ||
      same(a[x + ROW.joined]!, b[y + ROW.joined]!) ||
      areUnreadable(cellA, cellB, FOREIGN_NAME);
    return isWhole ? -Infinity : needed;
  }

  #named(i: number, j: number, known: number, needed: number): boolean {
    if (this.#most + BITS.name.site >= needed && this.#isSite(i, j)) return true;
    if (i !== this.#row) {
      this.#one.set(this.#a, i, this.#rareFrom);
      this.#row = i;
    }
    const b = this.#b.rows;
    const y = j * ROW.size;
    const cityA = this.#a.rows[i * ROW.size + ROW.city]!;
    return this.#name(y, b[y + ROW.counts]! & 15, cityA, b[y + ROW.city]!, known) >= needed;
  }

  #site(x: number, y: number, abroad: boolean): number {
    const [a, b] = [this.#a, this.#b];
    const sitesA = a.rows[x + ROW.counts]! >>> 12;
    const sitesB = b.rows[y + ROW.counts]! >>> 12;
    if (sitesA === 0 || sitesB === 0) return 0;
    if (sitesA === 1 && sitesB === 1) {
      if (a.rows[x + ROW.domain] === b.rows[y + ROW.domain]) return Infinity;
      return otherSite(a.rows[x + ROW.label]!, b.rows[y + ROW.label]!, abroad);
    }
    const firstA = a.rows[x + ROW.domains]! * DOMAIN.size;
    const firstB = b.rows[y + ROW.domains]! * DOMAIN.size;
    let bits = 0;
    for (let m = firstA; m < firstA + sitesA * DOMAIN.size; m += DOMAIN.size) {
      for (let n = firstB; n < firstB + sitesB * DOMAIN.size; n += DOMAIN.size) {
        if (a.domains[m] === b.domains[n]) return Infinity;
        if (bits <= 0)
          bits = otherSite(a.domains[m + DOMAIN.label]!, b.domains[n + DOMAIN.label]!, abroad) || bits;
      }
    }
    return bits;
  }

  /** Of two countries that do not contradict each other. */
  #nation(cellA: number, cellB: number): number {
    const one = nationIn(cellA);
    const other = nationIn(cellB);
    if (one === 0 || other === 0) return 0;
    if (one !== other) return BITS.country.guessedOther;
    return this.#countries[one]! * (((cellA | cellB) & GUESSED) === 0 ? 1 : BITS.country.guessed);
  }

  /** The name of one is the first label of the other's domain. */
  #isSite(i: number, j: number): boolean {
    const joinedA = this.#a.rows[i * ROW.size + ROW.joined]!;
    const joinedB = this.#b.rows[j * ROW.size + ROW.joined]!;
    return (
      (joinedA !== 0 && hasLabel(this.#b, j, joinedA)) || (joinedB !== 0 && hasLabel(this.#a, i, joinedB))
    );
  }

  #name(rowB: number, countB: number, cityA: number, cityB: number, known: number): number {
    const b = this.#b.words;
    const y = this.#b.rows[rowB + ROW.words]! * WORD.size;
    const one = this.#one;
    const { count: countA, hashes, telling } = one;
    if (countA === 0 || countB === 0) return 0;
    let restA = (1 << countA) - 1;
    let restB = 0;
    let shared = 0;
    for (let n = 0; n < countB; n++) {
      const hash = b[y + n * WORD.size]!;
      let equal = 0;
      // Without a way out: a loop of one length for all rows is foreseen.
      for (let m = 0; m < countA; m++) equal |= (hashes[m] === hash ? 1 : 0) << m;
      equal &= restA;
      if (equal === 0) restB |= 1 << n;
      else {
        const first = equal & -equal;
        restA ^= first;
        shared += telling[31 - Math.clz32(first)]!;
      }
    }
    if (restA === 0 && restB === 0) return this.#equalMost[known]!;
    let maybeA = 0;
    let maybeB = 0;
    for (let lone = restA === 0 ? 0 : restB; lone !== 0; lone &= lone - 1) {
      const n = 31 - Math.clz32(lone & -lone);
      const at = y + n * WORD.size;
      const loose = b[at + WORD.loose]!;
      const letters = b[at + WORD.letters]!;
      let best = 0;
      for (let m = 0; m < countA; m++) {
        if (((restA >>> m) & 1) === 0 || areApart(one.letters[m]!, letters, one.loose[m]!, loose)) continue;
        const from = one.first + m * WORD.size;
        const joins =
          (n + 1 < countB && couldBeJoined(one.words, from, b, at)) ||
          (m + 1 < countA && couldBeJoined(b, at, one.words, from)) ||
          couldHold(one.words, from, b, at) ||
          couldHold(b, at, one.words, from);
        if (!joins && !couldBeOne(one.words, from, b, at)) continue;
        const tells = tellingIn(b[at + WORD.info]!);
        // Joined with the word before it or behind it.
        maybeA |= joins ? (7 << m) >>> 1 : 1 << m;
        maybeB |= joins ? (7 << n) >>> 1 : 1 << n;
        best = Math.max(best, joins ? Math.max(telling[m]!, tells) : Math.min(telling[m]!, tells));
      }
      shared += best;
    }
    const initials = this.#initials(restA, b, y, restB);
    if (initials > 0) {
      shared += initials;
      maybeA = restA;
      maybeB = restB;
    }
    restA &= ~maybeA;
    restB &= ~maybeB;
    let bitsA = 0;
    let bitsB = 0;
    let costs = 0;
    for (let lone = restA; lone !== 0; lone &= lone - 1) {
      const m = 31 - Math.clz32(lone & -lone);
      if (hashes[m] === cityA || hashes[m] === cityB) continue;
      bitsA += one.left[m]!;
      costs += one.costs[m]!;
    }
    for (let lone = restB; lone !== 0; lone &= lone - 1) {
      const at = y + (31 - Math.clz32(lone & -lone)) * WORD.size;
      const hash = b[at]!;
      const info = b[at + WORD.info]!;
      if (isMark(info) || hash === cityA || hash === cityB) continue;
      bitsB += tellingIn(info);
      costs += costOf(info, this.#rareFrom);
    }
    const agrees = (known & DIFFERS) === 0;
    const more = Math.max(0, shared - this.#most);
    const { beyond, mostBeyond, wholeBeyond, mostWholeBeyond } = BITS.name;
    const whole = agrees && (restA | restB) === 0 ? Math.min(mostWholeBeyond, more * wholeBeyond) : 0;
    const against = costs + BITS.only.conflict * Math.min(bitsA, bitsB);
    const contained = agrees && (restA === 0 || restB === 0) ? BITS.contained : 0;
    const town = (known & NO_TOWN) === 0 && (one.has(cityB) || hasWord(b, y, countB, cityA));
    return Math.max(
      Math.min(shared, this.#most) +
        Math.max(whole, Math.min(mostBeyond, more * beyond)) +
        contained +
        (town ? BITS.city.named : 0) -
        against,
      BITS.name.unlike,
    );
  }

  /** What a word without a counterpart could tell as the initials of words of the other name. */
  #initials(restA: number, b: Uint32Array, y: number, restB: number): number {
    const one = this.#one;
    let bits = 0;
    if ((restB & (restB - 1)) !== 0 && (restA & one.short) !== 0) {
      const leftB = bitsIn(restB);
      for (let m = 0; m < one.count; m++)
        if (((restA >>> m) & 1) === 1 && one.initials[m]! <= leftB)
          bits += Math.min(one.telling[m]!, BITS.name.acronymLetter * one.initials[m]!);
    }
    if ((restA & (restA - 1)) !== 0) {
      const leftA = bitsIn(restA);
      for (let lone = restB; lone !== 0; lone &= lone - 1) {
        const info = b[y + (31 - Math.clz32(lone & -lone)) * WORD.size + WORD.info]!;
        if (initialsIn(info) <= leftA)
          bits += Math.min(tellingIn(info), BITS.name.acronymLetter * lengthIn(info));
      }
    }
    return bits;
  }
}

function hasWord(words: Uint32Array, from: number, count: number, hash: number): boolean {
  for (let n = 0; n < count; n++) if (words[from + n * WORD.size] === hash) return true;
  return false;
}

/** Most pairs of words end here: too many letters apart to be one, and neither could be a part of the other. */
function areApart(lettersA: number, lettersB: number, looseA: number, looseB: number): boolean {
  const onlyA = lettersA & ~lettersB;
  const onlyB = lettersB & ~lettersA;
  return onlyA !== 0 && onlyB !== 0 && looseA !== looseB && bitsIn(onlyA | onlyB) > 2 * MOST_EDITS;
}

/** Four bits each: words of the first and of the second other name. */
const OTHER_NAMES = 0xff0;
