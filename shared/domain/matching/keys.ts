/** The keys under which candidates meet: equal domain, number, phone, name, rare word, a word with a typing error, a place. */
import { tagged } from './hash.ts';
import { GENERIC, type WordCard } from './wordCards.ts';

/**
 * A key is a 32-bit integer; its lowest bit says how much it tells. A domain, a number or a whole name may stand
 * many times in one list and still tell one company; a word that more records share costs much and says little.
 */
const TELLING = 1;
const CAPS = [30, 150] as const;

/** A key that more records of one list share finds nobody there. */
export function capOf(key: number): number {
  return CAPS[(key & TELLING) as 0 | 1];
}

const TAG = {
  domain: 1,
  registration: 2,
  name: 3,
  joined: 4,
  word: 5,
  pair: 6,
  start: 7,
  end: 8,
  initials: 9,
  phone: 10,
  street: 11,
  wordInCity: 12,
  wordInPostcode: 13,
  skeleton: 14,
} as const;

const SHORTEST_WORD = 3;
const MOST_WORD_KEYS = 5;
const MOST_PAIRS = 4;
const MOST_PLACED = 1;

/** Hashes of what a record holds; 0 is none. */
export interface Keyed {
  names: readonly NamedKeys[];
  domains: readonly number[];
  /** Hashes of the domains' first labels. */
  labels: readonly number[];
  registration: number;
  phone: number;
  street: number;
  city: number;
  postcode: number;
}

export interface NamedKeys {
  words: readonly WordCard[];
  name: number;
  joined: number;
  /** 0 unless the name has two to five words, or is one word as short. */
  initials: number;
}

/** Gathers the keys of one record after the other. */
export class KeyGathering {
  readonly keys = new Uint32Array(MOST_KEYS);
  count = 0;

  /** Each key once, in `keys` up to `count`; gone at the next call. */
  gather(record: Keyed): void {
    this.count = 0;
    for (const domain of record.domains) this.#add(TAG.domain, domain, TELLING);
    this.#add(TAG.registration, record.registration, TELLING);
    this.#add(TAG.phone, record.phone, TELLING);
    for (const label of record.labels) this.#add(TAG.joined, label, TELLING);
    if (record.street !== 0) this.#add(TAG.street, tagged(record.street, record.postcode || record.city), 0);
    for (const name of record.names) this.#addName(name, record);
  }

  #addName({ words, name, joined, initials }: NamedKeys, { city, postcode }: Keyed): void {
    this.#add(TAG.joined, joined, TELLING);
    if (words.length > 1) this.#add(TAG.name, name, TELLING);
    this.#add(TAG.initials, initials, 0);
    let longest: WordCard | null = null;
    let found = 0;
    for (const word of words) {
      if (word.text.length < SHORTEST_WORD || (word.marks & GENERIC) !== 0) continue;
      if (longest === null || word.text.length > longest.text.length) longest = word;
      if (++found > MOST_WORD_KEYS) break;
      // Equal words are equal in their loose spelling.
      this.#add(TAG.word, word.loose, 0);
      if (found <= MOST_PLACED) this.#addPlaced(word.hash, city, postcode);
    }
    if (longest !== null) {
      this.#add(TAG.start, longest.start, 0);
      this.#add(TAG.end, longest.end, 0);
      this.#add(TAG.skeleton, longest.skeleton, 0);
    } else if (words[0]) this.#addPlaced(words[0].hash, city, postcode);
    for (let at = 1; at < words.length && at <= MOST_PAIRS; at++)
      this.#add(TAG.pair, words[at - 1]!.hash ^ words[at]!.hash, 0);
  }

  #addPlaced(word: number, city: number, postcode: number): void {
    if (city !== 0) this.#add(TAG.wordInCity, tagged(word, city), 0);
    if (postcode !== 0) this.#add(TAG.wordInPostcode, tagged(word, postcode), 0);
  }

  #add(tag: number, hash: number, tells: 0 | 1): void {
    if (hash === 0 || this.count === MOST_KEYS) return;
    const key = ((tagged(hash, tag) & ~TELLING) | tells) >>> 0 || 2;
    const { keys, count } = this;
    for (let at = 0; at < count; at++) if (keys[at] === key) return;
    keys[this.count++] = key;
  }
}

/** Of one record. */
export const MOST_KEYS = 96;
