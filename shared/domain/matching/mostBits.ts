/** What two rows can tell at most, part by part; see `Reach`. */
import { ROW } from './companies.ts';
import { BITS } from './weights.ts';

/** What is known before the names are looked at, as bits; together the place in a table of what names can tell at most. */
export const DIFFERS = 1;
export const OTHER_SITE = 2;
export const NO_TOWN = 4;
export const CASES = 8;

/** What an equal name tells at most beyond a word that nobody else has. */
export function equalBeyond(known: number): number {
  const { equal, branded, mostWholeBeyond } = BITS.name;
  return equal + ((known & OTHER_SITE) === 0 ? branded : 0) + ((known & DIFFERS) === 0 ? mostWholeBeyond : 0);
}

/** The same of any other name, whose words have all a counterpart or not. */
export function unequalBeyond(known: number): number {
  const agrees = (known & DIFFERS) === 0;
  const { mostBeyond, mostWholeBeyond } = BITS.name;
  const part = mostBeyond + ((known & NO_TOWN) === 0 ? BITS.city.named : 0);
  return Math.max(agrees ? mostWholeBeyond : 0, part) + (agrees ? BITS.contained : 0);
}

/** Of two addresses in one country, or of which one tells none. */
export function place(a: Uint32Array, x: number, b: Uint32Array, y: number): number {
  const near = same(a[x + ROW.city]!, b[y + ROW.city]!) || same(a[x + ROW.town]!, b[y + ROW.town]!);
  const city = near ? BITS.city.most : 0;
  const [postcodeA, postcodeB] = [a[x + ROW.postcode]!, b[y + ROW.postcode]!];
  const [streetA, streetB] = [a[x + ROW.street]!, b[y + ROW.street]!];
  const postcode = same(postcodeA, postcodeB) ? BITS.postcode.most : 0;
  const street = same(streetA, streetB) ? BITS.street.equal : 0;
  // One part of an address counts in full, and any other that tells just as much.
  const full = postcode + street || city;
  return (
    full +
    (full === city ? 0 : city * BITS.sameAddress) +
    (postcode === 0 && postcodeA !== 0 && postcodeB !== 0 ? BITS.postcode.other : 0) +
    (street === 0 && streetA !== 0 && streetB !== 0 ? BITS.street.other : 0)
  );
}

/** Of two domains that are not equal; a label of 0 stands for an address at a mail provider. */
export function otherSite(labelA: number, labelB: number, abroad: boolean): number {
  if (labelA === 0 || labelB === 0) return 0;
  return labelA === labelB && !abroad ? BITS.domain.sameLabel : BITS.domain.other;
}

export function same(a: number, b: number): boolean {
  return a === b && a !== 0;
}
