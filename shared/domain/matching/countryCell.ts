/** The cell of a row that says where a company is at home, in which legal form, and what of its text is in a foreign script. */

/** Bits 0–9: the ISO code as a number, 0 for none. */
const NATION = 0x3ff;
/** Only the ending of its website tells the country. */
export const GUESSED = 0x400;
/** Written in a script of which several Latin spellings are in use, or none that tells the sound. */
export const FOREIGN_NAME = 0x800;
export const FOREIGN_CITY = 0x1000;
const FORM_FROM = 16;

export const nationIn = (cell: number): number => cell & NATION;
/** A hash, 0 for none. */
export const legalFormIn = (cell: number): number => cell >>> FORM_FROM;

export function countryCell(nation: number, form: number, flags: number): number {
  return (nation | flags | (form << FORM_FROM)) >>> 0;
}

/** True of records that say two countries; what a website's ending suggests is no contradiction. */
export function areAbroad(a: number, b: number): boolean {
  const [one, other] = [a & NATION, b & NATION];
  return one !== 0 && other !== 0 && one !== other && ((a | b) & GUESSED) === 0;
}

/** True where one of two texts is in a foreign script, so that its letters cannot tell whether they are one. */
export function areUnreadable(a: number, b: number, flag: number): boolean {
  return ((a ^ b) & flag) !== 0;
}
