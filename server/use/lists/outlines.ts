/** Rows of a list as columns of numbers, some eighty bytes each: enough to tell which of them cannot match, without a letter read. */
import { Companies, DOMAIN, ROW } from '../../../shared/domain/matching/companies.ts';
import { GrowingWords } from '../../../shared/domain/matching/growing.ts';
import { WORD } from '../../../shared/domain/matching/wordInfo.ts';

/**
 * A row is a head, the cells that are not 0, four cells for each word of its name (three where both hashes are one),
 * and two for each domain. Head: bits 0–15 `ROW.counts`, 16–23 which cells are there, 24–31 how many cells the row has.
 */
const CELLS = [
  ROW.country,
  ROW.city,
  ROW.town,
  ROW.postcode,
  ROW.phone,
  ROW.street,
  ROW.registration,
  ROW.joined,
] as const;
/** In the highest byte of a word's info, where weights come later: its loose hash is another one and follows. */
const HAS_LOOSE = 1 << 24;
const INFO = HAS_LOOSE - 1;
const LONGEST = 255;
const NO_CELLS = new Uint32Array(new SharedArrayBuffer(0));
const NO_TEXT = new Uint8Array(new SharedArrayBuffer(0));

/** Writes the row's outline at a place and answers where it ends. */
export function outline(
  { rows, words, domains }: Companies,
  row: number,
  into: Uint32Array,
  from: number,
): number {
  const first = row * ROW.size;
  const counts = rows[first + ROW.counts]!;
  let mask = 0;
  let to = from + 1;
  for (let n = 0; n < CELLS.length; n++) {
    const cell = rows[first + CELLS[n]!]!;
    if (cell === 0) continue;
    mask |= 1 << n;
    into[to++] = cell;
  }
  const word = rows[first + ROW.words]! * WORD.size;
  for (let at = word; at < word + (counts & 15) * WORD.size; at += WORD.size) {
    const hash = words[at + WORD.hash]!;
    const loose = words[at + WORD.loose]!;
    into[to++] = (words[at + WORD.info]! & INFO) | (loose === hash ? 0 : HAS_LOOSE);
    into[to++] = hash;
    into[to++] = words[at + WORD.letters]!;
    if (loose !== hash) into[to++] = loose;
  }
  const site = rows[first + ROW.domains]! * DOMAIN.size;
  for (let at = site; at < site + (counts >>> 12) * DOMAIN.size; at++) into[to++] = domains[at]!;
  into[from] = counts | (mask << 16) | ((to - from) << 24);
  return to;
}

/** More than any row takes. */
export const LONGEST_OUTLINE = LONGEST;

/** Where the outline after this one begins. */
export function afterOutline(cells: Uint32Array, at: number): number {
  return at + (cells[at]! >>> 24);
}

/** A table of rows that `Reach` can read, and nothing else: without texts, keys and other names. */
export class OutlineTable {
  readonly #rows: GrowingWords;
  readonly #words: GrowingWords;
  readonly #domains: GrowingWords;

  /** @param rows that will be added */
  constructor(rows: number) {
    this.#rows = new GrowingWords(rows * ROW.size);
    this.#words = new GrowingWords(rows * 4 * WORD.size);
    this.#domains = new GrowingWords(rows * DOMAIN.size);
  }

  add(cells: Uint32Array, from: number): void {
    const [rows, words, domains] = [this.#rows, this.#words, this.#domains];
    rows.reserve(ROW.size);
    words.reserve(LONGEST);
    domains.reserve(LONGEST);
    const head = cells[from]!;
    const counts = head & 0xffff;
    const first = rows.length;
    let at = from + 1;
    rows.all[first + ROW.counts] = counts;
    rows.all[first + ROW.words] = words.length / WORD.size;
    rows.all[first + ROW.domains] = domains.length / DOMAIN.size;
    for (let n = 0; n < CELLS.length; n++)
      if (((head >>> (16 + n)) & 1) === 1) rows.all[first + CELLS[n]!] = cells[at++]!;
    rows.length += ROW.size;
    for (let n = 0; n < (counts & 15); n++) {
      const info = cells[at++]!;
      const hash = cells[at++]!;
      const to = words.length;
      words.all[to + WORD.info] = info & INFO;
      words.all[to + WORD.hash] = hash;
      words.all[to + WORD.letters] = cells[at++]!;
      words.all[to + WORD.loose] = (info & HAS_LOOSE) === 0 ? hash : cells[at++]!;
      words.length += WORD.size;
    }
    if (counts >>> 12 === 0) return;
    rows.all[first + ROW.domain] = cells[at + DOMAIN.hash]!;
    rows.all[first + ROW.label] = cells[at + DOMAIN.label]!;
    for (let n = 0; n < (counts >>> 12) * DOMAIN.size; n++) domains.all[domains.length++] = cells[at++]!;
  }

  table(): Companies {
    const { all: rows, length } = this.#rows;
    const columns = { rows, words: this.#words.all, domains: this.#domains.all };
    return Companies.over({ ...columns, size: length / ROW.size, keys: NO_CELLS, text: NO_TEXT });
  }
}
