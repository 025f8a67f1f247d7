/** 32-bit hashes under which equal words, places and numbers meet; a hash only proposes, what it proposes is compared. */

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Spreads every bit of a 32-bit integer over all others (the finaliser of MurmurHash3); a bijection that keeps 0. */
export function spread(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** FNV-1a over UTF-16 units, spread; 1 … 2³²−1, so that 0 can mean "none". */
export function hashOf(text: string): number {
  return hashEnd(hashMore(HASH_START, text, 0, text.length));
}

/** To hash several texts as one without joining them: start here, add each, then end. */
export const HASH_START = FNV_OFFSET;

export function hashMore(hash: number, text: string, from: number, to: number): number {
  let h = hash;
  for (let at = from; at < to; at++) h = Math.imul(h ^ text.charCodeAt(at), FNV_PRIME);
  return h;
}

/** The same for the ASCII codes `from … to`. */
export function hashCodes(hash: number, codes: Uint8Array, from: number, to: number): number {
  let h = hash;
  for (let at = from; at < to; at++) h = Math.imul(h ^ codes[at]!, FNV_PRIME);
  return h;
}

/** The same for one letter's code. */
export function hashOne(hash: number, code: number): number {
  return Math.imul(hash ^ code, FNV_PRIME);
}

export function hashEnd(hash: number): number {
  return spread(hash) || 1;
}

/** The same value says something else as a city than as a word. */
export function tagged(hash: number, tag: number): number {
  return spread(Math.imul(hash, 31) + tag) || 1;
}
