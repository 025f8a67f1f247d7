/** A PermissionSet file turned into the rows that grant access, with the dependencies Salesforce insists on. */
import type { OrgState } from '../state.ts';
import type { SObject } from '../schema.ts';
import { plant } from '../people.ts';
import type { Undo } from './objectXml.ts';
import { checkElements, Problem } from './problem.ts';
import type { Rename } from './rename.ts';
import { elements, isTrue, textOf, type Xml } from './xml.ts';

const ELEMENTS = [
  'fullName',
  'label',
  'description',
  'license',
  'hasActivationRequired',
  'objectPermissions',
  'fieldPermissions',
  'tabSettings',
  'applicationVisibilities',
  'classAccesses',
  'pageAccesses',
  'customPermissions',
  'userPermissions',
  'recordTypeVisibilities',
  'customMetadataTypeAccesses',
  'externalCredentialPrincipalAccesses',
  'customSettingAccesses',
  'flowAccesses',
  'emailRoutingAddressAccesses',
] as const;
const OBJECT_ELEMENTS = [
  'object',
  'allowCreate',
  'allowDelete',
  'allowEdit',
  'allowRead',
  'modifyAllRecords',
  'viewAllRecords',
  'viewAllFields',
] as const;
/** Which rights each right needs beside it. */
const NEEDS: [element: string, word: string, needs: string[]][] = [
  ['allowCreate', 'Create', ['allowRead']],
  ['allowEdit', 'Edit', ['allowRead']],
  ['allowDelete', 'Delete', ['allowRead', 'allowEdit']],
  ['viewAllRecords', 'View All', ['allowRead']],
  ['modifyAllRecords', 'Modify All', ['allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords']],
];

const WORDS = Object.fromEntries(NEEDS.map(([element, word]) => [element, word]));

/** Returns whether the set is new. @throws Problem */
export function applyPermissionSet(
  org: OrgState,
  name: string,
  xml: Xml,
  rename: Rename,
  undo: Undo,
): boolean {
  checkElements('PermissionSet', xml, ELEMENTS);
  if (textOf(xml, 'label') === undefined) throw new Problem('Required field is missing: label');
  const objects = elements(xml['objectPermissions']).map((entry) => readObject(org, entry, rename));
  checkMasters(org, objects);
  const fields = elements(xml['fieldPermissions']).map((entry) => readFieldRight(org, entry, rename));
  const custom = elements(xml['customPermissions']).map((entry) => readCustom(org, entry, rename));
  checkOthers(org, xml);
  const table = org.table('PermissionSet');
  const existing = table
    .find('Name', name)
    .find((row) => row['IsDeleted'] !== true && row['IsOwnedByProfile'] !== true);
  const values = {
    Name: name,
    Label: textOf(xml, 'label') ?? name,
    Description: textOf(xml, 'description') ?? null,
    NamespacePrefix: org.namespace ?? null,
    ...readUserRights(xml),
  };
  const id = existing?.Id ?? plant(org, 'PermissionSet', values);
  if (existing !== undefined) {
    const before = table.put(existing, values);
    undo.push(() => table.put(existing, before));
  } else undo.push(() => table.drop(id));
  replaceRows(
    org,
    'ObjectPermissions',
    id,
    objects.map(({ row }) => row),
    undo,
  );
  replaceRows(org, 'FieldPermissions', id, fields, undo);
  replaceRows(org, 'SetupEntityAccess', id, custom, undo);
  undo.push(() => org.forgetAccess());
  return existing === undefined;
}

/** The rights of a user that this imitation knows; Salesforce has some hundreds more. */
const USER_RIGHTS = ['ActivitiesAccess', 'EditTask'];

function readUserRights(xml: Xml): Record<string, boolean> {
  const given = elements(xml['userPermissions']);
  for (const entry of given) {
    checkElements('PermissionSetUserPermission', entry, ['enabled', 'name']);
    const name = textOf(entry, 'name') ?? '';
    if (!USER_RIGHTS.includes(name)) throw new Problem(`Unknown user permission: ${name}`);
  }
  const has = (name: string) => given.some((one) => textOf(one, 'name') === name && isTrue(one, 'enabled'));
  if (has('EditTask') && !has('ActivitiesAccess'))
    throw new Problem('Permission EditTask depends on permission(s): ActivitiesAccess');
  return Object.fromEntries(USER_RIGHTS.map((name) => [`Permissions${name}`, has(name)]));
}

interface ObjectRight {
  object: SObject;
  row: Record<string, string | boolean>;
}

function readObject(org: OrgState, xml: Xml, rename: Rename): ObjectRight {
  checkElements('PermissionSetObjectPermissions', xml, OBJECT_ELEMENTS);
  const given = textOf(xml, 'object') ?? '';
  const object = org.objects.get(rename(given).toLowerCase()) ?? org.objects.get(given.toLowerCase());
  if (object === undefined) throw new Problem(`In field: object - no CustomObject named ${given} found`);
  for (const [element, word, needs] of NEEDS) {
    const missing = needs.filter((need) => isTrue(xml, element) && !isTrue(xml, need));
    if (missing.length > 0)
      throw new Problem(
        `Permission ${word} ${object.name} depends on permission(s): ${missing.map((need) => `${WORDS[need] ?? 'Read'} ${object.name}`).join(', ')}`,
      );
  }
  const row = {
    SobjectType: object.name,
    PermissionsRead: isTrue(xml, 'allowRead'),
    PermissionsCreate: isTrue(xml, 'allowCreate'),
    PermissionsEdit: isTrue(xml, 'allowEdit'),
    PermissionsDelete: isTrue(xml, 'allowDelete'),
    PermissionsViewAllRecords: isTrue(xml, 'viewAllRecords'),
    PermissionsModifyAllRecords: isTrue(xml, 'modifyAllRecords'),
  };
  return { object, row };
}

/** A detail can be read only where its master can. */
function checkMasters(org: OrgState, rights: ObjectRight[]): void {
  const readable = new Set(
    rights.filter(({ row }) => row['PermissionsRead']).map(({ object }) => object.name),
  );
  for (const { object, row } of rights) {
    const master = object.master?.reference?.to[0];
    if (row['PermissionsRead'] === true && master !== undefined && !readable.has(master))
      throw new Problem(
        `Permission Read ${object.name} depends on permission(s): Read ${org.objects.get(master.toLowerCase())?.name ?? master}`,
      );
  }
}

function readFieldRight(org: OrgState, xml: Xml, rename: Rename): Record<string, string | boolean> {
  checkElements('PermissionSetFieldPermissions', xml, ['field', 'readable', 'editable']);
  const path = textOf(xml, 'field') ?? '';
  const [objectName = '', fieldName = ''] = path.split('.');
  const object =
    org.objects.get(rename(objectName).toLowerCase()) ?? org.objects.get(objectName.toLowerCase());
  const field = object?.field(rename(fieldName)) ?? object?.field(fieldName);
  if (object === undefined || field === undefined)
    throw new Problem(`In field: field - no CustomField named ${path} found`);
  const required = !field.nillable && field.type !== 'boolean';
  if (required || field.reference?.master === true || field.name === 'Name')
    throw new Problem(`You cannot deploy to a required field: ${path}`);
  if (isTrue(xml, 'editable') && !isTrue(xml, 'readable'))
    throw new Problem(`Field permission ${path} cannot be editable without being readable`);
  return {
    SobjectType: object.name,
    Field: `${object.name}.${field.name}`,
    PermissionsRead: isTrue(xml, 'readable'),
    PermissionsEdit: isTrue(xml, 'editable') && field.updateable,
  };
}

function readCustom(org: OrgState, xml: Xml, rename: Rename): Record<string, string | boolean> {
  const name = textOf(xml, 'name') ?? '';
  const [row] = [
    ...org.table('CustomPermission').find('DeveloperName', rename(name)),
    ...org.table('CustomPermission').find('DeveloperName', name),
  ];
  if (row === undefined)
    throw new Problem(`In field: customPermission - no CustomPermission named ${name} found`);
  return { SetupEntityId: row.Id, SetupEntityType: 'CustomPermission' };
}

/** Other things a permission set may name must exist too. */
function checkOthers(org: OrgState, xml: Xml): void {
  const named: [element: string, part: string, type: string][] = [
    ['classAccesses', 'apexClass', 'ApexClass'],
    ['tabSettings', 'tab', 'CustomTab'],
    ['applicationVisibilities', 'application', 'CustomApplication'],
  ];
  for (const [element, part, type] of named)
    for (const entry of elements(xml[element])) {
      const name = textOf(entry, part) ?? '';
      if (!name.startsWith('standard') && !org.metadata.has(`${type}:${name}`))
        throw new Problem(`In field: ${part} - no ${type} named ${name} found`);
    }
  for (const entry of elements(xml['externalCredentialPrincipalAccesses'])) {
    const name = textOf(entry, 'externalCredentialPrincipal') ?? '';
    const [credential = '', principal = ''] = name.split('-');
    const held = org.metadata.get(`ExternalCredential:${credential}`) as Xml | undefined;
    const parameters = elements(held?.['externalCredentialParameters']);
    if (!parameters.some((one) => textOf(one, 'parameterName') === principal && isPrincipal(one)))
      throw new Problem(
        `In field: externalCredentialPrincipal - no ExternalCredentialParameter named ${name} found`,
      );
  }
}

function isPrincipal(parameter: Xml): boolean {
  return ['NamedPrincipal', 'PerUserPrincipal'].includes(textOf(parameter, 'parameterType') ?? '');
}

function replaceRows(
  org: OrgState,
  object: string,
  setId: string,
  rows: Record<string, string | boolean>[],
  undo: Undo,
): void {
  const table = org.table(object);
  const before = table.find('ParentId', setId);
  for (const row of before) table.drop(row.Id);
  const planted = rows.map((row) => plant(org, object, { ParentId: setId, ...row }));
  undo.push(() => {
    for (const id of planted) table.drop(id);
    for (const row of before) table.add(row);
  });
}
