/** The keys under which candidates meet: equal domain, number, phone, name, rare word, a word with a typing error, a place. */
import { hashOf, tagged } from './hash.ts';
import { GENERIC, type WordCard } from './wordCards.ts';

/**
 * A key is a 32-bit integer; its lowest bit says how much it tells. A domain, a number or a whole name may stand
 * many times in one list and still tell one company; a word that more records share costs much and says little.
 */
const TELLING = 1;
const CAPS = [60, 150] as const;

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
  loose: 9,
  initials: 10,
  phone: 11,
  street: 12,
  wordInCity: 13,
  wordInPostcode: 14,
  skeleton: 15,
} as const;

const MOST_WORD_KEYS = 5;
const MOST_PAIRS = 4;
const MOST_PLACED = 2;

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

/** Adds the record's keys, each once. */
export function keysOf(record: Keyed, keys: Set<number>): void {
  const tell = (tag: number, hash: number): void => void (hash === 0 || keys.add(keyOf(tag, hash, TELLING)));
  const say = (tag: number, hash: number): void => void (hash === 0 || keys.add(keyOf(tag, hash, 0)));
  for (const domain of record.domains) tell(TAG.domain, domain);
  tell(TAG.registration, record.registration);
  tell(TAG.phone, record.phone);
  for (const label of record.labels) tell(TAG.joined, label);
  if (record.street !== 0) say(TAG.street, tagged(record.street, record.postcode || record.city));
  for (const { words, name, joined, initials } of record.names) {
    tell(TAG.joined, joined);
    if (words.length > 1) tell(TAG.name, name);
    say(TAG.initials, initials);
    wordKeys(words, record, say);
    for (let at = 1; at < words.length && at <= MOST_PAIRS; at++) {
      say(TAG.pair, (words[at - 1]!.hash ^ words[at]!.hash) >>> 0);
    }
  }
}

function keyOf(tag: number, hash: number, class_: 0 | 1): number {
  return ((tagged(hash, tag) & ~TELLING) | class_) >>> 0 || 2;
}

type Say = (tag: number, hash: number) => void;

function wordKeys(words: readonly WordCard[], { city, postcode }: Keyed, say: Say): void {
  let longest: WordCard | null = null;
  let found = 0;
  for (const word of words) {
    const { text, hash, loose, marks } = word;
    if (text.length < 3 || (marks & GENERIC) !== 0) continue;
    if (longest === null || text.length > longest.text.length) longest = word;
    if (++found > MOST_WORD_KEYS) continue;
    say(TAG.word, hash);
    if (found > MOST_PLACED) continue;
    say(TAG.loose, loose);
    placed(hash, city, postcode, say);
  }
  if (longest === null && words[0]) placed(words[0].hash, city, postcode, say);
  if (longest !== null && longest.text.length >= 5) partsOf(longest.text, say);
}

function placed(hash: number, city: number, postcode: number, say: Say): void {
  if (city !== 0) say(TAG.wordInCity, tagged(hash, city));
  if (postcode !== 0) say(TAG.wordInPostcode, tagged(hash, postcode));
}

/** Beginning, end and consonants: one of them outlives a typing error. */
function partsOf(text: string, say: Say): void {
  say(TAG.start, hashOf(text.slice(0, 5)));
  say(TAG.end, hashOf(text.slice(-5)));
  const consonants = consonantsOf(text);
  if (consonants.length >= 4) say(TAG.skeleton, hashOf(consonants));
}

function consonantsOf(text: string): string {
  return text.charAt(0) + text.slice(1).replace(/[aeiouy]|(.)(?=\1)/g, '');
}
