/** The Bulk 2.0 resources: ingest and query jobs. */
import type { Call, Reply, Route } from '../call.ts';
import { SalesforceError } from '../errors.ts';
import { externalField } from '../inputFields.ts';
import { writeCsv } from './csv.ts';
import { startIngest } from './ingest.ts';
import { type Job, jobInfo, type Kind, type Result } from './jobs.ts';
import { checkBulkQuery, queryResults, startQuery } from './query.ts';

/** Largest upload, characters of CSV. */
const LARGEST = 150 * 1024 * 1024;
const OPERATIONS = ['insert', 'update', 'upsert', 'delete'];

function createIngest(call: Call): Reply {
  const input = call.json();
  const operation = String(input['operation']);
  if (!OPERATIONS.includes(operation))
    throw new SalesforceError('INVALIDJOB', `Invalid operation: ${operation}`);
  for (const [name, only] of [
    ['contentType', 'CSV'],
    ['columnDelimiter', 'COMMA'],
  ] as const)
    if (input[name] !== undefined && input[name] !== only)
      throw new SalesforceError('INVALIDJOB', `${name} ${String(input[name])} is not part of this imitation`);
  const object = objectOf(call, String(input['object']));
  const key = input['externalIdFieldName'];
  if (operation === 'upsert') {
    if (typeof key !== 'string')
      throw new SalesforceError(
        'INVALIDJOB',
        `External ID was blank for ${object}. An External ID must be specified for upsert.`,
      );
    externalField(call.org, call.userId, call.org.sobject(object, call.userId), key);
  }
  const lineEnding = input['lineEnding'] === 'CRLF' ? 'CRLF' : 'LF';
  const job = call.service.jobs.add({
    kind: 'ingest',
    userId: call.userId,
    version: call.version,
    object,
    operation,
    state: 'Open',
    ingest: {
      ...(typeof key === 'string' && operation === 'upsert' ? { externalIdFieldName: key } : {}),
      lineEnding,
      header: [],
      rows: [],
      success: [],
      failure: [],
      done: 0,
    },
  });
  return { status: 200, body: jobInfo(job) };
}

function objectOf(call: Call, name: string): string {
  try {
    return call.org.sobject(name, call.userId).name;
  } catch (error) {
    if (error instanceof SalesforceError)
      throw new SalesforceError('INVALIDENTITY', `Unable to find object: ${name}`);
    throw error;
  }
}

function upload(call: Call, job: Job): Reply {
  if (job.state !== 'Open' || job.ingest === undefined || job.ingest.upload !== undefined)
    throw new SalesforceError(
      'INVALIDJOBSTATE',
      `Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`,
    );
  if (!/^text\/csv/.test(String(call.headers['content-type'] ?? '')))
    throw new SalesforceError('INVALIDJOB', 'The upload must be of type text/csv');
  if (call.text.length > LARGEST)
    throw new SalesforceError('REQUEST_TOO_LARGE', 'The upload is larger than 150 MB', { status: 413 });
  job.ingest.upload = call.text;
  return { status: 201 };
}

function close(call: Call, job: Job): Reply {
  const state = call.json()['state'];
  if (state === 'Aborted' && ['Open', 'UploadComplete', 'InProgress'].includes(job.state))
    job.state = 'Aborted';
  else if (state === 'UploadComplete' && job.state === 'Open' && job.ingest?.upload !== undefined)
    startIngest(call.service, job);
  else
    throw new SalesforceError(
      'INVALIDJOBSTATE',
      `Job ${job.id} in state ${job.state} cannot become ${String(state)}`,
    );
  return { status: 200, body: jobInfo(job) };
}

function results(job: Job, which: 'success' | 'failure'): Reply {
  const { ingest } = job;
  const second = which === 'success' ? 'sf__Created' : 'sf__Error';
  const line = (result: Result) => [
    result.id,
    which === 'success' ? result.created : (result.error ?? ''),
    ...(ingest?.rows[result.row] ?? []),
  ];
  return csv([['sf__Id', second, ...(ingest?.header ?? [])], ...(ingest?.[which] ?? []).map(line)]);
}

function unprocessed(job: Job): Reply {
  const { ingest } = job;
  return csv([ingest?.header ?? [], ...(ingest?.rows.slice(ingest.done) ?? [])]);
}

const csv = (rows: (string | number | boolean | null)[][]): Reply => ({
  status: 200,
  text: { content: writeCsv(rows), type: 'text/csv' },
});

function createQuery(call: Call): Reply {
  const input = call.json();
  const operation = String(input['operation']);
  if (operation !== 'query' && operation !== 'queryAll')
    throw new SalesforceError('INVALIDJOB', `Invalid operation: ${operation}`);
  const text = String(input['query'] ?? '');
  const { object } = checkBulkQuery(text);
  const job = call.service.jobs.add({
    kind: 'query',
    userId: call.userId,
    version: call.version,
    object,
    operation,
    state: 'UploadComplete',
    query: { text, header: [], rows: [] },
  });
  const body = jobInfo(job);
  startQuery(call.service, job);
  return { status: 200, body };
}

function abortQuery(call: Call, job: Job): Reply {
  if (call.json()['state'] !== 'Aborted' || job.state === 'JobComplete')
    throw new SalesforceError(
      'INVALIDJOBSTATE',
      `Job ${job.id} in state ${job.state} can only be aborted while it runs`,
    );
  job.state = 'Aborted';
  return { status: 200, body: jobInfo(job) };
}

/** A route below one job of its owner. */
function below(method: string, kind: Kind, tail: string, act: (call: Call, job: Job) => Reply): Route {
  return {
    method,
    path: new RegExp(`^/jobs/${kind}/([^/]+)${tail}/?$`),
    handle: (call, parts) => act(call, call.service.jobs.get(kind, parts[0] ?? '', call.userId)),
  };
}

const list = (kind: Kind): Route => ({
  method: 'GET',
  path: new RegExp(`^/jobs/${kind}/?$`),
  handle: (call) => ({
    status: 200,
    body: {
      done: true,
      nextRecordsUrl: null,
      records: call.service.jobs.list(kind, call.userId).map(jobInfo),
    },
  }),
});

const show = (_call: Call, job: Job): Reply => ({ status: 200, body: jobInfo(job) });
const remove = (call: Call, job: Job): Reply => {
  call.service.jobs.remove(job);
  return { status: 204 };
};

export const bulkRoutes: Route[] = [
  { method: 'POST', path: /^\/jobs\/ingest\/?$/, handle: createIngest },
  list('ingest'),
  below('GET', 'ingest', '', show),
  below('PATCH', 'ingest', '', close),
  below('DELETE', 'ingest', '', remove),
  below('PUT', 'ingest', '/batches', upload),
  below('GET', 'ingest', '/successfulResults', (_call, job) => results(job, 'success')),
  below('GET', 'ingest', '/failedResults', (_call, job) => results(job, 'failure')),
  below('GET', 'ingest', '/unprocessedrecords', (_call, job) => unprocessed(job)),
  { method: 'POST', path: /^\/jobs\/query\/?$/, handle: createQuery },
  list('query'),
  below('GET', 'query', '', show),
  below('PATCH', 'query', '', abortQuery),
  below('DELETE', 'query', '', remove),
  below('GET', 'query', '/results', queryResults),
];
