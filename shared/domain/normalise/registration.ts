/** Registration numbers (DUNS, VAT, commercial register) in one spelling, without the placeholders people type. */

import { decoded, writeAscii } from './utf8.ts';

const RUN = '0123456789012345678909876543210987654321';

/**
 * Upper-case letters and digits without separators; leading zeros of an all-digit number go, because spreadsheets
 * drop them. Null for fewer than five characters or four digits, for placeholders such as 000000000 or 123456789, and
 * for numbers that a spreadsheet has already rounded (1.23E+08).
 */
export function registrationNumber(text: string): string | null {
  if (text.length > 60 || /^\s*\d[.,]?\d*e[+-]?\d+\s*$/i.test(text)) return null;
  const packed = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const digits = packed.replace(/[^0-9]/g, '');
  if (packed.length < 5 || digits.length < 4) return null;
  if (/^(.)\1*$/.test(digits) || (digits.length >= 7 && RUN.includes(digits))) return null;
  if (digits.length < packed.length) return packed;
  const significant = digits.replace(/^0+/, '');
  return significant.length < 5 ? null : significant;
}

/** What `registrationNumber` says of UTF-8 from `from` to `to`; see `Reader`. */
export function registrationIn(
  bytes: Uint8Array,
  from: number,
  to: number,
  out: Uint8Array,
  at: number,
): number {
  return writeAscii(registrationNumber(decoded(bytes, from, to)) ?? '', out, at);
}

export type SameRegistration = 'equal' | 'other' | 'unknown';

/** Country and check characters of VAT numbers go missing; fewer digits than this then prove nothing. */
const FEWEST_SHARED_DIGITS = 7;
const SIREN_DIGITS = 9;
const SIRET_DIGITS = 14;

/**
 * Whether two numbers, both as `registrationNumber` gives them, name one legal entity. `other` only for two numbers
 * that are visibly of one kind (same prefix, same length); a VAT number says nothing about a DUNS number.
 */
export function sameRegistration(a: string, b: string): SameRegistration {
  if (a === b) return 'equal';
  const [prefixA, digitsA] = partsOf(a);
  const [prefixB, digitsB] = partsOf(b);
  if (prefixA === prefixB) return prefixA === '' ? sameDigits(a, b) : sameKind(a, b);
  if (prefixA !== '' && prefixB !== '') return 'unknown';
  const [prefix, prefixed, bare] = prefixA === '' ? [prefixB, digitsB, digitsA] : [prefixA, digitsA, digitsB];
  if (prefix.length !== 2 || bare.length < FEWEST_SHARED_DIGITS) return 'unknown';
  if (prefixed === bare) return 'equal';
  // French VAT numbers are two check digits and the SIREN, which is also the start of a SIRET.
  const siren = prefix === 'FR' && prefixed.length === SIREN_DIGITS + 2 ? prefixed.slice(2) : '';
  return siren !== '' && (siren === bare || (bare.length === SIRET_DIGITS && bare.startsWith(siren)))
    ? 'equal'
    : 'unknown';
}

/** Letters in front, and the digits behind them without leading zeros; no digits where letters are mixed in. */
function partsOf(number: string): [prefix: string, digits: string] {
  const prefix = /^[A-Z]*/.exec(number)?.[0] ?? '';
  const rest = number.slice(prefix.length);
  return [prefix, /^[0-9]+$/.test(rest) ? rest.replace(/^0+/, '') : ''];
}

function sameDigits(a: string, b: string): SameRegistration {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length === SIRET_DIGITS && short.length === SIREN_DIGITS)
    return long.startsWith(short) ? 'equal' : 'other';
  // Two establishments of one entity: SIRET numbers that share the SIREN.
  if (long.length === SIRET_DIGITS && short.length === SIRET_DIGITS)
    return short.slice(0, SIREN_DIGITS) === long.slice(0, SIREN_DIGITS) ? 'equal' : 'other';
  return sameKind(a, b);
}

/** A number of nine digits may have lost leading zeros to a spreadsheet. */
function sameKind(a: string, b: string): SameRegistration {
  if (a.length === b.length) return 'other';
  return Math.max(a.length, b.length) <= SIREN_DIGITS && Math.min(a.length, b.length) >= FEWEST_SHARED_DIGITS
    ? 'other'
    : 'unknown';
}
