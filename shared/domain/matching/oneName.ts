/** The words of a name that is compared with many others, laid out for that. */
import { ROW, type Companies } from './companies.ts';
import { costOf, isMark, LONGEST_INITIALS, NUMBER } from './wordCards.ts';
import { lengthIn, marksIn, tellingIn, WORD } from './wordInfo.ts';

const MOST_WORDS = 15;
const NEVER = 99;

export class OneName {
  words!: Uint32Array;
  first = 0;
  count = 0;
  readonly hashes = new Uint32Array(MOST_WORDS);
  readonly loose = new Uint32Array(MOST_WORDS);
  readonly letters = new Uint32Array(MOST_WORDS);
  /** Letters of a word that could be initials; else more than any name has words. */
  readonly initials = new Uint32Array(MOST_WORDS);
  /** A bit for each word that could be. */
  short = 0;
  readonly telling = new Float64Array(MOST_WORDS);
  /** Bits and cost of a word without a counterpart. */
  readonly left = new Float64Array(MOST_WORDS);
  readonly costs = new Float64Array(MOST_WORDS);

  has(hash: number): boolean {
    for (let n = 0; n < this.count; n++) if (this.hashes[n] === hash) return true;
    return false;
  }

  set({ rows, words }: Companies, row: number, rareFrom: number): void {
    this.words = words;
    this.first = rows[row * ROW.size + ROW.words]! * WORD.size;
    this.count = rows[row * ROW.size + ROW.counts]! & 15;
    this.short = 0;
    for (let n = 0; n < this.count; n++) {
      const at = this.first + n * WORD.size;
      const info = words[at + WORD.info]!;
      this.hashes[n] = words[at + WORD.hash]!;
      this.loose[n] = words[at + WORD.loose]!;
      this.letters[n] = words[at + WORD.letters]!;
      this.initials[n] = initialsIn(info);
      if (initialsIn(info) < NEVER) this.short |= 1 << n;
      this.telling[n] = tellingIn(info);
      this.left[n] = isMark(info) ? 0 : tellingIn(info);
      this.costs[n] = isMark(info) ? 0 : costOf(info, rareFrom);
    }
  }
}

/** How many words a word could be the initials of; more than any name has if it could not. */
export function initialsIn(info: number): number {
  const length = lengthIn(info);
  return length < 2 || length > LONGEST_INITIALS || (marksIn(info) & NUMBER) !== 0 ? NEVER : length;
}
