/** Writes what the org holds back as metadata: readMetadata and listMetadata. */
import type { OrgState } from '../state.ts';
import type { Field, SObject } from '../schema.ts';
import { TYPES } from './fieldXml.ts';

type Out = Record<string, unknown>;

/** The named component as an element's content; undefined when the org lacks it. */
export function readComponent(org: OrgState, type: string, fullName: string): Out | undefined {
  switch (type) {
    case 'CustomObject': {
      const object = org.objects.get(fullName.toLowerCase());
      return object === undefined || object.setup ? undefined : objectOut(object);
    }
    case 'CustomField': {
      const [objectName = '', fieldName = ''] = fullName.split('.');
      const field = org.objects.get(objectName.toLowerCase())?.field(fieldName);
      return field?.custom === true ? fieldOut(field, fullName) : undefined;
    }
    case 'PermissionSet':
      return permissionSetOut(org, fullName);
    case 'Certificate': {
      const pem = org.certificates.get(fullName);
      const content = pem === undefined ? undefined : Buffer.from(pem).toString('base64');
      return content === undefined
        ? undefined
        : {
            fullName,
            content,
            caSigned: false,
            keySize: 2048,
            masterLabel: fullName,
            privateKeyExportable: false,
          };
    }
    case 'InstalledPackage':
      return org.namespace === fullName
        ? { fullName, versionNumber: '1.0.0', activateRSS: false }
        : undefined;
    default: {
      const held = org.metadata.get(`${type}:${fullName}`);
      return held === undefined ? undefined : { fullName, ...held };
    }
  }
}

/** Full names of a type's components. */
export function listComponents(org: OrgState, type: string): string[] {
  switch (type) {
    case 'CustomObject':
      return [...org.objects.values()].filter((object) => !object.setup).map((object) => object.name);
    case 'CustomField':
      return [...org.objects.values()].flatMap((object) =>
        object.fields.filter((field) => field.custom).map((field) => `${object.name}.${field.name}`),
      );
    case 'PermissionSet':
      return org
        .table('PermissionSet')
        .byId.filter((row) => row['IsOwnedByProfile'] !== true && row['IsDeleted'] !== true)
        .map((row) => String(row['Name']));
    case 'Certificate':
      return [...org.certificates.keys()];
    case 'InstalledPackage':
      return org.namespace === undefined ? [] : [org.namespace];
    default:
      return [...org.metadata.keys()]
        .filter((key) => key.startsWith(`${type}:`))
        .map((key) => key.slice(type.length + 1));
  }
}

function objectOut(object: SObject): Out {
  const name = object.field(object.nameField);
  const own = {
    label: object.label,
    nameField:
      name?.autoNumber === undefined
        ? { label: name?.label, type: 'Text' }
        : { displayFormat: name.autoNumber, label: name.label, type: 'AutoNumber' },
    pluralLabel: object.labelPlural,
  };
  return {
    fullName: object.name,
    ...(object.custom ? { deploymentStatus: object.deploymentStatus } : {}),
    ...(object.description === undefined ? {} : { description: object.description }),
    fields: object.fields.filter((field) => field.custom).map((field) => fieldOut(field, field.name)),
    ...(object.custom ? own : {}),
    sharingModel: object.sharing,
  };
}

function fieldOut(field: Field, fullName: string): Out {
  const kind = field.metadataType ?? kindOf(field);
  const { reference, picklist } = field;
  return {
    fullName,
    ...(kind === 'Checkbox' ? { defaultValue: String(field.defaultValue ?? false) } : {}),
    ...(reference !== undefined && !reference.master ? { deleteConstraint: reference.onDelete } : {}),
    ...(field.description === undefined ? {} : { description: field.description }),
    ...(field.autoNumber === undefined ? {} : { displayFormat: field.autoNumber }),
    externalId: field.externalId,
    ...(field.helpText === undefined ? {} : { inlineHelpText: field.helpText }),
    label: field.label,
    ...(TYPES[kind]?.needs.includes('length') === true ? { length: field.length } : {}),
    ...(field.precision > 0 ? { precision: field.precision } : {}),
    ...(reference === undefined ? {} : { referenceTo: reference.to }),
    ...(reference?.childRelationshipName === undefined
      ? {}
      : { relationshipName: reference.childRelationshipName.replace(/__r$/, '') }),
    ...(reference?.master === true
      ? {
          reparentableMasterDetail: reference.reparentable,
          writeRequiresMasterRead: reference.writeNeedsOnlyRead,
        }
      : { required: !field.nillable && kind !== 'Checkbox' }),
    ...(field.precision > 0 ? { scale: field.scale } : {}),
    type: kind,
    ...(field.type === 'string'
      ? { unique: field.unique, ...(field.unique ? { caseSensitive: field.caseSensitive } : {}) }
      : {}),
    ...(picklist === undefined
      ? {}
      : {
          valueSet: {
            restricted: picklist.restricted,
            valueSetDefinition: {
              sorted: false,
              value: picklist.values.map((entry) => ({
                fullName: entry.value,
                default: entry.isDefault,
                label: entry.label,
                isActive: entry.active,
              })),
            },
          },
        }),
  };
}

/** The metadata type of a field that did not come by deployment. */
function kindOf(field: Field): string {
  if (field.type === 'textarea') return field.length > 255 ? 'LongTextArea' : 'TextArea';
  if (field.type === 'reference') return field.reference?.master === true ? 'MasterDetail' : 'Lookup';
  return Object.entries(TYPES).find(([, known]) => known.type === field.type)?.[0] ?? 'Text';
}

function permissionSetOut(org: OrgState, name: string): Out | undefined {
  const set = org
    .table('PermissionSet')
    .find('Name', name)
    .find((row) => row['IsOwnedByProfile'] !== true);
  if (set === undefined) return undefined;
  const rows = (object: string) => org.table(object).find('ParentId', set.Id);
  return {
    fullName: name,
    ...(set['Description'] === null ? {} : { description: set['Description'] }),
    fieldPermissions: rows('FieldPermissions').map((row) => ({
      editable: row['PermissionsEdit'],
      field: row['Field'],
      readable: row['PermissionsRead'],
    })),
    label: set['Label'],
    objectPermissions: rows('ObjectPermissions').map((row) => ({
      allowCreate: row['PermissionsCreate'],
      allowDelete: row['PermissionsDelete'],
      allowEdit: row['PermissionsEdit'],
      allowRead: row['PermissionsRead'],
      modifyAllRecords: row['PermissionsModifyAllRecords'],
      object: row['SobjectType'],
      viewAllRecords: row['PermissionsViewAllRecords'],
    })),
    userPermissions: ['ActivitiesAccess', 'EditTask']
      .filter((right) => set[`Permissions${right}`] === true)
      .map((right) => ({ enabled: true, name: right })),
  };
}
