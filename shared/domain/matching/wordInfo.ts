/** How the columns of a word are packed. */

export const WORD = {
  size: 4,
  hash: 0,
  loose: 1,
  letters: 2,
  /**
   * Bits 24–31: what sharing the word tells, in eighths of a bit, once weighed; 20–23: marks; 17–19: how common it is
   * anywhere; 6–16: place in the row's text; 0–5: length.
   */
  info: 3,
} as const;

export const lengthIn = (info: number): number => info & 63;
export const placeIn = (info: number): number => (info >>> 6) & 2_047;
export const commonnessIn = (info: number): number => (info >>> 17) & 7;
export const marksIn = (info: number): number => (info >>> 20) & 15;
/** In bits. */
export const tellingIn = (info: number): number => (info >>> 24) / 8;
