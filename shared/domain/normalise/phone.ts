/** Telephone numbers as they are compared: the digits that stay the same with and without country and area prefix. */

const LONGEST = 60;
const COMPARED = 8;
const FEWEST = 7;
const EXTENSION = /(?:ext(?:ension|n)?|x|durchwahl|dw|poste|anexo|int|#)[\s.:]*\d{1,6}\s*$/i;
const RUN = '01234567890987654321';

const SAME = 0;
const NEXT = 1;
const BEFORE = 9;

/**
 * The last eight digits of the first number in the text, its extension left out. Null for fewer than seven digits and
 * for the placeholders people type (0000000, 12345678).
 */
export function phoneOf(text: string): string | null {
  if (text.length > LONGEST) return null;
  const number = isPlain(text) ? text : firstNumberIn(text);
  let compared = '';
  let end = number.length;
  while (end > 0 && compared.length < COMPARED) {
    while (end > 0 && !isDigit(number.charCodeAt(end - 1))) end--;
    let start = end;
    const least = end - (COMPARED - compared.length);
    while (start > 0 && start > least && isDigit(number.charCodeAt(start - 1))) start--;
    compared = number.slice(start, end) + compared;
    end = start;
  }
  return compared.length < FEWEST || isPlaceholder(compared) ? null : compared;
}

/** One number and no extension: digits and what parts them. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // From "(" to "9", the comma left out, and the space.
    if (code !== 32 && (code < 40 || code > 57 || code === 44)) return false;
  }
  return true;
}

function firstNumberIn(text: string): string {
  const first = /[;,|]/.test(text) ? (text.split(/[;,|]/).find((part) => /\d{2}/.test(part)) ?? '') : text;
  return first.replace(EXTENSION, '');
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isPlaceholder(digits: string): boolean {
  const step = (digits.charCodeAt(1) - digits.charCodeAt(0) + 10) % 10;
  if (step === SAME) return /^(.)\1*$/.test(digits);
  return (step === NEXT || step === BEFORE) && RUN.includes(digits);
}
