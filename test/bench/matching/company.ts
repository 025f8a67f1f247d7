/** One company as it is, before anybody writes it down: name in parts, domain, address. */
import { COUNTRIES, type Country } from './countries.ts';
import { FILLERS, LANGUAGES, type Language } from './languages.ts';
import { Random } from './random.ts';
import { PATTERNS, type Registry } from './registry.ts';

export interface Company {
  country: Country;
  language: Language;
  /** Words of the name without the legal form. */
  words: string[];
  /** Where among them the word stands that tells this company from others. */
  telling: number;
  /** Place in the country's legal forms. */
  form: number;
  /** Its own, or the one of its group. */
  domain: string;
  street: string;
  postcode: string;
  city: string;
  /** Digits without prefix. */
  phone: string;
  duns: string;
}

const ENGLISH_ABROAD = 0.15;

/** Makes the companies of a registry by number, always the same ones. Not for two callers at once: the parts are reused. */
export function companiesOf(registry: Registry, seed: number): (number: number) => Company {
  const random = new Random();
  const labels = registry.words.map(labelOf);
  const ascii = new Map<string, string>();
  const labelOfTrade = (trade: string): string => {
    const known = ascii.get(trade) ?? labelOf(trade);
    ascii.set(trade, known);
    return known;
  };
  const tradeOf = (number: number, language: Language): string =>
    (english(number) ? LANGUAGES.en : language).trades[registry.trade[number] ?? 0] ?? '';
  const english = (number: number): boolean => random.restart(seed, 2, number).chance(ENGLISH_ABROAD);

  const domainOf = (number: number): string => {
    const country = COUNTRIES[registry.country[number] ?? 0] ?? COUNTRIES[0];
    if (!country) throw new RangeError('there are no countries');
    const label = labels[registry.family[number] ?? 0] ?? '';
    const tld = registry.com[number] === 1 ? 'com' : country.tld;
    if (registry.first[number] === number) return `${label}.${tld}`;
    const trade = labelOfTrade(tradeOf(number, LANGUAGES[country.language]));
    const pattern = PATTERNS[registry.pattern[number] ?? 0];
    const partner =
      pattern === 'partners' ? (labels[partnerOf(registry, number, seed, random)] ?? '') : trade;
    return `${label}${number % 3 === 0 ? '-' : ''}${partner === '' ? 'group' : partner}.${tld}`;
  };

  return (number) => {
    const country = COUNTRIES[registry.country[number] ?? 0] ?? COUNTRIES[0];
    if (!country) throw new RangeError('there are no countries');
    const language = LANGUAGES[country.language];
    const word = registry.words[registry.family[number] ?? 0] ?? '';
    const trade = tradeOf(number, language);
    const grouped = registry.grouped[number] === 1;
    const domain = domainOf(grouped ? (registry.first[number] ?? number) : number);
    const partner = registry.words[partnerOf(registry, number, seed, random)] ?? '';
    random.restart(seed, 3, number);
    const city = random.pick(country.cities);
    const words = [word];
    let telling = 0;
    switch (PATTERNS[registry.pattern[number] ?? 0]) {
      case 'word':
        break;
      case 'city':
        words.push(trade, city);
        break;
      case 'partners':
        words.push('&', partner, trade);
        break;
      case 'firstName':
        words.unshift(random.pick(language.firstNames));
        words.push(trade);
        telling = 1;
        break;
      case 'filler':
        words.push(trade, random.pick(FILLERS));
        break;
      case 'twoTrades':
        words.push(trade, language.and, random.pick(language.trades));
        break;
      case 'trade':
      case undefined:
        words.push(trade);
    }
    return {
      country,
      language,
      words,
      telling,
      form: random.zipf(country.forms.length),
      domain,
      street: language.street(
        capital(random.pick(language.stems) + random.pick(language.endings)),
        1 + random.below(180),
      ),
      postcode: filled(country.postcode, random),
      city,
      phone: String(100_000_000 + random.below(900_000_000)),
      duns: String(100_000_000 + ((number * 48_271) % 900_000_000)),
    };
  };
}

/** The family whose word stands second in the name. */
function partnerOf(registry: Registry, number: number, seed: number, random: Random): number {
  return registry.family[random.restart(seed, 4, number).below(registry.size)] ?? 0;
}

function filled(postcode: string, random: Random): string {
  let text = '';
  for (let at = 0; at < postcode.length; at++) {
    const mark = postcode.charAt(at);
    if (mark === '9') text += String(random.below(10));
    else if (mark === 'A') text += String.fromCharCode(65 + random.below(26));
    else text += mark;
  }
  return text;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const SPELT: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  å: 'a',
};

/** A word as a domain has it: small letters of the alphabet only. */
export function labelOf(word: string): string {
  return plainOf(word.toLowerCase()).replace(/[^a-z0-9]/g, '');
}

/** Without accents; umlauts the German way. */
export function plainOf(word: string): string {
  if (!/[^ -~]/.test(word)) return word;
  const spelt = word.replace(/[äöüßłøå]/gi, (letter) => {
    const small = SPELT[letter.toLowerCase()] ?? letter;
    return letter === letter.toLowerCase() ? small : capital(small);
  });
  return spelt.normalize('NFD').replace(/\p{M}/gu, '');
}
