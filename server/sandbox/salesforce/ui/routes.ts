/** The User Interface API that Lightning's own services ask: one record, and the records of one related list. */
import type { Call, Reply, Route } from '../call.ts';
import { SalesforceError } from '../errors.ts';
import type { Field, Row, SObject } from '../schema.ts';
import { mayRecord } from '../sharing.ts';
import { recordOf, viewOf } from './record.ts';

const PAGE = 50;
const LARGEST_PAGE = 1_999;

function record(call: Call, parts: string[]): Reply {
  const [fields, optional] = [listed(call, 'fields'), listed(call, 'optionalFields')];
  const { object, row } = recordOf(call, parts[0] ?? '');
  return { status: 200, body: viewOf(call, object, row, fields, optional) };
}

function relatedList(call: Call, parts: string[]): Reply {
  const [fields, optional] = [listed(call, 'fields'), listed(call, 'optionalFields')];
  const parent = recordOf(call, parts[0] ?? '');
  const relatedListId = parts[1] ?? '';
  const { child, field } = childOf(call, parent.object, relatedListId);
  const size = pageSize(call);
  const from = Number(call.query.get('pageToken') ?? 0);
  const rows = childRows(call, child, field, parent.row.Id);
  const page = rows.slice(from, from + size);
  const base = `/services/data/v${call.version}/ui-api/related-list-records/${parent.row.Id}/${relatedListId}`;
  const urlAt = (token: number): string => {
    const query = new URLSearchParams(call.query);
    query.set('pageSize', String(size));
    query.set('pageToken', String(token));
    return `${base}?${query}`;
  };
  const next = from + size < rows.length ? from + size : undefined;
  const previous = from > 0 ? Math.max(0, from - size) : undefined;
  const body = {
    count: page.length,
    currentPageToken: String(from),
    currentPageUrl: urlAt(from),
    fields,
    listInfoETag: null,
    listReference: {
      id: null,
      inContextOfRecordId: parent.row.Id,
      listViewApiName: null,
      objectApiName: null,
      parentObjectApiName: parent.object.name,
      recordTypeId: null,
      relatedListId,
      type: 'relatedList',
    },
    nextPageToken: next === undefined ? null : String(next),
    nextPageUrl: next === undefined ? null : urlAt(next),
    optionalFields: optional,
    pageSize: size,
    previousPageToken: previous === undefined ? null : String(previous),
    previousPageUrl: previous === undefined ? null : urlAt(previous),
    records: page.map((row) => viewOf(call, child, row, fields, optional)),
    sortBy: [],
  };
  return { status: 200, body };
}

/** The object whose records point at this one under that name. @throws INVALID_TYPE where there is none to be seen */
function childOf(call: Call, parent: SObject, name: string): { child: SObject; field: Field } {
  const wanted = name.toLowerCase();
  const access = call.org.access(call.userId);
  for (const child of call.org.objects.values()) {
    const field = child.references.find(
      ({ reference }) =>
        reference?.to.includes(parent.name) === true &&
        reference.childRelationshipName?.toLowerCase() === wanted,
    );
    if (field && access.can('Read', child)) return { child, field };
  }
  throw new SalesforceError('INVALID_TYPE', `Related list ${name} isn't valid for ${parent.name}.`);
}

function childRows(call: Call, child: SObject, field: Field, parentId: string): Row[] {
  return call.org
    .table(child.name)
    .find(field.name, parentId)
    .filter((row) => row['IsDeleted'] !== true && call.org.visible(row.Id))
    .filter((row) => mayRecord(call.org, call.userId, 'Read', child, row));
}

function listed(call: Call, name: string): string[] {
  return (call.query.get(name) ?? '').split(',').filter(Boolean);
}

function pageSize(call: Call): number {
  const size = Number(call.query.get('pageSize') ?? PAGE);
  if (Number.isInteger(size) && size >= 1 && size <= LARGEST_PAGE) return size;
  throw new SalesforceError(
    'ILLEGAL_QUERY_PARAMETER_VALUE',
    `The value of the pageSize parameter must be between 1 and ${LARGEST_PAGE}.`,
  );
}

export const uiRoutes: Route[] = [
  { method: 'GET', path: /^\/ui-api\/records\/([^/]+)\/?$/, handle: record },
  { method: 'GET', path: /^\/ui-api\/related-list-records\/([^/]+)\/([^/]+)\/?$/, handle: relatedList },
];
