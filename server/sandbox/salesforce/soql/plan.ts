/** Chooses the rows a query must look at: by index where it can, in the wanted order where the table keeps it. */
import type { Row, SObject, Value } from '../schema.ts';
import type { Table } from '../table.ts';
import { literalValue } from './literals.ts';
import type { Condition, Order } from './parse.ts';

type Leaf = Extract<Condition, { kind: 'test' }>;

export interface Candidates {
  rows: Iterable<Row>;
  /** The rows already come in the order asked for, so reading may stop at the limit. */
  ordered: boolean;
}

export function candidates(
  object: SObject,
  table: Table,
  where: Condition | undefined,
  orderBy: Order[],
): Candidates {
  for (const part of conjuncts(where)) {
    const rows = direct(part, object, table);
    if (rows !== undefined) return { rows, ordered: false };
  }
  const order = orderBy.map((by) => `${by.path.toLowerCase()}${by.descending ? ' desc' : ''}`).join(',');
  if (order === 'systemmodstamp' || order === 'systemmodstamp,id') {
    const from = lowerBound(where, object, 'SystemModstamp');
    return { rows: startingAt(table.byStamp, 'SystemModstamp', from), ordered: true };
  }
  const from = lowerBound(where, object, 'Id');
  return { rows: startingAt(table.byId, 'Id', from), ordered: order === '' || order === 'id' };
}

function conjuncts(where: Condition | undefined): Leaf[] {
  if (where?.kind === 'test') return [where];
  return where?.kind === 'and' ? where.parts.flatMap(conjuncts) : [];
}

/** Rows by id, or by an indexed field; undefined when the condition is no plain equality. */
function direct(leaf: Leaf, object: SObject, table: Table): Row[] | undefined {
  const field = object.field(leaf.path);
  if (field === undefined || leaf.subquery !== undefined || (leaf.operator !== '=' && leaf.operator !== 'IN'))
    return undefined;
  const indexed = field.type === 'id' || field.unique || field.externalId || field.type === 'reference';
  if (!indexed || leaf.literals.some((literal) => literal.type !== 'STRING')) return undefined;
  const values = new Set(leaf.literals.map((literal) => literalValue(literal, field, leaf.path, leaf.path)));
  const rows: Row[] = [];
  for (const value of values) {
    if (value === null) return undefined;
    const own = table.rows.get(String(value));
    if (field.type !== 'id')
      rows.push(...table.find(field.name, value, field.type === 'reference' || field.caseSensitive));
    else if (own !== undefined) rows.push(own);
  }
  return [...new Set(rows)];
}

/** The least value of the field that can satisfy the condition, or null when nothing bounds it. */
function lowerBound(where: Condition | undefined, object: SObject, name: 'Id' | 'SystemModstamp'): Value {
  if (where === undefined || where.kind === 'not') return null;
  if (where.kind === 'test') {
    const field = object.field(where.path);
    const [literal] = where.literals;
    if (field?.name !== name || literal === undefined || !['>', '>=', '='].includes(where.operator))
      return null;
    const plain = literal.type === 'STRING' || literal.type === 'DATETIME';
    return plain ? literalValue(literal, field, where.path, where.path) : null;
  }
  const bounds = where.parts.map((part) => lowerBound(part, object, name));
  const set = bounds.filter((bound) => bound !== null).sort((a, b) => (a < b ? -1 : 1));
  if (where.kind === 'and') return set.at(-1) ?? null;
  return set.length === bounds.length ? (set[0] ?? null) : null;
}

function* startingAt(rows: Row[], name: string, from: Value): Generator<Row> {
  let low = 0;
  let high = from === null ? 0 : rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = rows[middle]?.[name] ?? null;
    if (value !== null && from !== null && value < from) low = middle + 1;
    else high = middle;
  }
  for (let place = low; place < rows.length; place += 1) {
    const row = rows[place];
    if (row !== undefined) yield row;
  }
}
