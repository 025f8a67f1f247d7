/** Records made ready for matching: normalised once, kept in columns over shared memory, millions to a process. */
import { writeAscii } from '../normalise.ts';
import {
  type CompanyText,
  lineAt,
  LINE_FEED,
  LONGEST_LINE,
  missingEnds,
  MOST_DOMAINS,
  MOST_NAMES,
  MOST_WORDS,
  textIn,
} from './companyText.ts';
import { type Fields, SubjectFields } from './fields.ts';
import { GrowingBytes, GrowingWords } from './growing.ts';
import { KeyGathering, MOST_KEYS } from './keys.ts';
import { RecordHashes } from './recordHashes.ts';
import { writeLine } from './recordLine.ts';
import type { Subject } from './subject.ts';
import { CARD } from './wordCards.ts';
import { WORD } from './wordInfo.ts';

/** Columns of a row; one row is one cache line. Values are hashes, 0 for none, unless it says otherwise. */
export const ROW = {
  size: 16,
  /** Number of the first word in `words`. */
  words: 0,
  /** Counts, four bits each: words of the name, of the first and of the second other name, domains. */
  counts: 1,
  /** See `countryCell.ts`. */
  country: 2,
  city: 3,
  postcode: 4,
  phone: 5,
  street: 6,
  registration: 7,
  /** The words of the name in any order. */
  name: 8,
  joined: 9,
  domain: 10,
  /** Of the first domain: its first label. */
  label: 11,
  /** Position in `text`. */
  text: 12,
  /** Number of the first domain in `domains`. */
  domains: 13,
  /** The first four letters of the city. */
  town: 14,
  /** Position of the first key in `keys`. */
  keys: 15,
} as const;

/** Columns of a domain. */
export const DOMAIN = { size: 2, hash: 0, label: 1 } as const;

/** Everything a worker needs to read another thread's records. */
export interface CompanyColumns {
  size: number;
  rows: Uint32Array<SharedArrayBuffer>;
  words: Uint32Array<SharedArrayBuffer>;
  domains: Uint32Array<SharedArrayBuffer>;
  keys: Uint32Array<SharedArrayBuffer>;
  text: Uint8Array<SharedArrayBuffer>;
}

export class Companies {
  size = 0;
  rows: Uint32Array<SharedArrayBuffer>;
  words: Uint32Array<SharedArrayBuffer>;
  domains: Uint32Array<SharedArrayBuffer>;
  keys: Uint32Array<SharedArrayBuffer>;
  text: Uint8Array<SharedArrayBuffer>;
  readonly #growing: Grown | null;
  readonly #fields = new SubjectFields();
  readonly #hashes = new RecordHashes();
  readonly #gathering = new KeyGathering();

  /** @param expected about how many records will be added */
  constructor(expected = 16, columns?: CompanyColumns) {
    this.#growing = columns ? null : growing(expected);
    const { rows, words, domains, keys, text } = columns ?? currentOf(this.#growing!);
    this.rows = rows;
    this.words = words;
    this.domains = domains;
    this.keys = keys;
    this.text = text;
    this.size = columns?.size ?? 0;
  }

  /** Reads what another thread has prepared. */
  static over(columns: CompanyColumns): Companies {
    return new Companies(0, columns);
  }

  static of(subjects: readonly Subject[]): Companies {
    const companies = new Companies(subjects.length);
    for (const subject of subjects) companies.add(subject);
    return companies;
  }

  columns(): CompanyColumns {
    const { size, rows, words, domains, text } = this;
    const { keys } = this;
    const end = this.#endOfKeys();
    return { size, rows, words, domains, keys: keys.subarray(0, end), text };
  }

  /** The record's row number. */
  add(subject: Subject): number {
    return this.addFields(this.#fields.of(subject));
  }

  /** The same for a record that is still as it stands in a file. */
  addFields(fields: Fields): number {
    const grown = this.#growing!;
    this.#makeRoom(grown);
    const { text } = grown;
    const start = text.length;
    text.length = writeLine(fields, text.all, start);
    return this.#place(grown, start);
  }

  /** Adds a record that was normalised before, as `lineOf` told it; the row is the same as from its subject. */
  addLine(line: string): number {
    const grown = this.#growing!;
    this.#makeRoom(grown);
    const { text } = grown;
    const start = text.length;
    const end = writeAscii(line, text.all, start);
    // A line is told without its last end; one that is cut short lacks more of them.
    const whole = end + missingEnds(line);
    text.all.fill(LINE_FEED, end, whole);
    text.length = whole;
    return this.#place(grown, start);
  }

  /** Makes the row of the line that begins at `start`. */
  #place({ rows, words, domains, keys, text }: Grown, start: number): number {
    const record = this.#hashes;
    record.read(text.all, start);
    const cells = rows.all;
    const at = rows.length;
    cells[at + ROW.words] = words.length / WORD.size;
    cells[at + ROW.counts] = countsOf(record);
    cells[at + ROW.country] = record.country;
    cells[at + ROW.city] = record.city;
    cells[at + ROW.postcode] = record.postcode;
    cells[at + ROW.phone] = record.phone;
    cells[at + ROW.street] = record.street;
    cells[at + ROW.registration] = record.registration;
    cells[at + ROW.name] = record.name[0]!;
    cells[at + ROW.joined] = record.joined[0]!;
    cells[at + ROW.domain] = record.sites > 0 ? record.domains[0]! : 0;
    cells[at + ROW.label] = record.sites > 0 ? record.labels[0]! : 0;
    cells[at + ROW.text] = start;
    cells[at + ROW.domains] = domains.length / DOMAIN.size;
    cells[at + ROW.town] = record.town;
    cells[at + ROW.keys] = keys.length;
    rows.length = at + ROW.size;
    addWords(record, words);
    for (let n = 0; n < record.sites; n++) {
      domains.all[domains.length++] = record.domains[n]!;
      domains.all[domains.length++] = record.labels[n]!;
    }
    this.#gathering.gather(record);
    for (let n = 0; n < this.#gathering.count; n++) keys.all[keys.length++] = this.#gathering.keys[n]!;
    return this.size++;
  }

  /** Grown columns lie elsewhere; whoever read them before still sees the rows of then. */
  #makeRoom(grown: Grown): void {
    const { rows, words, domains, keys, text } = grown;
    rows.reserve(ROW.size);
    words.reserve(MOST_NAMES * MOST_WORDS * WORD.size);
    domains.reserve(MOST_DOMAINS * DOMAIN.size);
    keys.reserve(MOST_KEYS);
    text.reserve(LONGEST_LINE);
    this.rows = rows.all;
    this.words = words.all;
    this.domains = domains.all;
    this.keys = keys.all;
    this.text = text.all;
  }

  /** The keys under which the record's candidates are found; see `capOf`. */
  keysOf(row: number): Uint32Array {
    return this.keys.subarray(this.keysStart(row), this.keysEnd(row));
  }

  keysStart(row: number): number {
    return this.rows[row * ROW.size + ROW.keys]!;
  }

  keysEnd(row: number): number {
    return row + 1 < this.size ? this.keysStart(row + 1) : this.#endOfKeys();
  }

  textOf(row: number): CompanyText {
    return textIn(this.lineOf(row));
  }

  /** The record's text as one line, which `addLine` takes again. */
  lineOf(row: number): string {
    return lineAt(this.text, this.rows[row * ROW.size + ROW.text]!);
  }

  #endOfKeys(): number {
    return this.#growing?.keys.length ?? this.keys.length;
  }
}

interface Grown {
  rows: GrowingWords;
  words: GrowingWords;
  domains: GrowingWords;
  keys: GrowingWords;
  text: GrowingBytes;
}

function growing(expected: number): Grown {
  return {
    rows: new GrowingWords(expected * ROW.size),
    words: new GrowingWords(expected * 3.5 * WORD.size),
    domains: new GrowingWords(expected * DOMAIN.size),
    keys: new GrowingWords(expected * 14),
    text: new GrowingBytes(expected * 80),
  };
}

function currentOf({ rows, words, domains, keys, text }: Grown): Omit<CompanyColumns, 'size'> {
  return { rows: rows.all, words: words.all, domains: domains.all, keys: keys.all, text: text.all };
}

function countsOf({ names, ends, sites }: RecordHashes): number {
  let counts = sites << 12;
  for (let n = 0, first = 0; n < names; first = ends[n++]!) counts |= (ends[n]! - first) << (4 * n);
  return counts;
}

function addWords({ cards, places, ends, names }: RecordHashes, column: GrowingWords): void {
  const cells = column.all;
  const count = ends[names - 1]!;
  for (let word = 0; word < count; word++) {
    const card = word * CARD.size;
    const at = column.length;
    cells[at + WORD.hash] = cards[card + CARD.hash]!;
    cells[at + WORD.loose] = cards[card + CARD.loose]!;
    cells[at + WORD.letters] = cards[card + CARD.letters]!;
    cells[at + WORD.info] = cards[card + CARD.info]! | (places[word]! << 6);
    column.length = at + WORD.size;
  }
}
