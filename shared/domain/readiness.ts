/** How well a CRM's accounts can be matched, counted account by account before anything is written. */
import type { Segment } from '../schema/objects.ts';
import { companyName, countryCode, siteOf } from './normalise.ts';
import type { Subject } from './matching.ts';
import type { RecognisedPartner } from './partner.ts';

export interface ReadinessAccount {
  subject: Subject;
  /** Null: no partner. */
  partner: RecognisedPartner | null;
  takesPart: boolean;
  segment: Segment;
}

/** Counts of accounts. Partners are counted as partners only; everything below `takePart` is about those that do. */
export interface Readiness {
  total: number;
  partners: number;
  /** Partners by our type; `unknown` where the program gives none. */
  partnersByType: Record<string, number>;
  leftOut: number;
  takePart: number;
  segments: Record<Segment, number>;
  withoutName: number;
  withoutDomain: number;
  /** Their website is a free-mail, a hosting or a social domain, which never identifies a company. */
  freeMail: number;
  hosting: number;
  social: number;
  withoutCountry: number;
  /** Accounts beyond the first with the same domain, or the same name and country. */
  duplicateDomains: number;
  duplicateNames: number;
}

/** Add every account once; memory grows with the number of different domains and names. */
export class ReadinessCount {
  readonly #counts: Readiness = {
    total: 0,
    partners: 0,
    partnersByType: {},
    leftOut: 0,
    takePart: 0,
    segments: { customer: 0, openOpportunity: 0, prospect: 0 },
    withoutName: 0,
    withoutDomain: 0,
    freeMail: 0,
    hosting: 0,
    social: 0,
    withoutCountry: 0,
    duplicateDomains: 0,
    duplicateNames: 0,
  };
  readonly #domains = new Set<string>();
  readonly #names = new Set<string>();

  add({ subject, partner, takesPart, segment }: ReadinessAccount): void {
    const counts = this.#counts;
    counts.total += 1;
    if (partner !== null) {
      const type = partner.type ?? 'unknown';
      counts.partners += 1;
      counts.partnersByType[type] = (counts.partnersByType[type] ?? 0) + 1;
    } else if (!takesPart) counts.leftOut += 1;
    else {
      counts.takePart += 1;
      counts.segments[segment] += 1;
      this.#addDomain(subject);
      this.#addName(subject);
    }
  }

  /** A copy; more accounts may be added afterwards. */
  result(): Readiness {
    const { partnersByType, segments } = this.#counts;
    return { ...this.#counts, partnersByType: { ...partnersByType }, segments: { ...segments } };
  }

  #addDomain(subject: Subject): void {
    const site = subject.website ? siteOf(subject.website) : null;
    if (site === null) this.#counts.withoutDomain += 1;
    else if (site.kind !== 'own') this.#counts[site.kind] += 1;
    else if (this.#domains.has(site.domain)) this.#counts.duplicateDomains += 1;
    else this.#domains.add(site.domain);
  }

  #addName(subject: Subject): void {
    const country = subject.country ? countryCode(subject.country) : null;
    if (country === null) this.#counts.withoutCountry += 1;
    const { core } = companyName(subject.name);
    const name = `${core.join(' ')}/${country ?? ''}`;
    if (core.length === 0) this.#counts.withoutName += 1;
    else if (this.#names.has(name)) this.#counts.duplicateNames += 1;
    else this.#names.add(name);
  }
}
