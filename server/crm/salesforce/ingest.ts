/** Bulk 2.0 ingest: about six calls whatever the number of rows, at the price of seconds. */
import type { Client } from './client.ts';
import { jobEnd, rowsOf } from './bulkQuery.ts';
import { type Cells, columnsOf, csvLine, LARGEST_FILE } from './csv.ts';
import { garbled, type VendorError } from './errors.ts';

export interface IngestJob {
  object: string;
  operation: 'upsert' | 'update' | 'delete';
  /** The column that tells rows apart: the external id for upserts, else Id. Its values must differ. */
  key: string;
  rows: readonly Cells[];
}

export type IngestResult =
  | { status: 'done'; id: string }
  | { status: 'failed'; error: VendorError }
  /** Salesforce did not get to it. */
  | { status: 'unprocessed' };

/** One result for each row, in order. */
export async function ingest(client: Client, job: IngestJob): Promise<IngestResult[]> {
  const columns = columnsOf(job.rows);
  const results = new Map<string, IngestResult>();
  for (const file of filesOf(columns, job.rows)) await run(client, job, columns, file, results);
  return job.rows.map((row) => results.get(String(row[job.key])) ?? { status: 'unprocessed' });
}

interface File {
  lines: string[];
  rows: Cells[];
}

function* filesOf(columns: readonly string[], rows: readonly Cells[]): Iterable<File> {
  let file: File = { lines: [], rows: [] };
  let size = 0;
  for (const row of rows) {
    const line = csvLine(columns, row);
    const bytes = Buffer.byteLength(line);
    if (size + bytes > LARGEST_FILE && file.rows.length > 0) {
      yield file;
      file = { lines: [], rows: [] };
      size = 0;
    }
    file.lines.push(line);
    file.rows.push(row);
    size += bytes;
  }
  yield file;
}

async function run(
  client: Client,
  job: IngestJob,
  columns: readonly string[],
  file: File,
  results: Map<string, IngestResult>,
): Promise<void> {
  const created = (await client.post('/jobs/ingest', {
    object: job.object,
    operation: job.operation,
    contentType: 'CSV',
    lineEnding: 'LF',
    ...(job.operation === 'upsert' ? { externalIdFieldName: job.key } : {}),
  })) as { id?: unknown };
  if (typeof created.id !== 'string') throw garbled('a bulk job without an id');
  const path = `/jobs/ingest/${created.id}`;
  await client.put(`${path}/batches`, `${columns.join(',')}\n${file.lines.join('')}`);
  await client.patch(path, { state: 'UploadComplete' });
  const ended = await jobEnd(client, path, file.rows.length, 'write');
  const processed = Number(ended['numberRecordsProcessed'] ?? 0);
  const refused = Number(ended['numberRecordsFailed'] ?? 0);
  if (processed > refused) await collect(client, `${path}/successfulResults`, job.key, results);
  if (refused > 0) await collect(client, `${path}/failedResults`, job.key, results);
}

async function collect(
  client: Client,
  path: string,
  key: string,
  results: Map<string, IngestResult>,
): Promise<void> {
  const { text } = await client.page(path);
  for await (const rows of rowsOf(text))
    for (const row of rows) {
      const error = row['sf__Error'];
      const failed = typeof error === 'string' && error !== '';
      results.set(
        String(row[key]),
        failed
          ? { status: 'failed', error: bulkError(error) }
          : { status: 'done', id: String(row['sf__Id']) },
      );
    }
}

/** `REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --` */
function bulkError(text: string): VendorError {
  const [code = text, ...rest] = text.split(':');
  const last = /^(.*?)\s*--\s*$/.exec(rest.at(-1) ?? '');
  const fields = (last?.[1] ?? '').split(',').map((field) => field.trim());
  const message = (last ? rest.slice(0, -1) : rest).join(':');
  const named = fields.filter((field) => field !== '');
  return { code, message, ...(named.length > 0 ? { fields: named } : {}) };
}
