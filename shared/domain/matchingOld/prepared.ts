/** A record made ready for matching: normalised once, with the keys under which its candidates are found. */
import { companyName } from '../normalise/companyName.ts';
import { countryCode } from '../normalise/country.ts';
import { asciiOf } from '../normalise/letters.ts';
import { registrationNumber } from '../normalise/registration.ts';
import { siteOf } from '../normalise/webDomain.ts';
import { initialsOf, keysOf, labelOf } from './keys.ts';
import { kinIn, numberIn, regionIn, weightOf } from '../matching/words.ts';

/** A company as either side knows it. Everything but id and name may be missing. */
export interface Subject {
  id: string;
  name: string;
  website?: string | null;
  emails?: readonly string[];
  country?: string | null;
  city?: string | null;
  postcode?: string | null;
  phone?: string | null;
  registrationNumber?: string | null;
}

/** Plain JSON: may be stored or sent to a worker. */
export interface Prepared {
  readonly id: string;
  /** Candidates are the records that share one of these. */
  readonly keys: readonly string[];
  /** Words of the name without legal form. */
  readonly words: readonly string[];
  /** What sharing each word says, 0–1, in the order of `words`. */
  readonly weights: readonly number[];
  readonly weight: number;
  /** The words as one, and parted by spaces. */
  readonly joined: string;
  readonly text: string;
  readonly initials: string;
  /** Numbers, words of kinship and regions in the name, each once. */
  readonly numbers: readonly string[];
  readonly kin: readonly string[];
  readonly regions: readonly string[];
  readonly legalForm: string | null;
  /** The company's own domains: the website's, then those of e-mail addresses. */
  readonly domains: readonly string[];
  /** Their first labels without hyphens. */
  readonly labels: readonly string[];
  readonly country: string | null;
  readonly city: string | null;
  readonly postcode: string | null;
  /** The last eight digits. */
  readonly phone: string | null;
  readonly registrationNumber: string | null;
}

const MOST_DOMAINS = 5;
const MOST_WORDS = 12;
const PHONE_DIGITS = 8;

export function prepare(subject: Subject): Prepared {
  const { core, legalForm } = companyName(subject.name);
  const words = core.length > MOST_WORDS ? core.slice(0, MOST_WORDS) : core;
  const domains = domainsOf(subject);
  const number = subject.registrationNumber ? registrationNumber(subject.registrationNumber) : null;
  const weights = words.map(weightOf);
  return {
    id: subject.id,
    keys: keysOf(words, domains, number),
    words,
    weights,
    weight: weights.reduce((sum, weight) => sum + weight, 0),
    joined: words.length === 1 ? (words[0] ?? '') : words.join(''),
    text: words.length === 1 ? (words[0] ?? '') : words.join(' '),
    initials: initialsOf(words),
    numbers: marksIn(words, numberIn),
    kin: marksIn(words, kinIn),
    regions: marksIn(words, regionIn),
    legalForm,
    domains,
    labels: domains.map(labelOf),
    country: subject.country ? countryCode(subject.country) : null,
    city: subject.city ? lettersOf(subject.city) : null,
    postcode: subject.postcode ? lettersOf(subject.postcode) : null,
    phone: subject.phone ? lastDigits(subject.phone) : null,
    registrationNumber: number,
  };
}

function domainsOf(subject: Subject): string[] {
  const domains: string[] = [];
  const add = (text: string): void => {
    const site = siteOf(text);
    if (site?.kind === 'own' && !domains.includes(site.domain)) domains.push(site.domain);
  };
  if (subject.website) add(subject.website);
  for (const email of subject.emails ?? []) if (domains.length < MOST_DOMAINS) add(email);
  return domains;
}

const NONE: readonly string[] = [];

function marksIn(words: readonly string[], markOf: (word: string) => string | null): readonly string[] {
  let marks: string[] | undefined;
  for (const word of words) {
    const mark = markOf(word);
    if (mark !== null && !marks?.includes(mark)) (marks ??= []).push(mark);
  }
  return marks ?? NONE;
}

function lettersOf(text: string): string | null {
  const letters = asciiOf(text.slice(0, 100)).replace(/[^a-z0-9]/g, '');
  return letters === '' ? null : letters;
}

function lastDigits(text: string): string | null {
  let digits = '';
  for (let at = Math.min(text.length, 60) - 1; at >= 0 && digits.length < PHONE_DIGITS; at--) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) digits = String.fromCharCode(code) + digits;
  }
  return digits.length < PHONE_DIGITS - 1 ? null : digits;
}
