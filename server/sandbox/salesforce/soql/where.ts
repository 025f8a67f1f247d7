/** Compiles a WHERE tree to a test of one row, checking each literal against its field's type as Salesforce does. */
import { SalesforceError } from '../errors.ts';
import type { OrgState } from '../state.ts';
import type { Field, Row, SObject, Value } from '../schema.ts';
import { span } from './dates.ts';
import { malformed, queryError } from './errors.ts';
import { literalValue, wrongLiteral } from './literals.ts';
import type { Condition } from './parse.ts';
import { resolvePath } from './paths.ts';

export type Test = (row: Row) => boolean;
type Leaf = Extract<Condition, { kind: 'test' }>;

export interface Scope {
  org: OrgState;
  userId: string;
  object: SObject;
  soql: string;
  /** Values of a semi-join's inner query. */
  inner: (leaf: Leaf) => Set<Value>;
}

export function compile(condition: Condition, scope: Scope): Test {
  if (condition.kind === 'not') {
    const part = compile(condition.part, scope);
    return (row) => !part(row);
  }
  if (condition.kind !== 'test') {
    const parts = condition.parts.map((part) => compile(part, scope));
    return condition.kind === 'and'
      ? (row) => parts.every((part) => part(row))
      : (row) => parts.some((part) => part(row));
  }
  return leaf(condition, scope);
}

function leaf(test: Leaf, scope: Scope): Test {
  const { field, read } = resolvePath(scope.org, scope.userId, scope.object, test.path, scope.soql);
  if (!field.filterable)
    throw queryError(
      'INVALID_FIELD',
      `field '${field.name}' can not be filtered in a query call`,
      scope.soql,
      test.path,
    );
  if (test.subquery !== undefined) {
    const inner = scope.inner(test);
    if (test.operator !== 'IN' && test.operator !== 'NOT IN') throw malformed(`unexpected token: '('`);
    return test.operator === 'IN' ? (row) => inner.has(read(row)) : (row) => !inner.has(read(row));
  }
  if (test.literals.some((literal) => literal.type === 'DATE_LITERAL' || literal.type === 'DATE_N_LITERAL'))
    return inSpan(test, field, read, scope);
  const values = test.literals.map((literal) => literalValue(literal, field, scope.soql, test.path));
  const folded = new Set(values.map(fold));
  const wanted = fold(values[0] ?? null);
  const at = (row: Row): Value => fold(read(row));
  switch (test.operator) {
    case '=':
      return (row) => at(row) === wanted;
    case '!=':
      return (row) => at(row) !== wanted;
    case 'IN':
      return (row) => folded.has(at(row));
    case 'NOT IN':
      return (row) => !folded.has(at(row));
    case 'LIKE':
      return like(field, String(values[0] ?? ''), read);
    case 'INCLUDES':
    case 'EXCLUDES':
      return includes(test, field, values, read, scope.soql);
    default:
      return ordered(test.operator, field, values[0] ?? null, read, scope.soql, test.path);
  }

  function fold(value: Value): Value {
    return typeof value === 'string' &&
      field.type !== 'id' &&
      field.type !== 'reference' &&
      !field.caseSensitive
      ? value.toLowerCase()
      : value;
  }
}

function ordered(
  operator: '<' | '<=' | '>' | '>=',
  field: Field,
  wanted: Value,
  read: (row: Row) => Value,
  soql: string,
  path: string,
): Test {
  if (field.type === 'boolean' || field.type === 'multipicklist')
    throw queryError(
      'INVALID_QUERY_FILTER_OPERATOR',
      `operator '${operator}' is not valid on field '${field.name}'`,
      soql,
      path,
    );
  if (wanted === null) return () => false;
  return (row) => {
    const value = read(row);
    if (value === null) return false;
    const sign = compareValues(value, wanted, field);
    return operator === '<'
      ? sign < 0
      : operator === '<='
        ? sign <= 0
        : operator === '>'
          ? sign > 0
          : sign >= 0;
  };
}

/** Ids compare by character code, other text without case. Nulls come first. */
export function compareValues(a: Value, b: Value, field: Field): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === 'string' && typeof b === 'string') {
    if (field.type === 'id' || field.type === 'reference' || field.type === 'date') return a < b ? -1 : 1;
    const [left, right] = [a.toLowerCase(), b.toLowerCase()];
    return left === right ? 0 : left < right ? -1 : 1;
  }
  return Number(a) - Number(b);
}

function like(field: Field, pattern: string, read: (row: Row) => Value): Test {
  if (['id', 'reference'].includes(field.type) || typeof pattern !== 'string')
    throw new SalesforceError('INVALID_QUERY_FILTER_OPERATOR', `invalid operator on id field`);
  const source = pattern
    .replace(/[.*+?^${}()|[\]]/g, '\\$&')
    .replace(/(?<!\\)%/g, '[\\s\\S]*')
    .replace(/(?<!\\)_/g, '[\\s\\S]')
    .replace(/\\([%_])/g, '$1');
  const shape = new RegExp(`^${source}$`, 'i');
  return (row) => {
    const value = read(row);
    return typeof value === 'string' && shape.test(value);
  };
}

function includes(test: Leaf, field: Field, values: Value[], read: (row: Row) => Value, soql: string): Test {
  if (field.type !== 'multipicklist')
    throw queryError(
      'INVALID_QUERY_FILTER_OPERATOR',
      `${test.operator.toLowerCase()} operator only valid on multipicklist fields`,
      soql,
      test.path,
    );
  const sets = values.map((value) => String(value).toLowerCase().split(';'));
  const any: Test = (row) => {
    const held = String(read(row) ?? '')
      .toLowerCase()
      .split(';');
    return sets.some((set) => set.every((part) => held.includes(part)));
  };
  return test.operator === 'INCLUDES' ? any : (row) => !any(row);
}

function inSpan(test: Leaf, field: Field, read: (row: Row) => Value, scope: Scope): Test {
  if (field.type !== 'date' && field.type !== 'datetime') throw wrongLiteral(field, scope.soql, test.path);
  const literal = test.literals[0] ?? { text: 'TODAY' };
  const [from, to] = span(literal.text, ('n' in literal ? literal.n : 0) ?? 0, scope.org.world.now());
  return (row) => {
    const value = read(row);
    if (value === null) return test.operator === '!=';
    const at = typeof value === 'number' ? value : Date.parse(String(value));
    switch (test.operator) {
      case '<':
        return at < from;
      case '<=':
        return at < to;
      case '>':
        return at >= to;
      case '>=':
        return at >= from;
      case '!=':
        return at < from || at >= to;
      default:
        return at >= from && at < to;
    }
  };
}
