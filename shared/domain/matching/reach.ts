/** A cheap look at two rows, before their words are laid beside each other: how many bits of evidence there could be at most. */
import { DOMAIN, ROW, type Companies } from './companies.ts';
import type { Learnt } from './learnt.ts';
import { couldBeJoined, couldBeOne } from './sameWord.ts';
import { BITS } from './weights.ts';
import { costOf, isMark, LONGEST_INITIALS, NUMBER } from './wordCards.ts';
import { lengthIn, marksIn, tellingIn, WORD } from './wordInfo.ts';

const MOST_COUNTRIES = 1_024;

/**
 * Never less than `Scorer` finds. Most pairs that share a key end here, tens of millions in a run, so it reads columns
 * and builds nothing; what is rare and worth the long look answers Infinity.
 */
export class Reach {
  readonly #a: Companies;
  readonly #b: Companies;
  readonly #most: number;
  readonly #rareFrom: number;
  readonly #countries = new Float64Array(MOST_COUNTRIES);
  #cost = 0;

  constructor(ours: Companies, theirs: Companies, learnt: Learnt) {
    this.#a = ours;
    this.#b = theirs;
    this.#most = learnt.most;
    this.#rareFrom = learnt.rareFrom;
    for (let country = 1; country < MOST_COUNTRIES; country++)
      this.#countries[country] = Math.min(BITS.country.most, learnt.bits('country', country));
  }

  bits(i: number, j: number): number {
    const a = this.#a.rows;
    const b = this.#b.rows;
    const x = i * ROW.size;
    const y = j * ROW.size;
    const countsA = a[x + ROW.counts]!;
    const countsB = b[y + ROW.counts]!;
    if (same(a[x + ROW.joined]!, b[y + ROW.joined]!) || same(a[x + ROW.phone]!, b[y + ROW.phone]!))
      return Infinity;
    if (a[x + ROW.registration]! !== 0 && b[y + ROW.registration]! !== 0) return Infinity;
    if (((countsA | countsB) & OTHER_NAMES) !== 0) return Infinity;
    const site = this.#site(i, countsA, j, countsB);
    if (site === Infinity) return Infinity;
    const name = this.#name(x, countsA & 15, y, countsB & 15);
    return site + this.#place(a, x, b, y) + Math.max(name, this.#asSite(a, x, countsA, b, y, countsB));
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
      return a.rows[x + ROW.label] === b.rows[y + ROW.label] ? BITS.domain.sameLabel : BITS.domain.other;
    }
    const firstA = a.rows[x + ROW.domains]! * DOMAIN.size;
    const firstB = b.rows[y + ROW.domains]! * DOMAIN.size;
    let bits: number = BITS.domain.other;
    for (let m = firstA; m < firstA + sitesA * DOMAIN.size; m += DOMAIN.size) {
      for (let n = firstB; n < firstB + sitesB * DOMAIN.size; n += DOMAIN.size) {
        if (a.domains[m] === b.domains[n]) return Infinity;
        if (a.domains[m + DOMAIN.label] === b.domains[n + DOMAIN.label]) bits = BITS.domain.sameLabel;
      }
    }
    return bits;
  }

  #place(a: Uint32Array, x: number, b: Uint32Array, y: number): number {
    const nationA = a[x + ROW.country]! & 0xffff;
    const nationB = b[y + ROW.country]! & 0xffff;
    if (nationA !== 0 && nationB !== 0 && nationA !== nationB) return BITS.country.other;
    const nation = nationA === nationB ? this.#countries[nationA]! : 0;
    const city = same(a[x + ROW.city]!, b[y + ROW.city]!) ? BITS.city.most : 0;
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

  #name(rowA: number, countA: number, rowB: number, countB: number): number {
    const a = this.#a.words;
    const b = this.#b.words;
    const x = this.#a.rows[rowA + ROW.words]! * WORD.size;
    const y = this.#b.rows[rowB + ROW.words]! * WORD.size;
    let restA = (1 << countA) - 1;
    let restB = (1 << countB) - 1;
    let shared = 0;
    for (let m = 0; m < countA; m++) {
      const hash = a[x + m * WORD.size]!;
      for (let n = 0; n < countB; n++) {
        if (b[y + n * WORD.size] !== hash || ((restB >>> n) & 1) === 0) continue;
        restA &= ~(1 << m);
        restB &= ~(1 << n);
        shared += tellingIn(a[x + m * WORD.size + WORD.info]!);
        break;
      }
    }
    let maybeA = 0;
    let maybeB = 0;
    for (let m = 0; m < countA && restB !== 0; m++) {
      if (((restA >>> m) & 1) === 0) continue;
      const one = x + m * WORD.size;
      const tells = tellingIn(a[one + WORD.info]!);
      let best = 0;
      for (let n = 0; n < countB; n++) {
        if (((restB >>> n) & 1) === 0) continue;
        const other = y + n * WORD.size;
        const joins =
          (n + 1 < countB && couldBeJoined(a, one, b, other)) ||
          (m + 1 < countA && couldBeJoined(b, other, a, one));
        if (!joins && !couldBeOne(a, one, b, other)) continue;
        maybeA |= joins ? 3 << m : 1 << m;
        maybeB |= joins ? 3 << n : 1 << n;
        const tellsOther = tellingIn(b[other + WORD.info]!);
        best = Math.max(best, joins ? Math.max(tells, tellsOther) : Math.min(tells, tellsOther));
      }
      shared += best;
    }
    const [initialsA, initialsB] = [
      initialsIn(a, x, countA, restA, restB),
      initialsIn(b, y, countB, restB, restA),
    ];
    if (initialsA + initialsB > 0) {
      shared += initialsA + initialsB;
      maybeA = restA;
      maybeB = restB;
    }
    restA &= ~maybeA;
    restB &= ~maybeB;
    if (restA === 0 && restB === 0) return Infinity;
    const beyond = Math.min(BITS.name.mostBeyond, Math.max(0, shared - this.#most) * BITS.name.beyond);
    const cityA = this.#a.rows[rowA + ROW.city]!;
    const cityB = this.#b.rows[rowB + ROW.city]!;
    const leftA = this.#left(a, x, countA, restA, cityA, cityB);
    const costA = this.#cost;
    const leftB = this.#left(b, y, countB, restB, cityA, cityB);
    const against = costA + this.#cost + BITS.only.conflict * Math.min(leftA, leftB);
    const bits =
      Math.min(shared, this.#most) + beyond + (restA === 0 || restB === 0 ? BITS.contained : 0) - against;
    return Math.max(bits, BITS.name.unlike);
  }

  /** Bits that words without a counterpart tell; what they cost is left in `#cost`. */
  #left(words: Uint32Array, from: number, count: number, rest: number, cityA: number, cityB: number): number {
    let bits = 0;
    let cost = 0;
    for (let n = 0; n < count; n++) {
      if (((rest >>> n) & 1) === 0) continue;
      const hash = words[from + n * WORD.size]!;
      const info = words[from + n * WORD.size + WORD.info]!;
      if (isMark(info) || hash === cityA || hash === cityB) continue;
      bits += tellingIn(info);
      cost += costOf(info, this.#rareFrom);
    }
    this.#cost = cost;
    return bits;
  }
}

/** Four bits each: words of the first and of the second other name. */
const OTHER_NAMES = 0xff0;

function same(a: number, b: number): boolean {
  return a === b && a !== 0;
}

/** What words without a counterpart could tell as initials of words of the other name. */
function initialsIn(words: Uint32Array, from: number, count: number, rest: number, others: number): number {
  let bits = 0;
  for (let n = 0; n < count; n++) {
    if (((rest >>> n) & 1) === 0) continue;
    const info = words[from + n * WORD.size + WORD.info]!;
    const length = lengthIn(info);
    if (length < 2 || length > LONGEST_INITIALS || (marksIn(info) & NUMBER) !== 0) continue;
    if (countIn(others) >= length) bits += Math.min(tellingIn(info), BITS.name.acronymLetter * length);
  }
  return bits;
}

function countIn(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
