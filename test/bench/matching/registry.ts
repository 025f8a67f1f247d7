/** Which companies there are: families that share a rare word, told apart by trade and country as companies really are. */
import { COUNTRIES, countryAt } from './countries.ts';
import { LANGUAGES, SYLLABLES } from './languages.ts';
import { Random } from './random.ts';

/** How a name is put together around the family's word. */
export const PATTERNS = ['trade', 'word', 'city', 'partners', 'firstName', 'filler', 'twoTrades'] as const;
export type Pattern = (typeof PATTERNS)[number];
const PATTERN_SHARES = [0.5, 0.04, 0.08, 0.1, 0.08, 0.1, 0.1] as const;
const TRADE = 0;
const WORD = 1;
const PARTNERS = 3;

/** Of a family's companies: in its home country, near-copies in another country, on the domain of the first. */
const AT_HOME = 0.45;
const ABROAD = 0.08;
const IN_GROUP = 0.04;
const ON_COM = 0.35;
const SURNAME = 0.5;
const SHORT_WORDS = 0.15;

const NO_TRADE = 255;
const TRADES = LANGUAGES.en.trades.length;
const TRIES = 6;

export interface Registry {
  size: number;
  /** By number of the company. */
  family: Uint32Array;
  /** The first company of the same family. */
  first: Uint32Array;
  country: Uint8Array;
  trade: Uint8Array;
  pattern: Uint8Array;
  /** 1 under a general domain instead of its country's. */
  com: Uint8Array;
  /** 1 on the domain of its family's first company. */
  grouped: Uint8Array;
  /** The rare word of each family. */
  words: string[];
}

/** The same companies for the same seed. Family sizes do not grow with `size`, so neither do candidates per record. */
export function registryOf(size: number, seed: number): Registry {
  const random = new Random(seed, 1);
  const registry: Registry = {
    size,
    family: new Uint32Array(size),
    first: new Uint32Array(size),
    country: new Uint8Array(size),
    trade: new Uint8Array(size),
    pattern: new Uint8Array(size),
    com: new Uint8Array(size),
    grouped: new Uint8Array(size),
    words: [],
  };
  const used = new Set<string>();
  for (let first = 0; first < size;) {
    const members = Math.min(familySize(random), size - first, Math.max(2, Math.ceil(size / 50)));
    const home = countryAt(random.next());
    const isSurname = members >= SMALL && random.chance(SURNAME);
    let word = '';
    for (let tries = 0; word === '' || used.has(word); tries++)
      word = isSurname ? surname(random, home, tries) : inventedWord(random);
    used.add(word);
    const number = registry.words.push(word) - 1;
    found(registry, { first, members, home, number }, random);
    first += members;
  }
  return registry;
}

const SMALL = 14;

/** A quarter of all companies stands in families of 1 to 5, three fifths in 14 to 40, the rest in 50 to 400. */
function familySize(random: Random): number {
  const chance = random.next();
  if (chance < 0.78) return 1 + random.below(5);
  if (chance < 0.988) return SMALL + random.below(27);
  return Math.floor(50 / (1 - random.next() * 0.875));
}

interface Family {
  first: number;
  members: number;
  home: number;
  number: number;
}

/** Gives every member its country, trade and pattern; no two have trade and country in common. */
function found(registry: Registry, { first, members, home, number }: Family, random: Random): void {
  const taken = new Set<number>();
  const tradesOnCom = new Set<number>();
  for (let at = first; at < first + members; at++) {
    let country = random.chance(AT_HOME) ? home : countryAt(random.next());
    let pattern = patternAt(random.next());
    let trade = pattern === WORD ? NO_TRADE : random.zipf(TRADES);
    const copies = at > first && random.chance(ABROAD);
    if (copies) {
      pattern = registry.pattern[at - 1] ?? TRADE;
      trade = registry.trade[at - 1] ?? trade;
      country = (country + 1 + random.below(COUNTRIES.length - 1)) % COUNTRIES.length;
    }
    for (let tries = 0; taken.has(country * 256 + trade); tries++) {
      if (pattern === WORD) pattern = TRADE;
      trade = random.zipf(TRADES);
      // Too many of that name in one country: the further ones name a second partner.
      if (tries === TRIES) {
        pattern = PARTNERS;
        break;
      }
    }
    taken.add(country * 256 + trade);
    registry.family[at] = number;
    registry.first[at] = first;
    registry.country[at] = country;
    registry.trade[at] = trade;
    registry.pattern[at] = pattern;
    registry.com[at] = !tradesOnCom.has(trade) && random.chance(ON_COM) ? 1 : 0;
    if (registry.com[at] === 1 || COUNTRIES[country]?.tld === 'com') tradesOnCom.add(trade);
    registry.grouped[at] = at > first && random.chance(IN_GROUP) ? 1 : 0;
  }
}

function patternAt(chance: number): number {
  let from = 0;
  for (const [at, share] of PATTERN_SHARES.entries()) {
    from += share;
    if (chance < from) return at;
  }
  return TRADE;
}

/** A word that no other family has. */
function inventedWord(random: Random): string {
  const { first, middle, last } = SYLLABLES;
  const middles = random.chance(SHORT_WORDS) ? 1 : 2;
  let word = random.pick(first);
  for (let count = 0; count < middles; count++) word += random.pick(middle);
  return capital(word + random.pick(last));
}

/** A surname as people at home have it; where the usual ones are taken, a rarer one. */
function surname(random: Random, home: number, tries: number): string {
  const { stems, endings } = LANGUAGES[COUNTRIES[home]?.language ?? 'en'];
  const usual = random.pick(stems) + random.pick(endings);
  if (tries === 0) return usual;
  if (tries > TRIES) return `${usual}-${random.pick(stems)}${random.pick(endings)}`;
  return random.pick(stems) + usual.toLowerCase();
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
