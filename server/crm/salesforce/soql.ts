/** SOQL text: quoting, and lists of values cut to what a request may carry. */
import { chunks } from '../batch.ts';

/** Rows Salesforce returns on one page of a query. */
export const PAGE = 2_000;
/** A query's text once encoded for a URL; Salesforce takes about 16 KB of URL and headers together. */
const LONGEST = 12_000;

export interface Among {
  column: string;
  values: readonly string[];
}

export function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}'`;
}

export function instant(at: number): string {
  return new Date(at).toISOString();
}

/**
 * The conditions of as many queries as the values need: each combination of pieces, so that every match is found
 * once. No condition at all is one empty one.
 */
export function conditions(where: readonly Among[]): string[] {
  const room = Math.floor(LONGEST / Math.max(1, where.length));
  const pieces = where.map(({ column, values }) => piecesOf(column, [...new Set(values)], room));
  return pieces.reduce<string[]>(
    (sofar, next) => sofar.flatMap((left) => next.map((right) => (left ? `${left} AND ${right}` : right))),
    [''],
  );
}

function piecesOf(column: string, values: readonly string[], room: number): string[] {
  const longest = values.reduce((most, value) => Math.max(most, encodeURIComponent(quote(value)).length), 1);
  const size = Math.max(1, Math.floor(room / (longest + 3)));
  return chunks(values, size).map((piece) => `${column} IN (${piece.map(quote).join(',')})`);
}

export function select(
  columns: readonly string[],
  from: string,
  where: readonly string[],
  order: string,
): string {
  const all = where.filter((part) => part !== '');
  const condition = all.length > 0 ? ` WHERE ${all.join(' AND ')}` : '';
  return `SELECT ${columns.join(', ')} FROM ${from}${condition} ORDER BY ${order}`;
}
