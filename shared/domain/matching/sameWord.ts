/** Whether two words, seen only as their columns, could be one with typing errors, in another spelling, shortened or joined. */
import { lengthIn, marksIn, WORD } from './wordInfo.ts';
import { mostEdits } from './typos.ts';
import { NUMBER } from './wordCards.ts';

/** A word of fewer letters is not taken for the beginning of another. */
export const LEAST_SHORTENED = 4;

/** True for every pair that a look at the letters takes for one word. `x` and `y` are places in the word columns. */
export function couldBeOne(a: Uint32Array, x: number, b: Uint32Array, y: number): boolean {
  const infoA = a[x + WORD.info]!;
  const infoB = b[y + WORD.info]!;
  if (((marksIn(infoA) | marksIn(infoB)) & NUMBER) !== 0) return false;
  if (a[x + WORD.loose] === b[y + WORD.loose]) return true;
  const lengthA = lengthIn(infoA);
  const lengthB = lengthIn(infoB);
  const lettersA = a[x + WORD.letters]!;
  const lettersB = b[y + WORD.letters]!;
  const most = mostEdits(lengthA, lengthB);
  const apart = lengthA - lengthB;
  if (most > 0 && apart <= most && -apart <= most && bitsIn(lettersA ^ lettersB) <= 2 * most) return true;
  if (apart === 0 || lengthA < LEAST_SHORTENED || lengthB < LEAST_SHORTENED) return false;
  return (apart < 0 ? lettersA & ~lettersB : lettersB & ~lettersA) === 0;
}

/** True for every word that is the word at `y` and the one after it written as one. */
export function couldBeJoined(one: Uint32Array, x: number, two: Uint32Array, y: number): boolean {
  const next = y + WORD.size;
  return (
    lengthIn(two[y + WORD.info]!) + lengthIn(two[next + WORD.info]!) === lengthIn(one[x + WORD.info]!) &&
    (two[y + WORD.letters]! | two[next + WORD.letters]!) >>> 0 === one[x + WORD.letters]
  );
}

/** True for every word that begins or ends with the word at `y` and has another word beside it. */
export function couldHold(one: Uint32Array, x: number, two: Uint32Array, y: number): boolean {
  return (
    couldBePart(lengthIn(one[x + WORD.info]!), lengthIn(two[y + WORD.info]!)) &&
    (two[y + WORD.letters]! & ~one[x + WORD.letters]!) === 0
  );
}

/** By their lengths. */
export function couldBePart(whole: number, part: number): boolean {
  return part >= LEAST_SHORTENED && whole - part >= LEAST_SHORTENED;
}

/** How many bits are set. */
export function bitsIn(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
