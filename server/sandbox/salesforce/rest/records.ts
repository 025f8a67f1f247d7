/** One record at a time: create, read, update, upsert by external id, delete. */
import type { Call, Reply, Route } from '../call.ts';
import { existing } from '../checks.ts';
import { insertRow, updateRow, upsertRow } from '../dml.ts';
import { notFound, SalesforceError } from '../errors.ts';
import { readId } from '../ids.ts';
import { byExternalId, externalField } from '../inputFields.ts';
import { deleteRow } from '../lifecycle.ts';
import type { Row, SObject } from '../schema.ts';
import { mayRecord } from '../sharing.ts';
import { attributesOf, type WireRecord } from '../soql/project.ts';
import { wireValue } from '../values.ts';
import { objectInPath } from './describe.ts';

function create(call: Call, parts: string[]): Reply {
  const object = objectInPath(call, parts[0] ?? '');
  const id = insertRow(call.dml, object.name, call.json());
  return {
    status: 201,
    body: { id, success: true, errors: [] },
    headers: { Location: `/services/data/v${call.version}/sobjects/${object.name}/${id}` },
  };
}

/** The record of a path by its id; missing ones are 404 here, as REST has it. */
function recordInPath(call: Call, object: SObject, idText: string): Row {
  const id = readId(idText);
  const row = id === undefined ? undefined : call.org.table(object.name).rows.get(id);
  if (
    row === undefined ||
    !call.org.visible(row.Id) ||
    !mayRecord(call.org, call.userId, 'Read', object, row)
  )
    throw notFound(
      id === undefined
        ? `Provided external ID field does not exist or is not accessible: ${idText}`
        : undefined,
    );
  if (row['IsDeleted'] === true)
    throw new SalesforceError('ENTITY_IS_DELETED', 'entity is deleted', { status: 404 });
  return row;
}

function read(call: Call, object: SObject, row: Row): Reply {
  const names = call.query.get('fields')?.split(',');
  return { status: 200, body: wireRow(call, object, row, names, true) };
}

/** A record with the named fields, or all the user can read. */
export function wireRow(
  call: Call,
  object: SObject,
  row: Row,
  names: string[] | undefined,
  withId: boolean,
): WireRecord {
  const access = call.org.access(call.userId);
  const fields = names?.map((name) => object.field(name.trim())) ?? access.fieldsOf(object);
  const record: WireRecord = { attributes: attributesOf(object, row.Id, call.version) };
  fields.forEach((field, place) => {
    if (field === undefined || !access.mayRead(object, field))
      throw new SalesforceError(
        'INVALID_FIELD',
        `No such column '${names?.[place] ?? ''}' on sobject of type ${object.name}`,
      );
    record[field.name] = wireValue(field, row[field.name] ?? null);
  });
  if (withId) record['Id'] = row.Id;
  return record;
}

function byExternal(call: Call, parts: string[]): Row {
  const object = objectInPath(call, parts[0] ?? '');
  const field = externalField(call.org, call.userId, object, parts[1] ?? '');
  const matches =
    field.type === 'id'
      ? [existing(call.org, object, parts[2] ?? '')]
      : byExternalId(call.org, object, field, parts[2], 'csv');
  const [row] = matches;
  if (row === undefined) throw notFound();
  if (matches.length > 1) throw severalMatches();
  return row;
}

function severalMatches(): SalesforceError {
  return new SalesforceError('DUPLICATE_EXTERNAL_ID', 'more than one record found for external id field', {
    status: 300,
  });
}

function upsert(call: Call, parts: string[]): Reply {
  const object = objectInPath(call, parts[0] ?? '');
  const input = call.json();
  const key = object.field(parts[1] ?? '');
  if (key !== undefined && key.name in input)
    throw new SalesforceError(
      'INVALID_FIELD',
      `The ${key.name} field should not be specified in the sobject data.`,
    );
  const { id, created } = upsertRow(call.dml, object.name, parts[1] ?? '', parts[2], input);
  return { status: created ? 201 : 200, body: { id, success: true, errors: [], created } };
}

function update(call: Call, object: SObject, idText: string): Reply {
  const row = recordInPath(call, object, idText);
  updateRow(call.dml, object.name, row.Id, call.json());
  return { status: 204 };
}

function remove(call: Call, object: SObject, idText: string): Reply {
  deleteRow(call.dml, object, recordInPath(call, object, idText).Id);
  return { status: 204 };
}

const one = /^\/sobjects\/([^/]+)\/([^/]+)\/?$/;
const keyed = /^\/sobjects\/([^/]+)\/([^/]+)\/([^/]+)\/?$/;
const object = (call: Call, parts: string[]): SObject => objectInPath(call, parts[0] ?? '');

export const recordRoutes: Route[] = [
  { method: 'POST', path: /^\/sobjects\/([^/]+)\/?$/, handle: create },
  {
    method: 'GET',
    path: one,
    handle: (call, parts) =>
      read(call, object(call, parts), recordInPath(call, object(call, parts), parts[1] ?? '')),
  },
  { method: 'PATCH', path: one, handle: (call, parts) => update(call, object(call, parts), parts[1] ?? '') },
  { method: 'DELETE', path: one, handle: (call, parts) => remove(call, object(call, parts), parts[1] ?? '') },
  {
    method: 'GET',
    path: keyed,
    handle: (call, parts) => read(call, object(call, parts), byExternal(call, parts)),
  },
  { method: 'PATCH', path: keyed, handle: upsert },
  {
    method: 'DELETE',
    path: keyed,
    handle: (call, parts) => remove(call, object(call, parts), byExternal(call, parts).Id),
  },
];
