/** Records made ready for matching: normalised once, kept in columns over shared memory, millions to a process. */
import {
  companyName,
  countryCode,
  phoneOf,
  placeOf,
  postcodeOf,
  registrationNumber,
  siteOf,
  streetOf,
} from '../normalise.ts';
import { type CompanyText, lineAt, OTHER_NAME, textIn } from './companyText.ts';
import { countryCell, FOREIGN_CITY, FOREIGN_NAME, GUESSED } from './countryCell.ts';
import { GrowingBytes, GrowingWords } from './growing.ts';
import { HASH_START, hashEnd, hashMore, hashOf, spread } from './hash.ts';
import { type Keyed, KeyGathering, MOST_KEYS, type NamedKeys } from './keys.ts';
import { isForeign } from './script.ts';
import { countryOfSite, SITE_SAYS } from './siteCountry.ts';
import type { Subject } from './subject.ts';
import { cardOf, LONGEST_INITIALS, type WordCard } from './wordCards.ts';
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

/** A record's values, normalised, its words looked up. */
type Normal = Omit<CompanyText, 'names' | 'city'> & { names: readonly NamedKeys[]; city: Value };

const MOST_WORDS = 12;
const MOST_NAMES = 3;
const MOST_DOMAINS = 5;
const LONGEST_VALUE = 60;
const LONGEST_DOMAIN = 253;
/** Bytes of one record's text at most. */
const LONGEST_TEXT = 4_096;
/** Two letters would bring too many together. */
const LEAST_INITIALS = 3;

export class Companies {
  size = 0;
  rows: Uint32Array<SharedArrayBuffer>;
  words: Uint32Array<SharedArrayBuffer>;
  domains: Uint32Array<SharedArrayBuffer>;
  keys: Uint32Array<SharedArrayBuffer>;
  text: Uint8Array<SharedArrayBuffer>;
  readonly #growing: Grown | null;
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
    const { core, aliases, legalForm, initials } = companyName(subject.name);
    const domains = domainsOf(subject);
    return this.#place({
      names: aliases.length === 0 ? [nameOf(core)] : [core, ...aliases].map(nameOf),
      legalForm: legalForm ?? '',
      country: (subject.country ? countryCode(subject.country) : null) ?? countryOfSite(domains[0]),
      domains,
      city: subject.city ? cityOf(subject.city) : NO_VALUE,
      postcode: read(subject.postcode, postcodeOf),
      street: read(subject.street, streetOf),
      phone: read(subject.phone, phoneOf),
      registration: read(subject.registrationNumber, registrationNumber),
      foreign: (isForeign(subject.name) ? 'n' : '') + (subject.city && isForeign(subject.city) ? 'c' : ''),
      initials,
    });
  }

  /** Adds a record that was normalised before, as `lineOf` told it; the row is the same as from its subject. */
  addLine(line: string): number {
    const text = textIn(line);
    return this.#place({
      ...text,
      names: text.names.map((name) => nameOf(name === '' ? [] : name.split(' '))),
      city: { text: text.city, hash: hashIn(text.city) },
    });
  }

  #place({
    names,
    legalForm,
    country,
    domains: sites,
    city,
    postcode,
    street,
    phone,
    registration,
    foreign,
    initials,
  }: Normal): number {
    const grown = this.#growing!;
    const row = this.size;
    const record: Keyed = {
      names,
      domains: sites.map(hashOf),
      labels: sites.map(labelHash),
      registration: registration === '' ? 0 : hashOf(digitsOf(registration)),
      phone: hashIn(phone),
      street: hashIn(street),
      city: city.hash,
      postcode: hashIn(postcode),
    };
    this.#makeRoom(grown);
    const { rows, words, domains, keys, text } = grown;
    const cells = rows.all;
    const at = row * ROW.size;
    cells[at + ROW.words] = words.length / WORD.size;
    cells[at + ROW.counts] = countsOf(names, sites.length);
    cells[at + ROW.country] = countryCell(
      numberOfCountry(country),
      legalForm === '' ? 0 : hashOf(legalForm),
      flagsOf(country, foreign),
    );
    cells[at + ROW.city] = record.city;
    cells[at + ROW.postcode] = record.postcode;
    cells[at + ROW.phone] = record.phone;
    cells[at + ROW.street] = record.street;
    cells[at + ROW.registration] = record.registration;
    cells[at + ROW.name] = names[0]?.name ?? 0;
    cells[at + ROW.joined] = names[0]?.joined ?? 0;
    cells[at + ROW.domain] = record.domains[0] ?? 0;
    cells[at + ROW.label] = record.labels[0] ?? 0;
    cells[at + ROW.text] = text.length;
    cells[at + ROW.domains] = domains.length / DOMAIN.size;
    cells[at + ROW.town] = townOf(city.text);
    cells[at + ROW.keys] = keys.length;
    rows.length += ROW.size;
    addWords(names, words);
    for (let n = 0; n < sites.length; n++) {
      domains.all[domains.length++] = record.domains[n]!;
      domains.all[domains.length++] = record.labels[n]!;
    }
    for (let n = 0; n < names.length; n++) addText(text, names[n]!.words, n === 0 ? '' : OTHER_NAME);
    addField(text, '');
    addField(text, legalForm);
    addField(text, country);
    for (let n = 0; n < sites.length; n++) addPart(text, sites[n]!, n);
    addField(text, '');
    addField(text, city.text);
    addField(text, postcode);
    addField(text, street);
    addField(text, phone);
    addField(text, registration);
    addField(text, foreign);
    addField(text, initials);
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
    text.reserve(LONGEST_TEXT);
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

const LINE_FEED = 10;

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

function nameOf(core: readonly string[]): NamedKeys {
  const words: WordCard[] = [];
  let name = 0;
  let joined = HASH_START;
  let initials = HASH_START;
  let length = 0;
  for (let at = 0; at < core.length && at < MOST_WORDS; at++) {
    const card = cardOf(core[at]!);
    const { text } = card;
    words.push(card);
    // A sum does not ask for the order of the words.
    name = (name + spread(card.hash)) >>> 0;
    joined = hashMore(joined, text, 0, text.length);
    initials = hashMore(initials, text, 0, 1);
    length += text.length;
  }
  const one = words.length === 1;
  const short = one ? length : words.length;
  return {
    words,
    name: words.length === 0 ? 0 : spread(name) || 1,
    joined: length < 2 ? 0 : hashEnd(joined),
    initials: short >= LEAST_INITIALS && short <= LONGEST_INITIALS ? hashEnd(one ? joined : initials) : 0,
  };
}

const NO_DOMAINS: readonly string[] = [];

function domainsOf({ website, emails }: Subject): readonly string[] {
  let domains = website ? withSite(NO_DOMAINS, website) : NO_DOMAINS;
  if (emails)
    for (const email of emails) if (domains.length < MOST_DOMAINS) domains = withSite(domains, email);
  return domains;
}

function withSite(domains: readonly string[], text: string): readonly string[] {
  const site = siteOf(text);
  if (site?.kind === 'own') return withDomain(domains, site.domain);
  // The provider's domain says nothing; the whole address that two records share says a lot.
  return site?.kind === 'freeMail' && ADDRESS.test(text) ? withDomain(domains, text.toLowerCase()) : domains;
}

function withDomain(domains: readonly string[], domain: string): readonly string[] {
  if (domain.length > LONGEST_DOMAIN || domains.includes(domain)) return domains;
  return domains.length === 0 ? [domain] : [...domains, domain];
}

/** Of ASCII that may stand in a row's text. */
const ADDRESS = /^[\w.+-]+@[\w.-]+$/;

/** Of the domain's first label without hyphens: "kamstoom" of kamstoom.co.uk. 0 for a whole address. */
function labelHash(domain: string): number {
  if (domain.includes('@')) return 0;
  const end = domain.indexOf('.');
  const hyphen = domain.indexOf('-');
  return hyphen < 0 || hyphen > end
    ? hashEnd(hashMore(HASH_START, domain, 0, end))
    : hashOf(domain.slice(0, end).replaceAll('-', ''));
}

interface Value {
  text: string;
  hash: number;
}

const NO_VALUE: Value = { text: '', hash: 0 };
/** Cities come again and again. */
const cities = new Map<string, Value>();
const MOST_CITIES = 20_000;
/** Of "Cluj" and "Cluj-Napoca": fewer would make one town of many. */
const TOWN_LETTERS = 4;

function townOf(city: string): number {
  if (city.length < TOWN_LETTERS) return 0;
  let town = 0;
  for (let at = 0; at < TOWN_LETTERS; at++) town = (town << 8) | city.charCodeAt(at);
  return town >>> 0;
}

function cityOf(text: string): Value {
  let city = cities.get(text);
  if (city === undefined) {
    const letters = read(text, placeOf);
    city = { text: letters, hash: hashIn(letters) };
    if (cities.size >= MOST_CITIES) cities.clear();
    cities.set(text, city);
  }
  return city;
}

function read(text: string | null | undefined, normalise: (text: string) => string | null): string {
  const value = text ? normalise(text) : null;
  return value === null ? '' : value.length > LONGEST_VALUE ? value.slice(0, LONGEST_VALUE) : value;
}

const hashIn = (value: string): number => (value === '' ? 0 : hashOf(value));

function flagsOf(country: string, foreign: string): number {
  return (
    (country.endsWith(SITE_SAYS) ? GUESSED : 0) |
    (foreign.includes('n') ? FOREIGN_NAME : 0) |
    (foreign.includes('c') ? FOREIGN_CITY : 0)
  );
}

/** Candidates with the digits of a number in common are looked at, whatever letters stand before them. */
function digitsOf(registration: string): string {
  return registration.replace(/[^0-9]/g, '').slice(0, 9);
}

/** 1 … 1023 for two capital letters, 0 for none. */
function numberOfCountry(code: string): number {
  return code === '' ? 0 : ((code.charCodeAt(0) - 64) << 5) | (code.charCodeAt(1) - 64);
}

function countsOf(names: readonly NamedKeys[], domains: number): number {
  const [main, first, second] = names;
  return (
    (main?.words.length ?? 0) |
    ((first?.words.length ?? 0) << 4) |
    ((second?.words.length ?? 0) << 8) |
    (domains << 12)
  );
}

function addWords(names: readonly NamedKeys[], column: GrowingWords): void {
  const cells = column.all;
  let place = 0;
  for (const { words } of names) {
    for (const { text, hash, loose, letters, marks, commonness } of words) {
      const at = column.length;
      cells[at + WORD.hash] = hash;
      cells[at + WORD.loose] = loose;
      cells[at + WORD.letters] = letters;
      cells[at + WORD.info] = (marks << 20) | (commonness << 17) | (place << 6) | text.length;
      column.length = at + WORD.size;
      place += text.length + 1;
    }
  }
}

/** Words are parted by one byte, names as well, so that a word's place can be counted. */
function addText(column: GrowingBytes, words: readonly WordCard[], before: string): void {
  addLine(column, before);
  for (let n = 0; n < words.length; n++) addPart(column, words[n]!.text, n);
}

function addPart(column: GrowingBytes, text: string, n: number): void {
  if (n > 0) column.all[column.length++] = SPACE;
  addLine(column, text);
}

function addField(column: GrowingBytes, text: string): void {
  addLine(column, text);
  column.all[column.length++] = LINE_FEED;
}

const SPACE = 32;

/** @param text ASCII */
function addLine(column: GrowingBytes, text: string): void {
  const { all, length } = column;
  for (let at = 0; at < text.length; at++) all[length + at] = text.charCodeAt(at);
  column.length = length + text.length;
}
