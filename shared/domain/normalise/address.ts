/** Cities and postcodes as they are compared, whatever stands around them and in which language. */
import { CITY_BY_LETTERS } from './cities.ts';
import { asciiOf, fold } from './letters.ts';
import { decoded, readText, writeAscii } from './utf8.ts';

/** Longer fields hold more than an address; what follows is left out. */
const LONGEST = 160;

/**
 * A city's letters under one of its names: `munich` for "München", "D-80331 München (Bayern)" and "Muenchen". Null
 * without a letter.
 */
export function placeOf(city: string): string | null {
  const ascii = asciiOf(city.slice(0, LONGEST).toWellFormed());
  const first = /[(,;/]/.test(ascii)
    ? (ascii.split(/[(,;/]/).find((part) => /[a-z]{2}/.test(part)) ?? '')
    : ascii;
  const letters = fold(
    first
      .replace(/^\s*(?:[a-z]{1,2}-)?\d[\d\s-]*/, '')
      .replace(/\bst\b\.?|\bsankt\b/g, 'saint')
      .replace(/\bcedex\b.*$/, '')
      .replace(/[^a-z]/g, ''),
  );
  return letters === '' ? null : (CITY_BY_LETTERS.get(letters) ?? letters);
}

/**
 * Letters and digits of a postcode in lower case, without a country in front ("D-80331") and without the American
 * four-digit extension. Null for fewer than three characters or without a digit.
 */
export function postcodeOf(text: string): string | null {
  return readText(postcodeIn, text);
}

export function postcodeIn(bytes: Uint8Array, from: number, to: number, out: Uint8Array, at: number): number {
  if (to - from > LONGEST) return at;
  let end = plainCode(bytes, from, to, out, at);
  if (end < 0) end = writeAscii(codeIn(decoded(bytes, from, to)), out, at);
  return isCode(out, at, end) ? end : at;
}

/** Short cut for the usual case: letters and digits in one or two groups. -1 for anything else. */
function plainCode(bytes: Uint8Array, from: number, to: number, out: Uint8Array, at: number): number {
  let letters = 0;
  let gap = 0;
  let end = at;
  for (let n = from; n < to; n++) {
    const code = LOWER[bytes[n]!]!;
    if (code > NINE) letters++;
    else if (code === SPACE || code === HYPHEN) {
      // Behind one or two letters stands what may be a country.
      if (gap > 0 || n < from + 3 || n === to - 1) return -1;
      gap = n - from;
      continue;
    } else if (code === 0) return -1;
    out[end++] = code;
  }
  const isExtended = gap === 5 && letters === 0 && to - from === 10 && bytes[from + gap] === HYPHEN;
  return isExtended ? at + gap : end;
}

const SPACE = 32;
const HYPHEN = 45;
const ZERO = 48;
const NINE = 57;
/** What may stand in a plain postcode, letters as small ones; 0 for anything else. */
const LOWER = new Uint8Array(256);
for (const sign of ' -0123456789abcdefghijklmnopqrstuvwxyz') {
  LOWER[sign.charCodeAt(0)] = sign.charCodeAt(0);
  LOWER[sign.toUpperCase().charCodeAt(0)] = sign.charCodeAt(0);
}

function codeIn(text: string): string {
  const trimmed = asciiOf(text)
    .trim()
    .replace(/^[a-z]{1,2}[-\s]+(?=\d{3})/, '');
  return /^\d{5}-\d{4}$/.test(trimmed) ? trimmed.slice(0, 5) : trimmed.replace(/[^a-z0-9]/g, '');
}

/** Three to twelve characters, of which one is a digit and not all are zeros. */
function isCode(codes: Uint8Array, from: number, to: number): boolean {
  if (to - from < 3 || to - from > 12) return false;
  let digits = 0;
  let zeros = 0;
  for (let at = from; at < to; at++) {
    if (codes[at]! <= NINE) digits++;
    if (codes[at] === ZERO) zeros++;
  }
  return digits > 0 && zeros < to - from;
}
