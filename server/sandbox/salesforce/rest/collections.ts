/** Collections: up to 200 records in one request, each with its own result. */
import type { Call, Reply, Route } from '../call.ts';
import { insertRow, updateRow, upsertRow } from '../dml.ts';
import { notFound, SalesforceError } from '../errors.ts';
import { readId } from '../ids.ts';
import { deleteRow } from '../lifecycle.ts';
import { mayRecord } from '../sharing.ts';
import { objectInPath } from './describe.ts';
import { wireRow } from './records.ts';

interface Saved {
  id?: string;
  success: boolean;
  errors: unknown[];
  created?: boolean;
}

type Given = Record<string, unknown>;

const MOST = 200;

function recordsOf(call: Call): { records: Given[]; allOrNone: boolean } {
  const body = call.json();
  const { records } = body;
  if (!Array.isArray(records))
    throw new SalesforceError('REQUIRED_FIELD_MISSING', 'Required fields are missing: [records]', {
      fields: ['records'],
    });
  checkCount(records.length);
  return { records: records as Given[], allOrNone: body['allOrNone'] === true };
}

function checkCount(count: number, most = MOST): void {
  if (count > most)
    throw new SalesforceError(
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${most} records in one call`,
    );
}

/** Runs each record on its own; with allOrNone one failure takes all the others back. */
function each(call: Call, count: number, allOrNone: boolean, act: (place: number) => Saved): Reply {
  const savepoint = call.transaction.undo.length;
  const results: Saved[] = [];
  for (let place = 0; place < count; place += 1) {
    try {
      results.push(act(place));
    } catch (error) {
      if (!(error instanceof SalesforceError)) throw error;
      // A value that cannot be read stops the whole request before any of its records is saved.
      if (error.errorCode === 'JSON_PARSER_ERROR') {
        call.transaction.rollback(savepoint);
        throw error;
      }
      results.push({
        success: false,
        errors: [{ statusCode: error.errorCode, message: error.message, fields: error.fields }],
      });
    }
  }
  if (allOrNone && results.some((result) => !result.success)) {
    call.transaction.rollback(savepoint);
    for (const result of results) if (result.success) Object.assign(result, rolledBack());
  }
  return { status: 200, body: results };
}

function rolledBack(): Saved {
  const message =
    'Record rolled back because not all records were valid and the request was using AllOrNone header';
  return {
    success: false,
    errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK', message, fields: [] }],
  };
}

function typeOf(record: Given): string {
  const attributes = record['attributes'] as { type?: unknown } | undefined;
  if (typeof attributes?.type !== 'string')
    throw new SalesforceError('INVALID_INPUT', 'Include the object type in the attributes of each record', {
      fields: ['attributes'],
    });
  return attributes.type;
}

function create(call: Call): Reply {
  const { records, allOrNone } = recordsOf(call);
  return each(call, records.length, allOrNone, (place) => {
    const record = records[place] ?? {};
    return { id: insertRow(call.dml, typeOf(record), record), success: true, errors: [] };
  });
}

function update(call: Call): Reply {
  const { records, allOrNone } = recordsOf(call);
  const ids = records.map((record) => String(record['id'] ?? record['Id'] ?? ''));
  return each(call, records.length, allOrNone, (place) => {
    const id = ids[place] ?? '';
    if (id === '') throw new SalesforceError('MISSING_ARGUMENT', 'Id not specified in an update call');
    if (twice(ids, id)) throw new SalesforceError('DUPLICATE_VALUE', `Duplicate id specified: ${id}`);
    updateRow(call.dml, typeOf(records[place] ?? {}), id, records[place] ?? {});
    return { id: readId(id) ?? id, success: true, errors: [] };
  });
}

function upsert(call: Call, parts: string[]): Reply {
  const object = objectInPath(call, parts[0] ?? '');
  const field = parts[1] ?? '';
  const { records, allOrNone } = recordsOf(call);
  const keys = records.map((record) => keyOf(record, field));
  const folded = keys.map((key) => String(key ?? '').toLowerCase());
  return each(call, records.length, allOrNone, (place) => {
    const record = records[place] ?? {};
    if (typeOf(record).toLowerCase() !== object.name.toLowerCase())
      throw new SalesforceError(
        'INVALID_INPUT',
        `Record type ${typeOf(record)} does not match ${object.name} of the URL`,
      );
    if (folded[place] !== '' && twice(folded, folded[place] ?? ''))
      throw new SalesforceError('DUPLICATE_VALUE', `Duplicate external id specified: ${String(keys[place])}`);
    const rest = Object.fromEntries(
      Object.entries(record).filter(([name]) => name.toLowerCase() !== field.toLowerCase()),
    );
    return { ...upsertRow(call.dml, object.name, field, keys[place], rest), success: true, errors: [] };
  });
}

function keyOf(record: Given, field: string): unknown {
  return Object.entries(record).find(([name]) => name.toLowerCase() === field.toLowerCase())?.[1];
}

const counts = new WeakMap<string[], Map<string, number>>();

function twice(keys: string[], key: string): boolean {
  let counted = counts.get(keys);
  if (counted === undefined) {
    counted = new Map();
    for (const one of keys) counted.set(one, (counted.get(one) ?? 0) + 1);
    counts.set(keys, counted);
  }
  return (counted.get(key) ?? 0) > 1;
}

function remove(call: Call): Reply {
  const ids = (call.query.get('ids') ?? '').split(',').filter((id) => id !== '');
  checkCount(ids.length);
  return each(call, ids.length, call.query.get('allOrNone') === 'true', (place) => {
    const id = ids[place] ?? '';
    const object = call.org.objectOfId(id);
    if (object === undefined) throw new SalesforceError('MALFORMED_ID', `malformed id ${id}`);
    return { id: deleteRow(call.dml, object, id), success: true, errors: [] };
  });
}

/** Up to 800 ids in the URL, 2,000 in a body; a missing record is null in its place. */
function read(call: Call, parts: string[], ids: string[], fields: string[], most: number): Reply {
  const object = objectInPath(call, parts[0] ?? '');
  checkCount(ids.length, most);
  if (fields.length === 0) throw notFound('fields must be given');
  const body = ids.map((text) => {
    const row = call.org.table(object.name).rows.get(readId(text) ?? '');
    const seen =
      row !== undefined &&
      row['IsDeleted'] !== true &&
      call.org.visible(row.Id) &&
      mayRecord(call.org, call.userId, 'Read', object, row);
    return seen ? wireRow(call, object, row, fields, false) : null;
  });
  return { status: 200, body };
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export const collectionRoutes: Route[] = [
  { method: 'POST', path: /^\/composite\/sobjects\/?$/, handle: create },
  { method: 'PATCH', path: /^\/composite\/sobjects\/?$/, handle: update },
  { method: 'DELETE', path: /^\/composite\/sobjects\/?$/, handle: remove },
  { method: 'PATCH', path: /^\/composite\/sobjects\/([^/]+)\/([^/]+)\/?$/, handle: upsert },
  {
    method: 'POST',
    path: /^\/composite\/sobjects\/([^/]+)\/?$/,
    handle: (call, parts) =>
      read(call, parts, strings(call.json()['ids']), strings(call.json()['fields']), 2000),
  },
  {
    method: 'GET',
    path: /^\/composite\/sobjects\/([^/]+)\/?$/,
    handle: (call, parts) =>
      read(
        call,
        parts,
        call.query.get('ids')?.split(',') ?? [],
        call.query.get('fields')?.split(',') ?? [],
        800,
      ),
  },
];
