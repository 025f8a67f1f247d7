/** Makes up organisations that could exist: no two share a name or a domain unless that is meant. */
import { COUNTRIES, type Country } from './places.ts';
import type { Random } from './random.ts';

export interface Organisation {
  country: Country;
  /** Brand or family name without trade and legal form. */
  brand: string;
  trade: string;
  industry: string;
  legalForm: string;
  name: string;
  domain: string;
  city: string;
}

const ONSETS = 'b br c ch d dr f fl g gr h j k kl l m n p pl qu r s sk st t tr v w z'.split(' ');
const VOWELS = 'a e i o u ai ea io ou y'.split(' ');
const ENDINGS = 'ra mo tek lix nor via dan ton ris mar vex lo nia gen sol tis quor bis ment zen'.split(' ');
const LETTERS: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  å: 'aa',
  ø: 'oe',
  æ: 'ae',
  ł: 'l',
  đ: 'd',
};

export class Organisations {
  readonly #random: Random;
  readonly #names = new Set<string>();
  readonly #domains = new Set<string>();
  readonly #byWeight = COUNTRIES.flatMap((country) => Array.from({ length: country.weight }, () => country));

  constructor(random: Random) {
    this.#random = random;
  }

  /** A new organisation; with `like`, one that shares its brand but is another company. */
  make(like?: Organisation): Organisation {
    const country = this.#random.pick(this.#byWeight);
    const [trade, industry] = this.#random.pick(country.trades);
    const legalForm = this.#legalForm(country);
    for (;;) {
      const brand = like?.brand ?? this.#brand(country);
      const name = `${brand} ${trade} ${legalForm}`;
      const city = this.#random.pick(country.cities);
      const domain = this.#domain(brand, trade, city, country);
      if (!this.#names.has(name)) {
        this.#names.add(name);
        return { country, brand, trade, industry, legalForm, name, domain, city };
      }
      if (like) return this.make();
    }
  }

  /** The same organisation in another trade, for one that must be of a certain sort. */
  inTrade(organisation: Organisation, trade: string): Organisation {
    const name = `${organisation.brand} ${trade} ${organisation.legalForm}`;
    if (this.#names.has(name)) return this.inTrade(this.make(), trade);
    this.#names.add(name);
    return { ...organisation, trade, name, industry: 'Technology' };
  }

  #legalForm(country: Country): string {
    return this.#random.chance(0.7)
      ? (country.legalForms[0] as string)
      : this.#random.pick(country.legalForms);
  }

  #brand(country: Country): string {
    const kind = this.#random.next();
    const surname = () => this.#random.pick(country.surnames);
    if (kind < 0.12) return surname();
    if (kind < 0.3) return this.#random.sample(country.surnames, 2).join(' & ');
    const middle = this.#random.chance(0.45) ? this.#random.pick(ONSETS) + this.#random.pick(VOWELS) : '';
    const word = this.#random.pick(ONSETS) + this.#random.pick(VOWELS) + middle + this.#random.pick(ENDINGS);
    return word.charAt(0).toUpperCase() + word.slice(1);
  }

  /** A free domain, the short one where it can be had. */
  #domain(brand: string, trade: string, city: string, country: Country): string {
    const top = this.#random.chance(0.25)
      ? this.#random.pick(['com', 'eu', 'io', 'group'])
      : country.topDomain;
    const short = slug(brand);
    let domain = `${short}.${top}`;
    if (this.#domains.has(domain)) domain = `${short}-${slug(trade)}.${top}`;
    if (this.#domains.has(domain)) domain = `${short}-${slug(trade)}-${slug(city)}.${top}`;
    const stem = `${short}-${slug(trade)}`;
    for (let count = 2; this.#domains.has(domain); count += 1) domain = `${stem}${count}.${top}`;
    this.#domains.add(domain);
    return domain;
  }
}

/** The name in plain letters and hyphens, as in a domain. */
export function slug(text: string): string {
  return plainLetters(text.toLowerCase())
    .replace(/&/g, ' ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Umlauts written out and accents dropped, the way people do without the keys for them. */
export function plainLetters(text: string): string {
  return text
    .replace(/[äöüßåøæłđ]/gi, (letter) => {
      const plain = LETTERS[letter.toLowerCase()] ?? letter;
      return letter === letter.toLowerCase() ? plain : plain.charAt(0).toUpperCase() + plain.slice(1);
    })
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}
