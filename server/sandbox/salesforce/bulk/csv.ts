/** CSV as Bulk 2.0 takes and gives it: comma, one stated line ending, every result value quoted. */
import { parse } from 'csv-parse/sync';
import { SalesforceError } from '../errors.ts';

export interface Sheet {
  header: string[];
  rows: string[][];
}

/** @throws InvalidBatch, ClientInputError */
export function readCsv(text: string, lineEnding: 'LF' | 'CRLF'): Sheet {
  const firstEnd = text.indexOf('\n');
  const returns = firstEnd > 0 && text[firstEnd - 1] === '\r';
  if (firstEnd >= 0 && returns !== (lineEnding === 'CRLF'))
    throw new SalesforceError(
      'ClientInputError',
      `LineEnding is invalid on user data. Current LineEnding setting is ${lineEnding}`,
    );
  let all: string[][];
  try {
    all = parse(text, {
      bom: true,
      skip_empty_lines: true,
      record_delimiter: lineEnding === 'CRLF' ? '\r\n' : '\n',
    });
  } catch (error) {
    throw new SalesforceError(
      'InvalidBatch',
      `Failed to parse CSV. ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const [header, ...rows] = all;
  if (header === undefined)
    throw new SalesforceError('InvalidBatch', 'Failed to parse CSV. The file is empty');
  return { header, rows };
}

export function writeCsv(rows: (string | number | boolean | null)[][]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}

const cell = (value: string | number | boolean | null): string =>
  `"${String(value ?? '').replaceAll('"', '""')}"`;
