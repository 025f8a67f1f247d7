/** The words of a name in ASCII. */
import { fold } from './letters.ts';

const LETTER_A = 97;
const LETTER_E = 101;
const LETTER_O = 111;
const LETTER_U = 117;

/**
 * Folded runs of letters and digits of lower-case ASCII text; an apostrophe joins, and so do single letters in a row:
 * "S. A." and "A.B." are one word.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let singles = '';
  let start = -1;
  let word = '';
  let last = 0;
  let folds = false;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 32;
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      if (start < 0) start = at;
      if (code === LETTER_E) folds ||= last === LETTER_A || last === LETTER_O || last === LETTER_U;
      else if (code === LETTER_A) folds ||= last === LETTER_A;
      last = code;
      continue;
    }
    if (start >= 0) {
      word = word === '' ? text.slice(start, at) : word + text.slice(start, at);
      start = -1;
    }
    if (word === '' || ((code === 39 || code === 96) && at < text.length)) continue;
    if (folds) word = fold(word);
    if (word.length === 1) singles += word;
    else {
      if (singles !== '') words.push(fold(singles));
      singles = '';
      words.push(word);
    }
    word = '';
    last = 0;
    folds = false;
  }
  if (singles !== '') words.push(fold(singles));
  return words;
}
