/** Telephone numbers as they are compared: the digits that stay the same with and without country and area prefix. */

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
  if (text.length > LONGEST) return null;
  const first = /[;,|]/.test(text) ? (text.split(/[;,|]/).find((part) => /\d{2}/.test(part)) ?? '') : text;
  const digits = first.replace(EXTENSION, '').replace(/[^0-9]/g, '');
  if (digits.length < FEWEST) return null;
  const compared = digits.slice(-COMPARED);
  return /^(.)\1*$/.test(compared) || RUN.includes(compared) ? null : compared;
}
