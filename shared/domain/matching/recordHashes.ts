/** Reads a record's line: hashes of its words and values, of which its columns and keys are made. */
import { BAR, FOREIGN, LINE_FEED, MOST_DOMAINS, MOST_NAMES, MOST_WORDS, SPACE } from './companyText.ts';
import { countryCell, FOREIGN_CITY, FOREIGN_NAME, GUESSED } from './countryCell.ts';
import { HASH_START, hashEnd, hashOne, spread } from './hash.ts';
import { SITE_SAYS } from './siteCountry.ts';
import { CARD, cardOf, cards, LONGEST_INITIALS } from './wordCards.ts';
import { lengthIn } from './wordInfo.ts';

/** Two letters would bring too many together. */
const LEAST_INITIALS = 3;
/** Of "Cluj" and "Cluj-Napoca": fewer would make one town of many. */
const TOWN_LETTERS = 4;
/** Of a registration number. */
const MOST_DIGITS = 9;
const GUESS = SITE_SAYS.charCodeAt(0);
const [ZERO, NINE, HYPHEN, DOT, AT_SIGN] = [48, 57, 45, 46, 64];

/** Of one record, good until the next. Values are hashes, 0 for none, unless it says otherwise. */
export class RecordHashes {
  /** Of all words of all names, as `CARD` has them, and where in the line each begins. */
  readonly cards = new Uint32Array(MOST_NAMES * MOST_WORDS * CARD.size);
  readonly places = new Uint32Array(MOST_NAMES * MOST_WORDS);
  names = 0;
  /** Of each name: the number of words up to its end, */
  readonly ends = new Uint32Array(MOST_NAMES);
  /** the words in any order, the letters without spaces, */
  readonly name = new Uint32Array(MOST_NAMES);
  readonly joined = new Uint32Array(MOST_NAMES);
  /** and the initials; 0 unless it has two to five words, or is one word as short. */
  readonly initials = new Uint32Array(MOST_NAMES);
  sites = 0;
  readonly domains = new Uint32Array(MOST_DOMAINS);
  /** Of each domain's first label without hyphens, "kamstoom" of kamstoom.co.uk; 0 for a whole address. */
  readonly labels = new Uint32Array(MOST_DOMAINS);
  /** See `countryCell.ts`. */
  country = 0;
  city = 0;
  /** The first four letters of the city. */
  town = 0;
  postcode = 0;
  street = 0;
  phone = 0;
  /** Of the digits: candidates with those in common are looked at, whatever letters stand before them. */
  registration = 0;
  #text: Uint8Array = new Uint8Array(0);
  /** Where the next value begins. */
  #at = 0;

  /** @param from where a line of ASCII begins, each of its fields ended by a line feed */
  read(text: Uint8Array, from: number): void {
    this.#text = text;
    this.#at = from;
    this.names = 0;
    this.sites = 0;
    this.#readNames(from);
    const legalForm = this.#value();
    const nation = this.#nation();
    const guessed = this.#is(GUESS) ? GUESSED : 0;
    this.#at++;
    this.#readDomains();
    this.town = this.#town();
    this.city = this.#value();
    this.postcode = this.#value();
    this.street = this.#value();
    this.phone = this.#value();
    this.registration = this.#digits();
    const name = this.#is(FOREIGN.name) ? FOREIGN_NAME : 0;
    const city = this.#is(FOREIGN.city) ? FOREIGN_CITY : 0;
    this.country = countryCell(nation, legalForm, guessed | name | city);
  }

  #value(): number {
    const text = this.#text;
    const start = this.#at;
    let hash = HASH_START;
    let at = start;
    for (let code = text[at]!; code !== LINE_FEED; code = text[++at]!) hash = hashOne(hash, code);
    this.#at = at + 1;
    return at === start ? 0 : hashEnd(hash);
  }

  #readNames(from: number): void {
    const text = this.#text;
    let word = 0;
    let at = from;
    do {
      if (this.names > 0) at++;
      const first = word;
      while (text[at] !== LINE_FEED && text[at] !== BAR) {
        if (text[at] === SPACE) at++;
        const start = at;
        while (text[at]! > SPACE && text[at] !== BAR) at++;
        this.#take(word, cardOf(text, start, at), start - from);
        word++;
      }
      this.ends[this.names] = word;
      this.#hashName(first, word, from);
      this.names++;
    } while (text[at] === BAR);
    this.#at = at + 1;
  }

  #take(word: number, card: number, place: number): void {
    const at = word * CARD.size;
    for (let n = 0; n < CARD.size; n++) this.cards[at + n] = cards[card + n]!;
    this.places[word] = place;
  }

  #hashName(first: number, end: number, from: number): void {
    const text = this.#text;
    let name = 0;
    let joined = HASH_START;
    let initials = HASH_START;
    let letters = 0;
    for (let word = first; word < end; word++) {
      const at = word * CARD.size;
      const length = lengthIn(this.cards[at + CARD.info]!);
      const start = from + this.places[word]!;
      // A sum does not ask for the order of the words.
      name = (name + spread(this.cards[at + CARD.hash]!)) >>> 0;
      initials = hashOne(initials, text[start]!);
      for (let n = start; n < start + length; n++) joined = hashOne(joined, text[n]!);
      letters += length;
    }
    const one = end - first === 1;
    const short = one ? letters : end - first;
    this.name[this.names] = first === end ? 0 : spread(name) || 1;
    this.joined[this.names] = letters < 2 ? 0 : hashEnd(joined);
    this.initials[this.names] =
      short >= LEAST_INITIALS && short <= LONGEST_INITIALS ? hashEnd(one ? joined : initials) : 0;
  }

  /** The ISO code as a number, 1 … 1023 for two capital letters; 0 for none. */
  #nation(): number {
    const at = this.#at;
    if (this.#text[at] === LINE_FEED) return 0;
    this.#at = at + 2;
    return ((this.#text[at]! - 64) << 5) | (this.#text[at + 1]! - 64);
  }

  /** Whether the sign stands next, and goes past it. */
  #is(sign: number): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #readDomains(): void {
    const text = this.#text;
    let at = this.#at;
    while (text[at] !== LINE_FEED) {
      if (text[at] === SPACE) at++;
      let hash = HASH_START;
      let label = HASH_START;
      let isLabel = true;
      let isAddress = false;
      for (let code = text[at]!; code > SPACE; code = text[++at]!) {
        hash = hashOne(hash, code);
        if (code === DOT) isLabel = false;
        if (code === AT_SIGN) isAddress = true;
        if (isLabel && code !== HYPHEN) label = hashOne(label, code);
      }
      this.domains[this.sites] = hashEnd(hash);
      this.labels[this.sites++] = isAddress ? 0 : hashEnd(label);
    }
    this.#at = at + 1;
  }

  #town(): number {
    let town = 0;
    for (let n = 0; n < TOWN_LETTERS; n++) {
      const code = this.#text[this.#at + n]!;
      if (code === LINE_FEED) return 0;
      town = (town << 8) | code;
    }
    return town >>> 0;
  }

  #digits(): number {
    const text = this.#text;
    const start = this.#at;
    let hash = HASH_START;
    let digits = 0;
    let at = start;
    for (let code = text[at]!; code !== LINE_FEED; code = text[++at]!) {
      if (code < ZERO || code > NINE || digits === MOST_DIGITS) continue;
      hash = hashOne(hash, code);
      digits++;
    }
    this.#at = at + 1;
    return at === start ? 0 : hashEnd(hash);
  }
}
