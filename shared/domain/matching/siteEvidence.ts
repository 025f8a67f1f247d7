/** What two records' web and mail domains say: equal, the same name under another ending, or other ones. */
import { DOMAIN, ROW, type Companies } from './companies.ts';
import { areAbroad } from './countryCell.ts';
import type { Evidence } from './evidence.ts';
import type { Learnt } from './learnt.ts';
import { BITS } from './weights.ts';

export function weighSites(
  evidence: Evidence,
  a: Companies,
  i: number,
  b: Companies,
  j: number,
  learnt: Learnt,
): void {
  const [rowA, rowB] = [i * ROW.size, j * ROW.size];
  const countA = a.rows[rowA + ROW.counts]! >>> 12;
  const countB = b.rows[rowB + ROW.counts]! >>> 12;
  if (countA === 0 || countB === 0) return;
  const firstA = a.rows[rowA + ROW.domains]! * DOMAIN.size;
  const firstB = b.rows[rowB + ROW.domains]! * DOMAIN.size;
  const abroad = areAbroad(a.rows[rowA + ROW.country]!, b.rows[rowB + ROW.country]!);
  for (let m = 0; m < countA; m++) {
    for (let n = 0; n < countB; n++) {
      const [atA, atB] = [firstA + m * DOMAIN.size, firstB + n * DOMAIN.size];
      const hash = a.domains[atA + DOMAIN.hash]!;
      if (hash === b.domains[atB + DOMAIN.hash]) {
        const bits = learnt.bits('domain', hash) + BITS.domain.equal;
        if (evidence.domainKind !== 'equal' || bits > evidence.domain) evidence.domain = bits;
        evidence.domainKind = 'equal';
      } else weighOthers(evidence, a.domains[atA + DOMAIN.label]!, b.domains[atB + DOMAIN.label]!, abroad);
    }
  }
}

/** @param labelA 0 where an address at a mail provider stands for a domain */
function weighOthers(evidence: Evidence, labelA: number, labelB: number, abroad: boolean): void {
  const { domainKind } = evidence;
  if (labelA === 0 || labelB === 0 || domainKind === 'equal' || domainKind === 'sameLabel') return;
  evidence.domainKind = labelA === labelB && !abroad ? 'sameLabel' : 'other';
  evidence.domain = BITS.domain[evidence.domainKind];
}

/** True where one of the record's domains begins with the label. */
export function hasLabel({ rows, domains }: Companies, row: number, label: number): boolean {
  const count = rows[row * ROW.size + ROW.counts]! >>> 12;
  const first = rows[row * ROW.size + ROW.domains]! * DOMAIN.size;
  for (let n = 0; n < count; n++) if (domains[first + n * DOMAIN.size + DOMAIN.label] === label) return true;
  return false;
}
