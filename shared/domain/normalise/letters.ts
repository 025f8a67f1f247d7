/** Letters as they are compared: plain ASCII, and one spelling for what languages write in two ways. */
import anyAscii from 'any-ascii';
import { decoded } from './utf8.ts';

/** ASCII in lower case; text that already is passes without a copy of the tables. */
export function asciiOf(text: string): string {
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) > LAST_ASCII)
      return text.length > LONGEST_FIELD ? transliterated(text) : written(lettersOf(text));
  }
  return text.toLowerCase();
}

/** Longer texts are no field of a record, and have too many letters to be written at once. */
const LONGEST_FIELD = 300;

function written({ codes, length }: Letters): string {
  return String.fromCharCode(...codes.subarray(0, length));
}

/** The letters of the text that was written last, as ASCII codes; the next text overwrites them. */
export interface Letters {
  codes: Uint8Array;
  length: number;
}

const letters: Letters = { codes: new Uint8Array(1_024), length: 0 };

/** What `asciiOf` says, without a string: normalising reads every letter once, and most strings would be thrown away. */
export function lettersOf(text: string): Letters {
  if (letters.codes.length < 2 * text.length) letters.codes = new Uint8Array(4 * text.length);
  const { codes } = letters;
  const table = (latin ??= buildLatin());
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const pair = code < LATIN_END ? table[code]! : UNSURE;
    if (pair === UNSURE) return lettersOf(transliterated(text));
    codes[length++] = pair;
    if (pair > LAST_ASCII) codes[length++] = pair >>> 8;
  }
  letters.length = length;
  return letters;
}

/** The same for UTF-8 from `from` to `to`. */
export function lettersIn(bytes: Uint8Array, from: number, to: number): Letters {
  return latinLettersIn(bytes, from, to) ?? lettersOf(transliterated(decoded(bytes, from, to)));
}

/** The same for Latin letters; null where others stand among them. */
export function latinLettersIn(bytes: Uint8Array, from: number, to: number): Letters | null {
  if (letters.codes.length < 2 * (to - from)) letters.codes = new Uint8Array(4 * (to - from));
  const { codes } = letters;
  const table = (latin ??= buildLatin());
  let length = 0;
  for (let at = from; at < to; at++) {
    let code = bytes[at]!;
    if (code > LAST_ASCII)
      code = code < LEAD_OF_THREE ? ((code & 0x1f) << 6) | (bytes[++at]! & 0x3f) : LATIN_END;
    const pair = code < LATIN_END ? table[code]! : UNSURE;
    if (pair === UNSURE) return null;
    codes[length++] = pair;
    if (pair > LAST_ASCII) codes[length++] = pair >>> 8;
  }
  letters.length = length;
  return letters;
}

const LAST_ASCII = 0x7f;
/** Of a letter of three bytes or more, all of which lie beyond the Latin ones. */
const LEAD_OF_THREE = 0xe0;
/** The Latin letters of Europe with their accents end here. */
const LATIN_END = 0x250;
/** What the letter becomes depends on those around it, or is longer than two letters. */
const UNSURE = 0xffff;
let latin: Uint16Array | undefined;

/** Codes of what a letter becomes, the first in the low byte. */
function buildLatin(): Uint16Array {
  const table = new Uint16Array(LATIN_END).fill(UNSURE);
  for (let code = 0; code < LATIN_END; code++) {
    const letter = String.fromCharCode(code);
    const ascii = transliterated(letter);
    if (ascii.length === 0 || ascii.length > 2 || letter.replace(PICTURES, '') === '') continue;
    table[code] = ascii.charCodeAt(0) | (ascii.length === 2 ? ascii.charCodeAt(1) << 8 : 0);
  }
  return table;
}

/** Emoji and trade marks; transliteration would spell them out. */
const PICTURES = /(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\u2120|\ufe0f|\u200d)+/gu;

function transliterated(text: string): string {
  const letters = text.replace(PICTURES, ' ');
  return anyAscii((letters.trim() === '' ? text : letters).normalize('NFKC')).toLowerCase();
}

/** "AE" and "UE" alone are initials. */
const SHORTEST_FOLDED = 2;
const FOLDED = /(a)[ae]+|([ou])e+/g;
const [A, E, O, U] = [97, 101, 111, 117];

/**
 * One spelling for Müller, Mueller and Muller, Ærø and Aero, Århus and Aarhus: the e of ae, oe, ue and the repeated a
 * go. Applied to both sides, so an English word that changes ("blue" to "blu") changes on both. Idempotent.
 */
export function fold(text: string): string {
  if (text.length <= SHORTEST_FOLDED) return text;
  for (let at = 1; at < text.length; at++) {
    if (isSilent(text.charCodeAt(at), text.charCodeAt(at - 1))) return text.replace(FOLDED, '$1$2');
  }
  return text;
}

/** Does what `fold` does to the word `from … to`, where it stands; its new end. */
export function foldIn(codes: Uint8Array, from: number, to: number): number {
  if (to - from <= SHORTEST_FOLDED) return to;
  let end = from;
  let kept = 0;
  for (let at = from; at < to; at++) {
    const code = codes[at]!;
    if (isSilent(code, kept)) continue;
    codes[end++] = code;
    kept = code;
  }
  return end;
}

/** Whether a letter behind another goes. */
export function isSilent(code: number, before: number): boolean {
  return code === E ? before === A || before === O || before === U : code === A && before === A;
}
