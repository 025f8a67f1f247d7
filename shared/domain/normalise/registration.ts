/** Registration numbers (DUNS, VAT, commercial register) in one spelling, without the placeholders people type. */

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
