/** Turns SOQL text into the small tree the rest works on, refusing what is outside the imitated subset. */
import { type FieldType, type LiteralType, parseQuery, type Query } from '@jetstreamapp/soql-parser-js';
import { readWhere } from './conditions.ts';
import { malformed } from './errors.ts';

export type Comparison =
  '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';

export interface Literal {
  type: LiteralType;
  text: string;
  /** The n of `LAST_N_DAYS:n`. */
  n?: number;
}

export type Condition =
  | { kind: 'and' | 'or'; parts: Condition[] }
  | { kind: 'not'; part: Condition }
  | { kind: 'test'; path: string; operator: Comparison; literals: Literal[]; subquery?: Soql };

export interface Order {
  path: string;
  descending: boolean;
  nullsLast: boolean;
}

export type Selected =
  | { path: string; alias: string | undefined }
  | { aggregate: string; path: string; alias: string | undefined };

export interface Soql {
  text: string;
  object: string;
  select: Selected[];
  /** `SELECT COUNT()`. */
  countOnly: boolean;
  where: Condition | undefined;
  groupBy: string[];
  orderBy: Order[];
  limit: number | undefined;
  offset: number;
}

const AGGREGATES = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);

/** @throws MALFORMED_QUERY for what Salesforce, or this imitation, cannot read. */
export function parseSoql(text: string): Soql {
  if (text.length > 100_000) throw malformed('SOQL statements cannot be longer than 100000 characters.');
  let query: Query;
  try {
    query = parseQuery(text);
  } catch (error) {
    throw malformed(unexpected(text, error instanceof Error ? error.message : String(error)));
  }
  return read(query, text);
}

function read(query: Query, text: string): Soql {
  for (const part of [
    'having',
    'usingScope',
    'withDataCategory',
    'withSecurityEnforced',
    'withAccessLevel',
    'for',
    'update',
    'sObjectAlias',
  ] as const)
    if (query[part] !== undefined && query[part] !== false) throw outside(part);
  const select = (query.fields ?? []).map(selected);
  const [first] = query.fields ?? [];
  const countOnly =
    first?.type === 'FieldFunctionExpression' &&
    first.functionName.toUpperCase() === 'COUNT' &&
    first.parameters.length === 0;
  if (countOnly && select.length > 1) throw malformed("unexpected token: ','");
  const groups =
    query.groupBy === undefined ? [] : Array.isArray(query.groupBy) ? query.groupBy : [query.groupBy];
  const orders =
    query.orderBy === undefined ? [] : Array.isArray(query.orderBy) ? query.orderBy : [query.orderBy];
  return {
    text,
    object: query.sObject ?? '',
    select: countOnly ? [] : select,
    countOnly,
    where: query.where === undefined ? undefined : readWhere(query.where, (inner) => read(inner, text)),
    groupBy: groups.map((group) => {
      if (!('field' in group)) throw outside('a function in GROUP BY');
      return group.field;
    }),
    orderBy: orders.map((order) => {
      if (!('field' in order)) throw outside('a function in ORDER BY');
      return { path: order.field, descending: order.order === 'DESC', nullsLast: order.nulls === 'LAST' };
    }),
    limit: query.limit,
    offset: query.offset ?? 0,
  };
}

function selected(field: FieldType): Selected {
  if (field.type === 'Field') return { path: field.field, alias: field.alias };
  if (field.type === 'FieldRelationship')
    return {
      path: [...field.relationships, field.field].join('.'),
      alias: 'alias' in field ? field.alias : undefined,
    };
  if (field.type === 'FieldFunctionExpression') {
    const name = field.functionName.toUpperCase();
    const [parameter] = field.parameters;
    if (AGGREGATES.has(name) && (parameter === undefined || typeof parameter === 'string'))
      return { aggregate: name, path: parameter ?? '', alias: field.alias };
    throw outside(`${field.functionName}()`);
  }
  throw outside(field.type === 'FieldSubquery' ? 'a subquery in SELECT' : 'TYPEOF');
}

function unexpected(text: string, message: string): string {
  const found =
    /found: '?-*>? ?'?([^'<]*)/.exec(message)?.[1]?.trim() ?? /found --> '([^']*)'/.exec(message)?.[1] ?? '';
  const token = /found --> '([^']*)'/.exec(message)?.[1] ?? found;
  return text.trim() === '' || token === '' ? "unexpected token: '<EOF>'" : `unexpected token: '${token}'`;
}

/** Salesforce knows more SOQL than this imitation does; what it lacks is refused and says so. */
export function outside(what: string) {
  return malformed(`unexpected token: ${what} (this part of SOQL is not imitated)`);
}
