/** The keys under which candidates meet: equal domain, number, phone, name, rare word, a word with a typing error, a place. */
import { tagged } from './hash.ts';
import type { RecordHashes } from './recordHashes.ts';
import { CARD, GENERIC } from './wordCards.ts';
import { lengthIn, marksIn } from './wordInfo.ts';

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

/** Gathers the keys of one record after the other. */
export class KeyGathering {
  readonly keys = new Uint32Array(MOST_KEYS);
  count = 0;

  /** Each key once, in `keys` up to `count`; gone at the next call. */
  gather(record: RecordHashes): void {
    this.count = 0;
    for (let n = 0; n < record.sites; n++) this.#add(TAG.domain, record.domains[n]!, TELLING);
    this.#add(TAG.registration, record.registration, TELLING);
    this.#add(TAG.phone, record.phone, TELLING);
    for (let n = 0; n < record.sites; n++) this.#add(TAG.joined, record.labels[n]!, TELLING);
    if (record.street !== 0) this.#add(TAG.street, tagged(record.street, record.postcode || record.city), 0);
    for (let n = 0; n < record.names; n++) this.#addName(record, n);
  }

  #addName(record: RecordHashes, n: number): void {
    const { cards } = record;
    const first = n === 0 ? 0 : record.ends[n - 1]! * CARD.size;
    const end = record.ends[n]! * CARD.size;
    this.#add(TAG.joined, record.joined[n]!, TELLING);
    if (end - first > CARD.size) this.#add(TAG.name, record.name[n]!, TELLING);
    this.#add(TAG.initials, record.initials[n]!, 0);
    let longest = -1;
    let letters = 0;
    let found = 0;
    for (let at = first; at < end; at += CARD.size) {
      const info = cards[at + CARD.info]!;
      const length = lengthIn(info);
      if (length < SHORTEST_WORD || (marksIn(info) & GENERIC) !== 0) continue;
      if (length > letters) {
        longest = at;
        letters = length;
      }
      if (++found > MOST_WORD_KEYS) break;
      // Equal words are equal in their loose spelling.
      this.#add(TAG.word, cards[at + CARD.loose]!, 0);
      if (found <= MOST_PLACED) this.#addPlaced(cards[at + CARD.hash]!, record);
    }
    if (longest >= 0) {
      this.#add(TAG.start, cards[longest + CARD.start]!, 0);
      this.#add(TAG.end, cards[longest + CARD.end]!, 0);
      this.#add(TAG.skeleton, cards[longest + CARD.skeleton]!, 0);
    } else if (first < end) this.#addPlaced(cards[first + CARD.hash]!, record);
    const last = Math.min(end - CARD.size, first + MOST_PAIRS * CARD.size);
    for (let at = first; at < last; at += CARD.size)
      this.#add(TAG.pair, cards[at + CARD.hash]! ^ cards[at + CARD.size + CARD.hash]!, 0);
  }

  #addPlaced(word: number, { city, postcode }: RecordHashes): void {
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
