/** Inserts, updates and upserts one record at a time, with the platform's checks in the platform's order. */
import { SalesforceError } from './errors.ts';
import { makeId, readId } from './ids.ts';
import type { SalesforceOrg } from './org.ts';
import type { Transaction } from './rules.ts';
import type { Field, Row, SObject, Value } from './schema.ts';
import { mayRecord } from './sharing.ts';
import { type Source, takeValue } from './values.ts';

export interface Dml {
  org: SalesforceOrg;
  userId: string;
  transaction: Transaction;
  source: Source;
}

export type Input = Record<string, unknown>;

/** Inserts a record and returns its id, or throws the SalesforceError a real org would give. */
export function insertRow(dml: Dml, objectName: string, input: Input): string {
  const { org, userId } = dml;
  const object = writeable(dml, objectName, 'Create');
  if (input['Id'] !== undefined && input['Id'] !== null && input['Id'] !== '')
    throw new SalesforceError('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', {
      fields: ['Id'],
    });
  const values = takeFields(dml, object, input, 'createable');
  const now = Math.floor(org.world.now() / 1000) * 1000;
  const row: Row = { Id: '' };
  for (const field of object.fields) row[field.name] = defaultOf(field);
  Object.assign(row, values, {
    IsDeleted: false,
    CreatedById: userId,
    CreatedDate: now,
    LastModifiedById: userId,
    LastModifiedDate: now,
    SystemModstamp: now,
  });
  if (object.field('OwnerId') !== undefined && row['OwnerId'] === null) row['OwnerId'] = userId;
  requireFields(object, row);
  const table = org.table(object.name);
  row.Id = '';
  org.derive(object, row);
  checkReferences(dml, object, row, Object.keys(values));
  org.rules.checkRecord(object.name, row, undefined, (id) => live(org, id), dml.transaction);
  checkUnique(org, object, row, Object.keys(values));
  org.rules.checkContention(object.name, parentsOf(object, row), dml.transaction);
  const serial = table.next();
  row.Id = makeId(object.keyPrefix, serial);
  const name = object.field(object.nameField);
  if (name?.autoNumber !== undefined) row[name.name] = numbered(name.autoNumber, serial);
  else if (object.custom && name !== undefined && row[name.name] === null)
    row[name.name] = row.Id.slice(0, 15);
  table.add(row);
  org.rules.remember(object.name, row);
  org.touched(object);
  dml.transaction.undo.push(() => table.drop(row.Id));
  return row.Id;
}

/** Updates a record in place. Values that are not named stay as they are. */
export function updateRow(dml: Dml, objectName: string, idText: string, input: Input): void {
  const { org, userId } = dml;
  const object = writeable(dml, objectName, 'Edit');
  const row = existing(org, object, idText);
  if (!mayRecord(org, userId, 'Edit', object, row))
    throw noAccess(mayRecord(org, userId, 'Read', object, row));
  const { Id: _id, id: _lower, ...rest } = input;
  const values = takeFields(dml, object, rest, 'updateable');
  const after: Row = { ...row, ...values };
  requireFields(object, after);
  org.derive(object, after);
  checkReferences(dml, object, after, Object.keys(values));
  org.rules.checkRecord(object.name, after, row, (id) => live(org, id), dml.transaction);
  checkUnique(org, object, after, Object.keys(values));
  org.rules.checkContention(object.name, [row.Id, ...parentsOf(object, after)], dml.transaction);
  const now = Math.floor(org.world.now() / 1000) * 1000;
  const { Id: _same, ...changed } = after;
  const table = org.table(object.name);
  const before = table.put(row, {
    ...changed,
    LastModifiedById: userId,
    LastModifiedDate: now,
    SystemModstamp: now,
  });
  org.rules.remember(object.name, row);
  org.touched(object);
  dml.transaction.undo.push(() => table.put(row, before));
}

/** Updates the record with this external id, or inserts one with it. */
export function upsertRow(
  dml: Dml,
  objectName: string,
  fieldName: string,
  value: unknown,
  input: Input,
): { id: string; created: boolean } {
  const object = dml.org.sobject(objectName, dml.userId);
  const field = externalField(dml.org, dml.userId, object, fieldName);
  if (field.type === 'id') {
    if (typeof value === 'string' && value !== '') {
      updateRow(dml, object.name, value, input);
      return { id: existing(dml.org, object, value).Id, created: false };
    }
    return { id: insertRow(dml, object.name, input), created: true };
  }
  if (value === undefined || value === null || value === '')
    throw new SalesforceError('MISSING_ARGUMENT', `${field.name} not specified`);
  const matches = byExternalId(dml.org, object, field, value, dml.source);
  if (matches.length > 1)
    throw new SalesforceError(
      'DUPLICATE_EXTERNAL_ID',
      `${field.name}: more than one record found for external id field: [${matches.map((row) => row.Id).join(', ')}]`,
      { fields: [field.name], status: 300 },
    );
  const found = matches[0];
  if (found === undefined)
    return { id: insertRow(dml, object.name, { ...input, [field.name]: value }), created: true };
  updateRow(dml, object.name, found.Id, input);
  return { id: found.Id, created: false };
}

export function externalField(org: SalesforceOrg, userId: string, object: SObject, name: string): Field {
  const field = object.field(name);
  if (
    field !== undefined &&
    org.access(userId).mayRead(object, field) &&
    (field.externalId || field.type === 'id')
  )
    return field;
  throw new SalesforceError(
    'NOT_FOUND',
    `Provided external ID field does not exist or is not accessible: ${name}`,
    { status: 404 },
  );
}

export function byExternalId(
  org: SalesforceOrg,
  object: SObject,
  field: Field,
  value: unknown,
  source: Source,
): Row[] {
  const key = takeValue(field, value, source);
  return org
    .table(object.name)
    .find(field.name, key, field.caseSensitive)
    .filter((row) => row['IsDeleted'] !== true);
}

/** The live record with this id, refused as Salesforce refuses a wrong, missing or deleted one. */
export function existing(org: SalesforceOrg, object: SObject, idText: string): Row {
  const id = readId(idText);
  if (id === undefined)
    throw new SalesforceError('MALFORMED_ID', `${object.label} ID: id value of incorrect type: ${idText}`, {
      fields: ['Id'],
    });
  const row = org.table(object.name).rows.get(id);
  if (row === undefined) {
    if (!id.startsWith(object.keyPrefix))
      throw new SalesforceError('MALFORMED_ID', `${object.label} ID: id value of incorrect type: ${idText}`, {
        fields: ['Id'],
      });
    throw new SalesforceError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  }
  if (row['IsDeleted'] === true) throw new SalesforceError('ENTITY_IS_DELETED', 'entity is deleted');
  return row;
}

function writeable(dml: Dml, objectName: string, verb: 'Create' | 'Edit'): SObject {
  const object = dml.org.sobject(objectName, dml.userId);
  const allowed =
    dml.org.access(dml.userId).can(verb, object) &&
    (verb === 'Edit' ? object.createable || !object.setup : object.createable);
  if (!allowed)
    throw new SalesforceError(
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      `entity type cannot be ${verb === 'Create' ? 'inserted' : 'updated'}: ${object.label}`,
    );
  return object;
}

/** Typed values of the named fields; relationship names (`Account__r: {Key__c: …}`) are resolved by external id. */
function takeFields(
  dml: Dml,
  object: SObject,
  input: Input,
  right: 'createable' | 'updateable',
): Record<string, Value> {
  const access = dml.org.access(dml.userId);
  const values: Record<string, Value> = {};
  const closed: string[] = [];
  for (const [name, given] of Object.entries(input)) {
    if (name === 'attributes' || (name === 'Id' && right === 'createable')) continue;
    const field = object.field(name) ?? (isRecord(given) ? object.relationship(name) : undefined);
    if (field === undefined)
      throw new SalesforceError(
        'INVALID_FIELD',
        `No such column '${name}' on sobject of type ${object.name}`,
      );
    if (!field[right] || !access.mayEdit(object, field)) closed.push(field.name);
    else
      values[field.name] = isRecord(given)
        ? byRelationship(dml, field, given)
        : takeValue(field, given, dml.source);
  }
  if (closed.length > 0)
    throw new SalesforceError(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      `Unable to create/update fields: ${closed.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
      { fields: closed },
    );
  return values;
}

function byRelationship(dml: Dml, field: Field, given: Record<string, unknown>): Value {
  const target = dml.org.sobject(field.reference?.to[0] ?? '', dml.userId);
  const [key, value] = Object.entries(given).find(([name]) => name !== 'attributes') ?? [];
  if (key === undefined) return null;
  const external = externalField(dml.org, dml.userId, target, key);
  const matches = byExternalId(dml.org, target, external, value, dml.source);
  const [match] = matches;
  if (match === undefined || matches.length > 1)
    throw new SalesforceError(
      'INVALID_FIELD',
      `Foreign key external ID: ${String(value)} not found for field ${external.name} in entity ${target.name}`,
    );
  return match.Id;
}

function defaultOf(field: Field): Value {
  if (field.defaultValue !== undefined) return field.defaultValue;
  const chosen = field.picklist?.values.find((entry) => entry.isDefault);
  return chosen?.value ?? (field.type === 'boolean' ? false : null);
}

function requireFields(object: SObject, row: Row): void {
  const missing = object.fields.filter(
    (field) =>
      !field.nillable && field.createable && field.type !== 'boolean' && (row[field.name] ?? null) === null,
  );
  if (missing.length === 0) return;
  const names = missing.map((field) => field.name);
  throw new SalesforceError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, {
    fields: names,
  });
}

function checkReferences(dml: Dml, object: SObject, row: Row, changed: string[]): void {
  for (const name of changed) {
    const field = object.field(name);
    const id = row[name] ?? null;
    if (field?.reference === undefined || id === null) continue;
    const target = dml.org.find(String(id));
    const prefixes = field.reference.to.map((to) => dml.org.objects.get(to.toLowerCase())?.keyPrefix);
    if (!prefixes.includes(String(id).slice(0, 3)))
      throw new SalesforceError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${String(id)}`, {
        fields: [field.name],
      });
    if (target === undefined)
      throw new SalesforceError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', {
        fields: [field.name],
      });
    if (target.row['IsDeleted'] === true)
      throw new SalesforceError('ENTITY_IS_DELETED', 'entity is deleted', { fields: [field.name] });
    if (field.name === 'OwnerId' && target.row['IsActive'] === false && !dml.transaction.beforeRules)
      throw new SalesforceError(
        'INACTIVE_OWNER_OR_USER',
        `operation performed with inactive user [${String(id)}] as owner of ${object.label.toLowerCase()}`,
      );
    if (field.reference.master) {
      const verb = field.reference.writeNeedsOnlyRead ? 'Read' : 'Edit';
      if (!mayRecord(dml.org, dml.userId, verb, target.object, target.row))
        throw new SalesforceError(
          'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
          `insufficient access rights on cross-reference id: ${String(id)}`,
        );
    }
  }
}

function checkUnique(org: SalesforceOrg, object: SObject, row: Row, changed: string[]): void {
  for (const name of changed) {
    const field = object.field(name);
    const value = row[name] ?? null;
    if (field?.unique !== true || value === null) continue;
    const other = org
      .table(object.name)
      .find(field.name, value, field.caseSensitive)
      .find((held) => held.Id !== row.Id && held['IsDeleted'] !== true);
    if (other !== undefined)
      throw new SalesforceError(
        'DUPLICATE_VALUE',
        `duplicate value found: ${field.name} duplicates value on record with id: ${other.Id}`,
        { fields: [field.name] },
      );
  }
  if (object.name === 'PermissionSetAssignment') {
    const twin = org
      .table(object.name)
      .find('AssigneeId', row['AssigneeId'] ?? null)
      .find(
        (held) =>
          held['PermissionSetId'] === row['PermissionSetId'] &&
          held['IsDeleted'] !== true &&
          held.Id !== row.Id,
      );
    if (twin !== undefined)
      throw new SalesforceError(
        'DUPLICATE_VALUE',
        'Duplicate PermissionSetAssignment. Assignee: ' +
          String(row['AssigneeId']) +
          '; Permission Set: ' +
          String(row['PermissionSetId']),
      );
  }
}

function parentsOf(object: SObject, row: Row): string[] {
  const parents: string[] = [];
  for (const field of object.fields)
    if (
      field.reference !== undefined &&
      typeof row[field.name] === 'string' &&
      !row[field.name]?.toString().startsWith('005')
    )
      parents.push(String(row[field.name]));
  return parents;
}

function live(org: SalesforceOrg, id: string): Row | undefined {
  const found = org.find(id)?.row;
  return found?.['IsDeleted'] === true ? undefined : found;
}

export function noAccess(visible: boolean): SalesforceError {
  return visible
    ? new SalesforceError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', {
        status: 403,
      })
    : new SalesforceError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
}

function numbered(format: string, serial: number): string {
  return format.replace(/\{(0+)\}/, (_whole, zeros: string) => String(serial).padStart(zeros.length, '0'));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
