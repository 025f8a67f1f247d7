/** The standard sales objects every org has, with the fields a customer's data fills. */
import {
  area,
  date,
  datetime,
  flag,
  lookup,
  money,
  number,
  owner,
  pick,
  readOnly,
  systemFields,
  text,
} from './fields.ts';
import { SObject } from './schema.ts';

const INDUSTRIES = [
  'Agriculture',
  'Banking',
  'Biotechnology',
  'Chemicals',
  'Communications',
  'Construction',
  'Consulting',
  'Education',
  'Electronics',
  'Energy',
  'Engineering',
  'Environmental',
  'Finance',
  'Food & Beverage',
  'Government',
  'Healthcare',
  'Hospitality',
  'Insurance',
  'Machinery',
  'Manufacturing',
  'Media',
  'Not For Profit',
  'Recreation',
  'Retail',
  'Shipping',
  'Technology',
  'Telecommunications',
  'Transportation',
  'Utilities',
  'Other',
];
const ACCOUNT_TYPES = [
  'Prospect',
  'Customer - Direct',
  'Customer - Channel',
  'Channel Partner / Reseller',
  'Installation Partner',
  'Technology Partner',
  'Other',
];
export const STAGES = [
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Id. Decision Makers',
  'Perception Analysis',
  'Proposal/Price Quote',
  'Negotiation/Review',
  'Closed Won',
  'Closed Lost',
];

const addressOf = (prefix: string) => [
  area(`${prefix}Street`, 255),
  text(`${prefix}City`, 40),
  text(`${prefix}State`, 80),
  text(`${prefix}PostalCode`, 20),
  text(`${prefix}Country`, 80),
];
const url = (name: string) => ({ ...text(name, 255), type: 'url' as const });
const phone = (name: string) => ({ ...text(name, 40), type: 'phone' as const });
const email = (name: string, more = {}) => ({ ...text(name, 80, more), type: 'email' as const });
const merged = (object: string) =>
  lookup('MasterRecordId', object, { relationshipName: 'MasterRecord' }, readOnly);

export function salesObjects(): SObject[] {
  const account = new SObject('Account', '001', 'Account').add(
    ...systemFields(),
    merged('Account'),
    text('Name', 255, { nillable: false, label: 'Account Name' }),
    pick('Type', ACCOUNT_TYPES, false, { label: 'Account Type' }),
    lookup('ParentId', 'Account', { relationshipName: 'Parent', childRelationshipName: 'ChildAccounts' }),
    ...addressOf('Billing'),
    ...addressOf('Shipping'),
    phone('Phone'),
    phone('Fax'),
    text('AccountNumber', 40),
    url('Website'),
    text('Sic', 20),
    pick('Industry', INDUSTRIES),
    { ...money('AnnualRevenue'), scale: 0 },
    number('NumberOfEmployees', 8, 0),
    pick('Rating', ['Hot', 'Warm', 'Cold']),
    text('Site', 80),
    pick('AccountSource', ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other']),
    area('Description'),
    owner(),
    date('LastActivityDate', readOnly),
  );
  const contact = new SObject('Contact', '003', 'Contact').add(
    ...systemFields(),
    merged('Contact'),
    lookup('AccountId', 'Account', {
      relationshipName: 'Account',
      childRelationshipName: 'Contacts',
      onDelete: 'Cascade',
    }),
    text('FirstName', 40),
    text('LastName', 80, { nillable: false, label: 'Last Name' }),
    text('Name', 121, { ...readOnly, formula: fullName, label: 'Full Name' }),
    email('Email'),
    phone('Phone'),
    phone('MobilePhone'),
    text('Title', 128),
    text('Department', 80),
    ...addressOf('Mailing'),
    area('Description'),
    owner(),
  );
  const opportunity = new SObject('Opportunity', '006', 'Opportunity', 'Opportunities').add(
    ...systemFields(),
    lookup('AccountId', 'Account', {
      relationshipName: 'Account',
      childRelationshipName: 'Opportunities',
      onDelete: 'Cascade',
    }),
    text('Name', 120, { nillable: false }),
    area('Description'),
    pick('StageName', STAGES, false, { nillable: false, label: 'Stage' }),
    money('Amount'),
    { ...number('Probability', 3, 0), type: 'percent' },
    date('CloseDate', { nillable: false, label: 'Close Date' }),
    pick('Type', ['Existing Customer - Upgrade', 'Existing Customer - Replacement', 'New Customer']),
    text('NextStep', 255),
    pick('LeadSource', ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other']),
    flag('IsClosed', readOnly),
    flag('IsWon', readOnly),
    pick(
      'ForecastCategory',
      ['Omitted', 'Pipeline', 'BestCase', 'MostLikely', 'Forecast', 'Closed'],
      false,
      readOnly,
    ),
    owner(),
    date('LastActivityDate', readOnly),
  );
  const task = new SObject('Task', '00T', 'Task').add(
    ...systemFields(),
    lookup('WhoId', ['Contact'], { relationshipName: 'Who', childRelationshipName: 'Tasks' }),
    lookup('WhatId', ['Account', 'Opportunity'], {
      relationshipName: 'What',
      childRelationshipName: 'Tasks',
    }),
    text('Subject', 255),
    date('ActivityDate', { label: 'Due Date Only' }),
    pick(
      'Status',
      ['Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'],
      false,
      { nillable: false, defaultValue: 'Not Started' },
    ),
    pick('Priority', ['High', 'Normal', 'Low'], false, { nillable: false, defaultValue: 'Normal' }),
    area('Description'),
    flag('IsClosed', { ...readOnly, formula: (row) => row['Status'] === 'Completed' }),
    owner(),
  );
  task.nameField = 'Subject';
  return [account, contact, opportunity, task];
}

function fullName(row: Record<string, unknown>): string {
  return [row['FirstName'], row['LastName']].filter((part) => typeof part === 'string').join(' ');
}

export function setupObjects(): SObject[] {
  const setup = (object: SObject, createable = false): SObject => {
    object.setup = true;
    object.createable = createable;
    return object;
  };
  const label = () => text('Label', 80);
  return [
    setup(
      new SObject('User', '005', 'User').add(
        ...systemFields(),
        text('Username', 80, { nillable: false, unique: true }),
        text('FirstName', 40),
        text('LastName', 80, { nillable: false }),
        text('Name', 121, { ...readOnly, formula: fullName, label: 'Full Name' }),
        email('Email', { nillable: false }),
        text('Alias', 8),
        flag('IsActive', { defaultValue: true }),
        pick('UserType', ['Standard'], true, { ...readOnly, defaultValue: 'Standard' }),
        lookup('ProfileId', 'Profile', { relationshipName: 'Profile' }, { nillable: false }),
        lookup('UserRoleId', 'UserRole', { relationshipName: 'UserRole' }),
        text('TimeZoneSidKey', 40, { defaultValue: 'Europe/London' }),
        text('LocaleSidKey', 40, { defaultValue: 'en_GB' }),
        text('LanguageLocaleKey', 40, { defaultValue: 'en_US' }),
        text('FederationIdentifier', 512),
        datetime('LastLoginDate', readOnly),
      ),
      true,
    ),
    setup(
      new SObject('Profile', '00e', 'Profile').add(...systemFields(), text('Name'), text('UserType', 40)),
    ),
    setup(
      new SObject('UserRole', '00E', 'Role').add(
        ...systemFields(),
        text('Name', 80),
        text('DeveloperName', 80),
        lookup('ParentRoleId', 'UserRole', { relationshipName: 'ParentRole' }),
      ),
    ),
    setup(
      new SObject('Organization', '00D', 'Organization').add(
        ...systemFields(),
        text('Name', 80),
        flag('IsSandbox'),
        text('InstanceName', 5),
        text('OrganizationType', 40),
        text('NamespacePrefix', 15),
        datetime('TrialExpirationDate'),
        text('DefaultLocaleSidKey', 40),
        text('LanguageLocaleKey', 40),
        text('TimeZoneSidKey', 40),
        text('Country', 80),
        text('PrimaryContact', 80),
        number('FiscalYearStartMonth', 2, 0),
      ),
    ),
    setup(
      new SObject('RecordType', '012', 'Record Type').add(
        ...systemFields(),
        text('Name', 80),
        text('DeveloperName', 80),
        text('NamespacePrefix', 15),
        text('SobjectType', 40),
        flag('IsActive', { defaultValue: true }),
        flag('IsPersonType'),
        text('Description', 255),
      ),
    ),
    setup(
      new SObject('OpportunityStage', '01J', 'Opportunity Stage').add(
        ...systemFields(),
        text('MasterLabel'),
        text('ApiName'),
        flag('IsActive', { defaultValue: true }),
        number('SortOrder', 9, 0),
        flag('IsClosed'),
        flag('IsWon'),
        text('ForecastCategory', 40),
        text('ForecastCategoryName', 40),
        { ...number('DefaultProbability', 3, 0), type: 'percent' },
      ),
    ),
    setup(
      new SObject('PermissionSet', '0PS', 'Permission Set').add(
        ...systemFields(),
        text('Name', 80),
        label(),
        text('Description', 255),
        text('NamespacePrefix', 15),
        flag('IsCustom', { defaultValue: true }),
        flag('IsOwnedByProfile'),
        lookup('ProfileId', 'Profile', { relationshipName: 'Profile' }),
        flag('PermissionsModifyAllData'),
        flag('PermissionsViewAllData'),
        flag('PermissionsApiEnabled'),
      ),
    ),
    setup(
      new SObject('PermissionSetAssignment', '0Pa', 'Permission Set Assignment').add(
        ...systemFields(),
        lookup(
          'PermissionSetId',
          'PermissionSet',
          { relationshipName: 'PermissionSet', childRelationshipName: 'Assignments' },
          { nillable: false, updateable: false },
        ),
        lookup(
          'AssigneeId',
          'User',
          { relationshipName: 'Assignee', childRelationshipName: 'PermissionSetAssignments' },
          { nillable: false, updateable: false },
        ),
        flag('IsActive', { ...readOnly, defaultValue: true }),
      ),
      true,
    ),
    setup(
      new SObject('ObjectPermissions', '110', 'Object Permissions', 'Object Permissions').add(
        ...systemFields(),
        lookup('ParentId', 'PermissionSet', {
          relationshipName: 'Parent',
          childRelationshipName: 'ObjectPerms',
          onDelete: 'Cascade',
        }),
        text('SobjectType', 80),
        ...['Create', 'Read', 'Edit', 'Delete', 'ViewAllRecords', 'ModifyAllRecords'].map((verb) =>
          flag(`Permissions${verb}`),
        ),
      ),
    ),
    setup(
      new SObject('FieldPermissions', '01k', 'Field Permissions', 'Field Permissions').add(
        ...systemFields(),
        lookup('ParentId', 'PermissionSet', {
          relationshipName: 'Parent',
          childRelationshipName: 'FieldPerms',
          onDelete: 'Cascade',
        }),
        text('SobjectType', 80),
        text('Field'),
        flag('PermissionsRead'),
        flag('PermissionsEdit'),
      ),
    ),
    setup(
      new SObject('CustomPermission', '0CP', 'Custom Permission').add(
        ...systemFields(),
        text('DeveloperName', 80),
        text('MasterLabel', 80),
        text('NamespacePrefix', 15),
      ),
    ),
    setup(
      new SObject('SetupEntityAccess', '0J0', 'Setup Entity Access', 'Setup Entity Access').add(
        ...systemFields(),
        lookup('ParentId', 'PermissionSet', {
          relationshipName: 'Parent',
          childRelationshipName: 'SetupEntityAccessItems',
          onDelete: 'Cascade',
        }),
        lookup('SetupEntityId', ['CustomPermission'], { relationshipName: 'SetupEntity' }),
        text('SetupEntityType', 80),
      ),
    ),
    setup(
      new SObject('UserRecordAccess', '000', 'User Record Access', 'User Record Access').add(
        text('Id', 18),
        lookup('UserId', 'User'),
        lookup('RecordId', []),
        ...['Read', 'Edit', 'Delete', 'Transfer', 'All'].map((verb) => flag(`Has${verb}Access`)),
        text('MaxAccessLevel', 40),
      ),
    ),
  ];
}

/** CurrencyType exists in multi-currency orgs only. */
export function currencyObject(): SObject {
  const object = new SObject('CurrencyType', '01L', 'Currency Type').add(
    ...systemFields(),
    text('IsoCode', 3),
    { ...number('ConversionRate', 18, 6), type: 'double' },
    number('DecimalPlaces', 1, 0),
    flag('IsActive'),
    flag('IsCorporate'),
  );
  object.setup = true;
  return object;
}
