/** Turns a clean org into one that people have worked in for years: their fields, their rules, their history. */
import { flag, lookup, number, pick, readOnly, text } from './fields.ts';
import type { SalesforceOrg } from './org.ts';
import { INTEGRATION, plant } from './people.ts';
import type { Field, Row } from './schema.ts';

/** A field the customer made: seen by every profile, as fields made in the Setup screens are. */
function own(org: SalesforceOrg, objectName: string, metadataType: string, field: Field): void {
  org.sobject(objectName, org.adminId).add({ ...field, metadataType });
}

export function liveIn(org: SalesforceOrg): void {
  customerFields(org);
  recordTypes(org);
  rules(org);
  history(org);
  org.hideField(INTEGRATION, 'Account.AnnualRevenue');
  org.hideField(INTEGRATION, 'Account.NumberOfEmployees');
  org.hideField(INTEGRATION, 'Contact.MobilePhone');
  org.currency = 'EUR';
  // The org's other integrations leave less than a fifth of the day's calls.
  org.daily.used = Math.round(org.daily.limit * 0.82);
}

function customerFields(org: SalesforceOrg): void {
  const required = { nillable: false };
  own(
    org,
    'Account',
    'Picklist',
    pick('Region__c', ['EMEA', 'AMER', 'APAC'], true, { ...required, label: 'Sales Region' }),
  );
  own(org, 'Account', 'Text', text('VAT_Number__c', 20, { label: 'VAT Number' }));
  own(org, 'Account', 'Checkbox', flag('Is_Partner__c', { label: 'Is Partner' }));
  own(
    org,
    'Account',
    'Picklist',
    pick('Partner_Kind__c', ['Reseller', 'SI', 'ISV', 'Referral'], true, { label: 'Partner Kind' }),
  );
  // Named as an app's field might be, with types the app would not expect.
  own(org, 'Account', 'Number', number('Partner_Tier__c', 2, 0, { label: 'Partner Tier (1-5)' }));
  own(org, 'Opportunity', 'Text', text('Partner_Count__c', 10, { label: 'Partner Count (old)' }));
  own(
    org,
    'Opportunity',
    'Picklist',
    pick('Forecast_Group__c', ['Core', 'Growth'], true, { label: 'Forecast Group' }),
  );
  own(
    org,
    'Opportunity',
    'Lookup',
    lookup(
      'Partner_Account__c',
      'Account',
      { childRelationshipName: 'Sourced_Opportunities__r' },
      { label: 'Partner Account' },
    ),
  );
  const account = org.sobject('Account', org.adminId);
  const person = (row: Row): boolean => typeof row['PersonContactId'] === 'string';
  account.add(
    lookup('PersonContactId', 'Contact', { relationshipName: 'PersonContact' }, readOnly),
    flag('IsPersonAccount', { ...readOnly, formula: person }),
    { ...text('PersonEmail', 80), type: 'email' },
    text('FirstName', 40),
    text('LastName', 80),
  );
  const regions: Record<string, string> = {
    US: 'AMER',
    CA: 'AMER',
    BR: 'AMER',
    MX: 'AMER',
    JP: 'APAC',
    SG: 'APAC',
    AU: 'APAC',
    IN: 'APAC',
  };
  const regionOf = (country: string | undefined): string => regions[(country ?? '').toUpperCase()] ?? 'EMEA';
  const kinds: Record<string, string> = { reseller: 'Reseller', integrator: 'SI', isv: 'ISV' };
  org.customerFill.set('Region__c', (company) => regionOf(company.country));
  org.customerFill.set('Is_Partner__c', (company) => company.kind === 'partner');
  org.customerFill.set('Partner_Kind__c', (company) =>
    company.kind === 'partner' ? (kinds[(company.partnerType ?? '').toLowerCase()] ?? 'Referral') : undefined,
  );
  org.customerFill.set('VAT_Number__c', (company) => company.registrationNumber?.slice(0, 20));
  org.forgetAccess();
}

function recordTypes(org: SalesforceOrg): void {
  const types = new Map<string, string>();
  for (const [object, name] of [
    ['Account', 'Customer'],
    ['Account', 'Partner'],
    ['Opportunity', 'New_Business'],
    ['Opportunity', 'Renewal'],
  ] as const) {
    types.set(
      `${object}.${name}`,
      plant(org, 'RecordType', {
        Name: name.replace('_', ' '),
        DeveloperName: name,
        SobjectType: object,
        IsActive: true,
      }),
    );
    const field = org.sobject(object, org.adminId).field('RecordTypeId');
    if (field === undefined)
      org
        .sobject(object, org.adminId)
        .add(
          lookup(
            'RecordTypeId',
            'RecordType',
            { relationshipName: 'RecordType' },
            { defaultValue: types.get(`${object}.${name}`) ?? null },
          ),
        );
  }
  org.customerFill.set('RecordTypeId', (company) =>
    types.get(company.kind === 'partner' ? 'Account.Partner' : 'Account.Customer'),
  );
}

function rules(org: SalesforceOrg): void {
  org.validationRule(
    'Opportunity',
    'Amount_needed_to_win',
    'A won opportunity needs an amount.',
    'Amount',
    (row) => row['IsWon'] === true && Number(row['Amount'] ?? 0) <= 0,
  );
  org.validationRule(
    'Account',
    'Closed_account_is_frozen',
    'This account is frozen by Finance.',
    undefined,
    (row, before) => before !== undefined && row['Site'] === 'FROZEN',
  );
  org.duplicateRule('Account', 'Same_VAT_number', (row) => {
    const vat = row['VAT_Number__c'];
    return typeof vat === 'string' ? vat.toUpperCase().replace(/\W/g, '') : undefined;
  });
}

/** People who left, and accounts that were frozen, locked, merged, deleted or are persons. */
function history(org: SalesforceOrg): void {
  const profileId = org.table('Profile').find('Name', 'Standard User')[0]?.Id ?? '';
  const gone = plant(org, 'User', {
    Username: 'left.long.ago@sandbox.example',
    FirstName: 'Lena',
    LastName: 'Left',
    Email: 'left.long.ago@sandbox.example',
    IsActive: true,
    ProfileId: profileId,
  });
  const account = (name: string, more: Record<string, unknown> = {}): string =>
    org.insert('Account', { Name: name, Region__c: 'EMEA', OwnerId: gone, ...more });
  const survivor = account('Nordwind Logistik GmbH', {
    Website: 'https://nordwind-logistik.example',
    VAT_Number__c: 'DE100200300',
  });
  const loser = account('Nordwind Logistics', { Website: 'nordwind-logistik.example' });
  org.insert('Opportunity', {
    Name: 'Nordwind renewal',
    AccountId: loser,
    StageName: 'Prospecting',
    CloseDate: '2027-01-31',
    Amount: 12_000,
  });
  org.merge('Account', survivor, [loser]);
  org.remove('Account', account('Closed Down Ltd'));
  account('Frozen Foods Holding', { Site: 'FROZEN', Website: 'https://frozen-foods.example' });
  const locked = account('Locked Machinery AG', { Website: 'https://locked-machinery.example' });
  org.lockRows('Account', locked);
  org.hotParent(account('Hot Parent Group', { Website: 'https://hot-parent.example' }), 20);
  const person = account('Petra Person', {
    FirstName: 'Petra',
    LastName: 'Person',
    PersonEmail: 'petra.person@gmail.com',
  });
  const contact = org.insert('Contact', {
    FirstName: 'Petra',
    LastName: 'Person',
    Email: 'petra.person@gmail.com',
    AccountId: person,
  });
  org.force('Account', person, { PersonContactId: contact, IsPersonAccount: true });
  org.force('User', gone, { IsActive: false });
}
