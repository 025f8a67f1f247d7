/** A company with as many reps and partners as there are claimants, each rep with a partner of his own. */
import type { Company } from '../../server/sandbox/company.ts';

export function companyOf(claimants: number): Company {
  const all = Array.from({ length: claimants }, (_, n) => n);
  return {
    owners: all.map((n) => ({
      ref: `rep${n}`,
      firstName: 'Rhea',
      lastName: `Rep ${n}`,
      email: `rep${n}@customer.example`,
      active: true,
    })),
    accounts: all.map((n) => ({
      ref: `partner${n}`,
      name: `${spelled(n)} Consulting`,
      website: `https://${spelled(n).toLowerCase()}-consulting.example`,
      country: 'Germany',
      kind: 'partner' as const,
      partnerType: 'Reseller',
      ownerRef: `rep${n}`,
    })),
    deals: [],
    lists: [],
  };
}

const SYLLABLES = ['Ba', 'Co', 'Di', 'Fe', 'Gu', 'Ha', 'Ki', 'Lo', 'Mu', 'Na', 'Pe', 'Ro', 'Si', 'Ta', 'Vu'];

/** No two alike, and none like another but for a digit. */
function spelled(n: number): string {
  const at = (place: number) => SYLLABLES[Math.floor(n / 15 ** place) % 15] ?? '';
  return `${at(0)}${at(1).toLowerCase()}${at(2).toLowerCase()}`;
}
