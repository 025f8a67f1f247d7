/** A record as the User Interface API shows it to its reader: each field with its value and, for some, its wording. */
import type { Call } from '../call.ts';
import { SalesforceError } from '../errors.ts';
import { readId } from '../ids.ts';
import type { Field, Row, SObject, Value } from '../schema.ts';
import { mayRecord } from '../sharing.ts';

export interface FieldValue {
  /** The reader's wording where it differs from the value; null for most. */
  displayValue: string | null;
  value: Value | RecordView;
}

export interface RecordView {
  apiName: string;
  childRelationships: Record<string, never>;
  eTag: string;
  fields: Record<string, FieldValue>;
  id: string;
  lastModifiedById: Value;
  lastModifiedDate: string;
  recordTypeId: Value;
  recordTypeInfo: null;
  systemModstamp: string;
  /** The stamp as a number. */
  weakEtag: number;
}

const NO_ACCESS =
  "You don't have access to this record. Ask your administrator for help or to request access.";
/** Of objects without record types. */
const MASTER = '012000000000000AAA';

/** @throws NOT_FOUND, ENTITY_IS_DELETED, or INSUFFICIENT_ACCESS when the reader may not see it */
export function recordOf(call: Call, idText: string): { object: SObject; row: Row } {
  const found = readId(idText) === undefined ? undefined : call.org.find(idText);
  if (found === undefined || !call.org.visible(found.row.Id))
    throw new SalesforceError('NOT_FOUND', 'The requested resource does not exist', { status: 404 });
  if (found.row['IsDeleted'] === true)
    throw new SalesforceError('ENTITY_IS_DELETED', 'entity is deleted', { status: 404 });
  if (!mayRecord(call.org, call.userId, 'Read', found.object, found.row))
    throw new SalesforceError('INSUFFICIENT_ACCESS', NO_ACCESS, { status: 403 });
  return found;
}

/**
 * @param fields as `Object.Field` or `Object.Relation.Field`; one that is closed to the reader is refused
 * @param optional those that are left out instead
 * @throws INVALID_FIELD
 */
export function viewOf(
  call: Call,
  object: SObject,
  row: Row,
  fields: string[],
  optional: string[],
): RecordView {
  const view = bare(object, row);
  for (const name of fields) put(call, view, object, row, pathOf(object, name), true);
  for (const name of optional) put(call, view, object, row, pathOf(object, name), false);
  return view;
}

function bare(object: SObject, row: Row): RecordView {
  const stamp = Number(row['SystemModstamp']);
  return {
    apiName: object.name,
    childRelationships: {},
    eTag: `${row.Id}${stamp}`.toLowerCase(),
    fields: {},
    id: row.Id,
    lastModifiedById: row['LastModifiedById'] ?? null,
    lastModifiedDate: new Date(Number(row['LastModifiedDate'])).toISOString(),
    recordTypeId: row['RecordTypeId'] ?? MASTER,
    recordTypeInfo: null,
    systemModstamp: new Date(stamp).toISOString(),
    weakEtag: stamp,
  };
}

/** `Account.Owner.Name` without the object, by whose name every field must begin. */
function pathOf(object: SObject, name: string): string[] {
  const [first = '', ...rest] = name.trim().split('.');
  return first.toLowerCase() === object.name.toLowerCase() ? rest : [];
}

function put(
  call: Call,
  view: RecordView,
  object: SObject,
  row: Row,
  [name = '', ...rest]: string[],
  isRequired: boolean,
): void {
  const field = rest.length > 0 ? object.relationship(name) : object.field(name);
  if (field === undefined || !call.org.access(call.userId).mayRead(object, field)) {
    if (!isRequired) return;
    const message = `No such column '${name}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`;
    throw new SalesforceError('INVALID_FIELD', message);
  }
  const value = row[field.name] ?? null;
  if (rest.length === 0) {
    view.fields[field.name] = { displayValue: wordingOf(field, value), value: shown(field, value) };
    return;
  }
  const relation = field.reference?.relationshipName ?? name;
  const target = value === null ? undefined : call.org.find(String(value));
  if (target === undefined) {
    view.fields[relation] ??= { displayValue: null, value: null };
    return;
  }
  // A parent's name shows wherever the lookup does, whether or not the parent may be opened.
  const held = view.fields[relation]?.value;
  const parent = typeof held === 'object' && held !== null ? held : bare(target.object, target.row);
  put(call, parent, target.object, target.row, rest, isRequired);
  view.fields[relation] = { displayValue: nameOf(target.object, target.row), value: parent };
}

function nameOf(object: SObject, row: Row): string {
  return String(row[object.nameField] ?? row.Id);
}

function wordingOf(field: Field, value: Value): string | null {
  if (value === null || field.picklist === undefined) return null;
  const labels = field.picklist.values;
  return String(value)
    .split(';')
    .map((one) => labels.find((entry) => entry.value === one)?.label ?? one)
    .join(';');
}

function shown(field: Field, value: Value): Value {
  return field.type === 'datetime' && typeof value === 'number' ? new Date(value).toISOString() : value;
}
