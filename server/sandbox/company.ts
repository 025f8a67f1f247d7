/** The shape of a vendor company to load into an imitation: plain CRM records as any customer has them. */
export interface CompanyAccount {
  ref: string;
  name: string;
  website?: string;
  country?: string;
  city?: string;
  street?: string;
  postcode?: string;
  phone?: string;
  industry?: string;
  registrationNumber?: string;
  /** The customer's own marking of what the account is to them. */
  kind: 'customer' | 'prospect' | 'partner';
  /** For partners: the customer's own word for what sort of partner. */
  partnerType?: string;
  ownerRef: string;
}

export interface CompanyDeal {
  ref: string;
  accountRef: string;
  name: string;
  outcome: 'open' | 'won' | 'lost';
  amount: number;
  closeDate: string;
  ownerRef: string;
}

export interface CompanyOwner {
  ref: string;
  firstName: string;
  lastName: string;
  email: string;
  active: boolean;
}

export interface PartnerListFile {
  partnerRef: string;
  fileName: string;
  csv: string;
  /** For each record after the header: the account it truly is, null for none. Lets precision be measured. */
  truth?: (string | null)[];
}

export interface Company {
  owners: CompanyOwner[];
  accounts: CompanyAccount[];
  deals: CompanyDeal[];
  lists: PartnerListFile[];
}
