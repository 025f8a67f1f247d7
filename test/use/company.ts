/** A company small enough to know by heart: three partners, a handful of accounts, what happens to each is said in the tests. */
import type { Company, CompanyAccount, CompanyDeal } from '../../server/sandbox/company.ts';

export const PARTNERS = {
  acme: 'Acme Integrators',
  beacon: 'Beacon Resell',
  cobalt: 'Cobalt Cloud',
} as const;
export type PartnerRef = keyof typeof PARTNERS;

const account = (
  ref: string,
  name: string,
  website: string | undefined,
  country: string,
  kind: CompanyAccount['kind'] = 'prospect',
): CompanyAccount => ({
  ref,
  name,
  ...(website && { website }),
  country,
  kind,
  ownerRef: 'rep',
  ...(kind === 'partner' && { partnerType: 'Reseller' }),
});

const deal = (ref: string, accountRef: string, outcome: CompanyDeal['outcome']): CompanyDeal => ({
  ref,
  accountRef,
  name: `${ref} deal`,
  outcome,
  amount: 1_000,
  closeDate: '2026-12-31',
  ownerRef: 'rep',
});

export const company: Company = {
  owners: [{ ref: 'rep', firstName: 'Rhea', lastName: 'Rep', email: 'rhea@customer.example', active: true }],
  accounts: [
    account('acme', PARTNERS.acme, 'https://acme-integrators.example.com', 'Germany', 'partner'),
    account('beacon', PARTNERS.beacon, undefined, 'Germany', 'partner'),
    account('cobalt', PARTNERS.cobalt, undefined, 'Germany', 'partner'),
    account('foundry', 'Northgate Foundry GmbH', 'https://northgate-foundry.de', 'Germany', 'customer'),
    account('marine', 'Halcyon Marine Ltd', 'https://halcyonmarine.co.uk', 'United Kingdom'),
    account('biotech', 'Quartz Biotech Inc', undefined, 'United States'),
    account('freight', 'Juniper Freight BV', 'https://juniperfreight.nl', 'Netherlands'),
    account('press', 'Obsidian Press', 'https://obsidianpress.com', 'United States'),
    account('dairy', 'Saffron Dairy SAS', 'https://saffrondairy.fr', 'France'),
    account('optics', 'Zephyr Optics', 'https://zephyroptics.com', 'United States'),
    account('timber', 'Larkspur Timber AB', 'https://larkspurtimber.se', 'Sweden'),
  ],
  deals: [
    deal('foundryWon', 'foundry', 'won'),
    deal('marineOpen', 'marine', 'open'),
    deal('freightLost', 'freight', 'lost'),
  ],
  lists: [],
};

const HEADER = 'id,name,website,country,segment,owner,owner email,contact';

/** One row of a partner's list; `id` may change from upload to upload. */
export interface ListLine {
  id: string;
  name: string;
  website?: string;
  country?: string;
  segment?: 'customer' | 'open opportunity' | 'prospect';
}

export const LINES = {
  foundry: { id: '1', name: 'Northgate Foundry', website: 'northgate-foundry.de', country: 'DE' },
  marine: { id: '2', name: 'Halcyon Marine', website: 'halcyonmarine.co.uk', country: 'GB' },
  /** Only a name: likely. */
  biotech: { id: '3', name: 'Quartz Biotech' },
  freight: { id: '4', name: 'Juniper Freight', website: 'juniperfreight.nl', country: 'NL' },
  stranger: { id: '9', name: 'Tamarind Motors', website: 'tamarindmotors.com', country: 'IN' },
} as const satisfies Record<string, ListLine>;

/** Every line says `customer` unless it names another segment. */
export function csvOf(lines: readonly ListLine[]): string {
  const cells = lines.map(({ id, name, website = '', country = '', segment = 'customer' }) =>
    [id, name, website, country, segment, `Owner of ${name}`, `${id}@partner.example`, `Contact ${id}`].join(
      ',',
    ),
  );
  return [HEADER, ...cells].join('\n');
}
