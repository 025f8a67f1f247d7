/** How a CRM holds a company: forms left out, words changed, typing errors, fields missing or wrong. */
import { type Company, plainOf } from './company.ts';
import { FREE_MAIL, NETWORKS } from './countries.ts';
import { FILLERS, SHORT } from './languages.ts';
import type { Random } from './random.ts';

/** Shares of rows. Names are changed on the partner's side only, so these are also shares of pairs. */
export const SHARES = {
  formMissing: 0.17,
  formSpelt: 0.2,
  formOther: 0.05,
  typo: 0.08,
  wordDropped: 0.04,
  wordAdded: 0.05,
  reordered: 0.03,
  plainLetters: 0.45,
  upperCase: 0.07,
  lowerCase: 0.01,
  shortened: 0.04,
  acronym: 0.003,
  otherName: 0.006,
  withoutWebsite: 0.25,
  network: 0.004,
  wrongWebsite: 0.01,
  freeMail: 0.12,
  ownMail: 0.5,
  withoutPhone: 0.4,
  otherPhone: 0.15,
  withoutStreet: 0.35,
  withoutPostcode: 0.3,
  withoutCity: 0.18,
  withoutCountry: 0.06,
  countryInWords: 0.25,
  duns: 0.1,
} as const;

export type Side = 'ours' | 'theirs';

/** What is known of other companies, for the rows that carry something of theirs. */
export interface Others {
  /** The domain of a company that is not this one. */
  domain(): string;
  /** A rare word that is not this company's. */
  word(): string;
}

/** How often each thing was done, counted while writing. */
export type Tally = Record<
  | 'typo'
  | 'formMissing'
  | 'acronym'
  | 'otherName'
  | 'withoutWebsite'
  | 'network'
  | 'wrongWebsite'
  | 'freeMail'
  | 'duns',
  number
>;

export function emptyTally(): Tally {
  return {
    typo: 0,
    formMissing: 0,
    acronym: 0,
    otherName: 0,
    withoutWebsite: 0,
    network: 0,
    wrongWebsite: 0,
    freeMail: 0,
    duns: 0,
  };
}

/** Fields in the order of the header, ready to be joined; `random` stands at this row's own seed. */
export function written(
  company: Company,
  side: Side,
  random: Random,
  others: Others,
  tally: Tally,
): string[] {
  const name = quoted(
    side === 'ours' ? ourName(company, random, tally) : theirName(company, random, others, tally),
  );
  const website = websiteOf(company, random, others, tally);
  const { country } = company;
  const duns = random.chance(SHARES.duns);
  if (duns) tally.duns++;
  return [
    name,
    website,
    emailOf(company, random, tally),
    random.chance(SHARES.withoutPhone) ? '' : phoneOf(company, random),
    random.chance(SHARES.withoutStreet) ? '' : company.street,
    random.chance(SHARES.withoutPostcode) ? '' : company.postcode,
    random.chance(SHARES.withoutCity) ? '' : company.city,
    random.chance(SHARES.withoutCountry)
      ? ''
      : random.chance(SHARES.countryInWords)
        ? random.pick(country.names)
        : country.code,
    duns ? company.duns : '',
  ];
}

function ourName(company: Company, random: Random, tally: Tally): string {
  return withForm(company.words.join(' '), company, company.form, random, tally);
}

function theirName(company: Company, random: Random, others: Others, tally: Tally): string {
  if (random.chance(SHARES.otherName)) {
    tally.otherName++;
    return `${others.word()} ${random.pick(company.language.trades)}`;
  }
  let words = company.words.slice();
  if (words.length >= 3 && random.chance((SHARES.acronym * 100) / SHARE_OF_LONG / 100)) {
    tally.acronym++;
    return withForm(
      words.map((word) => word.charAt(0).toUpperCase()).join(''),
      company,
      company.form,
      random,
      tally,
    );
  }
  const change = random.next();
  let until = SHARES.wordDropped;
  if (change < until) words = dropped(words, company.telling);
  else if (change < (until += SHARES.wordAdded))
    words.push(random.chance(0.3) ? company.city : random.pick(FILLERS));
  else if (change < (until += SHARES.reordered))
    words = words.includes('&') ? words : [...words.slice(1), words[0] ?? ''];
  else if (change < until + SHARES.shortened) words = words.map((word) => SHORT[word] ?? word);
  if (random.chance(SHARES.typo)) {
    tally.typo++;
    mistype(words, random);
  }
  let name = words.join(' ');
  if (/[^ -~]/.test(name) && random.chance(SHARES.plainLetters)) name = otherLetters(name, random);
  const form = random.chance(SHARES.formOther) ? random.below(company.country.forms.length) : company.form;
  name = withForm(name, company, form, random, tally);
  const letters = random.next();
  if (letters < SHARES.upperCase) return name.toUpperCase();
  return letters < SHARES.upperCase + SHARES.lowerCase ? name.toLowerCase() : name;
}

/** About this share of the names has three words or more; only those are shortened to their initials. */
const SHARE_OF_LONG = 0.46;

function withForm(name: string, { country }: Company, form: number, random: Random, tally: Tally): string {
  const spellings = country.forms[form] ?? [];
  const chance = random.next();
  if (chance < SHARES.formMissing) {
    tally.formMissing++;
    return name;
  }
  const spelt =
    chance < SHARES.formMissing + SHARES.formSpelt ? random.pick(spellings) : (spellings[0] ?? '');
  return spelt.startsWith(',') ? name + spelt : `${name} ${spelt}`;
}

/** Never the word that tells the company from others, and never the only one. */
function dropped(words: string[], telling: number): string[] {
  if (words.length < 2) return words;
  const at = telling === 0 ? words.length - 1 : 0;
  const left = words.filter((_, place) => place !== at);
  return left.at(-1) === '&' || left.at(-1)?.length === 1 ? left.slice(0, -1) : left;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** One edit in one word of four letters or more: a letter left out, doubled, changed, or two swapped. */
function mistype(words: string[], random: Random): void {
  const long = words.flatMap((word, at) => (word.length >= 4 ? [at] : []));
  const place = random.pick(long.length > 0 ? long : [0]);
  const word = words[place] ?? '';
  const at = 1 + random.below(Math.max(1, word.length - 2));
  const before = word.slice(0, at);
  const after = word.slice(at + 1);
  const letter = word.charAt(at);
  const kind = random.below(4);
  if (kind === 0) words[place] = before + after;
  else if (kind === 1) words[place] = before + letter + letter + after;
  else if (kind === 2) words[place] = before + random.pick(otherThan(letter)) + after;
  else words[place] = before + after.charAt(0) + letter + after.slice(1);
}

function otherThan(letter: string): string[] {
  return [...LETTERS.replace(letter.toLowerCase(), '')];
}

/** `Müller` as `Mueller` or `Muller`. */
function otherLetters(name: string, random: Random): string {
  return random.chance(0.6) ? plainOf(name) : name.normalize('NFD').replace(/\p{M}/gu, '').replace('ß', 'ss');
}

function websiteOf(company: Company, random: Random, others: Others, tally: Tally): string {
  const chance = random.next();
  let until = SHARES.withoutWebsite;
  if (chance < until) {
    tally.withoutWebsite++;
    return '';
  }
  if (chance < (until += SHARES.network)) {
    tally.network++;
    return random.pick(NETWORKS) + company.domain.slice(0, company.domain.indexOf('.'));
  }
  let { domain } = company;
  if (chance < until + SHARES.wrongWebsite) {
    tally.wrongWebsite++;
    domain = others.domain();
  }
  const style = random.next();
  if (style < 0.5) return `https://www.${domain}`;
  if (style < 0.7) return domain;
  if (style < 0.85) return `http://${domain}/`;
  return `https://www.${domain}/${company.country.code.toLowerCase()}/home`;
}

const MAILBOXES = ['info', 'office', 'contact', 'sales', 'mail'] as const;

function emailOf(company: Company, random: Random, tally: Tally): string {
  const chance = random.next();
  if (chance < SHARES.freeMail) {
    tally.freeMail++;
    return `${company.domain.slice(0, company.domain.indexOf('.'))}@${random.pick(FREE_MAIL)}`;
  }
  return chance < SHARES.freeMail + SHARES.ownMail ? `${random.pick(MAILBOXES)}@${company.domain}` : '';
}

/** Large companies have several: an office's, a plant's. */
function phoneOf({ country, phone: first }: Company, random: Random): string {
  const phone = random.chance(SHARES.otherPhone) ? String(100_000_000 + random.below(900_000_000)) : first;
  const style = random.next();
  if (style < 0.6) return `${country.dial} ${phone.slice(0, 3)} ${phone.slice(3)}`;
  if (style < 0.8) return `0${phone.slice(0, 3)}/${phone.slice(3)}`;
  return country.dial + phone;
}

function quoted(text: string): string {
  return text.includes(',') || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
}
