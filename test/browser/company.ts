/** The customer whose cards are tried in a browser: two partners that know the same account, and a match to doubt. */
import type { Company } from '../../server/sandbox/company.ts';
import { company as small, csvOf, LINES } from '../use/company.ts';

const manager = {
  ref: 'manager',
  firstName: 'Mona',
  lastName: 'Manager',
  email: 'mona@customer.example',
  active: true,
};

export const DEAL = 'marineOpen deal';
export const ACCOUNT = 'Halcyon Marine Ltd';
/** Known by its name only. */
export const DOUBTED = 'Quartz Biotech';

export const company: Company = {
  ...small,
  owners: [...small.owners, manager],
  lists: [
    { partnerRef: 'acme', fileName: 'acme.csv', csv: csvOf([LINES.foundry, LINES.marine, LINES.biotech]) },
    { partnerRef: 'beacon', fileName: 'beacon.csv', csv: csvOf([LINES.marine, LINES.freight]) },
  ],
};

const rival = {
  ref: 'rival',
  firstName: 'Ron',
  lastName: 'Rival',
  email: 'ron@customer.example',
  active: true,
};
/** Partners enough for a registration of four, one that clashes, and one that joins. */
export const CLAIMANTS = {
  resell: 'Cobalt Cloud',
  others: ['Acme Integrators', 'Beacon Resell', 'Delta Data', 'Ember Advisory'],
  joining: 'Fjord Managed',
} as const;

export const registering: Company = {
  ...company,
  owners: [...company.owners, rival],
  accounts: [
    ...company.accounts,
    ...['Delta Data', 'Ember Advisory', 'Fjord Managed'].map((name) => ({
      ref: name,
      name,
      country: 'Germany',
      kind: 'partner' as const,
      partnerType: 'Reseller',
      ownerRef: 'rep',
    })),
  ],
};
