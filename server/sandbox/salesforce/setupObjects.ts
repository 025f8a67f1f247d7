/** The set-up objects every org has: people, permissions, record types, stages. */
import {
  datetime,
  email,
  flag,
  fullName,
  lookup,
  number,
  pick,
  readOnly,
  systemFields,
  text,
} from './fields.ts';
import { SObject } from './schema.ts';

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
        flag('PermissionsActivitiesAccess'),
        flag('PermissionsEditTask'),
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
    setup(new SObject('UserExternalCredential', '0pu', 'User External Credential').add(...systemFields())),
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
