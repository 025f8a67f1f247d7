/** A CustomObject file read into the org: a new object or changes to one, then its fields. */
import { addCurrency } from '../currencies.ts';
import { owner, systemFields, text } from '../fields.ts';
import type { OrgState } from '../state.ts';
import { type Field, type Sharing, SObject } from '../schema.ts';
import { readField } from './fieldXml.ts';
import { checkElements, Problem } from './problem.ts';
import type { Rename } from './rename.ts';
import { child, textOf, type Xml } from './xml.ts';

const ELEMENTS = [
  'fullName',
  'label',
  'pluralLabel',
  'nameField',
  'sharingModel',
  'externalSharingModel',
  'deploymentStatus',
  'description',
  'fields',
  'enableActivities',
  'enableBulkApi',
  'enableFeeds',
  'enableHistory',
  'enableReports',
  'enableSearch',
  'enableSharing',
  'enableStreamingApi',
  'enableLicensing',
  'enableEnhancedLookup',
  'allowInChatterGroups',
  'compactLayoutAssignment',
  'compactLayouts',
  'listViews',
  'recordTypes',
  'searchLayouts',
  'actionOverrides',
  'startsWith',
  'visibility',
  'validationRules',
  'webLinks',
  'fieldSets',
  'indexes',
  'gender',
  'customHelpPage',
  'recordTypeTrackHistory',
  'recordTypeTrackFeedHistory',
  'businessProcesses',
  'sharingReasons',
  'customSettingsType',
] as const;
const SHARING = ['Private', 'Read', 'ReadWrite', 'ControlledByParent'];

export type Undo = (() => void)[];

/** Creates the object or takes its changed settings. Returns whether it is new. @throws Problem */
export function applyObject(org: OrgState, name: string, xml: Xml, rename: Rename, undo: Undo): boolean {
  checkElements('CustomObject', xml, ELEMENTS);
  const known = org.objects.get(rename(name).toLowerCase()) ?? org.objects.get(name.toLowerCase());
  if (known !== undefined) {
    changeObject(known, xml, undo);
    return false;
  }
  if (!name.endsWith('__c'))
    throw new Problem(`Entity of type 'CustomObject' named '${name}' cannot be found`);
  for (const need of ['label', 'pluralLabel', 'nameField', 'deploymentStatus', 'sharingModel'])
    if (xml[need] === undefined) throw new Problem(`Must specify a non-empty ${need} for the CustomObject`);
  const object = new SObject(
    rename(name),
    org.nextKeyPrefix(),
    textOf(xml, 'label') ?? '',
    textOf(xml, 'pluralLabel') ?? '',
  );
  object.add(...systemFields(), nameField(child(xml, 'nameField') ?? {}));
  takeSettings(object, xml);
  if (object.sharing !== 'ControlledByParent') object.add(owner());
  org.register(object);
  if (org.multiCurrency) addCurrency(org, object);
  undo.push(() => org.unregister(object.name));
  return true;
}

function nameField(xml: Xml): Field {
  checkElements('CustomField', xml, [
    'fullName',
    'label',
    'type',
    'displayFormat',
    'trackHistory',
    'trackFeedHistory',
    'startingNumber',
  ]);
  const label = textOf(xml, 'label') ?? '';
  if (label === '') throw new Problem('Must specify a label for the nameField');
  const type = textOf(xml, 'type');
  if (type === 'Text') return text('Name', 80, { label });
  if (type !== 'AutoNumber')
    throw new Problem(`The nameField must be of type Text or AutoNumber, not ${type}`);
  const format = textOf(xml, 'displayFormat');
  if (format === undefined || !/\{0+\}/.test(format))
    throw new Problem("Must specify 'displayFormat' for a CustomField of type AutoNumber");
  return text('Name', 80, { label, autoNumber: format, createable: false, updateable: false });
}

function changeObject(object: SObject, xml: Xml, undo: Undo): void {
  const { label, labelPlural, sharing, deploymentStatus, description } = object;
  undo.push(() => Object.assign(object, { label, labelPlural, sharing, deploymentStatus, description }));
  takeSettings(object, xml);
}

function takeSettings(object: SObject, xml: Xml): void {
  object.label = textOf(xml, 'label') ?? object.label;
  object.labelPlural = textOf(xml, 'pluralLabel') ?? object.labelPlural;
  object.deploymentStatus = textOf(xml, 'deploymentStatus') ?? object.deploymentStatus;
  object.description = textOf(xml, 'description') ?? object.description;
  const sharing = textOf(xml, 'sharingModel');
  if (sharing === undefined) return;
  if (!SHARING.includes(sharing))
    throw new Problem(`'${sharing}' is not a valid value for the enum 'SharingModel'`);
  if (object.custom && object.master !== undefined && sharing !== 'ControlledByParent')
    throw new Problem(
      `Cannot set sharingModel to ${sharing} on a CustomObject with a MasterDetail relationship field`,
    );
  object.sharing = sharing as Sharing;
}

/** Creates a field or changes one of the same type. Returns its API name and whether it is new. @throws Problem */
export function applyField(
  org: OrgState,
  objectName: string,
  xml: Xml,
  rename: Rename,
  undo: Undo,
): { name: string; created: boolean } {
  const object =
    org.objects.get(rename(objectName).toLowerCase()) ?? org.objects.get(objectName.toLowerCase());
  if (object === undefined)
    throw new Problem(`Entity Enumeration Or ID: bad value for restricted picklist field: ${objectName}`);
  const standard = object.field(textOf(xml, 'fullName') ?? '');
  if (standard !== undefined && !standard.custom) return { name: standard.name, created: false };
  const field = readField(org, object, xml, rename);
  const before = object.field(field.name);
  if (before !== undefined && before.metadataType !== field.metadataType)
    throw new Problem(
      `Cannot change the type of custom field ${object.name}.${field.name} from ${before.metadataType ?? before.type} to ${field.metadataType ?? field.type}`,
    );
  checkMaster(org, object, field, before);
  if (before?.picklist !== undefined && field.picklist !== undefined)
    retire(before.picklist.values, field.picklist.values);
  if (before !== undefined) field.everyone = before.everyone;
  object.add(field);
  undo.push(() => (before === undefined ? object.removeField(field.name) : object.add(before)));
  if (before === undefined) {
    const fill = field.defaultValue ?? null;
    const table = org.table(object.name);
    for (const row of table.rows.values()) row[field.name] = fill;
  }
  org.forgetAccess();
  return { name: field.name, created: before === undefined };
}

function checkMaster(org: OrgState, object: SObject, field: Field, before: Field | undefined): void {
  if (field.reference?.master !== true || before !== undefined) return;
  if (!object.custom) throw new Problem('Master-detail relationships cannot be made on standard objects');
  if (object.sharing !== 'ControlledByParent')
    throw new Problem(
      `Cannot set sharingModel to ${object.sharing} on a CustomObject with a MasterDetail relationship field`,
    );
  if (org.table(object.name).rows.size > 0)
    throw new Problem('Cannot create a master-detail field on an object that already has records');
  if (object.fields.filter((held) => held.reference?.master === true).length >= 2)
    throw new Problem('An object can have at most 2 master-detail relationships');
}

/** Values that a deployment leaves out stay, inactive. */
function retire(
  before: { value: string; label: string; active: boolean; isDefault: boolean }[],
  after: typeof before,
): void {
  for (const entry of before)
    if (!after.some((held) => held.value === entry.value))
      after.push({ ...entry, active: false, isDefault: false });
}
