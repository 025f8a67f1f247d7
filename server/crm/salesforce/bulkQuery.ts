/** Bulk 2.0 queries: fewer calls than paging where many rows are read. jsforce's own loses pages, so we page the results. */
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { CrmError } from '../../ports.ts';
import type { Client, Row } from './client.ts';
import { garbled } from './errors.ts';

/** Rows asked for in one page of results. */
const RESULT_PAGE = 50_000;
/** Rows yielded at once. */
const YIELD = 2_000;
const EXPECTED_POLLS = 2;
/** Rows a job is taken to get through in a millisecond, until it says how far it got. */
const ROWS_A_MILLISECOND = { read: 30, write: 20 };
const SHORTEST_WAIT = 150;
const LONGEST_WAIT = 30_000;
/** A job that has not ended by then hangs; milliseconds. */
const LONGEST_JOB = 2 * 60 * 60_000;

/** Calls a bulk query of so many rows is expected to cost. */
export function bulkQueryCalls(rows: number): number {
  return 1 + EXPECTED_POLLS + Math.ceil(rows / RESULT_PAGE);
}

/** The rows of a query, all values as text. */
export async function* bulkRows(client: Client, query: string, expected: number): AsyncIterable<Row[]> {
  const { id } = (await client.post('/jobs/query', { operation: 'query', query })) as { id?: unknown };
  if (typeof id !== 'string') throw garbled('a bulk query without an id');
  await jobDone(client, `/jobs/query/${id}`, expected);
  for (let locator = ''; ;) {
    const page = await client.page(`/jobs/query/${id}/results?maxRecords=${RESULT_PAGE}${locator}`);
    yield* rowsOf(page.text);
    if (page.locator === null) return;
    locator = `&locator=${encodeURIComponent(page.locator)}`;
  }
}

/**
 * Waits for a job to end, asking as seldom as its own pace allows.
 * @returns the job as last seen, whose state is JobComplete, Failed or Aborted.
 */
export async function jobEnd(
  client: Client,
  path: string,
  rows: number,
  kind: keyof typeof ROWS_A_MILLISECOND,
): Promise<Row> {
  const start = performance.now();
  for (let wait = rows / ROWS_A_MILLISECOND[kind]; ;) {
    await client.pause(Math.min(Math.max(wait, SHORTEST_WAIT), LONGEST_WAIT));
    const job = (await client.get(path)) as Row;
    if (['JobComplete', 'Failed', 'Aborted'].includes(String(job['state']))) return job;
    if (performance.now() - start > LONGEST_JOB) {
      await client.patch(path, { state: 'Aborted' });
      throw new CrmError({ kind: 'down' }, `Salesforce did not finish a bulk job within two hours (${path})`);
    }
    const done = Number(job['numberRecordsProcessed'] ?? 0);
    const pace = done / (performance.now() - start);
    wait = done > 0 ? Math.max(0, rows - done) / pace : wait * 2;
  }
}

async function jobDone(client: Client, path: string, rows: number): Promise<void> {
  const job = await jobEnd(client, path, rows, 'read');
  if (job['state'] === 'JobComplete') return;
  throw new CrmError(
    { kind: 'rejected', code: `BULK_QUERY_${String(job['state']).toUpperCase()}` },
    `Salesforce did not finish the bulk query: ${String(job['errorMessage'] ?? job['state'])}`,
  );
}

/** Rows of a CSV text, read piece by piece so that nothing else has to wait. */
export async function* rowsOf(csv: string): AsyncIterable<Row[]> {
  const source = Readable.from(pieces(csv));
  let rows: Row[] = [];
  for await (const row of source.pipe(parse({ columns: true, bom: true, relax_column_count: false }))) {
    rows.push(row as Row);
    if (rows.length < YIELD) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

function* pieces(text: string, size = 1 << 16): Iterable<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
