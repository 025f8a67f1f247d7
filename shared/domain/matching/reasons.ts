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
  const told = (key: string, bits: number, value: (text: CompanyText) => string): void => {
    if (bits === 0) return;
    const [one, other] = [quoted(value(a)), quoted(value(b))];
    if (bits > 0) give(`match.${key}.equal`, bits, { ours: one });
    else give(`match.${key}.other`, bits, { ours: one, theirs: other });
  };
  give('match.start', EVEN / POINTS - most, {});
  told('registration', evidence.registration, ({ registration }) => registration);
  giveDomain(evidence, a, b, give);
  giveName(evidence, a, b, names, give);
  told('legalForm', evidence.legalForm, ({ legalForm }) => legalForm);
  told('country', evidence.country, ({ country }) => country);
  told('city', evidence.city, ({ city }) => city);
  if (evidence.town > 0) give('match.city.equal', evidence.town, { ours: quoted(a.city || b.city) });
  told('postcode', evidence.postcode, ({ postcode }) => postcode);
  told('street', evidence.street, ({ street }) => street);
  told('phone', evidence.phone, ({ phone }) => phone);
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

type Give = (key: string, bits: number, args: Reason['args']) => void;

function giveDomain({ domain, domainKind }: Evidence, a: CompanyText, b: CompanyText, give: Give): void {
  if (domainKind === 'unknown') return;
  const shared = a.domains.find((one) => b.domains.includes(one));
  const [ours = '', theirs = ''] = [a.domains[0], b.domains[0]];
  if (shared?.includes('@')) give('match.email.equal', domain, { ours: shared });
  else give(`match.domain.${domainKind}`, domain, shared === undefined ? { ours, theirs } : { ours: shared });
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
  give(`match.name.${nameKind}`, name, { ...args, percent: Math.round(alike * 100) });
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
