/** The platform's own checks of a record: required, referenced, unique, there and allowed. */
import type { Dml } from './dml.ts';
import { SalesforceError } from './errors.ts';
import { readId } from './ids.ts';
import type { OrgState } from './state.ts';
import type { Row, SObject } from './schema.ts';
import { mayRecord } from './sharing.ts';

export function requireFields(object: SObject, row: Row): void {
  const missing = object.required.filter((field) => (row[field.name] ?? null) === null);
  if (missing.length === 0) return;
  const names = missing.map((field) => field.name);
  throw new SalesforceError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, {
    fields: names,
  });
}

export function checkReferences(dml: Dml, object: SObject, row: Row, changed: string[]): void {
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

export function checkUnique(org: OrgState, object: SObject, row: Row, changed: string[]): void {
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

/** The live record with this id, refused as Salesforce refuses a wrong, missing or deleted one. */
export function existing(org: OrgState, object: SObject, idText: string): Row {
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

export function noAccess(visible: boolean): SalesforceError {
  return visible
    ? new SalesforceError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', {
        status: 403,
      })
    : new SalesforceError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
}
