/** The words of a name, each looked up once: a listed word is its number, any other the place of its letters. */
import { foldIn, isSilent, type Letters, lettersOf } from './letters.ts';
import { LEGAL, nameWords, SPECIAL } from './nameWords.ts';
import { asciiText } from './utf8.ts';
import { lettersHash, moreOf, NO_LETTERS } from './wordTable.ts';

/** The number of a listed word; below 0 for any other, good until `forgetWords`. */
export type Word = number;

export interface NameTokens {
  words: Word[];
  /** Marks of all words together. */
  seen: number;
  /** Whether signs or words stand in the text that may part a name from something else. */
  isSpecial: boolean;
}

const SPACE = 32;
const HYPHEN = 45;
const LETTER_Z = 122;
const SIGNS = new Uint8Array(256);
for (const sign of "([{|/#:'`") SIGNS[sign.charCodeAt(0)] = 1;
const [APOSTROPHE, BACKTICK] = [39, 96];

/** Letters of words that are not listed, and where each word begins and ends. */
const unlisted = { codes: new Uint8Array(4_096), length: 0, starts: [0], ends: [0], count: 0 };
let singles = new Uint8Array(1_024);

/** Before another name: its words that are not listed take the places of those of the name before. */
export function forgetWords(): void {
  unlisted.length = 0;
  unlisted.count = 0;
}

/** The folded words of a text in any script. */
export function wordsOf(text: string): Word[] {
  return tokensIn(lettersOf(text)).words;
}

/**
 * Runs of letters and digits of lower-case ASCII; an apostrophe joins, and so do single letters in a row: "S. A." and
 * "A.B." are one word.
 */
export function tokensIn({ codes, length }: Letters): NameTokens {
  const tokens: NameTokens = { words: [], seen: 0, isSpecial: false };
  const into = roomFor(length);
  let alone = 0;
  let start = unlisted.length;
  let end = start;
  let hash = NO_LETTERS;
  let last = 0;
  let folds = false;
  for (let at = 0; at <= length; at++) {
    const code = at < length ? codes[at]! : SPACE;
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      into[end++] = code;
      hash = moreOf(hash, code);
      if (isSilent(code, last)) folds = true;
      last = code;
      continue;
    }
    if (SIGNS[code] === 1 || (code === HYPHEN && at > 0 && codes[at - 1] === SPACE)) tokens.isSpecial = true;
    if (end === start || code === APOSTROPHE || code === BACKTICK) continue;
    if (folds) {
      end = foldIn(into, start, end);
      hash = lettersHash(into, start, end);
      folds = false;
    }
    if (end === start + 1) singles[alone++] = into[start]!;
    else {
      if (alone > 0) pushSingles(tokens, alone, end);
      alone = 0;
      push(tokens, start, end, hash);
    }
    start = end = unlisted.length;
    hash = NO_LETTERS;
    last = 0;
  }
  if (alone > 0) pushSingles(tokens, alone, start);
  if ((tokens.seen & SPECIAL) !== 0 || startsWithDigit(tokens.words)) tokens.isSpecial = true;
  return tokens;
}

function roomFor(length: number): Uint8Array {
  if (singles.length < length) singles = new Uint8Array(2 * length);
  // Each letter is written once, and once more if it stands alone.
  const needed = unlisted.length + 2 * length;
  if (unlisted.codes.length < needed) {
    const grown = new Uint8Array(2 * needed);
    grown.set(unlisted.codes.subarray(0, unlisted.length));
    unlisted.codes = grown;
  }
  return unlisted.codes;
}

/** @param at where their letters may lie, behind a word that is not yet pushed */
function pushSingles(tokens: NameTokens, count: number, at: number): void {
  const { codes } = unlisted;
  for (let n = 0; n < count; n++) {
    if (singles[n] === LETTER_Z) tokens.isSpecial = true;
    codes[at + n] = singles[n]!;
  }
  // "Pirelli & C. S.p.A.": a letter of the name, then the legal form.
  if (count > SHORTEST_FORM && isForm(at + 1, at + count) && !isForm(at, foldIn(codes, at, at + count))) {
    push(tokens, at, at + 1, lettersHash(codes, at, at + 1));
    push(tokens, at + 1, at + count, lettersHash(codes, at + 1, at + count));
    return;
  }
  const end = foldIn(codes, at, at + count);
  push(tokens, at, end, lettersHash(codes, at, end));
}

/** Letters of a legal form that is told from the single letter before it. */
const SHORTEST_FORM = 3;

function isForm(from: number, to: number): boolean {
  const { table, marks } = nameWords();
  const number = table.numberOf(unlisted.codes, from, to, lettersHash(unlisted.codes, from, to));
  return number >= 0 && (marks[number]! & LEGAL) !== 0;
}

function push(tokens: NameTokens, from: number, to: number, hash: number): void {
  const { table, marks } = nameWords();
  const number = table.numberOf(unlisted.codes, from, to, hash);
  if (number < 0) {
    unlisted.starts[unlisted.count] = from;
    unlisted.ends[unlisted.count] = to;
    if (to > unlisted.length) unlisted.length = to;
    tokens.words.push(-1 - unlisted.count++);
  } else {
    tokens.words.push(number);
    tokens.seen |= marks[number]!;
  }
}

function startsWithDigit(words: readonly Word[]): boolean {
  if (words.length === 0) return false;
  const code = firstLetter(words[0]!);
  return code >= 48 && code <= 57;
}

export function firstLetter(word: Word): number {
  return word < 0
    ? unlisted.codes[unlisted.starts[-1 - word]!]!
    : nameWords().table.texts[word]!.charCodeAt(0);
}

export function textOf(word: Word): string {
  if (word >= 0) return nameWords().table.texts[word]!;
  const at = -1 - word;
  return asciiText(unlisted.codes, unlisted.starts[at]!, unlisted.ends[at]!);
}

export function textsOf(words: readonly Word[]): string[] {
  return words.map(textOf);
}

/** Writes the first `most` letters of the word and answers where they end. */
export function writeWord(word: Word, most: number, into: Uint8Array, at: number): number {
  if (word >= 0) {
    const text = nameWords().table.texts[word]!;
    const length = text.length < most ? text.length : most;
    for (let n = 0; n < length; n++) into[at + n] = text.charCodeAt(n);
    return at + length;
  }
  const { codes, starts, ends } = unlisted;
  const start = starts[-1 - word]!;
  const whole = ends[-1 - word]! - start;
  const length = whole < most ? whole : most;
  for (let n = 0; n < length; n++) into[at + n] = codes[start + n]!;
  return at + length;
}

/** What a word may be, as bits; none for a word that is not listed. */
export function marksOf(word: Word): number {
  return word < 0 ? 0 : nameWords().marks[word]!;
}

/** The marks of all words together. */
export function marksOfAll(words: readonly Word[]): number {
  let seen = 0;
  for (const word of words) seen |= marksOf(word);
  return seen;
}
