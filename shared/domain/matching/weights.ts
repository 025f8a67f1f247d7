/** The few shares of agreement that no list can teach, as weights. */

/**
 * What agreement and disagreement count, in bits: log2 of how much likelier they are among records of one company
 * than among any two (Fellegi and Sunter, 1969). Shares that the data at hand can tell are learnt (`learnt.ts`);
 * these are the ones it cannot.
 */

/** Points a bit; even odds stand at `EVEN` points, 180 to 1 at 70. */
export const POINTS = 4;
export const EVEN = 40;

export const BITS = {
  /** The share of what equal words tell, where the domain has told most of it already. */
  besideDomain: 0.3,
  /** Equal number: far beyond any list. Another number of the same register: never one company. */
  registration: { equal: 30, other: -40 },
  /** On top of how rare the domain is. */
  domain: { equal: 6, sameLabel: 2, other: -2.5 },
  /** A name as a whole is less often shared by chance than its words. */
  name: {
    equal: 2.5,
    beyond: 0.3,
    mostBeyond: 3,
    /** Of equal names: words by chance in common are no longer by chance in one order and number. */
    wholeBeyond: 0.45,
    mostWholeBeyond: 6,
    /** A website is called as both are. */
    branded: 2,
    unlike: -4,
    sister: -9,
    site: -3,
    acronymLetter: 3.2,
    /** Initials of a name under the same website. */
    initials: -3,
  },
  /** Of the bits of each word that only one name has. */
  only: { generic: 0.12, rare: 0.4, conflict: 0.5 },
  /** One name holds every word of the other. */
  contained: 3,
  /** Two trades under one website. */
  sisters: -5,
  numbers: { other: -24, extra: -2 },
  kin: { other: -12, sameDomain: -4 },
  region: { other: -5, extra: -1.5 },
  legalForm: { equal: 1.5, other: -1 },
  /** What the ending of a website suggests counts in part. */
  country: { most: 4, other: -6, guessed: 0.7, guessedOther: -1.5 },
  /** A city may be part of a name. Shops of one name in two cities are two, and so are two names under one website. */
  city: { share: 0.8, most: 7, other: -2.5, named: 6, otherShop: -7.5, otherFirm: -5.5 },
  postcode: { share: 0.85, most: 10, other: -1 },
  street: { equal: 10, other: -0.5 },
  phone: { equal: 10, other: -0.5 },
  /** Of what a second and third agreement on one address adds. */
  sameAddress: 0.25,
  /** What is left of a common place where the names differ. */
  neighbours: 0.5,
} as const;

/** Place and phone are a second witness beside the name from here. */
export const WITNESS = 6;
/** Names agree from this share of what their words tell. */
export const AGREE_FROM = 0.72;
export const PARTIAL_FROM = 0.4;
/** A word is rare that tells this share of the most any word can. */
export const RARE_FROM = 0.62;
/** Bits that a word with a typing error tells less, by length of the shorter word. */
export function typoCost(edits: number, length: number): number {
  if (edits === 1) return length >= 8 ? 1.5 : length >= 6 ? 2.5 : 5;
  return length >= 10 ? 3 : 5;
}
