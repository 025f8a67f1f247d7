/** Works an uploaded file off: the header first, then chunks of 200 rows, each a transaction of its own. */
import { type Dml, type Input, insertRow, updateRow, upsertRow } from '../dml.ts';
import { SalesforceError } from '../errors.ts';
import { deleteRow } from '../lifecycle.ts';
import { Transaction } from '../rules.ts';
import type { SObject } from '../schema.ts';
import type { Service } from '../service.ts';
import { readCsv } from './csv.ts';
import type { Job, Result } from './jobs.ts';

const CHUNK = 200;
/** Rows worked off before the event loop gets a turn. */
const BURST = 2000;

export function startIngest(service: Service, job: Job): void {
  job.state = 'UploadComplete';
  const { ingest } = job;
  if (ingest === undefined) return;
  service.jobs.later(0, () => {
    if (job.state !== 'UploadComplete') return;
    job.state = 'InProgress';
    try {
      Object.assign(ingest, readCsv(ingest.upload ?? '', ingest.lineEnding));
      checkHeader(service, job, ingest.header);
    } catch (error) {
      if (!(error instanceof SalesforceError)) throw error;
      job.state = 'Failed';
      job.errorMessage = `${error.errorCode} : ${error.message}`;
      return;
    }
    delete ingest.upload;
    const pace = (service.settings.bulkPace * Math.min(BURST, ingest.rows.length)) / 10_000;
    const work = (): void => {
      if (job.state !== 'InProgress') return;
      const end = Math.min(ingest.rows.length, ingest.done + BURST);
      while (ingest.done < end) chunk(service, job, ingest.done, Math.min(end, ingest.done + CHUNK));
      if (ingest.done < ingest.rows.length) service.jobs.later(pace, work);
      else job.state = 'JobComplete';
    };
    service.jobs.later(pace, work);
  });
}

function checkHeader(service: Service, job: Job, header: string[]): void {
  const { org } = service;
  const object = org.sobject(job.object, job.userId);
  const invalid = (message: string) => new SalesforceError('InvalidBatch', message);
  if (job.operation === 'delete' && (header.length !== 1 || header[0]?.toLowerCase() !== 'id'))
    throw invalid("'delete' batches must contain only ids");
  if (job.operation === 'update' && !header.some((name) => name.toLowerCase() === 'id'))
    throw invalid("Field name 'Id' is required for update");
  const key = job.ingest?.externalIdFieldName;
  if (key !== undefined && !header.some((name) => name.toLowerCase() === key.toLowerCase()))
    throw invalid(`Field name not found : ${key}`);
  const access = org.access(job.userId);
  for (const name of header) {
    const [relation = '', inner] = name.split('.');
    const field = inner === undefined ? object.field(name) : object.relationship(relation);
    if (field === undefined || !access.mayRead(object, field))
      throw invalid(`Field name not found : ${name}`);
  }
}

function chunk(service: Service, job: Job, from: number, to: number): void {
  const { ingest } = job;
  if (ingest === undefined) return;
  const object = service.org.sobject(job.object, job.userId);
  const dml: Dml = { org: service.org, userId: job.userId, transaction: new Transaction(), source: 'csv' };
  const inputs = ingest.rows.slice(from, to).map((row) => inputOf(ingest.header, row));
  const key = job.operation === 'upsert' ? ingest.externalIdFieldName?.toLowerCase() : undefined;
  const keys = inputs.map((input) =>
    String(Object.entries(input).find(([name]) => name.toLowerCase() === key)?.[1] ?? '').toLowerCase(),
  );
  inputs.forEach((input, place) => {
    const row = from + place;
    try {
      if (
        key !== undefined &&
        keys[place] !== '' &&
        keys.indexOf(keys[place] ?? '') !== keys.lastIndexOf(keys[place] ?? '')
      )
        throw new SalesforceError('DUPLICATE_VALUE', `Duplicate external id specified: ${keys[place]}`);
      ingest.success.push({ row, ...act(dml, job, object, input) });
    } catch (error) {
      if (!(error instanceof SalesforceError)) throw error;
      ingest.failure.push({
        row,
        id: String(input['Id'] ?? ''),
        created: false,
        error: `${error.errorCode}:${error.message}:${error.fields.join(', ')} --`,
      });
      job.failed += 1;
    }
    job.processed += 1;
  });
  ingest.done = to;
}

function act(dml: Dml, job: Job, object: SObject, input: Input): Omit<Result, 'row'> {
  const id = String(input['Id'] ?? '');
  switch (job.operation) {
    case 'insert':
      return { id: insertRow(dml, object.name, input), created: true };
    case 'update':
      if (id === '') throw new SalesforceError('MISSING_ARGUMENT', 'Id not specified in an update call');
      updateRow(dml, object.name, id, input);
      return { id, created: false };
    case 'delete':
      return { id: deleteRow(dml, object, id), created: false };
    default: {
      const name = job.ingest?.externalIdFieldName ?? 'Id';
      const held = Object.entries(input).find(([column]) => column.toLowerCase() === name.toLowerCase());
      const rest = Object.fromEntries(Object.entries(input).filter(([column]) => column !== held?.[0]));
      return upsertRow(dml, object.name, name, held?.[1], rest);
    }
  }
}

/** An empty cell leaves a field as it is, `#N/A` empties it, `Parent__r.Key__c` finds a parent by its key. */
function inputOf(header: string[], row: string[]): Input {
  const input: Input = {};
  header.forEach((name, place) => {
    const cell = row[place] ?? '';
    if (cell === '') return;
    const value = cell === '#N/A' ? null : cell;
    const [relation = '', inner] = name.split('.');
    if (inner !== undefined) input[relation] = { [inner]: value };
    else input[name.toLowerCase() === 'id' ? 'Id' : name] = value;
  });
  return input;
}
