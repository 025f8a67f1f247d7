/** Turns SOQL text into the small tree the rest works on, refusing what is outside the imitated subset. */
import {
  type FieldType,
  type LiteralType,
  parseQuery,
  type Query,
  type WhereClause,
} from '@jetstreamapp/soql-parser-js';
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
    where: query.where === undefined ? undefined : readWhere(query.where, text),
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

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Condition;

/** The parser's list of conditions and parentheses, read with SOQL's own precedence. */
function readWhere(where: WhereClause, text: string): Condition {
  const tokens: Token[] = [];
  flatten(where, tokens, text);
  let place = 0;
  const group = (): Condition => {
    const parts = [term()];
    const word = tokens[place];
    while (tokens[place] === 'AND' || tokens[place] === 'OR') {
      if (tokens[place] !== word) throw malformed(`unexpected token: ${String(tokens[place])}`);
      place += 1;
      parts.push(term());
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: word === 'OR' ? 'or' : 'and', parts };
  };
  const term = (): Condition => {
    const token = tokens[place];
    place += 1;
    if (token === 'NOT') return { kind: 'not', part: term() };
    if (token === '(') {
      const inner = group();
      if (tokens[place] !== ')') throw malformed("expecting a right parentheses, found '<EOF>'");
      place += 1;
      return inner;
    }
    if (typeof token === 'object') return token;
    throw malformed(`unexpected token: ${token ?? '<EOF>'}`);
  };
  const whole = group();
  if (place < tokens.length) throw malformed(`unexpected token: '${String(tokens[place])}'`);
  return whole;
}

function flatten(where: WhereClause, tokens: Token[], text: string): void {
  const { left } = where;
  for (let n = 0; n < (left?.openParen ?? 0); n += 1) tokens.push('(');
  if (left !== null && 'operator' in left) {
    if ('fn' in left) throw outside('a function in WHERE');
    const base = { kind: 'test' as const, path: left.field, operator: left.operator as Comparison };
    if ('valueQuery' in left) tokens.push({ ...base, literals: [], subquery: read(left.valueQuery, text) });
    else tokens.push({ ...base, literals: literalsOf(left) });
  }
  for (let n = 0; n < (left !== null && 'closeParen' in left ? (left.closeParen ?? 0) : 0); n += 1)
    tokens.push(')');
  if (!('operator' in where)) return;
  tokens.push(where.operator);
  flatten(where.right, tokens, text);
}

interface Given {
  value: string | string[];
  literalType?: LiteralType | LiteralType[];
  dateLiteralVariable?: number | number[];
}

function literalsOf(given: Given): Literal[] {
  const values = Array.isArray(given.value) ? given.value : [given.value];
  return values.map((value, place) => {
    const type =
      (Array.isArray(given.literalType) ? given.literalType[place] : given.literalType) ?? 'STRING';
    if (type === 'APEX_BIND_VARIABLE') throw malformed(`unexpected token: ':'`);
    const n = Array.isArray(given.dateLiteralVariable)
      ? given.dateLiteralVariable[place]
      : given.dateLiteralVariable;
    const text = type === 'STRING' ? unquote(value) : value;
    return n === undefined ? { type, text } : { type, text: value.replace(/:.*/, ''), n };
  });
}

/** The text between the quotes; `%` and `_` stay escaped for LIKE to see. */
function unquote(quoted: string): string {
  const escapes: Record<string, string> = {
    n: '\n',
    r: '\r',
    t: '\t',
    b: '\b',
    f: '\f',
    '%': '\\%',
    _: '\\_',
  };
  return quoted.slice(1, -1).replace(/\\(.)/g, (_whole, letter: string) => escapes[letter] ?? letter);
}

function unexpected(text: string, message: string): string {
  const found =
    /found: '?-*>? ?'?([^'<]*)/.exec(message)?.[1]?.trim() ?? /found --> '([^']*)'/.exec(message)?.[1] ?? '';
  const token = /found --> '([^']*)'/.exec(message)?.[1] ?? found;
  return text.trim() === '' || token === '' ? "unexpected token: '<EOF>'" : `unexpected token: '${token}'`;
}

/** Salesforce knows more SOQL than this imitation does; what it lacks is refused and says so. */
function outside(what: string) {
  return malformed(`unexpected token: ${what} (this part of SOQL is not imitated)`);
}
