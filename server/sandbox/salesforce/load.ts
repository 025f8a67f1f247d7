/** Puts a company's plain records into the org, as its own people would have entered them. */
import type { Company, CompanyAccount } from '../company.ts';
import type { SalesforceOrg } from './org.ts';
import { addUser } from './people.ts';

const STAGE = { open: 'Proposal/Price Quote', won: 'Closed Won', lost: 'Closed Lost' } as const;
const TYPE = { customer: 'Customer - Direct', prospect: 'Prospect' } as const;
const PARTNER_TYPE: [RegExp, string][] = [
  [/isv|technolog|software/i, 'Technology Partner'],
  [/integrat|install|\bsi\b|msp|service|consult/i, 'Installation Partner'],
];

/** Returns the record id of every ref. A ref loaded before keeps its record. */
export function loadCompany(
  org: SalesforceOrg,
  company: Company,
  repProfileId: string,
  ids: Map<string, string>,
): Map<string, string> {
  for (const owner of company.owners) {
    if (ids.has(owner.ref)) continue;
    ids.set(owner.ref, addUser(org, { ...owner, username: owner.email }, repProfileId));
  }
  for (const account of company.accounts)
    if (!ids.has(account.ref)) ids.set(account.ref, org.seed('Account', accountFields(org, account, ids)));
  for (const deal of company.deals) {
    if (ids.has(deal.ref)) continue;
    const fields = {
      AccountId: ids.get(deal.accountRef),
      Name: deal.name.slice(0, 120),
      StageName: STAGE[deal.outcome],
      Amount: deal.amount,
      CloseDate: deal.closeDate,
      OwnerId: ids.get(deal.ownerRef),
    };
    ids.set(deal.ref, org.seed('Opportunity', fields));
  }
  return ids;
}

function accountFields(
  org: SalesforceOrg,
  account: CompanyAccount,
  ids: Map<string, string>,
): Record<string, unknown> {
  const given: Record<string, unknown> = {
    Name: account.name,
    Type: account.kind === 'partner' ? partnerType(account.partnerType ?? '') : TYPE[account.kind],
    Website: account.website,
    BillingCountry: account.country,
    BillingCity: account.city,
    BillingStreet: account.street,
    BillingPostalCode: account.postcode,
    Phone: account.phone,
    Industry: account.industry,
    AccountNumber: account.registrationNumber,
    OwnerId: ids.get(account.ownerRef),
  };
  const object = org.objects.get('account');
  for (const [name, fill] of org.customerFill.entries()) given[name] = fill(account);
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => value !== undefined && object?.field(name) !== undefined),
  );
}

function partnerType(word: string): string {
  return PARTNER_TYPE.find(([shape]) => shape.test(word))?.[1] ?? 'Channel Partner / Reseller';
}
