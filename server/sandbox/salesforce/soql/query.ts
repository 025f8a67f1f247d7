/** Runs a SOQL query as one user and answers rows to page through, or the aggregate's records. */
import { SalesforceError } from '../errors.ts';
import type { OrgState } from '../state.ts';
import type { Row, SObject, Value } from '../schema.ts';
import { visibleTo } from '../sharing.ts';
import { aggregate, type AggregateRecord } from './aggregate.ts';
import { malformed, queryError } from './errors.ts';
import { type Order, parseSoql, type Soql } from './parse.ts';
import { type Path, resolvePath } from './paths.ts';
import { candidates } from './plan.ts';
import { accessRows } from './userRecordAccess.ts';
import { compareValues, compile, type Scope, type Test } from './where.ts';

export type QueryResult =
  | { kind: 'count'; total: number }
  | { kind: 'aggregate'; records: AggregateRecord[] }
  | { kind: 'rows'; object: SObject; rows: Row[]; columns: Path[] };

export interface QueryOptions {
  /** queryAll: rows of the recycle bin too. */
  deleted: boolean;
}

export function runQuery(org: OrgState, userId: string, text: string, options: QueryOptions): QueryResult {
  return execute(org, userId, parseSoql(text), options);
}

function execute(org: OrgState, userId: string, query: Soql, options: QueryOptions): QueryResult {
  const object = objectOf(org, userId, query);
  const resolve = (path: string): Path => resolvePath(org, userId, object, path, query.text);
  if (query.offset > 2000)
    throw new SalesforceError('NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
  const rows = selectRows(org, userId, query, object, resolve, options);
  const grouped = query.groupBy.length > 0 || query.select.some((selected) => 'aggregate' in selected);
  if (query.countOnly) return { kind: 'count', total: rows.length };
  if (grouped) {
    const records = aggregate(query, rows, resolve);
    return {
      kind: 'aggregate',
      records: records.slice(query.offset, query.offset + (query.limit ?? records.length)),
    };
  }
  return { kind: 'rows', object, rows, columns: columnsOf(query, resolve) };
}

function objectOf(org: OrgState, userId: string, query: Soql): SObject {
  try {
    return org.sobject(query.object, userId);
  } catch (error) {
    if (error instanceof SalesforceError)
      throw queryError('INVALID_TYPE', error.message, query.text, query.object);
    throw error;
  }
}

function columnsOf(query: Soql, resolve: (path: string) => Path): Path[] {
  const seen = new Set<string>();
  return query.select.map((selected) => {
    if (seen.has(selected.path.toLowerCase()))
      throw queryError(
        'INVALID_FIELD',
        `duplicate field selected: ${selected.path}`,
        query.text,
        selected.path,
      );
    seen.add(selected.path.toLowerCase());
    if (selected.alias !== undefined) throw malformed('only aggregate expressions use field aliasing');
    return resolve(selected.path);
  });
}

function selectRows(
  org: OrgState,
  userId: string,
  query: Soql,
  object: SObject,
  resolve: (path: string) => Path,
  options: QueryOptions,
): Row[] {
  const scope: Scope = {
    org,
    userId,
    object,
    soql: query.text,
    inner: (leaf) => innerValues(org, userId, leaf.subquery, options),
  };
  const test: Test = query.where === undefined ? () => true : compile(query.where, scope);
  const sort = sorter(query.orderBy, resolve, query.text);
  if (object.name === 'UserRecordAccess') return accessRows(org, query.where).filter(test);
  const seen = visibleTo(org, userId, object);
  const { rows, ordered } = candidates(object, org.table(object.name), query.where, query.orderBy);
  const grouped = query.groupBy.length > 0 || query.select.some((selected) => 'aggregate' in selected);
  const enough = grouped
    ? Number.POSITIVE_INFINITY
    : query.offset + (query.limit ?? Number.POSITIVE_INFINITY);
  const kept: Row[] = [];
  if (enough === 0) return kept;
  for (const row of rows) {
    if (row['IsDeleted'] === true && !options.deleted) continue;
    if (!test(row) || (seen !== undefined && !seen(row)) || (org.hasLate && !org.visible(row.Id))) continue;
    kept.push(row);
    if (ordered && kept.length >= enough) break;
  }
  if (!ordered && !grouped) kept.sort(sort);
  return kept.slice(grouped ? 0 : query.offset, enough);
}

/** Compares by the fields asked for, then by id, so that an order never depends on chance. */
function sorter(orderBy: Order[], resolve: (path: string) => Path, soql: string): (a: Row, b: Row) => number {
  const keys = orderBy.map((order) => {
    const path = resolve(order.path);
    if (!path.field.filterable || path.field.type === 'multipicklist')
      throw queryError(
        'MALFORMED_QUERY',
        `field '${path.field.name}' can not be sorted in a query call`,
        soql,
        order.path,
      );
    return { ...order, ...path };
  });
  return (a, b) => {
    for (const key of keys) {
      const [left, right] = [key.read(a), key.read(b)];
      if ((left === null) !== (right === null)) return (left === null) === key.nullsLast ? 1 : -1;
      const sign = compareValues(left, right, key.field);
      if (sign !== 0) return key.descending ? -sign : sign;
    }
    return a.Id < b.Id ? -1 : 1;
  };
}

/** The values a semi-join compares with. */
function innerValues(
  org: OrgState,
  userId: string,
  query: Soql | undefined,
  options: QueryOptions,
): Set<Value> {
  if (query === undefined || query.select.length !== 1)
    throw malformed('semi join sub-selects can only query one field');
  const result = execute(org, userId, query, options);
  const column = result.kind === 'rows' ? result.columns[0] : undefined;
  if (result.kind !== 'rows' || column === undefined)
    throw malformed('semi join sub-selects cannot aggregate');
  if (column.field.type !== 'id' && column.field.type !== 'reference')
    throw malformed(`The inner select field '${column.text}' must be of type id or reference`);
  return new Set(result.rows.map(column.read).filter((value) => value !== null));
}
