/** Whether two words are one by their letters: typing errors, another transliteration, the beginning, two joined, initials. */
import { asciiText } from '../normalise.ts';
import { conceptOf } from '../normalise/nameWords.ts';
import type { ComparedName } from './comparedName.ts';
import { couldBeJoined, couldBeOne, couldBePart, LEAST_SHORTENED } from './sameWord.ts';
import { edits, MOST_EDITS, mostEdits, type Span, standsAt, startsWith } from './typos.ts';
import { typoCost } from './weights.ts';
import { lengthIn, tellingIn } from './wordInfo.ts';

const NOTHING = new Uint8Array(0);
const spanA: Span = { text: NOTHING, from: 0, length: 0 };
const spanB: Span = { text: NOTHING, from: 0, length: 0 };
const spanC: Span = { text: NOTHING, from: 0, length: 0 };

/** What two words tell together if one is the other with typing errors or in another transliteration; else 0. */
export function typoBits(a: ComparedName, i: number, b: ComparedName, j: number): number {
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

/** From so many letters on no other word is so near; shorter ones need an error that writes no other word. */
const LONG_WORD = 8;
const SHORT_WORD = 5;

/** Of two words taken for one: surely a slip of the pen, such as letters swapped or left out, or another spelling. */
export function isSlip(a: ComparedName, i: number, b: ComparedName, j: number): boolean {
  const [lengthA, lengthB] = [lengthIn(a.info(i)), lengthIn(b.info(j))];
  if (a.loose(i) === b.loose(j)) return true;
  const shorter = Math.min(lengthA, lengthB);
  const apart = Math.abs(lengthA - lengthB);
  if (apart > MOST_EDITS || shorter < SHORT_WORD) return false;
  return shorter >= LONG_WORD || apart > 0 || a.letters(i) === b.letters(j);
}

/** People hardly ever mistype the first letter. */
export function beginAlike(a: ComparedName, i: number, b: ComparedName, j: number): boolean {
  const [one, other] = [a.span(i, spanA), b.span(j, spanB)];
  return one.text[one.from] === other.text[other.from];
}

/** "Tech" for "Technik" tells this share of the word. */
const SHORTENED = 0.5;

function isShortened(a: Span, b: Span): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < LEAST_SHORTENED || short.length === long.length) return false;
  return startsWith(long, short);
}

/** The word `i` of one name is the word `j` of the other and the one after it, written as one. */
export function isJoin(one: ComparedName, i: number, two: ComparedName, j: number): boolean {
  const [whole, first, second] = [one.span(i, spanA), two.span(j, spanB), two.span(j + 1, spanC)];
  const isSum = couldBeJoined(one.table.words, one.at(i), two.table.words, two.at(j));
  if (isSum && standsAt(whole, 0, first) && standsAt(whole, first.length, second)) return true;
  // "CastilloAlimentación": what is written as one word was not translated with the others.
  const rest = whole.length - first.length;
  if (isPart(whole, first) && startsWith(whole, first) && isConcept(whole, first.length, rest, second))
    return true;
  const before = whole.length - second.length;
  return isPart(whole, second) && standsAt(whole, before, second) && isConcept(whole, 0, before, first);
}

function isPart(whole: Span, part: Span): boolean {
  return couldBePart(whole.length, part.length);
}

/** The letters of the word from `at` on are an everyday word which the other name has in its one spelling. */
function isConcept({ text, from }: Span, at: number, length: number, other: Span): boolean {
  const concept = conceptOf(asciiText(text, from + at, from + at + length));
  return concept === asciiText(other.text, other.from, other.from + other.length);
}

/** The letters of the word `i` begin the words of the other name from `from` on. */
export function areInitials(short: ComparedName, i: number, long: ComparedName, from: number): boolean {
  const letters = short.span(i, spanA);
  for (let n = 0; n < letters.length; n++) {
    const word = long.span(from + n, spanB);
    if (word.text[word.from] !== letters.text[letters.from + n]) return false;
  }
  return true;
}
