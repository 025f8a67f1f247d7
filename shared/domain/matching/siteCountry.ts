/** What the ending of a website says of a company's country, where the record says nothing. */
import { countryCode } from '../normalise.ts';

/** Behind a country that nobody has said. */
export const SITE_SAYS = '?';
/** Endings that are bought for how they read. */
const SOLD = new Set(
  'ac ag ai bz cc cd co eu fm gg gl im io is la li ly me mn mu nu pw sc sh sx tk to tv vc ws'.split(' '),
);
const known = new Map<string, string>();

/** The ISO code and a question mark, such as `DE?`; empty where the ending tells no country. */
export function countryOfSite(domain: string | undefined): string {
  if (domain === undefined || domain.at(-3) !== '.' || domain.includes('@')) return '';
  const ending = domain.slice(-2);
  let country = known.get(ending);
  if (country === undefined) {
    const code = SOLD.has(ending) ? null : countryCode(ending);
    known.set(ending, (country = code === null ? '' : code + SITE_SAYS));
  }
  return country;
}
