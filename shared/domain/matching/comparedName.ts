/** The words of one name of one row, and which of them have found their counterpart in another name. */
import { ROW, type Companies } from './companies.ts';
import { asciiAt } from './companyText.ts';
import type { Span } from './typos.ts';
import { lengthIn, placeIn, tellingIn, WORD } from './wordInfo.ts';

export class ComparedName {
  table!: Companies;
  first = 0;
  count = 0;
  text = 0;
  /** Of the row. */
  countryCell = 0;
  city = 0;
  /** A bit for each word that has found no counterpart. */
  rest = 0;
  /** What all words tell, and those without a counterpart, in bits. */
  own = 0;

  /** @param which 0 the name, 1 and 2 other names the record carries */
  set(table: Companies, row: number, which: number): boolean {
    const at = row * ROW.size;
    const counts = table.rows[at + ROW.counts]!;
    let first = table.rows[at + ROW.words]!;
    if (which > 0) first += counts & 15;
    if (which > 1) first += (counts >>> 4) & 15;
    this.table = table;
    this.first = first * WORD.size;
    this.count = (counts >>> (4 * which)) & 15;
    this.text = table.rows[at + ROW.text]!;
    this.countryCell = table.rows[at + ROW.country]!;
    this.city = table.rows[at + ROW.city]!;
    this.rest = (1 << this.count) - 1;
    this.own = 0;
    for (let n = 0; n < this.count; n++) this.own += tellingIn(this.info(n));
    return this.count > 0;
  }

  hash(n: number): number {
    return this.table.words[this.first + n * WORD.size + WORD.hash]!;
  }

  loose(n: number): number {
    return this.table.words[this.first + n * WORD.size + WORD.loose]!;
  }

  letters(n: number): number {
    return this.table.words[this.first + n * WORD.size + WORD.letters]!;
  }

  at(n: number): number {
    return this.first + n * WORD.size;
  }

  info(n: number): number {
    return this.table.words[this.first + n * WORD.size + WORD.info]!;
  }

  isLeft(n: number): boolean {
    return ((this.rest >>> n) & 1) === 1;
  }

  /** @param words a bit each */
  take(words: number): void {
    this.rest &= ~words;
  }

  span(n: number, into: Span): Span {
    const info = this.info(n);
    into.text = this.table.text;
    into.from = this.text + placeIn(info);
    into.length = lengthIn(info);
    return into;
  }

  wordAt(n: number): string {
    const { text, from, length } = this.span(n, { text: this.table.text, from: 0, length: 0 });
    return asciiAt(text, from, from + length);
  }
}

/** The words that have no counterpart, for people to read. */
export function wordsLeft(name: ComparedName): string {
  const found: string[] = [];
  for (let n = 0; n < name.count; n++) if (name.isLeft(n)) found.push(name.wordAt(n));
  return found.join(' ');
}
