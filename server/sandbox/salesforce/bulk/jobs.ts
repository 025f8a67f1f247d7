/** Bulk 2.0 jobs: created, uploaded to, worked off in the background at the pace of the org. */
import { SalesforceError } from '../errors.ts';
import { makeId } from '../ids.ts';
import type { OrgState } from '../state.ts';
import { wireDatetime } from '../values.ts';

export type State = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';
export type Kind = 'ingest' | 'query';

export interface Job {
  id: string;
  kind: Kind;
  userId: string;
  version: string;
  object: string;
  operation: string;
  state: State;
  createdAt: number;
  processed: number;
  failed: number;
  errorMessage?: string;
  ingest?: {
    externalIdFieldName?: string;
    lineEnding: 'LF' | 'CRLF';
    upload?: string;
    header: string[];
    rows: string[][];
    success: Result[];
    failure: Result[];
    done: number;
  };
  query?: { text: string; header: string[]; rows: (string | number | boolean | null)[][] };
}

export interface Result {
  row: number;
  id: string;
  created: boolean;
  error?: string;
}

export class Jobs {
  readonly #org: OrgState;
  readonly #jobs = new Map<string, Job>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #count = 0;

  constructor(org: OrgState) {
    this.#org = org;
  }

  add(given: Omit<Job, 'id' | 'createdAt' | 'processed' | 'failed'>): Job {
    this.#count += 1;
    const job: Job = {
      ...given,
      id: makeId('750', this.#count),
      createdAt: this.#org.world.now(),
      processed: 0,
      failed: 0,
    };
    this.#jobs.set(job.id, job);
    return job;
  }

  /** The user's job of this kind. @throws NOT_FOUND */
  get(kind: Kind, id: string, userId: string): Job {
    const job = this.#jobs.get(id);
    if (job === undefined || job.kind !== kind || job.userId !== userId)
      throw new SalesforceError('NOT_FOUND', 'The requested resource does not exist', { status: 404 });
    return job;
  }

  list(kind: Kind, userId: string): Job[] {
    return [...this.#jobs.values()].filter((job) => job.kind === kind && job.userId === userId);
  }

  remove(job: Job): void {
    if (job.state === 'InProgress' || job.state === 'UploadComplete')
      throw new SalesforceError(
        'INVALIDJOBSTATE',
        `Job ${job.id} is in state ${job.state} and cannot be deleted`,
      );
    this.#jobs.delete(job.id);
  }

  /** Runs work later; `stop` forgets it. */
  later(milliseconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, milliseconds);
    this.#timers.add(timer);
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}

/** A job as the API shows it. */
export function jobInfo(job: Job): Record<string, unknown> {
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.userId,
    createdDate: wireDatetime(job.createdAt),
    systemModstamp: wireDatetime(job.createdAt),
    state: job.state,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(job.version),
    lineEnding: job.ingest?.lineEnding ?? 'LF',
    columnDelimiter: 'COMMA',
    ...(job.kind === 'ingest'
      ? {
          jobType: 'V2Ingest',
          contentUrl: `services/data/v${job.version}/jobs/ingest/${job.id}/batches`,
          ...(job.ingest?.externalIdFieldName === undefined
            ? {}
            : { externalIdFieldName: job.ingest.externalIdFieldName }),
        }
      : { jobType: 'V2Query' }),
    ...(job.errorMessage === undefined ? {} : { errorMessage: job.errorMessage }),
    numberRecordsProcessed: job.processed,
    ...(job.kind === 'ingest' ? { numberRecordsFailed: job.failed } : {}),
    retries: 0,
    totalProcessingTime: 0,
  };
}
