/** How common words, names, domains and places are among the records at hand: what agreeing on one of them tells. */
import { DOMAIN, ROW, type Companies } from './companies.ts';
import { GUESSED, nationIn } from './countryCell.ts';
import { CountTable } from './countTable.ts';
import { tagged } from './hash.ts';
import { RARE_FROM } from './weights.ts';
import { commonnessIn, WORD } from './wordInfo.ts';

/** Kinds of value that are counted, told apart in one table. */
const KIND = { name: 21, domain: 22, city: 23, postcode: 24, country: 25 } as const;
export type Kind = keyof typeof KIND;

/** Records looked at; more would not make the shares better, only the counting longer. */
const SAMPLE = 250_000;
/**
 * What words say is not learnt from a list of twenty: this many records of which only the background is known are
 * counted in. share = (seen + BACKGROUND × background share) / (records + BACKGROUND), a Dirichlet prior.
 */
const BACKGROUND = 2_000;
/** Background shares of values no table lists. */
const USUAL = { name: 0, domain: 0, city: 0.002, postcode: 0.0005, country: 0.12 } as const;
const LEAST_COUNT = 2;
const EIGHTHS = 8;
const MOST_EIGHTHS = 255;

/** Plain JSON, for the store or for another thread. */
export interface Counts {
  records: number;
  /** Those seen at least twice, ascending by hash. */
  hashes: readonly number[] | Uint32Array;
  counts: readonly number[] | Uint32Array;
}

/** Counts the values of a table's records, of every n-th if there are many. */
export function countIn(companies: Companies): Counts {
  const step = Math.max(1, Math.ceil(companies.size / SAMPLE));
  const table = new CountTable(Math.min(companies.size, SAMPLE) * 2);
  let records = 0;
  for (let row = 0; row < companies.size; row += step) {
    records++;
    countRow(companies, row, table);
  }
  return countsOf(records, table);
}

/** Counts of several tables as one. */
export function together(parts: readonly Counts[]): Counts {
  const table = new CountTable(parts.reduce((sum, { hashes }) => sum + hashes.length, 0));
  for (const { hashes, counts } of parts)
    for (let at = 0; at < hashes.length; at++) table.add(hashes[at]!, counts[at]!);
  return countsOf(
    parts.reduce((sum, { records }) => sum + records, 0),
    table,
  );
}

function countRow({ rows, words, domains }: Companies, row: number, table: CountTable): void {
  const at = row * ROW.size;
  const counts = rows[at + ROW.counts]!;
  const first = rows[at + ROW.words]! * WORD.size;
  for (let word = 0; word < (counts & 15); word++) table.add(words[first + word * WORD.size + WORD.hash]!);
  const site = rows[at + ROW.domains]! * DOMAIN.size;
  for (let n = 0; n < counts >>> 12; n++) table.add(tagged(domains[site + n * DOMAIN.size]!, KIND.domain));
  countOne(table, KIND.name, rows[at + ROW.name]!);
  countOne(table, KIND.city, rows[at + ROW.city]!);
  countOne(table, KIND.postcode, rows[at + ROW.postcode]!);
  const cell = rows[at + ROW.country]!;
  if ((cell & GUESSED) === 0) countOne(table, KIND.country, nationIn(cell));
}

function countOne(table: CountTable, tag: number, hash: number): void {
  if (hash !== 0) table.add(tagged(hash, tag));
}

function countsOf(records: number, table: CountTable): Counts {
  const hashes = table.hashes(LEAST_COUNT).sort();
  return { records, hashes, counts: hashes.map((hash) => table.get(hash)) };
}

export class Learnt {
  readonly #table: CountTable;
  readonly #records: number;
  readonly #countries = new Map<number, number>();
  /** What a value that nobody else has tells, in bits; no two unrelated records agree on more by chance. */
  readonly most: number;

  constructor({ records, hashes, counts }: Counts) {
    this.#records = records + BACKGROUND;
    this.most = Math.log2(this.#records);
    this.#table = new CountTable(hashes.length);
    for (let at = 0; at < hashes.length; at++) this.#table.add(hashes[at]!, counts[at]!);
  }

  /** From how many bits on a word is rare. */
  get rareFrom(): number {
    return RARE_FROM * this.most;
  }

  /** −log2 of the share of records that carry the value: what agreeing on it tells, in bits. */
  bits(kind: Kind, hash: number): number {
    const seen = this.#table.get(tagged(hash, KIND[kind]));
    return this.#bits(seen, USUAL[kind]);
  }

  /** @param number the country's ISO code as a number */
  country(number: number): number {
    let bits = this.#countries.get(number);
    if (bits === undefined) {
      bits = this.bits('country', number);
      this.#countries.set(number, bits);
    }
    return bits;
  }

  /** Writes into the table's words what sharing each of them tells. */
  weigh({ words, size, rows }: Companies, from = 0): void {
    if (from >= size) return;
    const first = rows[from * ROW.size + ROW.words]! * WORD.size;
    for (let at = first; at < words.length; at += WORD.size) {
      const hash = words[at + WORD.hash]!;
      if (hash === 0) return;
      const info = words[at + WORD.info]!;
      const commonness = commonnessIn(info);
      const bits = this.#bits(this.#table.get(hash), commonness === 0 ? 0 : 2 ** -(4 + commonness));
      const eighths = Math.min(MOST_EIGHTHS, Math.round(bits * EIGHTHS));
      words[at + WORD.info] = ((info & 0xffffff) | (eighths << 24)) >>> 0;
    }
  }

  #bits(seen: number, usual: number): number {
    return Math.log2(this.#records / (Math.max(1, seen) + BACKGROUND * usual));
  }
}
