/** What the words that only one of two names has say against the two being one company. */
import type { ComparedName } from './comparedName.ts';
import { nationIn } from './countryCell.ts';
import { hashOf } from './hash.ts';
import { costOf, GENERIC, isMark, isRare, KIN, REGION } from './wordCards.ts';
import { marksIn, tellingIn } from './wordInfo.ts';

export interface Left {
  /** What the words tell, in bits. */
  bits: number;
  /** What they count against one company, in bits. */
  cost: number;
  numbers: boolean;
  kin: boolean;
  /** A country or region that is not simply where the two are. */
  region: boolean;
  /** The city of the other company, where this one tells none. */
  town: boolean;
  /** A word that few others carry. */
  rare: boolean;
  /** A word that many companies carry. */
  trade: boolean;
}

const NOTHING: Left = {
  bits: 0,
  cost: 0,
  numbers: false,
  kin: false,
  region: false,
  town: false,
  rare: false,
  trade: false,
};

export function leftOf(name: ComparedName, other: ComparedName, rareFrom: number): Left {
  const found: Left = { ...NOTHING };
  for (let n = 0; n < name.count; n++) {
    if (!name.isLeft(n)) continue;
    const info = name.info(n);
    const marks = marksIn(info);
    if (isMark(info)) {
      if ((marks & REGION) === 0) found.numbers = true;
      else if (!isHome(name.hash(n), name, other)) found.region = true;
      continue;
    }
    if (isHomeTown(name.hash(n), name, other)) {
      if (name.city === 0) found.town = true;
      continue;
    }
    if ((marks & KIN) !== 0) found.kin = true;
    else if (isRare(info, rareFrom)) found.rare = true;
    if ((marks & GENERIC) !== 0) found.trade = true;
    found.bits += tellingIn(info);
    found.cost += costOf(info, rareFrom);
  }
  return found;
}

/** "Acme Deutschland" in Germany may be "Acme" in Germany. */
function isHome(region: number, name: ComparedName, other: ComparedName): boolean {
  const home = countryHash(nationIn(name.countryCell));
  const away = countryHash(nationIn(other.countryCell));
  return (home === region || away === region) && (home === away || home === 0 || away === 0);
}

/** "Pasticceria Colibrì di Lecce" in Lecce. */
function isHomeTown(word: number, name: ComparedName, other: ComparedName): boolean {
  return (
    (name.city === word || other.city === word) &&
    (name.city === other.city || name.city === 0 || other.city === 0)
  );
}

const countryHashes = new Map<number, number>();

function countryHash(country: number): number {
  if (country === 0) return 0;
  let hash = countryHashes.get(country);
  if (hash === undefined) {
    hash = hashOf(String.fromCharCode(64 + (country >>> 5), 64 + (country & 31)));
    countryHashes.set(country, hash);
  }
  return hash;
}
