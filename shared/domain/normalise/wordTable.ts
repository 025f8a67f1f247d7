/** Finds words of a list by their letters alone, so that no string is made to ask for one. */

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The hash of no letters; `moreOf` adds one. */
export const NO_LETTERS = FNV_OFFSET;

export const moreOf = (hash: number, code: number): number => Math.imul(hash ^ code, FNV_PRIME);

export function lettersHash(codes: Uint8Array, from: number, to: number): number {
  let hash = NO_LETTERS;
  for (let at = from; at < to; at++) hash = moreOf(hash, codes[at]!);
  return hash;
}

const PLACES_A_WORD = 3;
/** Bits of a hash by which most words that are not listed are told at one look, in a table that the processor keeps near. */
const TOLD_BY = 16;

export class WordTable {
  /** The words of the list by their number. */
  readonly texts: readonly string[];
  /** Open addressing: the hash of the word at each place, and its number + 1; 0 for a free place. */
  readonly #hashes: Int32Array;
  readonly #numbers: Int32Array;
  readonly #mask: number;
  /** A bit for each beginning of a hash that a listed word has. */
  readonly #begun = new Int32Array(2 ** (TOLD_BY - 5));

  /** @param texts ASCII, each once */
  constructor(texts: readonly string[]) {
    this.texts = texts;
    const places = 2 ** Math.ceil(Math.log2(texts.length * PLACES_A_WORD));
    this.#hashes = new Int32Array(places);
    this.#numbers = new Int32Array(places);
    this.#mask = places - 1;
    for (const [number, text] of texts.entries()) this.#put(text, number);
  }

  /** The number of the word `from … to`, whose letters `moreOf` has added up to `hash`; -1 for one that is not listed. */
  numberOf(codes: Uint8Array, from: number, to: number, hash: number): number {
    const begin = hash >>> (32 - TOLD_BY);
    if ((this.#begun[begin >>> 5]! & (1 << (begin & 31))) === 0) return -1;
    const numbers = this.#numbers;
    for (let place = this.#placeOf(hash); ; place = (place + 1) & this.#mask) {
      const number = numbers[place]! - 1;
      if (number < 0) return -1;
      if (this.#hashes[place] === hash && isWord(this.texts[number]!, codes, from, to)) return number;
    }
  }

  #placeOf(hash: number): number {
    return (hash ^ (hash >>> 15)) & this.#mask;
  }

  #put(text: string, number: number): void {
    let hash = NO_LETTERS;
    for (let at = 0; at < text.length; at++) hash = moreOf(hash, text.charCodeAt(at));
    const begin = hash >>> (32 - TOLD_BY);
    this.#begun[begin >>> 5]! |= 1 << (begin & 31);
    let place = this.#placeOf(hash);
    while (this.#numbers[place] !== 0) place = (place + 1) & this.#mask;
    this.#hashes[place] = hash;
    this.#numbers[place] = number + 1;
  }
}

function isWord(word: string, codes: Uint8Array, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) !== codes[from + at]) return false;
  return true;
}
