/** Telephone numbers as they are compared: the digits that stay the same with and without country and area prefix. */
import { decoded, readText, Utf8Text } from './utf8.ts';

const LONGEST = 60;
const COMPARED = 8;
const FEWEST = 7;
const EXTENSION = /(?:ext(?:ension|n)?|x|durchwahl|dw|poste|anexo|int|#)[\s.:]*\d{1,6}\s*$/i;
const RUN = '01234567890987654321';

/**
 * The last eight digits of the first number in the text, its extension left out. Null for fewer than seven digits and
 * for the placeholders people type (0000000, 12345678).
 */
export function phoneOf(text: string): string | null {
  return readText(phoneIn, text);
}

export function phoneIn(bytes: Uint8Array, from: number, to: number, out: Uint8Array, at: number): number {
  if (to - from > LONGEST) return at;
  let end: number;
  if (isPlain(bytes, from, to)) end = lastDigits(bytes, from, to, out, at);
  else {
    first.clear();
    first.add(firstNumberIn(decoded(bytes, from, to)));
    end = lastDigits(first.bytes, 0, first.length, out, at);
  }
  return end - at < FEWEST || isPlaceholder(out, at, end) ? at : end;
}

/** The first number of a text that holds more. */
const first = new Utf8Text();

/** One number and no extension: digits and what parts them. */
function isPlain(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = bytes[at]!;
    // From "(" to "9", the comma left out, and the space.
    if (code !== 32 && (code < 40 || code > 57 || code === 44)) return false;
  }
  return true;
}

function firstNumberIn(text: string): string {
  const first = /[;,|]/.test(text) ? (text.split(/[;,|]/).find((part) => /\d{2}/.test(part)) ?? '') : text;
  return first.replace(EXTENSION, '');
}

/** Copies the last digits to be compared and answers where they end. */
function lastDigits(bytes: Uint8Array, from: number, to: number, out: Uint8Array, at: number): number {
  let count = 0;
  let start = to;
  while (start > from && count < COMPARED) if (isDigit(bytes[--start]!)) count++;
  let end = at;
  for (let n = start; n < to; n++) if (isDigit(bytes[n]!)) out[end++] = bytes[n]!;
  return end;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** One digit again and again, or digits that follow each other. */
function isPlaceholder(digits: Uint8Array, from: number, to: number): boolean {
  let same = from + 1;
  while (same < to && digits[same] === digits[from]) same++;
  if (same === to) return true;
  for (let start = 0; start + to - from <= RUN.length; start++) {
    let n = 0;
    while (from + n < to && digits[from + n] === RUN.charCodeAt(start + n)) n++;
    if (from + n === to) return true;
  }
  return false;
}
