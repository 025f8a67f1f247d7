/** What two records' names say, for and against one company. */
import { standsFor } from './acronyms.ts';
import { ROW, type Companies } from './companies.ts';
import { areUnreadable, FOREIGN_NAME, legalFormIn, nationIn } from './countryCell.ts';
import type { Evidence, NameKind } from './evidence.ts';
import { hashOf } from './hash.ts';
import type { Learnt } from './learnt.ts';
import type { Left } from './leftWords.ts';
import { isLocalTrade } from './localTrades.ts';
import { NameComparison } from './nameComparison.ts';
import { hasLabel } from './siteEvidence.ts';
import { AGREE_FROM, BITS, PARTIAL_FROM } from './weights.ts';
import { isRare } from './wordCards.ts';

/** Of what a word that nobody else has tells: more than one such word. */
const LONG_SHARE = 1.5;
/** Letters from which on an acronym is nobody else's in one town. */
const LONG_ACRONYM = 4;
/** Both names have words of their own and are one name all the same. */
const NEARLY = 0.85;

/** Of two tables; asked after the websites and the places of a pair have been weighed. */
export class NameEvidence {
  readonly #ours: Companies;
  readonly #theirs: Companies;
  readonly #learnt: Learnt;
  readonly #rareFrom: number;
  readonly comparison: NameComparison;

  constructor(ours: Companies, theirs: Companies, learnt: Learnt) {
    this.#ours = ours;
    this.#theirs = theirs;
    this.#learnt = learnt;
    this.#rareFrom = learnt.rareFrom;
    this.comparison = new NameComparison(learnt.rareFrom);
  }

  /** Takes those two of the names that the records carry which speak most for one company. */
  weigh(evidence: Evidence, i: number, j: number): void {
    const othersA = othersOf(this.#ours, i);
    const othersB = othersOf(this.#theirs, j);
    let [bestM, bestN, best] = [0, 0, -Infinity];
    if (othersA + othersB > 0) {
      for (let m = 0; m <= othersA; m++) {
        for (let n = 0; n <= othersB; n++) {
          this.#compare(evidence, i, m, j, n);
          if (evidence.ofName > best) [bestM, bestN, best] = [m, n, evidence.ofName];
        }
      }
    }
    this.#compare(evidence, i, bestM, j, bestN);
    this.#adjustPlace(evidence);
  }

  #compare(evidence: Evidence, i: number, m: number, j: number, n: number): void {
    const [a, b] = [this.#ours, this.#theirs];
    evidence.clearName();
    const names = this.comparison;
    if (!names.compare(a, i, m, b, j, n)) return;
    const joined = a.rows[i * ROW.size + ROW.joined]!;
    const isJoined = m + n === 0 && joined !== 0 && joined === b.rows[j * ROW.size + ROW.joined];
    if ((names.equal && names.acronym === 0) || isJoined) this.#equal(evidence, i, j, m + n === 0, isJoined);
    else this.#unequal(evidence, i, j);
  }

  #equal(evidence: Evidence, i: number, j: number, areMain: boolean, isJoined: boolean): void {
    const { most } = this.#learnt;
    const names = this.comparison;
    const shared = Math.max(names.shared, isJoined ? names.mostOwn : names.least);
    const bits = areMain ? this.#nameBits(i, j) : most;
    evidence.nameKind = 'equal';
    evidence.alike = 1;
    evidence.named = evidence.whole = true;
    // "PriceWaterhouseCoopers": letters that are a rare word as a whole are no everyday words.
    evidence.doubtful = !names.distinct && !(isJoined && names.someWord(this.#isRare));
    evidence.informed = hasMore(this.#ours, i) && hasMore(this.#theirs, j) && !names.someWord(isLocalTrade);
    evidence.branded = evidence.domainKind !== 'other' && !evidence.doubtful && this.#isBrand(i, j);
    evidence.name =
      Math.min(shared, bits) +
      BITS.name.equal +
      (evidence.branded && evidence.domainKind !== 'equal' ? BITS.name.branded : 0) +
      this.#beyond(evidence, shared, true);
    this.#weighLegalForm(evidence, i, j);
  }

  /** "Kam Stoom" may be rare where "Kamstoom" is not. */
  #nameBits(i: number, j: number): number {
    const nameA = this.#ours.rows[i * ROW.size + ROW.name]!;
    const nameB = this.#theirs.rows[j * ROW.size + ROW.name]!;
    const bits = this.#learnt.bits('name', nameA);
    return nameA === nameB ? bits : Math.min(bits, this.#learnt.bits('name', nameB));
  }

  /** What words tell beyond a single one that nobody else has. */
  #beyond(evidence: Evidence, shared: number, whole: boolean): number {
    if (whole && differs(evidence)) return 0;
    const { beyond, mostBeyond, wholeBeyond, mostWholeBeyond } = BITS.name;
    const more = Math.max(0, shared - this.#learnt.most);
    return whole ? Math.min(mostWholeBeyond, more * wholeBeyond) : Math.min(mostBeyond, more * beyond);
  }

  /** The name or its rare word is what the website of one of them is called. */
  #isBrand(i: number, j: number): boolean {
    const [a, b] = [this.#ours, this.#theirs];
    const isLabel = (hash: number): boolean => hash !== 0 && (hasLabel(a, i, hash) || hasLabel(b, j, hash));
    return (
      isLabel(a.rows[i * ROW.size + ROW.joined]!) ||
      isLabel(b.rows[j * ROW.size + ROW.joined]!) ||
      this.comparison.someWord((hash, info) => this.#isRare(hash, info) && isLabel(hash))
    );
  }

  readonly #isRare = (_hash: number, info: number): boolean => isRare(info, this.#rareFrom);

  #unequal(evidence: Evidence, i: number, j: number): void {
    const [a, b] = [this.#ours, this.#theirs];
    const { most } = this.#learnt;
    const names = this.comparison;
    const { ours, theirs } = names.left();
    const against = ours.cost + theirs.cost + BITS.only.conflict * Math.min(ours.bits, theirs.bits);
    const contained = names.contained && !differs(evidence) ? BITS.contained : 0;
    const { shared, alike } = names;
    evidence.alike = alike;
    evidence.nameKind = kindOf(names);
    evidence.whole = names.complete && names.distinct && !names.unsure;
    evidence.name = Math.min(shared, most) + this.#beyond(evidence, shared, evidence.whole) + contained;
    evidence.words = -against;
    const asSite = most + BITS.name.site;
    if (
      evidence.name - against < asSite &&
      evidence.nameKind !== 'similar' &&
      this.#namesSite(evidence, i, j)
    ) {
      evidence.nameKind = 'site';
      evidence.name = asSite;
      evidence.words = 0;
      this.#weighLegalForm(evidence, i, j);
      return;
    }
    if (evidence.domainKind === 'equal' && evidence.nameKind !== 'similar' && this.#abbreviates(i, j)) {
      evidence.nameKind = 'acronym';
      evidence.name = most + BITS.name.initials;
      evidence.words = 0;
      evidence.named = evidence.doubtful = true;
      return;
    }
    const isUnreadable = areUnreadable(
      a.rows[i * ROW.size + ROW.country]!,
      b.rows[j * ROW.size + ROW.country]!,
      FOREIGN_NAME,
    );
    // One rare word in common and others beside it on both sides: a sister or a neighbour rather than another name.
    const least = isUnreadable ? 0 : shared >= this.#rareFrom ? BITS.name.sister : BITS.name.unlike;
    evidence.words = Math.max(evidence.words, least - evidence.name);
    if (ours.numbers && theirs.numbers) evidence.numbers = BITS.numbers.other;
    if (evidence.nameKind === 'unlike') return;
    this.#weighMarks(evidence, ours, theirs);
    this.#weighLegalForm(evidence, i, j);
    if (evidence.country >= 0 && (ours.town || theirs.town)) evidence.town = BITS.city.named;
    evidence.named = this.#isNamed(evidence, ours, theirs);
    evidence.doubtful = names.shaky || (!names.distinct && names.acronym < LONG_ACRONYM);
    if (evidence.domainKind === 'equal' && !evidence.named) evidence.name *= BITS.besideDomain;
  }

  #weighMarks(evidence: Evidence, ours: Left, theirs: Left): void {
    if (ours.numbers !== theirs.numbers) evidence.numbers = BITS.numbers.extra;
    if (ours.kin || theirs.kin)
      evidence.kin = evidence.domainKind === 'equal' ? BITS.kin.sameDomain : BITS.kin.other;
    if (ours.region && theirs.region) evidence.region = BITS.region.other;
    else if (ours.region || theirs.region) evidence.region = BITS.region.extra;
  }

  #isNamed(evidence: Evidence, ours: Left, theirs: Left): boolean {
    const names = this.comparison;
    const { domainKind, nameKind, numbers, kin, region, alike } = evidence;
    const numbered = domainKind !== 'equal' || !names.contained ? numbers : 0;
    if (numbered + kin + region < 0) return false;
    const partly = nameKind === 'similar' || nameKind === 'acronym';
    const clear = partly && !ours.rare && !theirs.rare && (names.contained || alike >= NEARLY);
    const inPart = names.contained && names.shared >= this.#rareFrom;
    // "Siemens" and "Siemens Healthineers" under one website: a word of its own names another company, unless the
    // address says otherwise.
    const apart = (ours.rare || theirs.rare) && evidence.place <= 0;
    const enough = partly || domainKind === 'equal' || names.shared >= LONG_SHARE * this.#learnt.most;
    return clear || (inPart && enough && !apart) || names.complete;
  }

  /** The name is the first label of the other's domain: "Kamstoom" and kamstoom.com. Where the domains are equal it is no second witness. */
  #namesSite({ domainKind }: Evidence, i: number, j: number): boolean {
    if (domainKind === 'equal') return false;
    const [a, b] = [this.#ours, this.#theirs];
    const joinedA = a.rows[i * ROW.size + ROW.joined]!;
    const joinedB = b.rows[j * ROW.size + ROW.joined]!;
    return (joinedA !== 0 && hasLabel(b, j, joinedA)) || (joinedB !== 0 && hasLabel(a, i, joinedB));
  }

  /** "ETH" and "Eidgenössische Technische Hochschule", by the letters the words have before they are translated. */
  #abbreviates(i: number, j: number): boolean {
    const { ours, theirs } = this.comparison.leftShort();
    return (
      standsFor(ours, this.#theirs.textOf(j).initials) || standsFor(theirs, this.#ours.textOf(i).initials)
    );
  }

  #weighLegalForm(evidence: Evidence, i: number, j: number): void {
    const formA = legalFormIn(this.#ours.rows[i * ROW.size + ROW.country]!);
    const formB = legalFormIn(this.#theirs.rows[j * ROW.size + ROW.country]!);
    if (formA !== 0 && formB !== 0 && (formA === formB || isTranslation(formA) === isTranslation(formB)))
      evidence.legalForm = formA === formB ? BITS.legalForm.equal : BITS.legalForm.other;
  }

  /** Two trades of one family under one website are sisters, who share their address as well. */
  #areSisters({ domainKind, nameKind, named }: Evidence): boolean {
    if (domainKind !== 'equal' || named || nameKind !== 'partial') return false;
    const { ours, theirs } = this.comparison.left();
    return ours.trade && theirs.trade;
  }

  /** How much a place says depends on what is in the names. */
  #adjustPlace(evidence: Evidence): void {
    const { nameKind, named } = evidence;
    const names = this.comparison;
    const isTrade = evidence.city < 0 && evidence.domainKind !== 'equal' && names.someWord(isLocalTrade);
    if (isTrade && (nameKind === 'equal' || nameKind === 'similar')) evidence.city = BITS.city.otherShop;
    // Another name in another town under one website: a group, a franchise or somebody's provider.
    if (evidence.city < 0 && nameKind === 'unlike') evidence.city = BITS.city.otherFirm;
    if (this.#areSisters(evidence)) {
      evidence.words += BITS.sisters;
      evidence.city = Math.min(evidence.city, 0);
      evidence.postcode = Math.min(evidence.postcode, 0);
      evidence.street = Math.min(evidence.street, 0);
    }
    // Two firms of one surname or trade are often neighbours: where each name has words of its own, the place says less.
    if (nameKind === 'none' || nameKind === 'unlike' || nameKind === 'equal' || nameKind === 'site') return;
    if (names.contained || named) return;
    if (evidence.city > 0) evidence.city *= BITS.neighbours;
    if (evidence.postcode > 0) evidence.postcode *= BITS.neighbours;
    if (evidence.street > 0) evidence.street *= BITS.neighbours;
  }
}

/** English forms stand for many another one in translated names. */
const TRANSLATIONS = new Set(
  ['ltd', 'llc', 'inc', 'corp', 'co', 'plc', 'saog'].map((form) => hashOf(form) & 0xffff),
);

function isTranslation(form: number): boolean {
  return TRANSLATIONS.has(form);
}

function kindOf({ alike, acronym }: NameComparison): NameKind {
  if (alike >= AGREE_FROM) return 'similar';
  if (acronym > 0) return 'acronym';
  return alike >= PARTIAL_FROM ? 'partial' : 'unlike';
}

/** The place or the website speaks against the pair. */
function differs({ country, city, domainKind }: Evidence): boolean {
  return country < 0 || city < 0 || domainKind === 'other';
}

/** A country, a city or a domain. */
function hasMore({ rows }: Companies, row: number): boolean {
  const at = row * ROW.size;
  return nationIn(rows[at + ROW.country]!) !== 0 || rows[at + ROW.city] !== 0 || rows[at + ROW.domain] !== 0;
}

function othersOf({ rows }: Companies, row: number): number {
  const counts = rows[row * ROW.size + ROW.counts]!;
  return ((counts >>> 4) & 15) === 0 ? 0 : ((counts >>> 8) & 15) === 0 ? 1 : 2;
}
