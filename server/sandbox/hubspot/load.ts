/** Fills a portal with a company: owners, companies and deals as the customer's people would have kept them. */
import type { Company, CompanyAccount, CompanyDeal } from '../company.ts';
import { optionsOf } from './catalogue.ts';
import type { Collection } from './collection.ts';
import { link } from './linkRequests.ts';
import type { HubSpotPortal } from './portal.ts';
import type { Source, Values } from './record.ts';
import { bareDomain } from './values.ts';

const DAY = 86_400_000;
const LIFECYCLE = { customer: 'customer', prospect: 'lead', partner: 'other' } as const;
const IMPORTED: Source = { type: 'IMPORT', id: 'first-import' };

/**
 * Loads the company and returns the ids by ref (owners by owner id). Into an empty portal the records are dated
 * over the past three months, so that a poll finds them unchanged; into a filled one they are new now.
 */
export function loadCompany(portal: HubSpotPortal, company: Company): Map<string, string> {
  const ids = new Map<string, string>();
  for (const [index, owner] of company.owners.entries()) {
    const { firstName, lastName, email, active } = owner;
    const isFirst =
      portal.people.list.length === 0 ||
      (index === 0 && !portal.people.list.some((person) => person.superAdmin));
    ids.set(
      owner.ref,
      portal.people.add({ firstName, lastName, email, active, superAdmin: isFirst }).ownerId,
    );
  }
  if (portal.edition !== 'free') defineOwnProperties(portal, company);
  const companies = portal.collection('companies');
  const dates = datesOf(portal, companies, company.accounts.length);
  for (const [index, account] of company.accounts.entries()) {
    const values = companyValues(portal, account, ids.get(account.ownerRef));
    ids.set(account.ref, portal.writer.add(companies, values, IMPORTED, dates(index)).id);
  }
  loadDeals(portal, company.deals, ids);
  return ids;
}

function datesOf(portal: HubSpotPortal, collection: Collection, count: number): (index: number) => number {
  const now = portal.now();
  if (collection.live.size > 0) return () => now;
  return (index) => Math.floor(now - 90 * DAY + (index * 89 * DAY) / Math.max(1, count));
}

/** Two properties such a customer made for itself; a free portal has no room to spare. */
function defineOwnProperties(portal: HubSpotPortal, company: Company): void {
  const types = [
    ...new Set(company.accounts.map(({ partnerType }) => partnerType).filter((type) => type !== undefined)),
  ];
  const companies = portal.collection('companies');
  const common = { groupName: 'companyinformation', description: 'Kept by the sales team.' };
  if (types.length > 0 && !companies.definition('partner_type')) {
    const options = optionsOf(types.map((type) => [type, type]));
    portal.define('companies', {
      ...common,
      name: 'partner_type',
      label: 'Partner type',
      type: 'enumeration',
      fieldType: 'select',
      options,
    });
  }
  if (!companies.definition('registration_number')) {
    portal.define('companies', {
      ...common,
      name: 'registration_number',
      label: 'Registration number',
      type: 'string',
      fieldType: 'text',
    });
  }
}

function companyValues(portal: HubSpotPortal, account: CompanyAccount, ownerId: string | undefined): Values {
  const companies = portal.collection('companies');
  const has = (name: string) => companies.definition(name) !== undefined;
  const industries = companies.definition('industry')?.options ?? [];
  const industry = industries.find(({ label, value }) =>
    [label, value].includes(account.industry ?? ''),
  )?.value;
  return compact({
    name: account.name,
    website: account.website,
    domain: account.website && bareDomain(account.website),
    country: account.country,
    city: account.city,
    address: account.street,
    zip: account.postcode,
    phone: account.phone,
    industry,
    lifecyclestage: LIFECYCLE[account.kind],
    type: account.kind === 'partner' ? 'PARTNER' : account.kind === 'prospect' ? 'PROSPECT' : undefined,
    hubspot_owner_id: ownerId,
    partner_type: has('partner_type') ? account.partnerType : undefined,
    registration_number: has('registration_number') ? account.registrationNumber : undefined,
  });
}

function loadDeals(portal: HubSpotPortal, deals: CompanyDeal[], ids: Map<string, string>): void {
  const collection = portal.collection('deals');
  const dates = datesOf(portal, collection, deals.length);
  const stages = portal.pipelines.get('deals')?.[0]?.stages ?? [];
  const open = stages.filter(({ metadata }) => metadata['isClosed'] !== 'true').map(({ id }) => id);
  const toCompany = portal.links.plainType('deals', 'companies');
  for (const [index, deal] of deals.entries()) {
    const stage = { open: open[index % open.length], won: 'closedwon', lost: 'closedlost' }[deal.outcome];
    const values = portal.writer.checkNew(collection, {
      dealname: deal.name,
      amount: String(deal.amount),
      closedate: deal.closeDate,
      pipeline: 'default',
      dealstage: stage,
    });
    const owner = compact({ hubspot_owner_id: ids.get(deal.ownerRef) });
    const record = portal.writer.add(collection, { ...values, ...owner }, IMPORTED, dates(index));
    ids.set(deal.ref, record.id);
    const companyId = ids.get(deal.accountRef);
    if (toCompany && companyId !== undefined) link(portal, toCompany, record.id, companyId);
  }
}

function compact(values: Record<string, string | undefined>): Values {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => !!entry[1]));
}
