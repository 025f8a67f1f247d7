/** Search: filters, one sort, pages up to 10,000 results; keyset searches cost what their page costs. */
import { asObject, optionalText, textsIn, type Json } from './body.ts';
import type { Collection } from './collection.ts';
import { comparable, compileGroup, type Filter, readGroups, type Test, valueOf } from './filters.ts';
import { toRead } from './objects.ts';
import { recordBody } from './record.ts';
import { invalid } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';
import type { Entry } from './searchIndex.ts';

const LONGEST_PAGE = 200;
const MOST_RESULTS = 10_000;
const LONGEST_BODY = 3_000;

export const searchRoutes: Route[] = [
  { method: 'POST', path: 'crm/objects/:type/search', scopes: toRead, isSearch: true, handle: search },
];

interface Sort {
  property: string;
  isDescending: boolean;
}

function search(call: Call): Answer {
  const collection = call.portal.collection(call.params.type);
  const body = asObject(call.body);
  if (call.text.length > LONGEST_BODY) {
    throw invalid(
      `The search request is too large: ${call.text.length} characters, at most ${LONGEST_BODY}.`,
    );
  }
  const groups = readGroups(collection, body['filterGroups']);
  const sort = readSort(collection, body['sorts']);
  const limit = Number(body['limit'] ?? 10);
  if (!Number.isInteger(limit) || limit < 1 || limit > LONGEST_PAGE)
    throw invalid(`The limit must be between 1 and ${LONGEST_PAGE}.`);
  const after = Number(optionalText(body, 'after') ?? 0);
  if (!Number.isInteger(after) || after < 0)
    throw invalid(`The after value is not valid: ${String(body['after'])}`);
  if (after + limit > MOST_RESULTS) {
    throw invalid(
      `Search results are limited to ${MOST_RESULTS}: after ${after} with limit ${limit} goes beyond.`,
    );
  }
  collection.index.settle(call.portal.now());
  const found = find(collection, groups, sort, optionalText(body, 'query'));
  const properties = textsIn(body, 'properties');
  const results = found.slice(after, after + limit).map((entry) => entryBody(collection, entry, properties));
  const hasMore = after + limit < found.length;
  return {
    status: 200,
    body: {
      total: found.length,
      results,
      ...(hasMore && { paging: { next: { after: String(after + limit) } } }),
    },
  };
}

function find(
  collection: Collection,
  groups: Filter[][],
  sort: Sort,
  query: string | undefined,
): readonly Entry[] {
  const keys = keysOf(collection);
  const bySort = keys.find(({ property }) => property === sort.property);
  const base =
    bySort ??
    keys.find(({ property }) => groups.length > 0 && bounds(collection, groups, property)) ??
    keys[0];
  const range = bounds(collection, groups, base.property);
  const candidates = range
    ? base.index.items().slice(base.index.atLeast(range.low), base.index.atLeast(nextUp(range.high)))
    : base.index.items();
  const tests = groups.map((group) =>
    compileGroup(
      collection,
      group.filter((filter) => !isCovered(groups, filter, base.property)),
    ),
  );
  const isTrivial =
    !query &&
    (groups.length === 0 ||
      (groups.length === 1 && groups[0]?.every((filter) => isCovered(groups, filter, base.property))));
  const matching = isTrivial ? candidates : candidates.filter(matcher(collection, tests, query));
  return inOrder(collection, matching, sort, bySort !== undefined);
}

function keysOf(collection: Collection) {
  const { byId, byModified } = collection.index;
  const id = { property: 'hs_object_id', index: byId };
  return [id, { property: collection.type.modifiedAt, index: byModified }] as const;
}

/** A lone range filter on the base index needs no second look at each entry. */
function isCovered(groups: Filter[][], filter: Filter, property: string): boolean {
  const isRange = ['GT', 'GTE', 'LT', 'LTE', 'EQ', 'BETWEEN'].includes(filter.operator);
  return groups.length === 1 && filter.property === property && isRange;
}

/** The span of a numeric key outside which no entry can match; undefined when some group leaves it open. */
function bounds(
  collection: Collection,
  groups: Filter[][],
  property: string,
): { low: number; high: number } | undefined {
  const spans = groups.map((group) => {
    let [low, high, isBound] = [-Infinity, Infinity, false];
    for (const filter of group.filter((candidate) => candidate.property === property)) {
      const at = Number(comparable(collection, property, filter.value ?? ''));
      const end =
        filter.operator === 'BETWEEN' ? Number(comparable(collection, property, filter.highValue ?? '')) : at;
      if (['GT', 'GTE', 'EQ', 'BETWEEN'].includes(filter.operator))
        low = Math.max(low, filter.operator === 'GT' ? nextUp(at) : at);
      if (['LT', 'LTE', 'EQ', 'BETWEEN'].includes(filter.operator))
        high = Math.min(high, filter.operator === 'LT' ? nextDown(end) : end);
      isBound ||= ['GT', 'GTE', 'LT', 'LTE', 'EQ', 'BETWEEN'].includes(filter.operator);
    }
    return isBound ? { low, high } : undefined;
  });
  if (spans.length === 0 || spans.some((span) => span === undefined)) return undefined;
  const known = spans as { low: number; high: number }[];
  return { low: Math.min(...known.map(({ low }) => low)), high: Math.max(...known.map(({ high }) => high)) };
}

/** Ids and stamps are whole numbers. */
function nextUp(value: number): number {
  return Math.floor(value) + 1;
}

function nextDown(value: number): number {
  return Math.ceil(value) - 1;
}

function matcher(collection: Collection, tests: Test[], query: string | undefined): Test {
  const words = query?.toLowerCase();
  const searched = collection.type.shown;
  return (entry) =>
    (tests.length === 0 || tests.some((test) => test(entry))) &&
    (words === undefined || searched.some((name) => entry.values[name]?.toLowerCase().includes(words)));
}

function inOrder(
  collection: Collection,
  entries: readonly Entry[],
  sort: Sort,
  isSorted: boolean,
): readonly Entry[] {
  if (isSorted) return sort.isDescending ? entries.toReversed() : entries;
  const read = valueOf(collection, sort.property);
  const sign = sort.isDescending ? -1 : 1;
  return entries.toSorted((a, b) => sign * order(read(a), read(b)) || a.number - b.number);
}

/** Entries without a value come last in ascending order. */
function order(a: number | string | undefined, b: number | string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -1 : 1;
}

/** One sort at most, as `name`, `-name` or {propertyName, direction}; by id where none is asked. */
function readSort(collection: Collection, given: unknown): Sort {
  if (given === undefined || given === null) return { property: 'hs_object_id', isDescending: false };
  if (!Array.isArray(given)) throw invalid('Invalid input JSON: sorts must be a list');
  if (given.length > 1) throw invalid(`Only one sort may be given, not ${given.length}.`);
  const [first] = given as unknown[];
  if (first === undefined) return { property: 'hs_object_id', isDescending: false };
  const sort = typeof first === 'string' ? textSort(first) : objectSort(asObject(first, 'sort'));
  if (!collection.definition(sort.property))
    throw invalid(`Cannot sort by "${sort.property}": the property does not exist.`);
  return sort;
}

function textSort(text: string): Sort {
  return { property: text.replace(/^-/, ''), isDescending: text.startsWith('-') };
}

function objectSort(sort: Json): Sort {
  return {
    property: optionalText(sort, 'propertyName') ?? '',
    isDescending: sort['direction'] === 'DESCENDING',
  };
}

function entryBody(collection: Collection, entry: Entry, properties: string[] | undefined): Json {
  const isKnown = (name: string) => collection.definition(name) !== undefined;
  return recordBody(
    collection.type,
    entry.record,
    entry.values,
    entry.modifiedAt,
    { ...(properties && { properties }) },
    isKnown,
  );
}
