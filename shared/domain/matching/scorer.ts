/** Whether two records are one company: evidence for and against in bits, a score, a tier, and the reasons that add up to it. */
import { DOMAIN, ROW, type Companies } from './companies.ts';
import type { Learnt } from './learnt.ts';
import { NameComparison } from './nameComparison.ts';
import { Reach } from './reach.ts';
import { reasonsOf } from './reasons.ts';
import { sameRegistration } from '../normalise.ts';
import { AGREE_FROM, BITS, EVEN, PARTIAL_FROM, POINTS, WITNESS } from './weights.ts';

export interface MatchSettings {
  /** A proven pair without contradiction is sure from this score, 0–100. */
  sureAt: number;
  /** Anything else is likely from this score. */
  likelyAt: number;
  /** Equal names and an equal place or phone prove a pair as names and domain do. Absent: true. */
  placeAsWitness?: boolean;
  /** What an equal domain is worth where neither name nor place agrees. Absent: likely. */
  domainAlone?: 'likely' | 'no';
  /** What a pair in two countries is worth that no registration number proves. Absent: likely. */
  acrossCountries?: 'likely' | 'no';
}

export const defaultMatchSettings: Required<MatchSettings> = {
  sureAt: 70,
  likelyAt: 40,
  placeAsWitness: true,
  domainAlone: 'likely',
  acrossCountries: 'likely',
};

export interface Reason {
  /** Message key, such as `match.domain.equal`. */
  key: string;
  /** Blanks of the message; `theirs` quotes the partner's record and is left out where the policy hides it. */
  args: Readonly<Record<string, string | number>>;
  /** Points, may be negative; the reasons' weights sum to the score. */
  weight: number;
}

export type Tier = 'sure' | 'likely' | 'no';

export interface Match {
  /** 0–100, one decimal. */
  score: number;
  /** `sure` is written, `likely` waits for a person. */
  tier: Tier;
  reasons: readonly Reason[];
}

export type NameKind = 'equal' | 'similar' | 'acronym' | 'site' | 'partial' | 'unlike' | 'none';
export type Relation = 'equal' | 'other' | 'unknown';

/** What was found about a pair, each part in bits. */
export class Evidence {
  registration = 0;
  domain = 0;
  domainKind: 'equal' | 'sameLabel' | 'other' | 'unknown' = 'unknown';
  name = 0;
  nameKind: NameKind = 'none';
  /** 0–1. */
  alike = 0;
  words = 0;
  numbers = 0;
  kin = 0;
  region = 0;
  legalForm = 0;
  country = 0;
  city = 0;
  postcode = 0;
  street = 0;
  phone = 0;
  /** Speaks against one company so plainly that the pair is never sure. */
  contradicted = false;
  /** Names agree well enough to be one of two witnesses. */
  named = false;

  clear(): void {
    this.registration = this.domain = this.name = this.alike = this.words = 0;
    this.numbers = this.kin = this.region = this.legalForm = 0;
    this.country = this.city = this.postcode = this.street = this.phone = 0;
    this.domainKind = 'unknown';
    this.nameKind = 'none';
    this.contradicted = this.named = false;
  }

  get bits(): number {
    return (
      this.registration +
      this.domain +
      this.name +
      this.words +
      this.numbers +
      this.kin +
      this.region +
      this.legalForm +
      this.country +
      this.city +
      this.postcode +
      this.street +
      this.phone
    );
  }
}

/** Compares rows of two tables whose words the same `learnt` has weighed; one a thread, since it keeps its scratch. */
export class Scorer {
  readonly #ours: Companies;
  readonly #theirs: Companies;
  readonly #learnt: Learnt;
  readonly #settings: MatchSettings;
  readonly #evidence = new Evidence();
  readonly #names = new NameComparison();
  readonly #rareFrom: number;
  readonly #reach: Reach;
  /** Cities' letters by hash. */
  readonly #cities = new Map<number, string>();

  constructor(ours: Companies, theirs: Companies, learnt: Learnt, settings: MatchSettings) {
    this.#ours = ours;
    this.#theirs = theirs;
    this.#learnt = learnt;
    this.#settings = settings;
    this.#rareFrom = learnt.rareFrom;
    this.#reach = new Reach(ours, theirs, learnt);
  }

  /** Null for a pair that is neither sure nor likely; answers the same whichever side comes first. */
  match(i: number, j: number): Match | null {
    this.#weigh(i, j);
    return this.#evidence.bits < this.#needed - SLACK ? null : this.#answer(i, j, false);
  }

  /** The same with its reasons however low the score. */
  explain(i: number, j: number): Match {
    this.#weigh(i, j);
    return this.#answer(i, j, true)!;
  }

  /** Keeps those of the first `count` rows of theirs that `mayMatch` row `i`, in order, and answers how many. */
  among(i: number, others: Uint32Array, count: number): number {
    return this.#reach.among(i, others, count, this.#needed - SLACK);
  }

  /** A cheap look: false only for pairs that cannot reach `likelyAt`. */
  mayMatch(i: number, j: number): boolean {
    return this.#reach.bits(i, j) >= this.#needed - SLACK;
  }

  /** Bits of evidence that make a pair likely. */
  get #needed(): number {
    return this.#learnt.most + (this.#settings.likelyAt - EVEN) / POINTS;
  }

  #answer(i: number, j: number, always: boolean): Match | null {
    const evidence = this.#evidence;
    const { reasons, score } = reasonsOf(
      evidence,
      this.#learnt.most,
      this.#ours,
      i,
      this.#theirs,
      j,
      this.#names,
    );
    const tier = this.#tierOf(score);
    return tier === 'no' && !always ? null : { score, tier, reasons };
  }

  #tierOf(score: number): Tier {
    const { registration, domainKind, named, contradicted, nameKind, name } = this.#evidence;
    const { country, city, postcode, street, phone } = this.#evidence;
    const { sureAt, likelyAt, placeAsWitness } = this.#settings;
    const nothingOther = domainKind !== 'other' && Math.min(city, postcode, street, phone) >= 0;
    // A long rare name twice in one country, and nothing that differs.
    const sameCountry =
      nameKind === 'equal' && name >= this.#learnt.most + LONG_NAME && country > 0 && nothingOther;
    const placed = city + postcode + street + phone >= WITNESS || sameCountry;
    const proven =
      registration > 0 || (named && (domainKind === 'equal' || (placed && placeAsWitness !== false)));
    if (proven && !contradicted && score >= sureAt) return 'sure';
    return score >= likelyAt && registration >= 0 && !this.#unwanted(placed) ? 'likely' : 'no';
  }

  /** The program wants no such pair in the queue, whatever its score. */
  #unwanted(placed: boolean): boolean {
    const { registration, domainKind, nameKind, country } = this.#evidence;
    if (registration > 0) return false;
    const { domainAlone, acrossCountries } = this.#settings;
    const nameless = nameKind === 'unlike' || nameKind === 'none';
    const alone = domainKind === 'equal' && nameless && !placed;
    return (alone && domainAlone === 'no') || (country < 0 && acrossCountries === 'no');
  }

  #weigh(i: number, j: number): void {
    const evidence = this.#evidence;
    evidence.clear();
    this.#weighRegistration(i, j);
    this.#weighDomain(i, j);
    this.#weighPlace(i, j);
    this.#weighName(i, j);
  }

  #weighRegistration(i: number, j: number): void {
    const [a, b] = [this.#ours, this.#theirs];
    if (a.rows[i * ROW.size + ROW.registration] === 0 || b.rows[j * ROW.size + ROW.registration] === 0)
      return;
    const relation = sameRegistration(a.textOf(i).registration, b.textOf(j).registration);
    const evidence = this.#evidence;
    // Registers of two countries give out the same numbers.
    const most = this.#abroad(i, j) ? this.#learnt.most : BITS.registration.equal;
    if (relation === 'equal') evidence.registration = Math.min(most, BITS.registration.equal);
    else if (relation === 'other') {
      evidence.registration = BITS.registration.other;
      evidence.contradicted = true;
    }
  }

  #abroad(i: number, j: number): boolean {
    const a = this.#ours.rows[i * ROW.size + ROW.country]! & 0xffff;
    const b = this.#theirs.rows[j * ROW.size + ROW.country]! & 0xffff;
    return a !== 0 && b !== 0 && a !== b;
  }

  #weighDomain(i: number, j: number): void {
    const [a, b] = [this.#ours, this.#theirs];
    const countA = a.rows[i * ROW.size + ROW.counts]! >>> 12;
    const countB = b.rows[j * ROW.size + ROW.counts]! >>> 12;
    if (countA === 0 || countB === 0) return;
    const evidence = this.#evidence;
    const firstA = a.rows[i * ROW.size + ROW.domains]! * DOMAIN.size;
    const firstB = b.rows[j * ROW.size + ROW.domains]! * DOMAIN.size;
    for (let m = 0; m < countA; m++) {
      for (let n = 0; n < countB; n++) {
        const [atA, atB] = [firstA + m * DOMAIN.size, firstB + n * DOMAIN.size];
        const hash = a.domains[atA + DOMAIN.hash]!;
        if (hash === b.domains[atB + DOMAIN.hash]) {
          const bits = this.#learnt.bits('domain', hash) + BITS.domain.equal;
          if (evidence.domainKind !== 'equal' || bits > evidence.domain) evidence.domain = bits;
          evidence.domainKind = 'equal';
        } else if (evidence.domainKind !== 'equal') {
          this.#weighOtherDomain(i, j, a.domains[atA + DOMAIN.label]!, b.domains[atB + DOMAIN.label]!);
        }
      }
    }
  }

  /** @param labelA 0 where an address at a mail provider stands for a domain */
  #weighOtherDomain(i: number, j: number, labelA: number, labelB: number): void {
    const evidence = this.#evidence;
    if (labelA === 0 || labelB === 0 || evidence.domainKind === 'sameLabel') return;
    evidence.domainKind = labelA === labelB && !this.#abroad(i, j) ? 'sameLabel' : 'other';
    evidence.domain = BITS.domain[evidence.domainKind];
  }

  #weighPlace(i: number, j: number): void {
    const evidence = this.#evidence;
    const [a, b] = [this.#ours.rows, this.#theirs.rows];
    const [rowA, rowB] = [i * ROW.size, j * ROW.size];
    const learnt = this.#learnt;
    const nationA = a[rowA + ROW.country]! & 0xffff;
    const abroad = this.#abroad(i, j);
    if (abroad) {
      evidence.country = BITS.country.other;
      evidence.contradicted = true;
    } else if (nationA !== 0 && nationA === (b[rowB + ROW.country]! & 0xffff)) {
      evidence.country = Math.min(BITS.country.most, learnt.country(nationA));
    }
    const phone = relation(a[rowA + ROW.phone]!, b[rowB + ROW.phone]!);
    if (phone === 'equal') evidence.phone = BITS.phone.equal;
    else if (phone === 'other') evidence.phone = BITS.phone.other;
    if (abroad) return;
    const city = relation(a[rowA + ROW.city]!, b[rowB + ROW.city]!);
    const postcode = relation(a[rowA + ROW.postcode]!, b[rowB + ROW.postcode]!);
    const street = relation(a[rowA + ROW.street]!, b[rowB + ROW.street]!);
    const town = city === 'other' && this.#sameTown(i, j);
    const inCity =
      city === 'equal' || town
        ? Math.min(BITS.city.most, BITS.city.share * learnt.bits('city', a[rowA + ROW.city]!))
        : 0;
    const inPostcode =
      postcode === 'equal'
        ? Math.min(BITS.postcode.most, BITS.postcode.share * learnt.bits('postcode', a[rowA + ROW.postcode]!))
        : 0;
    const inStreet = street === 'equal' ? BITS.street.equal : 0;
    // One address says once where a company is, however many of its parts agree.
    const best = Math.max(inCity, inPostcode, inStreet);
    const part = (bits: number): number => (bits === best ? bits : bits * BITS.sameAddress);
    const elsewhere = city === 'other' && postcode !== 'equal' && !town;
    evidence.city = elsewhere ? BITS.city.other : part(inCity);
    evidence.postcode = postcode === 'other' ? BITS.postcode.other : part(inPostcode);
    evidence.street = street === 'other' ? BITS.street.other : part(inStreet);
  }

  /** "Cluj" and "Cluj-Napoca". */
  #sameTown(i: number, j: number): boolean {
    const town = this.#ours.rows[i * ROW.size + ROW.town]!;
    if (town === 0 || town !== this.#theirs.rows[j * ROW.size + ROW.town]!) return false;
    const a = this.#cityOf(this.#ours, i);
    const b = this.#cityOf(this.#theirs, j);
    return a.startsWith(b) || b.startsWith(a);
  }

  #cityOf(table: Companies, row: number): string {
    const hash = table.rows[row * ROW.size + ROW.city]!;
    let city = this.#cities.get(hash);
    if (city === undefined) {
      city = table.textOf(row).city;
      if (this.#cities.size >= MOST_CITIES) this.#cities.clear();
      this.#cities.set(hash, city);
    }
    return city;
  }

  #weighName(i: number, j: number): void {
    const [a, b] = [this.#ours, this.#theirs];
    const othersA = othersOf(a, i);
    const othersB = othersOf(b, j);
    let [bestM, bestN, best] = [0, 0, -Infinity];
    if (othersA + othersB > 0) {
      for (let m = 0; m <= othersA; m++) {
        for (let n = 0; n <= othersB; n++) {
          this.#weighNames(i, m, j, n);
          const { name, words, numbers, kin, region } = this.#evidence;
          const bits = name + words + numbers + kin + region;
          if (bits > best) [bestM, bestN, best] = [m, n, bits];
        }
      }
    }
    this.#weighNames(i, bestM, j, bestN);
  }

  #weighNames(i: number, m: number, j: number, n: number): void {
    const evidence = this.#evidence;
    const [a, b] = [this.#ours, this.#theirs];
    const [rowA, rowB] = [i * ROW.size, j * ROW.size];
    const names = this.#names;
    evidence.words =
      evidence.numbers =
      evidence.kin =
      evidence.region =
      evidence.legalForm =
      evidence.name =
        0;
    evidence.named = false;
    evidence.nameKind = 'none';
    if (!names.compare(a, i, m, b, j, n)) return;
    const { most } = this.#learnt;
    const joined = m + n === 0 && a.rows[rowA + ROW.joined] === b.rows[rowB + ROW.joined];
    const { ours, theirs } = names.leftMarks(this.#rareFrom);
    const equal = (names.equal && !names.acronym) || (joined && a.rows[rowA + ROW.joined] !== 0);
    const shared = equal ? Math.max(names.shared, names.least) : names.shared;
    const alike = equal ? 1 : names.alike;
    evidence.alike = alike;
    const beyond = Math.min(BITS.name.mostBeyond, Math.max(0, shared - most) * BITS.name.beyond);
    if (equal) {
      const bits = m + n === 0 ? this.#learnt.bits('name', a.rows[rowA + ROW.name]!) : most;
      evidence.nameKind = 'equal';
      evidence.name = Math.min(shared, bits) + BITS.name.equal + beyond;
    } else {
      const against = names.against(this.#rareFrom);
      evidence.name =
        Math.min(shared, most) + beyond + (names.contained && !this.#differs() ? BITS.contained : 0);
      evidence.words = -against;
      evidence.nameKind =
        names.acronym && alike < AGREE_FROM
          ? 'acronym'
          : alike >= AGREE_FROM
            ? 'similar'
            : alike >= PARTIAL_FROM
              ? 'partial'
              : 'unlike';
      const asSite = most + BITS.name.site;
      if (evidence.name - against < asSite && evidence.nameKind !== 'similar' && this.#namesSite(i, j)) {
        evidence.nameKind = 'site';
        evidence.name = asSite;
        evidence.words = 0;
      } else {
        // One rare word in common and others beside it on both sides: a sister or a neighbour rather than another name.
        const least = shared >= this.#rareFrom ? BITS.name.sister : BITS.name.unlike;
        evidence.words = Math.max(evidence.words, least - evidence.name);
      }
      if (evidence.nameKind === 'unlike') return;
    }
    if (equal || evidence.nameKind === 'site') {
      this.#weighLegalForm(rowA, rowB);
      evidence.named = equal;
      return;
    }
    if (ours.numbers && theirs.numbers) evidence.numbers = BITS.numbers.other;
    else if (ours.numbers || theirs.numbers) evidence.numbers = BITS.numbers.extra;
    if (ours.kin || theirs.kin)
      evidence.kin = evidence.domainKind === 'equal' ? BITS.kin.sameDomain : BITS.kin.other;
    if (ours.region && theirs.region) evidence.region = BITS.region.other;
    else if (ours.region || theirs.region) evidence.region = BITS.region.extra;
    this.#weighLegalForm(rowA, rowB);
    const numbered = evidence.domainKind !== 'equal' || !names.contained ? evidence.numbers : 0;
    const conflict = numbered + evidence.kin + evidence.region < 0;
    const partly = evidence.nameKind === 'similar' || evidence.nameKind === 'acronym';
    const clear = partly && !ours.rare && !theirs.rare && (names.contained || alike >= NEARLY);
    const inPart = names.contained && names.shared >= this.#rareFrom;
    // "Siemens" and "Siemens Healthineers" under one website: a word of its own names another company, unless the
    // address says otherwise.
    const apart = (ours.rare || theirs.rare) && evidence.city + evidence.postcode + evidence.street <= 0;
    const enough = partly || evidence.domainKind === 'equal' || names.shared >= LONG_SHARE * most;
    const whole = inPart && enough && !apart;
    evidence.named = !conflict && (clear || whole || names.complete);
    // Two firms of one surname or trade are often neighbours: where each name has words of its own, the place says less.
    if (!names.contained && !evidence.named) this.#discountPlace();
    if (evidence.domainKind === 'equal' && !evidence.named) evidence.name *= BITS.besideDomain;
  }

  /** The place or the website speaks against the pair. */
  #differs(): boolean {
    const { country, city, domainKind } = this.#evidence;
    return country < 0 || city < 0 || domainKind === 'other';
  }

  #discountPlace(): void {
    const evidence = this.#evidence;
    if (evidence.city > 0) evidence.city *= BITS.neighbours;
    if (evidence.postcode > 0) evidence.postcode *= BITS.neighbours;
    if (evidence.street > 0) evidence.street *= BITS.neighbours;
  }

  #weighLegalForm(rowA: number, rowB: number): void {
    const formA = this.#ours.rows[rowA + ROW.country]! >>> 16;
    const formB = this.#theirs.rows[rowB + ROW.country]! >>> 16;
    if (formA !== 0 && formB !== 0)
      this.#evidence.legalForm = formA === formB ? BITS.legalForm.equal : BITS.legalForm.other;
  }

  /** The name is the first label of the other's domain: "Kamstoom" and kamstoom.com. Where the domains are equal it is no second witness. */
  #namesSite(i: number, j: number): boolean {
    const [a, b] = [this.#ours, this.#theirs];
    if (this.#evidence.domainKind === 'equal') return false;
    return (
      isLabel(a.rows[i * ROW.size + ROW.joined]!, b, j) || isLabel(b.rows[j * ROW.size + ROW.joined]!, a, i)
    );
  }
}

/** Bits beyond those of a single rare word. */
const LONG_NAME = BITS.name.equal + 0.5;

/** Of what a word that nobody else has tells: more than one such word. */
const LONG_SHARE = 1.5;
/** Both names have words of their own and are one name all the same. */
const NEARLY = 0.85;
const MOST_CITIES = 50_000;

/** Sums of bits in another order may differ in the last places. */
const SLACK = 0.2;

function relation(a: number, b: number): Relation {
  return a === 0 || b === 0 ? 'unknown' : a === b ? 'equal' : 'other';
}

function othersOf({ rows }: Companies, row: number): number {
  const counts = rows[row * ROW.size + ROW.counts]!;
  return ((counts >>> 4) & 15) === 0 ? 0 : ((counts >>> 8) & 15) === 0 ? 1 : 2;
}

function isLabel(joined: number, { rows, domains }: Companies, row: number): boolean {
  if (joined === 0) return false;
  const count = rows[row * ROW.size + ROW.counts]! >>> 12;
  const first = rows[row * ROW.size + ROW.domains]! * DOMAIN.size;
  for (let n = 0; n < count; n++) if (domains[first + n * DOMAIN.size + DOMAIN.label] === joined) return true;
  return false;
}
