/** The standard properties of each object type, as far as integrations meet them. */
import type { Definition, Option, ValueType } from './definition.ts';

const LIFECYCLE = [
  ['subscriber', 'Subscriber'],
  ['lead', 'Lead'],
  ['marketingqualifiedlead', 'Marketing Qualified Lead'],
  ['salesqualifiedlead', 'Sales Qualified Lead'],
  ['opportunity', 'Opportunity'],
  ['customer', 'Customer'],
  ['evangelist', 'Evangelist'],
  ['other', 'Other'],
];
const COMPANY_TYPES = [
  ['PROSPECT', 'Prospect'],
  ['PARTNER', 'Partner'],
  ['RESELLER', 'Reseller'],
  ['VENDOR', 'Vendor'],
  ['OTHER', 'Other'],
];
const INDUSTRIES = [
  'ACCOUNTING AUTOMOTIVE BANKING BIOTECHNOLOGY CHEMICALS COMPUTER_SOFTWARE CONSTRUCTION CONSUMER_GOODS',
  'EDUCATION_MANAGEMENT ELECTRICAL_ELECTRONIC_MANUFACTURING FINANCIAL_SERVICES FOOD_PRODUCTION',
  'HOSPITAL_HEALTH_CARE INFORMATION_TECHNOLOGY_AND_SERVICES INSURANCE LOGISTICS_AND_SUPPLY_CHAIN MACHINERY',
  'MANAGEMENT_CONSULTING OIL_ENERGY PHARMACEUTICALS REAL_ESTATE RETAIL TELECOMMUNICATIONS',
  'TRANSPORTATION_TRUCKING_RAILROAD UTILITIES WHOLESALE',
]
  .join(' ')
  .split(' ')
  .map((value) => [value, title(value)]);
const PRIORITIES = [
  ['LOW', 'Low'],
  ['MEDIUM', 'Medium'],
  ['HIGH', 'High'],
];
const YES_NO = [
  ['true', 'Yes'],
  ['false', 'No'],
];
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'JPY'].map((code) => [code, code]);
const DEAL_TYPES = [
  ['newbusiness', 'New Business'],
  ['existingbusiness', 'Existing Business'],
];

/** `name type fieldType flags`: u unique, r read-only value, c calculated, o owner ids. */
const COMMON = ['hs_object_id number number r', 'createdate datetime date', 'hs_createdate datetime date r'];
const PROPERTIES: Record<string, string[]> = {
  companies: [
    ...COMMON,
    'hs_lastmodifieddate datetime date r',
    'hs_merged_object_ids enumeration checkbox r',
    'name string text',
    'domain string text',
    'hs_additional_domains string text',
    'website string text',
    'phone string phonenumber',
    'address string text',
    'address2 string text',
    'city string text',
    'state string text',
    'zip string text',
    'country string text',
    'industry enumeration select',
    'type enumeration select',
    'lifecyclestage enumeration radio',
    'description string textarea',
    'numberofemployees number number',
    'annualrevenue number number',
    'founded_year string text',
    'is_public bool booleancheckbox',
    'timezone string text',
    'hubspot_owner_id enumeration select o',
    'hs_parent_company_id number number r',
    'num_associated_deals number number rc',
    'num_associated_contacts number number rc',
    'notes_last_updated datetime date r',
  ],
  deals: [
    ...COMMON,
    'hs_lastmodifieddate datetime date r',
    'hs_merged_object_ids enumeration checkbox r',
    'dealname string text',
    'amount number number',
    'amount_in_home_currency number number rc',
    'deal_currency_code enumeration select',
    'dealstage enumeration radio',
    'pipeline enumeration select',
    'dealtype enumeration radio',
    'closedate datetime date',
    'description string textarea',
    'hubspot_owner_id enumeration select o',
    'hs_is_closed bool booleancheckbox rc',
    'hs_is_closed_won bool booleancheckbox rc',
    'hs_deal_stage_probability number number rc',
    'num_associated_contacts number number rc',
  ],
  contacts: [
    ...COMMON,
    'lastmodifieddate datetime date r',
    'hs_merged_object_ids enumeration checkbox r',
    'email string text u',
    'firstname string text',
    'lastname string text',
    'phone string phonenumber',
    'company string text',
    'jobtitle string text',
    'website string text',
    'city string text',
    'country string text',
    'lifecyclestage enumeration radio',
    'hubspot_owner_id enumeration select o',
    'associatedcompanyid number number r',
  ],
  tickets: [
    ...COMMON,
    'hs_lastmodifieddate datetime date r',
    'hs_merged_object_ids enumeration checkbox r',
    'subject string text',
    'content string textarea',
    'hs_pipeline enumeration select',
    'hs_pipeline_stage enumeration select',
    'hs_ticket_priority enumeration select',
    'hubspot_owner_id enumeration select o',
  ],
  tasks: [
    ...COMMON,
    'hs_lastmodifieddate datetime date r',
    'hs_timestamp datetime date',
    'hs_task_subject string text',
    'hs_task_body string html',
    'hs_task_status enumeration select',
    'hs_task_priority enumeration select',
    'hs_task_type enumeration select',
    'hs_task_reminders datetime date',
    'hubspot_owner_id enumeration select o',
  ],
};

const TASK_STATUSES = ['NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'COMPLETED', 'DEFERRED'];
const TASK_TYPES = ['TODO', 'CALL', 'EMAIL'];

const OPTIONS: Record<string, string[][]> = {
  lifecyclestage: LIFECYCLE,
  type: COMPANY_TYPES,
  industry: INDUSTRIES,
  hs_ticket_priority: PRIORITIES,
  hs_task_priority: [['NONE', 'None'], ...PRIORITIES],
  hs_task_status: TASK_STATUSES.map((value) => [value, title(value)]),
  hs_task_type: TASK_TYPES.map((value) => [value, title(value)]),
  deal_currency_code: CURRENCIES,
  dealtype: DEAL_TYPES,
};

/** Labels that do not follow from the name. */
const LABELS: Record<string, string> = {
  address: 'Street Address',
  address2: 'Street Address 2',
  amount_in_home_currency: 'Amount in company currency',
  annualrevenue: 'Annual Revenue',
  closedate: 'Close Date',
  createdate: 'Create Date',
  dealname: 'Deal Name',
  dealstage: 'Deal Stage',
  dealtype: 'Deal Type',
  firstname: 'First Name',
  hubspot_owner_id: 'Owner',
  jobtitle: 'Job Title',
  lastname: 'Last Name',
  lifecyclestage: 'Lifecycle Stage',
  numberofemployees: 'Number of Employees',
  timezone: 'Time Zone',
  website: 'Website URL',
  zip: 'Postal Code',
};

/** Definitions of one standard object type. Pipeline and stage options come from the portal's pipelines instead. */
export function standardDefinitions(typeName: string, groupName: string, at: number): Definition[] {
  return (PROPERTIES[typeName] ?? COMMON).map((line) => {
    const [name = '', type = 'string', fieldType = 'text', flags = ''] = line.split(' ');
    const pairs = type === 'bool' ? YES_NO : (OPTIONS[name] ?? []);
    return {
      name,
      label: LABELS[name] ?? title(name.replace(/^hs_/, '')),
      type: type as ValueType,
      fieldType,
      groupName,
      description: '',
      options: optionsOf(pairs),
      ...(flags.includes('o') && { referencedObjectType: 'OWNER' }),
      hasUniqueValue: flags.includes('u'),
      hidden: false,
      formField: !flags.includes('r'),
      displayOrder: -1,
      calculated: flags.includes('c'),
      hubspotDefined: true,
      readOnlyValue: flags.includes('r'),
      archived: false,
      createdAt: at,
      updatedAt: at,
    };
  });
}

export function optionsOf(pairs: string[][]): Option[] {
  return pairs.map(([value = '', label = value], displayOrder) => ({
    label,
    value,
    displayOrder,
    hidden: false,
  }));
}

function title(name: string): string {
  return name
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
