/** A record made ready for matching: normalised once, with the keys under which its candidates are found. */
import { companyName } from '../normalise/companyName.ts';
import { countryCode } from '../normalise/country.ts';
import { asciiOf } from '../normalise/letters.ts';
import { registrationNumber } from '../normalise/registration.ts';
import { siteOf } from '../normalise/webDomain.ts';
import { keysOf } from './keys.ts';

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
  readonly legalForm: string | null;
  /** The company's own domains: the website's, then those of e-mail addresses. */
  readonly domains: readonly string[];
  readonly country: string | null;
  readonly city: string | null;
  readonly postcode: string | null;
  /** The last eight digits. */
  readonly phone: string | null;
  readonly registrationNumber: string | null;
}

const MOST_DOMAINS = 5;
const MOST_WORDS = 12;

export function prepare(subject: Subject): Prepared {
  const { core, legalForm } = companyName(subject.name);
  const words = core.length > MOST_WORDS ? core.slice(0, MOST_WORDS) : core;
  const domains = domainsOf(subject);
  const number = subject.registrationNumber ? registrationNumber(subject.registrationNumber) : null;
  return {
    id: subject.id,
    keys: keysOf(words, domains, number),
    words,
    legalForm,
    domains,
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

function lettersOf(text: string): string | null {
  const letters = asciiOf(text.slice(0, 100)).replace(/[^a-z0-9]/g, '');
  return letters === '' ? null : letters;
}

function lastDigits(text: string): string | null {
  const digits = text.slice(0, 60).replace(/\D/g, '');
  return digits.length < 7 ? null : digits.slice(-8);
}
