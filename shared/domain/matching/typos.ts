/** How many typing errors lie between two words, as far as it matters. */

const LONGEST = 64;
const rows = [new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1)];

/** Bytes of a longer text. */
export interface Span {
  text: Uint8Array;
  from: number;
  length: number;
}

/** @param text ASCII */
export function spanOf(text: string): Span {
  return { text: Uint8Array.from(text, (letter) => letter.charCodeAt(0)), from: 0, length: text.length };
}

export const MOST_EDITS = 2;

/** The most edits by which two words of these lengths may differ and still be one: none below four letters. */
export function mostEdits(a: number, b: number): number {
  const shorter = Math.min(a, b);
  return shorter < 4 ? 0 : shorter < 8 ? 1 : MOST_EDITS;
}

/**
 * Insertions, deletions, replacements and swaps of neighbours (optimal string alignment) between two words;
 * `most + 1` for any more than `most`.
 */
export function edits(a: Span, b: Span, most: number): number {
  const over = most + 1;
  if (Math.abs(a.length - b.length) > most) return over;
  let [before, last, row] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const code = a.text[a.from + i - 1];
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const other = b.text[b.from + j - 1];
      let cost = last[j - 1]! + (code === other ? 0 : 1);
      cost = Math.min(cost, last[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && code === b.text[b.from + j - 2] && a.text[a.from + i - 2] === other)
        cost = Math.min(cost, before[j - 2]! + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return over;
    [before, last, row] = [last, row, before];
  }
  return Math.min(last[b.length]!, over);
}

export function startsWith(long: Span, short: Span): boolean {
  return short.length <= long.length && standsAt(long, 0, short);
}

/** True where the letters of `short` are those of `long` from `at` on, which has so many. */
export function standsAt(long: Span, at: number, short: Span): boolean {
  const from = long.from + at;
  for (let n = 0; n < short.length; n++) if (long.text[from + n] !== short.text[short.from + n]) return false;
  return true;
}
