/** What two records' countries, addresses and telephones say. */
import { ROW, type Companies } from './companies.ts';
import { areAbroad, areUnreadable, FOREIGN_CITY, GUESSED, nationIn } from './countryCell.ts';
import type { Evidence } from './evidence.ts';
import type { Learnt } from './learnt.ts';
import { edits, mostEdits, type Span, spanOf, startsWith } from './typos.ts';
import { BITS } from './weights.ts';

const MOST_CITIES = 50_000;

/** Of two tables; keeps the letters of cities it has read. */
export class PlaceEvidence {
  readonly #ours: Companies;
  readonly #theirs: Companies;
  readonly #learnt: Learnt;
  /** Cities' letters by hash. */
  readonly #cities = new Map<number, Span>();

  constructor(ours: Companies, theirs: Companies, learnt: Learnt) {
    this.#ours = ours;
    this.#theirs = theirs;
    this.#learnt = learnt;
  }

  weigh(evidence: Evidence, i: number, j: number): void {
    const [a, b] = [this.#ours.rows, this.#theirs.rows];
    const [rowA, rowB] = [i * ROW.size, j * ROW.size];
    const phone = relation(a[rowA + ROW.phone]!, b[rowB + ROW.phone]!);
    if (phone !== 'unknown') evidence.phone = BITS.phone[phone];
    const [cellA, cellB] = [a[rowA + ROW.country]!, b[rowB + ROW.country]!];
    evidence.country = this.#country(cellA, cellB);
    // The ending of the same website says nothing new.
    if (evidence.domainKind === 'equal' && ((cellA | cellB) & GUESSED) !== 0) evidence.country = 0;
    if (areAbroad(cellA, cellB)) {
      evidence.contradicted = true;
      return;
    }
    const city = this.#city(i, j);
    const postcode = relation(a[rowA + ROW.postcode]!, b[rowB + ROW.postcode]!);
    const street = relation(a[rowA + ROW.street]!, b[rowB + ROW.street]!);
    const inCity = city === 'equal' ? this.#telling('city', a[rowA + ROW.city]!) : 0;
    const inPostcode = postcode === 'equal' ? this.#telling('postcode', a[rowA + ROW.postcode]!) : 0;
    const inStreet = street === 'equal' ? BITS.street.equal : 0;
    // One address says once where a company is, however many of its parts agree.
    const best = Math.max(inCity, inPostcode, inStreet);
    const part = (bits: number): number => (bits === best ? bits : bits * BITS.sameAddress);
    evidence.city = city === 'other' && postcode !== 'equal' ? BITS.city.other : part(inCity);
    evidence.postcode = postcode === 'other' ? BITS.postcode.other : part(inPostcode);
    evidence.street = street === 'other' ? BITS.street.other : part(inStreet);
  }

  #country(a: number, b: number): number {
    const [one, other] = [nationIn(a), nationIn(b)];
    if (one === 0 || other === 0) return 0;
    const { most, guessed, other: against, guessedOther } = BITS.country;
    const isGuessed = ((a | b) & GUESSED) !== 0;
    if (one !== other) return isGuessed ? guessedOther : against;
    return Math.min(most, this.#learnt.country(one)) * (isGuessed ? guessed : 1);
  }

  #telling(kind: 'city' | 'postcode', hash: number): number {
    return Math.min(BITS[kind].most, BITS[kind].share * this.#learnt.bits(kind, hash));
  }

  /** "Cluj" and "Cluj-Napoca" are one town; "Plzen" and "Pilsen" may be. */
  #city(i: number, j: number): Relation {
    const [a, b] = [this.#ours.rows, this.#theirs.rows];
    const [rowA, rowB] = [i * ROW.size, j * ROW.size];
    const found = relation(a[rowA + ROW.city]!, b[rowB + ROW.city]!);
    if (found !== 'other') return found;
    if (areUnreadable(a[rowA + ROW.country]!, b[rowB + ROW.country]!, FOREIGN_CITY)) return 'unknown';
    const cityA = this.#cityOf(this.#ours, i);
    const cityB = this.#cityOf(this.#theirs, j);
    const town = a[rowA + ROW.town]!;
    if (town !== 0 && town === b[rowB + ROW.town]! && (startsWith(cityA, cityB) || startsWith(cityB, cityA)))
      return 'equal';
    const most = mostEdits(cityA.length, cityB.length);
    return most > 0 && edits(cityA, cityB, most) <= most ? 'unknown' : 'other';
  }

  #cityOf(table: Companies, row: number): Span {
    const hash = table.rows[row * ROW.size + ROW.city]!;
    let city = this.#cities.get(hash);
    if (city === undefined) {
      city = spanOf(table.textOf(row).city);
      if (this.#cities.size >= MOST_CITIES) this.#cities.clear();
      this.#cities.set(hash, city);
    }
    return city;
  }
}

type Relation = 'equal' | 'other' | 'unknown';

function relation(a: number, b: number): Relation {
  return a === 0 || b === 0 ? 'unknown' : a === b ? 'equal' : 'other';
}
