/** Lays two names beside each other, word by word: equal words, typing errors, joined words, initials, and what is left over. */
import { ROW, type Companies } from './companies.ts';
import { hashOf } from './hash.ts';
import { edits, mostEdits, sameText, type Span } from './typos.ts';
import { BITS, typoCost } from './weights.ts';
import { couldBeJoined, couldBeOne, LEAST_SHORTENED } from './sameWord.ts';
import { costOf, isMark, isRare, KIN, LONGEST_INITIALS, NUMBER, REGION } from './wordCards.ts';
import { lengthIn, marksIn, placeIn, tellingIn, WORD } from './wordInfo.ts';

/** Words of one name of one row. */
class Words {
  table!: Companies;
  first = 0;
  count = 0;
  text = 0;
  country = 0;
  city = 0;
  /** A bit for each word that has found no counterpart. */
  rest = 0;
  /** What all words tell, and those without a counterpart, in bits. */
  own = 0;

  /** @param which 0 the name, 1 and 2 other names the record carries */
  set(table: Companies, row: number, which: number): boolean {
    const at = row * ROW.size;
    const counts = table.rows[at + ROW.counts]!;
    let first = table.rows[at + ROW.words]!;
    if (which > 0) first += counts & 15;
    if (which > 1) first += (counts >>> 4) & 15;
    this.table = table;
    this.first = first * WORD.size;
    this.count = (counts >>> (4 * which)) & 15;
    this.text = table.rows[at + ROW.text]!;
    this.country = table.rows[at + ROW.country]! & 0xffff;
    this.city = table.rows[at + ROW.city]!;
    this.rest = (1 << this.count) - 1;
    this.own = 0;
    for (let n = 0; n < this.count; n++) this.own += tellingIn(this.info(n));
    return this.count > 0;
  }

  hash(n: number): number {
    return this.table.words[this.first + n * WORD.size + WORD.hash]!;
  }

  loose(n: number): number {
    return this.table.words[this.first + n * WORD.size + WORD.loose]!;
  }

  at(n: number): number {
    return this.first + n * WORD.size;
  }

  info(n: number): number {
    return this.table.words[this.first + n * WORD.size + WORD.info]!;
  }

  isLeft(n: number): boolean {
    return ((this.rest >>> n) & 1) === 1;
  }

  /** @param words a bit each */
  take(words: number): void {
    this.rest &= ~words;
  }

  span(n: number, into: Span): Span {
    const info = this.info(n);
    into.text = this.table.text;
    into.from = this.text + placeIn(info);
    into.length = lengthIn(info);
    return into;
  }

  wordAt(n: number): string {
    const { text, from, length } = this.span(n, { text: this.table.text, from: 0, length: 0 });
    return String.fromCharCode(...text.subarray(from, from + length));
  }
}

const NOTHING = new Uint8Array(0);
const spanA: Span = { text: NOTHING, from: 0, length: 0 };
const spanB: Span = { text: NOTHING, from: 0, length: 0 };
const spanC: Span = { text: NOTHING, from: 0, length: 0 };

export class NameComparison {
  readonly #a = new Words();
  readonly #b = new Words();
  /** What the words that both names have tell, in bits. */
  shared = 0;
  equal = false;
  acronym = false;

  /** False when one of them has no such name. */
  compare(
    ours: Companies,
    i: number,
    ourName: number,
    theirs: Companies,
    j: number,
    theirName: number,
  ): boolean {
    const [a, b] = [this.#a, this.#b];
    if (!a.set(ours, i, ourName) || !b.set(theirs, j, theirName)) return false;
    this.shared = 0;
    this.acronym = false;
    this.#equalWords(a, b);
    this.equal = a.rest === 0 && b.rest === 0;
    if (a.rest === 0 || b.rest === 0) return true;
    this.#joinedWords(a, b);
    this.#joinedWords(b, a);
    this.#initials(a, b);
    this.#initials(b, a);
    this.#typos(a, b);
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

  /** Bits that the words of only one name count against the two being one company; not negative. */
  against(rareFrom: number): number {
    const [a, b] = [this.#a, this.#b];
    const leftA = left(a, b, rareFrom);
    const leftB = left(b, a, rareFrom);
    return leftA.cost + leftB.cost + BITS.only.conflict * Math.min(leftA.bits, leftB.bits);
  }

  /** Marks of words that only one of the names has: of ours, and of theirs. */
  leftMarks(rareFrom: number): { ours: Left; theirs: Left } {
    return { ours: left(this.#a, this.#b, rareFrom), theirs: left(this.#b, this.#a, rareFrom) };
  }

  /** One name holds every word of the other. */
  get contained(): boolean {
    return this.#a.rest === 0 || this.#b.rest === 0;
  }

  /** Every word of either has its counterpart in the other. */
  get complete(): boolean {
    return this.#a.rest === 0 && this.#b.rest === 0;
  }

  leftWords(): { ours: string; theirs: string } {
    return { ours: wordsLeft(this.#a), theirs: wordsLeft(this.#b) };
  }

  #equalWords(a: Words, b: Words): void {
    for (let i = 0; i < a.count; i++) {
      const hash = a.hash(i);
      for (let j = 0; j < b.count; j++) {
        if (b.hash(j) !== hash || !b.isLeft(j)) continue;
        a.take(1 << i);
        b.take(1 << j);
        this.shared += tellingIn(a.info(i));
        break;
      }
    }
  }

  /** "Facebook" and "Face Book". */
  #joinedWords(one: Words, two: Words): void {
    for (let i = 0; i < one.count; i++) {
      if (!one.isLeft(i)) continue;
      for (let j = 1; j < two.count; j++) {
        if (!two.isLeft(j) || !two.isLeft(j - 1)) continue;
        if (!couldBeJoined(one.table.words, one.at(i), two.table.words, two.at(j - 1))) continue;
        if (!isJoin(one.span(i, spanA), two.span(j - 1, spanB), two.span(j, spanC))) continue;
        one.take(1 << i);
        two.take(3 << (j - 1));
        this.shared += Math.min(tellingIn(one.info(i)), tellingIn(two.info(j - 1)) + tellingIn(two.info(j)));
        break;
      }
    }
  }

  /** Takes the best pair again and again, so that the answer does not ask which name comes first. */
  #typos(a: Words, b: Words): void {
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
    }
  }

  /** "IBM" and "International Business Machines": initials of words in a row that have no counterpart. */
  #initials(short: Words, long: Words): void {
    for (let i = 0; i < short.count; i++) {
      const info = short.info(i);
      const length = lengthIn(info);
      if (!short.isLeft(i) || length < 2 || length > LONGEST_INITIALS || (marksIn(info) & NUMBER) !== 0)
        continue;
      for (let from = 0; from + length <= long.count; from++) {
        const all = ((1 << length) - 1) << from;
        if ((long.rest & all) !== all || long.count < 2) continue;
        if (!areInitials(short.span(i, spanA), long, from)) continue;
        let bits = 0;
        for (let n = 0; n < length; n++) bits += tellingIn(long.info(from + n));
        this.shared += Math.min(bits, tellingIn(info), BITS.name.acronymLetter * length);
        this.acronym = true;
        short.take(1 << i);
        long.take(all);
        break;
      }
    }
  }
}

export interface Left {
  /** What the words tell, in bits. */
  bits: number;
  /** What they count against one company, in bits. */
  cost: number;
  numbers: boolean;
  kin: boolean;
  /** A country or region that is not simply where the two are. */
  region: boolean;
  /** A word that few others carry. */
  rare: boolean;
}

function left(words: Words, other: Words, rareFrom: number): Left {
  const found: Left = { bits: 0, cost: 0, numbers: false, kin: false, region: false, rare: false };
  for (let n = 0; n < words.count; n++) {
    if (!words.isLeft(n)) continue;
    const info = words.info(n);
    const marks = marksIn(info);
    if (isMark(info)) {
      if ((marks & REGION) === 0) found.numbers = true;
      else if (!isHome(words.hash(n), words, other)) found.region = true;
      continue;
    }
    if (isHomeTown(words.hash(n), words, other)) continue;
    if ((marks & KIN) !== 0) found.kin = true;
    else if (isRare(info, rareFrom)) found.rare = true;
    found.bits += tellingIn(info);
    found.cost += costOf(info, rareFrom);
  }
  return found;
}

/** "Acme Deutschland" in Germany may be "Acme" in Germany. */
function isHome(region: number, words: Words, other: Words): boolean {
  const home = countryHash(words.country);
  const away = countryHash(other.country);
  return (home === region || away === region) && (home === away || home === 0 || away === 0);
}

/** "Pasticceria Colibrì di Lecce" in Lecce. */
function isHomeTown(word: number, words: Words, other: Words): boolean {
  return (
    (words.city === word || other.city === word) &&
    (words.city === other.city || words.city === 0 || other.city === 0)
  );
}

const countryHashes = new Map<number, number>();

function countryHash(country: number): number {
  if (country === 0) return 0;
  let hash = countryHashes.get(country);
  if (hash === undefined) {
    hash = hashOf(String.fromCharCode(64 + (country >>> 5), 64 + (country & 31)));
    countryHashes.set(country, hash);
  }
  return hash;
}

/** What two words tell together if one is the other with typing errors or in another transliteration; else 0. */
function typoBits(a: Words, i: number, b: Words, j: number): number {
  if (!couldBeOne(a.table.words, a.at(i), b.table.words, b.at(j))) return 0;
  const [infoA, infoB] = [a.info(i), b.info(j)];
  const bits = Math.min(tellingIn(infoA), tellingIn(infoB));
  if (a.loose(i) === b.loose(j)) return Math.max(0.5, bits - 1);
  const [wordA, wordB] = [a.span(i, spanA), b.span(j, spanB)];
  const shorter = Math.min(wordA.length, wordB.length);
  const most = mostEdits(wordA.length, wordB.length);
  const found = most === 0 ? 1 : edits(wordA, wordB, most);
  if (found > most) return isShortened(wordA, wordB) ? bits * SHORTENED : 0;
  return Math.max(0.5, bits - typoCost(found, shorter));
}

/** "Tech" for "Technik" tells this share of the word. */
const SHORTENED = 0.5;

function isShortened(a: Span, b: Span): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < LEAST_SHORTENED || short.length === long.length) return false;
  return sameText(short, { ...long, length: short.length });
}

function isJoin(whole: Span, first: Span, second: Span): boolean {
  return (
    sameText({ ...whole, length: first.length }, first) &&
    sameText({ ...whole, from: whole.from + first.length, length: second.length }, second)
  );
}

function areInitials(short: Span, long: Words, from: number): boolean {
  for (let n = 0; n < short.length; n++) {
    const word = long.span(from + n, spanB);
    if (word.text[word.from] !== short.text[short.from + n]) return false;
  }
  return true;
}

function wordsLeft(words: Words): string {
  const found: string[] = [];
  for (let n = 0; n < words.count; n++) if (words.isLeft(n)) found.push(words.wordAt(n));
  return found.join(' ');
}
