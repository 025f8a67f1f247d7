/** Whether two records are one company: a score, a tier, and the reasons that add up to it. */
import { nameConflicts, nameLikeness, type NameLikeness } from './matchingOld/nameLikeness.ts';
import type { Prepared } from './matchingOld/prepared.ts';

export { capOf, TELLING_CAP } from './matchingOld/keys.ts';
export { prepare, type Prepared, type Subject } from './matchingOld/prepared.ts';

export interface MatchSettings {
  /** A proven pair without contradiction is sure from this score, 0–100. */
  sureAt: number;
  /** Anything else is likely from this score. */
  likelyAt: number;
}

export const defaultMatchSettings: MatchSettings = { sureAt: 70, likelyAt: 40 };

export interface Reason {
  /** Message key, such as `match.domain.equal`. */
  key: string;
  /** Blanks of the message; `theirs` quotes the partner's record and is left out where the policy hides it. */
  args: Readonly<Record<string, string | number>>;
  /** Points, may be negative; the reasons' weights sum to the score. */
  weight: number;
}

export interface Match {
  /** 0–100, one decimal. */
  score: number;
  /** `sure` is written, `likely` waits for a person. */
  tier: 'sure' | 'likely' | 'no';
  reasons: readonly Reason[];
}

interface Evidence {
  reasons: Reason[];
  /** Speaks against one company so plainly that the pair is never sure. */
  contradicted: boolean;
}

/**
 * Compares two prepared records; score and tier do not depend on which comes first. Sure needs an equal registration
 * number, or an equal domain of the company's own and a similar name, and no contradiction (other number, other
 * country, other figures, regions or words of kinship in the name).
 */
export function score(ours: Prepared, theirs: Prepared, settings: MatchSettings): Match {
  const found: Evidence = { reasons: [], contradicted: false };
  const sameNumber = weighRegistration(ours, theirs, found);
  const sameDomain = weighDomain(ours, theirs, found);
  const likeness = nameLikeness(ours, theirs, sameDomain);
  weighName(ours, theirs, likeness, found);
  if (likeness.kind !== 'unlike') weighNameConflicts(ours, theirs, found);
  weighPlace(ours, theirs, found);
  const total = sumWithin100(found.reasons);
  const proven = sameNumber || (sameDomain && likeness.kind !== 'unlike' && likeness.kind !== 'partial');
  const sure = proven && !found.contradicted && total >= settings.sureAt;
  return {
    score: total,
    tier: sure ? 'sure' : total >= settings.likelyAt ? 'likely' : 'no',
    reasons: found.reasons,
  };
}

/**
 * A cheap look before names are compared: false only for pairs that cannot reach `likelyAt`, however alike the names.
 * Most records that share no more than a word are told apart by their country alone.
 */
export function mayMatch(ours: Prepared, theirs: Prepared, { likelyAt }: MatchSettings): boolean {
  if (ours.registrationNumber !== null && ours.registrationNumber === theirs.registrationNumber) return true;
  let most = NAME_WEIGHT.equal + domainWeight(ours, theirs);
  if (ours.country !== null && theirs.country !== null) most += ours.country === theirs.country ? 8 : -18;
  if (ours.country === null || theirs.country === null || ours.country === theirs.country) {
    for (const field of PLACES)
      if (ours[field] !== null && ours[field] === theirs[field]) most += PLACE_WEIGHT[field];
  }
  return most >= likelyAt;
}

/** True when both carry the same number. Numbers of different kinds (a DUNS and a VAT number) say nothing. */
function weighRegistration(ours: Prepared, theirs: Prepared, found: Evidence): boolean {
  const [a, b] = [ours.registrationNumber, theirs.registrationNumber];
  if (a === null || b === null) return false;
  if (a === b) {
    found.reasons.push({ key: 'match.registration.equal', args: { ours: a }, weight: 80 });
    return true;
  }
  if (kindOfNumber(a) === kindOfNumber(b)) {
    found.reasons.push({ key: 'match.registration.other', args: { ours: a, theirs: b }, weight: -100 });
    found.contradicted = true;
  }
  return false;
}

/** Letters and length tell the register; digits alone up to nine are a DUNS whose zeros a spreadsheet dropped. */
function kindOfNumber(number: string): string {
  const letters = number.replace(/\d/g, '');
  return letters === '' && number.length <= 9 ? 'digits' : `${letters}${number.length}`;
}

const DOMAIN_WEIGHT = { equal: 55, sibling: 8, other: -10 } as const;

/** How two records' domains stand to each other; null when one of them has none. */
function domainRelation(ours: Prepared, theirs: Prepared): keyof typeof DOMAIN_WEIGHT | null {
  if (ours.domains.length === 0 || theirs.domains.length === 0) return null;
  if (ours.domains.some((domain) => theirs.domains.includes(domain))) return 'equal';
  return ours.labels.some((label) => theirs.labels.includes(label)) ? 'sibling' : 'other';
}

function domainWeight(ours: Prepared, theirs: Prepared): number {
  const relation = domainRelation(ours, theirs);
  return relation === null ? 0 : DOMAIN_WEIGHT[relation];
}

function weighDomain(ours: Prepared, theirs: Prepared, found: Evidence): boolean {
  const relation = domainRelation(ours, theirs);
  if (relation === null) return false;
  const shared = ours.domains.find((domain) => theirs.domains.includes(domain));
  const args =
    shared === undefined
      ? { ours: ours.domains[0] ?? '', theirs: theirs.domains[0] ?? '' }
      : { ours: shared };
  found.reasons.push({ key: `match.domain.${relation}`, args, weight: DOMAIN_WEIGHT[relation] });
  return relation === 'equal';
}

const NAME_WEIGHT: Readonly<Record<NameLikeness['kind'], number>> = {
  equal: 50,
  similar: 50,
  acronym: 20,
  site: 40,
  partial: 20,
  unlike: -10,
};

function weighName(ours: Prepared, theirs: Prepared, likeness: NameLikeness, found: Evidence): void {
  if (ours.words.length === 0 || theirs.words.length === 0) return;
  const { kind, alike, telling } = likeness;
  const share = kind === 'similar' || kind === 'partial' ? alike * telling : kind === 'equal' ? telling : 1;
  found.reasons.push({
    key: `match.name.${kind}`,
    args: { ours: ours.text, theirs: theirs.text, percent: Math.round(alike * 100) },
    weight: rounded(NAME_WEIGHT[kind] * share),
  });
}

function weighNameConflicts(ours: Prepared, theirs: Prepared, found: Evidence): void {
  const args = { ours: ours.text, theirs: theirs.text };
  const conflicts = nameConflicts(ours, theirs);
  const against = (key: string, weight: number): void => {
    found.reasons.push({ key, args, weight });
    found.contradicted = true;
  };
  if (conflicts.numbers) against('match.numbers.other', -20);
  if (conflicts.kin) against('match.kin.other', -8);
  if (conflicts.region) against('match.region.other', -8);
  if (ours.legalForm !== null && theirs.legalForm !== null && ours.legalForm !== theirs.legalForm) {
    const forms = { ours: ours.legalForm, theirs: theirs.legalForm };
    found.reasons.push({ key: 'match.legalForm.other', args: forms, weight: -2 });
  }
}

function weighPlace(ours: Prepared, theirs: Prepared, found: Evidence): void {
  if (ours.country !== null && theirs.country !== null) {
    const args = { ours: ours.country, theirs: theirs.country };
    if (ours.country !== theirs.country) {
      found.reasons.push({ key: 'match.country.other', args, weight: -18 });
      found.contradicted = true;
      return;
    }
    found.reasons.push({ key: 'match.country.equal', args: { ours: ours.country }, weight: 8 });
  }
  for (const field of PLACES) {
    const value = ours[field];
    if (value !== null && value === theirs[field]) {
      found.reasons.push({ key: `match.${field}.equal`, args: { ours: value }, weight: PLACE_WEIGHT[field] });
    }
  }
}

const PLACE_WEIGHT = { city: 5, postcode: 7, phone: 10 } as const;
const PLACES = ['city', 'postcode', 'phone'] as const;

/** Sums the reasons; what lies outside 0–100 becomes a reason of its own, so that the sum stays visible. */
function sumWithin100(reasons: Reason[]): number {
  const sum = rounded(reasons.reduce((total, { weight }) => total + weight, 0));
  const within = Math.min(100, Math.max(0, sum));
  if (within !== sum) {
    reasons.push({
      key: within === 0 ? 'match.floor' : 'match.ceiling',
      args: {},
      weight: rounded(within - sum),
    });
  }
  return within;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10 || 0;
}
