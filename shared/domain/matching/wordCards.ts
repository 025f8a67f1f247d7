/** What is known of a single word of a name, worked out once for each word that keeps coming back. */
import { asciiText, looseLettersIn, WordTable } from '../normalise.ts';
import { LONGEST_WORD } from './companyText.ts';
import { lengthIn, marksIn, tellingIn } from './wordInfo.ts';
import { BITS } from './weights.ts';
import { HASH_START, hashCodes, hashEnd, hashOf, hashOne } from './hash.ts';
import { regionIn } from '../normalise/regions.ts';
import { backgroundOf, kinIn, listedWords, numberIn } from './words.ts';

/** Marks of a word, added up. */
export const NUMBER = 1;
export const KIN = 2;
export const REGION = 4;
/** So many companies carry it that it finds nobody. */
export const GENERIC = 8;

/** Columns of a word's card. */
export const CARD = {
  size: 8,
  /** Of its letters, before they are spread: what tells the cards apart. */
  own: 0,
  /** Equal for spellings of one number or region. */
  hash: 1,
  /** Equal for spellings that differ by transliteration only. */
  loose: 2,
  /** Letters the word holds, a bit each, digits among them. */
  letters: 3,
  /** Marks, commonness and length; see `WORD.info`. */
  info: 4,
  /** Hashes of beginning, end and consonants, of which one outlives a typing error; 0 where the word is too short. */
  start: 5,
  end: 6,
  skeleton: 7,
} as const;

const PART = 5;
const LEAST_CONSONANTS = 4;
/** Few enough to stay near the processor: most words are either among the few that keep coming back, or new. */
const SLOTS = 1 << 12;
/** A listed word is generic down to this share. */
const GENERIC_FROM = 0.0015;
/** Words seen lately, one place for each hash, the newest wins. */
export const cards = new Uint32Array(SLOTS * CARD.size);
const words = new Uint8Array(SLOTS * LONGEST_WORD);

/** Where in `cards` the card of a folded word lies, good until the next; beyond 40 letters only the first 40 count. */
export function cardOf(codes: Uint8Array, from: number, to: number): number {
  const end = to - from > LONGEST_WORD ? from + LONGEST_WORD : to;
  const own = hashCodes(HASH_START, codes, from, end);
  const slot = (own ^ (own >>> 15)) & (SLOTS - 1);
  const at = slot * CARD.size;
  if (cards[at + CARD.own] !== own >>> 0 || !isIn(slot, codes, from, end)) {
    for (let n = from; n < end; n++) words[slot * LONGEST_WORD + n - from] = codes[n]!;
    makeCard(at, own, codes, from, end);
  }
  return at;
}

function isIn(slot: number, codes: Uint8Array, from: number, to: number): boolean {
  if (lengthIn(cards[slot * CARD.size + CARD.info]!) !== to - from) return false;
  const start = slot * LONGEST_WORD;
  for (let at = from; at < to; at++) if (words[start + at - from] !== codes[at]) return false;
  return true;
}

function makeCard(at: number, own: number, codes: Uint8Array, from: number, to: number): void {
  const isLong = to - from >= PART;
  const letters = lettersIn(codes, from, to);
  const listing = listingOf(codes, from, to, own, letters);
  cards[at + CARD.own] = own;
  cards[at + CARD.hash] = listing === null ? hashEnd(own) : listing.hash;
  cards[at + CARD.loose] = looseHash(codes, from, to);
  cards[at + CARD.letters] = letters;
  cards[at + CARD.info] = (listing === null ? 0 : listing.info) | (to - from);
  cards[at + CARD.start] = isLong ? hashEnd(hashCodes(HASH_START, codes, from, from + PART)) : 0;
  cards[at + CARD.end] = isLong ? hashEnd(hashCodes(HASH_START, codes, to - PART, to)) : 0;
  cards[at + CARD.skeleton] = isLong ? skeletonOf(codes, from, to) : 0;
}

/** What the tables say of a word; the rest of a card follows from its letters. */
interface Listing {
  hash: number;
  /** Marks and commonness; see `WORD.info`. */
  info: number;
}

let listed: { table: WordTable; listings: readonly Listing[] } | undefined;

/** Null for a word that no table lists. */
function listingOf(
  codes: Uint8Array,
  from: number,
  to: number,
  own: number,
  letters: number,
): Listing | null {
  listed ??= buildListings();
  const number = listed.table.numberOf(codes, from, to, own);
  if (number >= 0) return listed.listings[number]!;
  return letters >>> DIGITS === 0 ? null : makeListing(asciiText(codes, from, to));
}

function buildListings(): { table: WordTable; listings: readonly Listing[] } {
  const texts = [...listedWords()];
  return { table: new WordTable(texts), listings: texts.map(makeListing) };
}

function makeListing(text: string): Listing {
  const number = numberIn(text);
  const region = number === null ? regionIn(text) : null;
  const share = backgroundOf(text);
  const marks =
    (number === null ? 0 : NUMBER) |
    (kinIn(text) === null ? 0 : KIN) |
    (region === null ? 0 : REGION) |
    (region !== null || share >= GENERIC_FROM ? GENERIC : 0);
  return { hash: hashOf(number ?? region ?? text), info: (marks << 20) | (commonnessOf(share) << 17) };
}

/** 0 for a word no table lists; else the share of companies that carry it is about 2^−(4 + this); 1–7. */
function commonnessOf(share: number): number {
  return share <= 0 ? 0 : Math.min(7, Math.max(1, Math.round(-Math.log2(share) - 4)));
}

function looseHash(word: Uint8Array, from: number, to: number): number {
  const { codes, length } = looseLettersIn(word, from, to);
  return hashEnd(hashCodes(HASH_START, codes, 0, length));
}

const DIGITS = 26;

/** A to z are bits 0–25; the ten digits share bits 26–30. */
function lettersIn(codes: Uint8Array, from: number, to: number): number {
  let letters = 0;
  for (let at = from; at < to; at++) {
    const code = codes[at]!;
    letters |= 1 << (code >= 97 ? code - 97 : DIGITS + (code % 5));
  }
  return letters;
}

/** First letter and consonants, doubled ones once. */
function skeletonOf(codes: Uint8Array, from: number, to: number): number {
  let hash = hashOne(HASH_START, codes[from]!);
  let letters = 1;
  for (let at = from + 1; at < to; at++) {
    const code = codes[at]!;
    if (code === codes[at - 1] || isVowel(code)) continue;
    hash = hashOne(hash, code);
    letters++;
  }
  return letters < LEAST_CONSONANTS ? 0 : hashEnd(hash);
}

function isVowel(code: number): boolean {
  return code === 97 || code === 101 || code === 105 || code === 111 || code === 117 || code === 121;
}

/** Names of two to this many words are known by their initials. */
export const LONGEST_INITIALS = 5;

/** A number, letter or region: what it says against a pair is weighed apart from the other words. */
export function isMark(info: number): boolean {
  return (marksIn(info) & (NUMBER | REGION)) !== 0 || lengthIn(info) === 1;
}

/** A word that few others carry, of the rows' own kind. */
export function isRare(info: number, rareFrom: number): boolean {
  return (marksIn(info) & GENERIC) === 0 && tellingIn(info) >= rareFrom && lengthIn(info) > 2;
}

/** Bits that a word which only one of two names has counts against the two being one company. */
export function costOf(info: number, rareFrom: number): number {
  return tellingIn(info) * (isRare(info, rareFrom) ? BITS.only.rare : BITS.only.generic);
}
