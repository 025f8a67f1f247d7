/** The words of a name, each looked up once. */
import { moreOf, NO_LETTERS, wordIn } from './knownWords.ts';
import { foldIn, isSilent, type Letters, lettersOf } from './letters.ts';
import { LEGAL, type NameWord, SPECIAL } from './nameWords.ts';

export interface NameTokens {
  words: NameWord[];
  /** Marks of all words together. */
  seen: number;
  /** Whether signs or words stand in the text that may part a name from something else. */
  isSpecial: boolean;
}

const SPACE = 32;
const HYPHEN = 45;
const LETTER_Z = 122;
const SIGNS = new Uint8Array(128);
for (const sign of "([{|/#:'`") SIGNS[sign.charCodeAt(0)] = 1;
const [APOSTROPHE, BACKTICK] = [39, 96];

/** The folded words of a text in any script. */
export function wordsOf(text: string): NameWord[] {
  return tokensIn(lettersOf(text)).words;
}

/**
 * Runs of letters and digits of lower-case ASCII; an apostrophe joins, and so do single letters in a row: "S. A." and
 * "A.B." are one word. The letters are used up.
 */
export function tokensIn({ codes, length }: Letters): NameTokens {
  const tokens: NameTokens = { words: [], seen: 0, isSpecial: false };
  // Single letters gather at the front, where everything has been read already.
  let singles = 0;
  let start = 0;
  let end = 0;
  let hash = NO_LETTERS;
  let last = 0;
  let folds = false;
  for (let at = 0; at <= length; at++) {
    const code = at < length ? codes[at]! : SPACE;
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      codes[end++] = code;
      hash = moreOf(hash, code);
      if (isSilent(code, last)) folds = true;
      last = code;
      continue;
    }
    if (SIGNS[code] === 1 || (code === HYPHEN && at > 0 && codes[at - 1] === SPACE)) tokens.isSpecial = true;
    if (end > start) {
      if (code === APOSTROPHE || code === BACKTICK) continue;
      if (folds) {
        end = foldIn(codes, start, end);
        hash = hashIn(codes, start, end);
        folds = false;
      }
      if (end === start + 1) codes[singles++] = codes[start]!;
      else {
        if (singles > 0) pushSingles(tokens, codes, singles);
        singles = 0;
        push(tokens, wordIn(codes, start, end, hash));
      }
      hash = NO_LETTERS;
      last = 0;
    }
    start = at + 1;
    end = start;
  }
  if (singles > 0) pushSingles(tokens, codes, singles);
  const first = tokens.words.length > 0 ? tokens.words[0]!.text.charCodeAt(0) : SPACE;
  if ((tokens.seen & SPECIAL) !== 0 || (first >= 48 && first <= 57)) tokens.isSpecial = true;
  return tokens;
}

function pushSingles(tokens: NameTokens, codes: Uint8Array, count: number): void {
  for (let at = 0; at < count; at++) if (codes[at] === LETTER_Z) tokens.isSpecial = true;
  const form = count > SHORTEST_FORM ? wordIn(codes, 1, count, hashIn(codes, 1, count)) : null;
  const end = foldIn(codes, 0, count);
  const whole = wordIn(codes, 0, end, hashIn(codes, 0, end));
  if (form === null || (form.marks & LEGAL) === 0 || (whole.marks & LEGAL) !== 0) return push(tokens, whole);
  // "Pirelli & C. S.p.A.": a letter of the name, then the legal form.
  push(tokens, wordIn(codes, 0, 1, hashIn(codes, 0, 1)));
  push(tokens, form);
}

/** Letters of a legal form that is told from the single letter before it. */
const SHORTEST_FORM = 3;

function push(tokens: NameTokens, word: NameWord): void {
  tokens.words.push(word);
  tokens.seen |= word.marks;
}

function hashIn(codes: Uint8Array, from: number, to: number): number {
  let hash = NO_LETTERS;
  for (let at = from; at < to; at++) hash = moreOf(hash, codes[at]!);
  return hash;
}
