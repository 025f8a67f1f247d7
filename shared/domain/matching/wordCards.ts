/** What is known of a single word of a name, worked out once for each word that keeps coming back. */
import { looseLettersOf } from '../normalise.ts';
import { lengthIn, marksIn, tellingIn } from './wordInfo.ts';
import { BITS } from './weights.ts';
import { HASH_START, hashEnd, hashMore, hashOf, hashOne } from './hash.ts';
import { backgroundOf, kinIn, listedWords, numberIn, regionIn } from './words.ts';

/** Marks of a word, added up. */
export const NUMBER = 1;
export const KIN = 2;
export const REGION = 4;
/** So many companies carry it that it finds nobody. */
export const GENERIC = 8;

export interface WordCard {
  text: string;
  /** Equal for spellings of one number or region. */
  hash: number;
  /** Equal for spellings that differ by transliteration only. */
  loose: number;
  /** Letters the word holds, a bit each, digits among them. */
  letters: number;
  marks: number;
  /** Hashes of beginning, end and consonants, of which one outlives a typing error; 0 where the word is too short. */
  start: number;
  end: number;
  skeleton: number;
  /** 0 for a word no table lists; else the share of companies that carry it is about 2^−(4 + this); 1–7. */
  commonness: number;
}

const LONGEST_WORD = 40;
const PART = 5;
const LEAST_CONSONANTS = 4;
/** Few enough to stay near the processor: most words are either among the few that keep coming back, or new. */
const SLOTS = 1 << 13;
/** A listed word is generic down to this share. */
const GENERIC_FROM = 0.0015;
/** Words seen lately, one place for each hash, the newest wins. */
const cards = new Array<WordCard | undefined>(SLOTS).fill(undefined);
const hashes = new Uint32Array(SLOTS);

/** `word` is a folded word of a company's name; beyond 40 letters only the first 40 count. */
export function cardOf(word: string): WordCard {
  const text = word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word;
  const hash = hashMore(HASH_START, text, 0, text.length);
  const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
  if (hashes[slot] === hash >>> 0) {
    const known = cards[slot];
    if (known !== undefined && known.text === text) return known;
  }
  const card = makeCard(text, hashEnd(hash));
  hashes[slot] = hash;
  cards[slot] = card;
  return card;
}

/** What the tables say of a word; the rest of a card follows from its letters. */
interface Listing {
  hash: number;
  marks: number;
  commonness: number;
}

const listings = new Map<string, Listing>();

/** @param own the hash of the text */
function makeCard(text: string, own: number): WordCard {
  const isLong = text.length >= PART;
  const letters = lettersIn(text);
  const listing = listingOf(text, own, letters);
  return {
    text,
    hash: listing === null ? own : listing.hash,
    loose: looseHash(text),
    letters,
    marks: listing === null ? 0 : listing.marks,
    start: isLong ? hashEnd(hashMore(HASH_START, text, 0, PART)) : 0,
    end: isLong ? hashEnd(hashMore(HASH_START, text, text.length - PART, text.length)) : 0,
    skeleton: isLong ? skeletonOf(text) : 0,
    commonness: listing === null ? 0 : listing.commonness,
  };
}

/** Null for a word that no table lists. */
function listingOf(text: string, own: number, letters: number): Listing | null {
  if (listings.size === 0)
    for (const word of listedWords()) listings.set(word, makeListing(word, hashOf(word)));
  return listings.get(text) ?? (letters >>> DIGITS === 0 ? null : makeListing(text, own));
}

function makeListing(text: string, own: number): Listing {
  const number = numberIn(text);
  const region = number === null ? regionIn(text) : null;
  const share = backgroundOf(text);
  const spelling = number ?? region;
  return {
    hash: spelling === null ? own : hashOf(spelling),
    marks:
      (number === null ? 0 : NUMBER) |
      (kinIn(text) === null ? 0 : KIN) |
      (region === null ? 0 : REGION) |
      (region !== null || share >= GENERIC_FROM ? GENERIC : 0),
    commonness: share <= 0 ? 0 : Math.min(7, Math.max(1, Math.round(-Math.log2(share) - 4))),
  };
}

function looseHash(text: string): number {
  const { codes, length } = looseLettersOf(text);
  let hash = HASH_START;
  for (let at = 0; at < length; at++) hash = hashOne(hash, codes[at]!);
  return hashEnd(hash);
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

const DIGITS = 26;

/** A to z are bits 0–25; the ten digits share bits 26–30. */
function lettersIn(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    letters |= 1 << (code >= 97 ? code - 97 : DIGITS + (code % 5));
  }
  return letters;
}

/** First letter and consonants, doubled ones once. */
function skeletonOf(text: string): number {
  let hash = hashMore(HASH_START, text, 0, 1);
  let letters = 1;
  for (let at = 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === text.charCodeAt(at - 1) || isVowel(code)) continue;
    hash = hashOne(hash, code);
    letters++;
  }
  return letters < LEAST_CONSONANTS ? 0 : hashEnd(hash);
}

function isVowel(code: number): boolean {
  return code === 97 || code === 101 || code === 105 || code === 111 || code === 117 || code === 121;
}
