/** Batches of up to 100 records: read, create, update, upsert, archive. */
import { asObject, inputsOf, optionalText, textIn, textsIn, type Json } from './body.ts';
import { batchAnswer, notFound, refuseTwins, type Row, writeRows } from './batchRows.ts';
import type { Collection } from './collection.ts';
import { linkNew, readLinkRequests } from './linkRequests.ts';
import { checkIdProperty, findRecord, present, refuseLocked, toRead, toWrite, written } from './objects.ts';
import type { CrmRecord } from './record.ts';
import { invalid } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';

const MOST = 100;

export const batchRoutes: Route[] = [
  { method: 'POST', path: 'crm/objects/:type/batch/read', scopes: toRead, handle: read },
  { method: 'POST', path: 'crm/objects/:type/batch/create', scopes: toWrite, handle: create },
  { method: 'POST', path: 'crm/objects/:type/batch/update', scopes: toWrite, handle: update },
  { method: 'POST', path: 'crm/objects/:type/batch/upsert', scopes: toWrite, handle: upsert },
  { method: 'POST', path: 'crm/objects/:type/batch/archive', scopes: toWrite, handle: archive },
];

function read(call: Call): Answer {
  const collection = call.portal.collection(call.params.type);
  const body = asObject(call.body);
  const ids = inputsOf(body, MOST).map((input) => textIn(input, 'id'));
  const history = textsIn(body, 'propertiesWithHistory');
  const properties = textsIn(body, 'properties');
  if (history && history.length > 0 && ids.length > 50)
    throw invalid('At most 50 records may be read with property history.');
  const idProperty = checkIdProperty(collection, optionalText(body, 'idProperty'));
  refuseTwins(ids);
  const wantsArchived = call.query.get('archived') === 'true';
  const shown = { ...(properties && { properties }), ...(history && history.length > 0 && { history }) };
  const found = ids.map((id) => findRecord(collection, id, idProperty));
  const visible = found.map((record) =>
    record && (record.archivedAt !== undefined) === wantsArchived ? record : undefined,
  );
  const records = new Set(visible.filter((record) => record !== undefined));
  const lost = ids.filter((_, index) => visible[index] === undefined);
  const results = [...records].map((record) => present(collection, record, shown));
  return batchAnswer(call, 200, results, lost.length > 0 ? [notFound(collection, lost)] : []);
}

function create(call: Call): Answer {
  const { portal } = call;
  const collection = portal.collection(call.params.type);
  return writeRows(call, 201, inputsOf(call.body, MOST), (input) => {
    const links = readLinkRequests(portal, collection, input['associations']);
    const values = portal.writer.checkNew(collection, input['properties'], call.version);
    return {
      claims: uniqueValues(collection, values),
      act: () => {
        const record = portal.writer.add(collection, values, portal.byApp);
        linkNew(portal, record, links);
        return written(collection, record, input['properties']);
      },
    };
  });
}

function update(call: Call): Answer {
  const { portal } = call;
  const collection = portal.collection(call.params.type);
  const inputs = inputsOf(call.body, MOST);
  const idProperty = commonIdProperty(collection, inputs);
  const ids = inputs.map((input) => textIn(input, 'id'));
  refuseTwins(ids);
  const records = ids.map((id) => liveRecord(collection, id, idProperty));
  refuseLocked(
    portal,
    collection,
    records.filter((record) => record !== undefined),
  );
  const lost = ids.filter((_, index) => records[index] === undefined);
  const known = inputs.filter((_, index) => records[index] !== undefined);
  const before = lost.length > 0 ? [notFound(collection, lost)] : [];
  const rows = (input: Json) =>
    changeRow(call, collection, input, liveRecord(collection, textIn(input, 'id'), idProperty));
  return writeRows(call, 200, known, rows, before);
}

function upsert(call: Call): Answer {
  const { portal } = call;
  const collection = portal.collection(call.params.type);
  const inputs = inputsOf(call.body, MOST);
  const idProperty = commonIdProperty(collection, inputs);
  const ids = inputs.map((input) => textIn(input, 'id'));
  refuseTwins(ids);
  const records = ids.map((id) => liveRecord(collection, id, idProperty));
  refuseLocked(
    portal,
    collection,
    records.filter((record) => record !== undefined),
  );
  return writeRows(call, 200, inputs, (input) => {
    const id = textIn(input, 'id');
    const record = liveRecord(collection, id, idProperty);
    if (record) return changeRow(call, collection, input, record, { new: false });
    if (idProperty === undefined)
      throw invalid('An upsert needs the idProperty of a property with unique values.');
    const properties = { ...asObject(input['properties'], 'properties'), [idProperty]: id };
    const values = portal.writer.checkNew(collection, properties, call.version);
    return {
      claims: uniqueValues(collection, values),
      act: () => ({
        ...written(collection, portal.writer.add(collection, values, portal.byApp), properties),
        new: true,
      }),
    };
  });
}

function archive(call: Call): Answer {
  const { portal } = call;
  const collection = portal.collection(call.params.type);
  const records = inputsOf(call.body, MOST)
    .map((input) => collection.get(textIn(input, 'id')))
    .filter((record) => record !== undefined);
  refuseLocked(portal, collection, records);
  for (const record of records) portal.writer.archive(collection, record, portal.byApp);
  return { status: 204 };
}

function changeRow(
  call: Call,
  collection: Collection,
  input: Json,
  record: CrmRecord | undefined,
  more: Json = {},
): Row {
  if (!record) throw new Error('an update row is prepared only for a record that was found');
  const { writer, byApp } = call.portal;
  const changes = writer.checkChange(collection, record, input['properties'], call.version);
  return {
    claims: uniqueValues(collection, changes),
    act: () => {
      writer.change(collection, record, changes, byApp);
      return { ...written(collection, record, input['properties']), ...more };
    },
  };
}

function commonIdProperty(collection: Collection, inputs: Json[]): string | undefined {
  const names = new Set(inputs.map((input) => optionalText(input, 'idProperty')));
  if (names.size > 1) throw invalid('All inputs of a batch must use the same idProperty.');
  return checkIdProperty(collection, [...names][0]);
}

function liveRecord(
  collection: Collection,
  id: string,
  idProperty: string | undefined,
): CrmRecord | undefined {
  const record = findRecord(collection, id, idProperty);
  return record?.archivedAt === undefined ? record : undefined;
}

function uniqueValues(collection: Collection, values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values)
    .filter(([name, value]) => value !== '' && collection.definition(name)?.hasUniqueValue)
    .map(([name, value]) => `${name}=${value.toLowerCase()}`);
}
