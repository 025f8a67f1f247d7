/** HubSpot's search, always page by page behind the last record seen: its offsets end at 10,000 and drift when records change. */
import type { Parent } from './parents.ts';
import type { Portal } from './portal.ts';
import { SearchPage, type WireRecord } from './shapes.ts';

export const SEARCH_PAGE = 200;

export interface Filter {
  propertyName: string;
  operator: 'EQ' | 'GT' | 'GTE' | 'IN' | 'NOT_IN' | 'HAS_PROPERTY';
  value?: string;
  values?: readonly string[];
}

export interface Search {
  /** Any group must hold; in a group all filters. */
  groups: readonly (readonly Filter[])[];
  sort: { propertyName: string; direction: 'ASCENDING' | 'DESCENDING' };
  properties: readonly string[];
  limit?: number;
}

export async function search(portal: Portal, parent: Parent, wanted: Search): Promise<SearchPage> {
  const body = {
    filterGroups: wanted.groups.filter((filters) => filters.length > 0).map((filters) => ({ filters })),
    sorts: [wanted.sort],
    properties: wanted.properties,
    limit: wanted.limit ?? SEARCH_PAGE,
  };
  const path = portal.objectsPath(parent, 'search');
  const place = `searching ${parent} records`;
  return (await portal.client.send({ method: 'POST', path, body, search: true, place }, SearchPage)).body;
}

/** All records that meet the filters, in ascending id, after `after`. */
export async function* searchById(
  portal: Portal,
  parent: Parent,
  filters: readonly Filter[],
  properties: readonly string[],
  after?: string,
): AsyncGenerator<WireRecord[]> {
  for (let last = after; ;) {
    const behind: Filter[] =
      last === undefined ? [] : [{ propertyName: 'hs_object_id', operator: 'GT', value: last }];
    const page = await search(portal, parent, {
      groups: [[...filters, ...behind]],
      sort: { propertyName: 'hs_object_id', direction: 'ASCENDING' },
      properties,
    });
    yield page.results;
    last = page.results.at(-1)?.id;
    if (last === undefined || !page.paging?.next) return;
  }
}
