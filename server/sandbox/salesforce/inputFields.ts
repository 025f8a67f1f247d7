/** Turns the fields a client sent into typed values, and finds records by external id. */
import type { Dml, Input } from './dml.ts';
import { SalesforceError } from './errors.ts';
import type { OrgState } from './state.ts';
import type { Field, Row, SObject, Value } from './schema.ts';
import { type Source, takeValue } from './values.ts';

export function externalField(org: OrgState, userId: string, object: SObject, name: string): Field {
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
  org: OrgState,
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

/** Typed values of the named fields; relationship names (`Account__r: {Key__c: …}`) are resolved by external id. */
export function takeFields(
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
