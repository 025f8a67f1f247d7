/** Finds the words that the tables know by their letters alone, so that no string is made to ask for one. */
import { type NameWord, nameWordOf, nameWords } from './nameWords.ts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The hash of no letters; `moreOf` adds one. */
export const NO_LETTERS = FNV_OFFSET;

export const moreOf = (hash: number, code: number): number => Math.imul(hash ^ code, FNV_PRIME);

/** Several times the number of known words, so that most other words meet an empty place at once. */
const PLACES = 1 << 15;
/** Open addressing: the hash of the word at each place, 0 for none. */
let hashes: Int32Array | undefined;
const words: NameWord[] = new Array<NameWord>(PLACES);

/** The word whose ASCII codes are those `from … to`, and whose letters `moreOf` has added up to `hash`. */
export function wordIn(codes: Uint8Array, from: number, to: number, hash: number): NameWord {
  const table = (hashes ??= buildHashes());
  for (let place = placeOf(hash); table[place] !== 0; place = (place + 1) & (PLACES - 1)) {
    if (table[place] === hash && isSame(words[place]!.text, codes, from, to)) return words[place]!;
  }
  return { text: textOf(codes, from, to), marks: 0, legal: null };
}

function placeOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (PLACES - 1);
}

function buildHashes(): Int32Array {
  const table = new Int32Array(PLACES);
  for (const text of nameWords().marks.keys()) {
    let hash = NO_LETTERS;
    for (let at = 0; at < text.length; at++) hash = moreOf(hash, text.charCodeAt(at));
    let place = placeOf(hash);
    while (table[place] !== 0) place = (place + 1) & (PLACES - 1);
    table[place] = hash;
    words[place] = nameWordOf(text);
  }
  return table;
}

/** Four letters at a time, which is what keeps a new word cheap. */
function textOf(codes: Uint8Array, from: number, to: number): string {
  let text = '';
  let at = from;
  for (; at + 4 <= to; at += 4)
    text += String.fromCharCode(codes[at]!, codes[at + 1]!, codes[at + 2]!, codes[at + 3]!);
  for (; at < to; at++) text += String.fromCharCode(codes[at]!);
  return text;
}

function isSame(word: string, codes: Uint8Array, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) !== codes[from + at]) return false;
  return true;
}
