/** GROUP BY and the aggregate functions. */
import { SalesforceError } from '../errors.ts';
import type { Row, Value } from '../schema.ts';
import { wireValue } from '../values.ts';
import { malformed } from './errors.ts';
import type { Soql } from './parse.ts';
import type { Path } from './paths.ts';

export type AggregateRecord = Record<string, unknown>;

/** One record a group, in order of first appearance. */
export function aggregate(
  query: Soql,
  rows: Iterable<Row>,
  resolve: (path: string) => Path,
): AggregateRecord[] {
  const by = query.groupBy.map(resolve);
  let unnamed = 0;
  const columns = query.select.map((selected) => {
    if ('aggregate' in selected) {
      const name = selected.alias ?? `expr${unnamed++}`;
      return { name, path: resolve(selected.path), aggregate: selected.aggregate };
    }
    const path = resolve(selected.path);
    if (!query.groupBy.some((group) => group.toLowerCase() === selected.path.toLowerCase()))
      throw malformed(`Field must be grouped or aggregated: ${selected.path}`);
    return { name: selected.alias ?? path.field.name, path, aggregate: undefined };
  });
  const groups = new Map<string, Row[]>();
  if (by.length === 0) groups.set('', []);
  for (const row of rows) {
    const key = JSON.stringify(by.map((path) => path.read(row)));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  if (groups.size > 2000)
    throw new SalesforceError(
      'EXCEEDED_ID_LIMIT',
      'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch',
    );
  return [...groups.values()].map((group) => {
    const record: AggregateRecord = { attributes: { type: 'AggregateResult' } };
    for (const { name, path, aggregate: fn } of columns) {
      const [first] = group;
      if (fn !== undefined) record[name] = reduce(fn, path, group);
      else record[name] = first === undefined ? null : wireValue(path.field, path.read(first));
    }
    return record;
  });
}

function reduce(fn: string, path: Path, rows: Row[]): Value {
  const values = rows.map(path.read).filter((value) => value !== null);
  if (fn === 'COUNT') return values.length;
  if (fn === 'COUNT_DISTINCT') return new Set(values.map((value) => String(value).toLowerCase())).size;
  if (values.length === 0) return null;
  if (fn === 'MIN' || fn === 'MAX') {
    const best = values.reduce((a, b) => (fn === 'MIN' ? (b < a ? b : a) : b > a ? b : a));
    return wireValue(path.field, best);
  }
  const sum = values.reduce<number>((total, value) => total + Number(value), 0);
  return fn === 'SUM' ? sum : sum / values.length;
}
