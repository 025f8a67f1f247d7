/** Bulk query jobs: a query's whole result as CSV, read page by page with a locator. */
import type { Call, Reply } from '../call.ts';
import { SalesforceError } from '../errors.ts';
import type { Service } from '../service.ts';
import { runQuery } from '../soql/query.ts';
import { parseSoql, type Soql } from '../soql/parse.ts';
import { wireValue } from '../values.ts';
import { writeCsv } from './csv.ts';
import type { Job } from './jobs.ts';

/** Rows of a result page unless maxRecords asks for fewer. */
const PAGE = 50_000;

/** Refuses what Bulk 2.0 cannot query. @throws API_ERROR */
export function checkBulkQuery(text: string): Soql {
  const query = parseSoql(text);
  const aggregates =
    query.countOnly || query.groupBy.length > 0 || query.select.some((selected) => 'aggregate' in selected);
  if (aggregates)
    throw new SalesforceError(
      'API_ERROR',
      'Aggregate Relationships not supported in Bulk V2 Query with CSV content type',
    );
  if (query.offset > 0) throw new SalesforceError('API_ERROR', 'OFFSET is not supported in Bulk V2 Query');
  return query;
}

export function startQuery(service: Service, job: Job): void {
  const { query } = job;
  if (query === undefined) return;
  job.state = 'InProgress';
  service.jobs.later(0, () => {
    if (job.state !== 'InProgress') return;
    try {
      const result = runQuery(service.org, job.userId, query.text, { deleted: job.operation === 'queryAll' });
      if (result.kind !== 'rows') throw new SalesforceError('API_ERROR', 'Only rows can be queried in bulk');
      query.header = result.columns.map((column) => column.text);
      query.rows = result.rows.map((row) =>
        result.columns.map((column) => wireValue(column.field, column.read(row))),
      );
      job.processed = query.rows.length;
    } catch (error) {
      if (!(error instanceof SalesforceError)) throw error;
      job.state = 'Failed';
      job.errorMessage = `${error.errorCode}: ${error.message}`;
      return;
    }
    service.jobs.later((service.settings.bulkPace * query.rows.length) / 10_000, () => {
      if (job.state === 'InProgress') job.state = 'JobComplete';
    });
  });
}

/** One page of results; the locator of the last page is the word `null`. */
export function queryResults(call: Call, job: Job): Reply {
  if (job.state !== 'JobComplete' || job.query === undefined)
    throw new SalesforceError(
      'INVALIDJOBSTATE',
      `The query job has not completed: its state is ${job.state}`,
    );
  const { header, rows } = job.query;
  const locator = call.query.get('locator');
  const from = locator === null ? 0 : Number(Buffer.from(locator, 'base64').toString());
  if (!Number.isInteger(from) || from < 0 || from > rows.length)
    throw new SalesforceError('INVALID_QUERY_LOCATOR', `invalid locator: ${locator ?? ''}`);
  const wanted = Number(call.query.get('maxRecords') ?? PAGE);
  const to = Math.min(rows.length, from + Math.min(PAGE, Math.max(1, wanted)));
  const next = to < rows.length ? Buffer.from(String(to)).toString('base64') : 'null';
  return {
    status: 200,
    text: { content: writeCsv([header, ...rows.slice(from, to)]), type: 'text/csv' },
    headers: { 'Sforce-Locator': next, 'Sforce-NumberOfRecords': String(to - from) },
  };
}
