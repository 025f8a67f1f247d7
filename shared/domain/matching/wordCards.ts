/** What is known of a single word of a name, worked out once for each word that keeps coming back. */
import { looseOf } from '../normalise.ts';
import { lengthIn, marksIn, tellingIn } from './wordInfo.ts';
import { BITS } from './weights.ts';
import { HASH_START, hashEnd, hashMore, hashOf } from './hash.ts';
import { backgroundOf, kinIn, numberIn, regionIn } from './words.ts';

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
const MOST_CARDS = 200_000;
/** A listed word is generic down to this share. */
const GENERIC_FROM = 0.0015;
const cards = new Map<string, WordCard>();

/** `word` is a folded word of a company's name; beyond 40 letters only the first 40 count. */
export function cardOf(word: string): WordCard {
  let card = cards.get(word);
  if (card !== undefined) return card;
  card = makeCard(word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word);
  if (cards.size >= MOST_CARDS) cards.clear();
  cards.set(word, card);
  return card;
}

function makeCard(text: string): WordCard {
  const number = numberIn(text);
  const region = number === null ? regionIn(text) : null;
  const share = backgroundOf(text);
  const marks =
    (number === null ? 0 : NUMBER) |
    (kinIn(text) === null ? 0 : KIN) |
    (region === null ? 0 : REGION) |
    (region !== null || share >= GENERIC_FROM ? GENERIC : 0);
  return {
    text,
    hash: hashOf(number ?? region ?? text),
    loose: hashOf(looseOf(text)),
    letters: lettersIn(text),
    marks,
    start: text.length < PART ? 0 : hashEnd(hashMore(HASH_START, text, 0, PART)),
    end: text.length < PART ? 0 : hashEnd(hashMore(HASH_START, text, text.length - PART, text.length)),
    skeleton: text.length < PART ? 0 : skeletonOf(text),
    commonness: share <= 0 ? 0 : Math.min(7, Math.max(1, Math.round(-Math.log2(share) - 4))),
  };
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

/** A to z are bits 0–25; the ten digits share bits 26–30. */
function lettersIn(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    letters |= 1 << (code >= 97 ? (code - 97) % 26 : 26 + (code % 5));
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
    hash = hashMore(hash, text, at, at + 1);
    letters++;
  }
  return letters < LEAST_CONSONANTS ? 0 : hashEnd(hash);
}

function isVowel(code: number): boolean {
  return code === 97 || code === 101 || code === 105 || code === 111 || code === 117 || code === 121;
}
