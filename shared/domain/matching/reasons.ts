/** The waterfall: evidence in bits as points with the values that gave them, summing exactly to the score. */
import type { CompanyText } from './companyText.ts';
import type { Evidence } from './evidence.ts';
import type { Reason } from './match.ts';
import type { NameComparison } from './nameComparison.ts';
import { EVEN, POINTS } from './weights.ts';

const LONGEST_QUOTE = 120;

/**
 * @param most what a value that nobody else has tells, in bits: how unlikely it is that any two records are one company
 */
export function reasonsOf(
  evidence: Evidence,
  most: number,
  a: CompanyText,
  b: CompanyText,
  names: NameComparison,
): { score: number; reasons: Reason[] } {
  const reasons: Reason[] = [];
  let sum = 0;
  const give = (key: string, bits: number, args: Reason['args']): void => {
    const weight = tenths(bits * POINTS);
    sum += weight;
    reasons.push({ key, args, weight });
  };
  const told = (value: keyof typeof TOLD, bits: number): void => {
    if (bits > 0) give(TOLD[value].equal, bits, { ours: quoted(a[value]) });
    else if (bits < 0) give(TOLD[value].other, bits, { ours: quoted(a[value]), theirs: quoted(b[value]) });
  };
  give('match.start', EVEN / POINTS - most, {});
  told('registration', evidence.registration);
  giveDomain(evidence, a, b, give);
  giveName(evidence, a, b, names, give);
  told('legalForm', evidence.legalForm);
  told('country', evidence.country);
  told('city', evidence.city);
  if (evidence.town > 0) give('match.city.equal', evidence.town, { ours: quoted(a.city || b.city) });
  told('postcode', evidence.postcode);
  told('street', evidence.street);
  told('phone', evidence.phone);
  const score = tenths(Math.min(100, Math.max(0, tenths(sum))));
  if (score !== tenths(sum)) {
    reasons.push({
      key: score === 0 ? 'match.floor' : 'match.ceiling',
      args: {},
      weight: tenths(score - sum),
    });
  }
  return { score, reasons };
}

/** Keys made once: half a million pairs are told in a run. */
const TOLD = {
  registration: { equal: 'match.registration.equal', other: 'match.registration.other' },
  legalForm: { equal: 'match.legalForm.equal', other: 'match.legalForm.other' },
  country: { equal: 'match.country.equal', other: 'match.country.other' },
  city: { equal: 'match.city.equal', other: 'match.city.other' },
  postcode: { equal: 'match.postcode.equal', other: 'match.postcode.other' },
  street: { equal: 'match.street.equal', other: 'match.street.other' },
  phone: { equal: 'match.phone.equal', other: 'match.phone.other' },
} as const;
const DOMAINS = {
  equal: 'match.domain.equal',
  sameLabel: 'match.domain.sameLabel',
  other: 'match.domain.other',
} as const;
const NAMES = {
  equal: 'match.name.equal',
  similar: 'match.name.similar',
  acronym: 'match.name.acronym',
  site: 'match.name.site',
  partial: 'match.name.partial',
  unlike: 'match.name.unlike',
} as const;

type Give = (key: string, bits: number, args: Reason['args']) => void;

function giveDomain({ domain, domainKind }: Evidence, a: CompanyText, b: CompanyText, give: Give): void {
  if (domainKind === 'unknown') return;
  const shared = a.domains.find((one) => b.domains.includes(one));
  const [ours = '', theirs = ''] = [a.domains[0], b.domains[0]];
  if (shared?.includes('@')) give('match.email.equal', domain, { ours: shared });
  else give(DOMAINS[domainKind], domain, shared === undefined ? { ours, theirs } : { ours: shared });
}

function giveName(
  evidence: Evidence,
  a: CompanyText,
  b: CompanyText,
  names: NameComparison,
  give: Give,
): void {
  const { nameKind, name, words, numbers, kin, region, alike } = evidence;
  if (nameKind === 'none') return;
  const args = { ours: quoted(a.names[0] ?? ''), theirs: quoted(b.names[0] ?? '') };
  // One word in common of several is little, and yet it speaks for one company.
  give(NAMES[nameKind === 'unlike' && name > 0 ? 'partial' : nameKind], name, {
    ...args,
    percent: Math.round(alike * 100),
  });
  if (words !== 0) {
    const left = names.leftWords();
    give('match.words.other', words, { ours: quoted(left.ours), theirs: quoted(left.theirs) });
  }
  if (numbers !== 0) give('match.numbers.other', numbers, args);
  if (kin !== 0) give('match.kin.other', kin, args);
  if (region !== 0) give('match.region.other', region, args);
}

function quoted(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

/** Points to one decimal, never −0. */
function tenths(value: number): number {
  return Math.round(value * 10) / 10 || 0;
}
