/** Inserts, updates and upserts one record at a time, with the platform's checks in the platform's order. */
import { checkReferences, checkUnique, existing, noAccess, requireFields } from './checks.ts';
import { SalesforceError } from './errors.ts';
import { makeId } from './ids.ts';
import { byExternalId, externalField, takeFields } from './inputFields.ts';
import type { OrgState } from './state.ts';
import type { Transaction } from './rules.ts';
import type { Row, SObject } from './schema.ts';
import { mayRecord } from './sharing.ts';
import type { Source } from './values.ts';

export interface Dml {
  org: OrgState;
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
  const row = object.blank;
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

function parentsOf(object: SObject, row: Row): string[] {
  const parents: string[] = [];
  for (const { name } of object.references) {
    const id = row[name];
    if (typeof id === 'string' && !id.startsWith('005')) parents.push(id);
  }
  return parents;
}

function live(org: OrgState, id: string): Row | undefined {
  const found = org.find(id)?.row;
  return found?.['IsDeleted'] === true ? undefined : found;
}

function numbered(format: string, serial: number): string {
  return format.replace(/\{(0+)\}/, (_whole, zeros: string) => String(serial).padStart(zeros.length, '0'));
}
