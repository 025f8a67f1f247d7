/** Query refusals with the position Salesforce points at. */
import { SalesforceError } from '../errors.ts';

/** An error that quotes the query and marks where `token` stands in it. */
export function queryError(errorCode: string, message: string, soql: string, token: string): SalesforceError {
  const found =
    new RegExp(`(?<![\\w.])${escape(token)}(?!\\w)`, 'i').exec(soql)?.index ??
    Math.max(0, soql.indexOf(token));
  const before = soql.slice(0, found);
  const row = before.split('\n').length;
  const column = found - (before.lastIndexOf('\n') + 1) + 1;
  const line = soql.split('\n')[row - 1] ?? '';
  const from = Math.max(0, column - 41);
  const snippet = line.slice(from, column + 39);
  const caret = `${' '.repeat(column - 1 - from)}^`;
  return new SalesforceError(
    errorCode,
    `\n${snippet}\n${caret}\nERROR at Row:${row}:Column:${column}\n${message}`,
  );
}

export const malformed = (message: string): SalesforceError =>
  new SalesforceError('MALFORMED_QUERY', message);

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
