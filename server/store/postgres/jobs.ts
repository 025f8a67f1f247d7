/** Jobs on PostgreSQL: graphile-worker runs them, and what a dead process held is given back within seconds. */
import { EventEmitter } from 'node:events';
import { Logger, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import { Client } from 'pg';
import type { Job, JobHandler } from '../../ports.ts';

/** How often what dead processes held is looked for, in milliseconds. */
const BEAT = 5_000;
const POLL = 1_000;
const GRACE = 5_000;

/** What `enqueue` wrote into graphile-worker's payload. */
interface Envelope {
  tenant: string;
  key: string;
  payload: Job['payload'];
}

/**
 * graphile-worker by itself waits four hours before it takes a job from a worker that died. Each pool of workers here
 * holds an advisory lock on its id, which ends with its connection; jobs of pools without a lock are given back.
 */
const GIVE_BACK = `select graphile_worker.force_unlock_workers(array_agg(dead.id)) from (
    select distinct locked_by as id from graphile_worker.jobs
    where locked_by <> $1 and locked_at < now() - interval '5 seconds'
  ) as dead where pg_try_advisory_xact_lock(hashtextextended(dead.id, 0))`;

/** Failures of jobs are kept with the job and told by its handler; graphile-worker's other errors are warnings. */
const LOGGER = new Logger(() => (level, message, meta) => {
  if (level === 'error' && !meta?.['failure']) process.emitWarning(`graphile-worker: ${message}`);
});

export class PostgresQueue {
  readonly #url: string;
  readonly #pool: string;
  readonly #runner: Runner;
  readonly #timer: NodeJS.Timeout;
  #client: Client | undefined;
  #beating: Promise<void>;

  static async start(url: string, handlers: Readonly<Record<string, JobHandler>>, concurrency: number) {
    const events: WorkerEvents = new EventEmitter();
    let pool = '';
    events.once('pool:create', ({ workerPool }) => (pool = workerPool.id));
    const runner = await run({
      connectionString: url,
      maxPoolSize: concurrency + 2,
      taskList: tasks(handlers),
      concurrency,
      pollInterval: POLL,
      gracefulShutdownAbortTimeout: GRACE,
      noHandleSignals: true,
      logger: LOGGER,
      events,
    });
    return new PostgresQueue(url, pool, runner);
  }

  private constructor(url: string, pool: string, runner: Runner) {
    this.#url = url;
    this.#pool = pool;
    this.#runner = runner;
    runner.promise.catch((error: unknown) =>
      process.emitWarning(error instanceof Error ? error : String(error)),
    );
    this.#beating = this.#beat();
    this.#timer = setInterval(() => {
      this.#beating = this.#beating.then(() => this.#beat());
    }, BEAT);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#runner.stop();
    await this.#beating;
    await this.#client?.end();
  }

  async #beat(): Promise<void> {
    try {
      this.#client ??= await this.#hold();
      await this.#client.query(GIVE_BACK, [this.#pool]);
    } catch (error) {
      // The next beat connects anew; until then another process may run our jobs too, which they must bear.
      this.#client = undefined;
      process.emitWarning(error instanceof Error ? error : String(error));
    }
  }

  /** A connection that shows by its lock that this process lives. */
  async #hold(): Promise<Client> {
    const client = new Client({ connectionString: this.#url });
    client.on('error', () => (this.#client = undefined));
    await client.connect();
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [this.#pool]);
    return client;
  }
}

function tasks(handlers: Readonly<Record<string, JobHandler>>): TaskList {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      async (envelope, { job, abortSignal }) => {
        const { tenant, key, payload } = envelope as Envelope;
        await handler(tenant, { name, key, payload, runAt: job.run_at.getTime() }, abortSignal);
      },
    ]),
  );
}
