/** Single records: get, list, create, change, archive, merge. */
import { asObject, listIn, numberIn, textIn, type Json } from './body.ts';
import type { Collection } from './collection.ts';
import { recordLinks } from './linkBody.ts';
import { linkNew, readLinkRequests } from './linkRequests.ts';
import type { HubSpotPortal } from './portal.ts';
import { type CrmRecord, recordBody, type Shown } from './record.ts';
import { invalid, missing, Refusal } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';

const LONGEST_PAGE = 100;
const LONGEST_HISTORY_PAGE = 50;

export const objectRoutes: Route[] = [
  { method: 'GET', path: 'crm/objects/:type', scopes: toRead, handle: list },
  { method: 'POST', path: 'crm/objects/:type', scopes: toWrite, handle: create },
  { method: 'POST', path: 'crm/objects/:type/merge', scopes: toWrite, handle: merge },
  { method: 'GET', path: 'crm/objects/:type/:id', scopes: toRead, handle: get },
  { method: 'PATCH', path: 'crm/objects/:type/:id', scopes: toWrite, handle: update },
  { method: 'DELETE', path: 'crm/objects/:type/:id', scopes: toWrite, handle: archive },
];

export function toRead(call: Call): string[] {
  return [`${call.portal.collection(call.params.type).type.scope}.read`];
}

export function toWrite(call: Call): string[] {
  return [`${call.portal.collection(call.params.type).type.scope}.write`];
}

/** The record's present state as the API prints it. */
export function present(collection: Collection, record: CrmRecord, shown: Shown = {}): Json {
  const isKnown = (name: string) => collection.definition(name) !== undefined;
  return recordBody(collection.type, record, record.values, record.modifiedAt, shown, isKnown);
}

/** What a write answers: the values written and what always goes with them. */
export function written(collection: Collection, record: CrmRecord, input: unknown): Json {
  const names = typeof input === 'object' && input !== null ? Object.keys(input) : [];
  return present(collection, record, { properties: [...names, ...collection.type.shown] });
}

export function refuseLocked(portal: HubSpotPortal, collection: Collection, records: CrmRecord[]): void {
  for (const record of records) {
    if (!portal.takeLock(collection.type.name, record.id)) continue;
    throw new Refusal(
      423,
      'LOCKED',
      `The ${collection.type.singular} ${record.id} is locked by another operation. Retry in 2 seconds.`,
    );
  }
}

/** A unique property by which records may be addressed. @throws {Refusal} 400 when it is not unique */
export function checkIdProperty(collection: Collection, idProperty: string | undefined): string | undefined {
  if (idProperty === undefined || idProperty === 'hs_object_id') return undefined;
  const definition = collection.definition(idProperty);
  if (!definition) throw invalid(`Property "${idProperty}" does not exist`);
  if (!definition.hasUniqueValue)
    throw invalid(`idProperty ${idProperty} must be a property with unique values.`);
  return idProperty;
}

export function findRecord(collection: Collection, id: string, idProperty?: string): CrmRecord | undefined {
  return idProperty === undefined ? collection.get(id) : collection.holder(idProperty, id);
}

function list(call: Call): Answer {
  const collection = call.portal.collection(call.params.type);
  const shown = shownIn(call.query);
  const limit = numberIn(call.query, 'limit', 10, shown.history ? LONGEST_HISTORY_PAGE : LONGEST_PAGE);
  const after = Number(call.query.get('after') ?? 0);
  if (!Number.isInteger(after) || after < 0)
    throw invalid(`The after parameter is not valid: ${call.query.get('after')}`);
  const source = call.query.get('archived') === 'true' ? collection.archived : collection.live;
  const start = source.atLeast(after);
  const records = source.items().slice(start, start + limit);
  const next = source.items()[start + limit];
  const results = records.map((record) => withLinks(call, collection, record, shown));
  return {
    status: 200,
    body: { results, ...(next && { paging: { next: { after: next.id, link: nextLink(call, next.id) } } }) },
  };
}

function get(call: Call): Answer {
  const collection = call.portal.collection(call.params.type);
  const idProperty = checkIdProperty(collection, call.query.get('idProperty') ?? undefined);
  const record = findRecord(collection, call.params.id ?? '', idProperty);
  const wantsArchived = call.query.get('archived') === 'true';
  if (!record || (record.archivedAt !== undefined) !== wantsArchived) throw missing();
  return { status: 200, body: withLinks(call, collection, record, shownIn(call.query)) };
}

function create(call: Call): Answer {
  const { portal } = call;
  const collection = portal.collection(call.params.type);
  const body = asObject(call.body);
  const links = readLinkRequests(portal, collection, body['associations']);
  const record = portal.writer.create(collection, body['properties'], portal.byApp, call.version);
  linkNew(portal, record, links);
  return { status: 201, body: written(collection, record, body['properties']) };
}

function update(call: Call): Answer {
  const { portal } = call;
  const collection = portal.collection(call.params.type);
  const { properties } = asObject(call.body);
  const idProperty = checkIdProperty(collection, call.query.get('idProperty') ?? undefined);
  const record = findRecord(collection, call.params.id ?? '', idProperty);
  if (!record || record.archivedAt !== undefined) throw missing();
  refuseLocked(portal, collection, [record]);
  portal.writer.update(collection, record, properties, portal.byApp, call.version);
  return { status: 200, body: written(collection, record, properties) };
}

function archive(call: Call): Answer {
  const { portal } = call;
  const collection = portal.collection(call.params.type);
  const record = collection.get(call.params.id ?? '');
  if (!record) throw missing();
  refuseLocked(portal, collection, [record]);
  portal.writer.archive(collection, record, portal.byApp);
  return { status: 204 };
}

function merge(call: Call): Answer {
  const { portal } = call;
  const collection = portal.collection(call.params.type);
  const body = asObject(call.body);
  const primaryId = textIn(body, 'primaryObjectId');
  const record = portal.writer.merge(collection, primaryId, textIn(body, 'objectIdToMerge'), portal.byApp);
  return { status: 200, body: present(collection, record) };
}

function shownIn(query: URLSearchParams): Shown {
  const properties = listIn(query, 'properties');
  const history = listIn(query, 'propertiesWithHistory');
  return { ...(properties && { properties }), ...(history && { history }) };
}

function withLinks(call: Call, collection: Collection, record: CrmRecord, shown: Shown): Json {
  const others = listIn(call.query, 'associations');
  return {
    ...present(collection, record, shown),
    ...(others && { associations: recordLinks(call.portal, collection, record, others) }),
  };
}

function nextLink(call: Call, after: string): string {
  const query = new URLSearchParams(call.query);
  query.set('after', after);
  return `https://api.hubapi.com/crm/v3/objects/${call.params.type}?${query}`;
}
