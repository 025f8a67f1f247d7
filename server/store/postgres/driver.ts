/** PostgreSQL as the store's database: a pool, serializable writes, clashes tried again. */
import { setTimeout as pause } from 'node:timers/promises';
import { Pool, type PoolClient } from 'pg';
import type { JobHandler, Worker } from '../../ports.ts';
import { postgresDialect } from '../dialect.ts';
import type { Driver, Row, Run, Step } from '../driver.ts';
import { statements } from '../sql.ts';
import { Unit } from '../unit.ts';
import { isClash, placeOf, storeError } from './faults.ts';
import { PostgresQueue } from './jobs.ts';

const SQL = statements(postgresDialect);
const CONNECTIONS = 10;
/** A clash is tried again this often; each time at least one of those who clashed gets through. */
const ATTEMPTS = 40;
const LONGEST_PAUSE = 250;

/**
 * A frozen process must not hold a row for ever, a waiting one must not wait for ever, and a commit means the disk
 * whatever the server's default is.
 */
const SESSION = `set search_path to alongside; set idle_in_transaction_session_timeout = '30s';
  set lock_timeout = '30s'; set synchronous_commit = on`;

export class PostgresDriver implements Driver {
  readonly #url: string;
  readonly #place: string;
  readonly #pool: Pool;
  readonly #queues = new Set<PostgresQueue>();
  /** Ends when the last transaction that is tried again ends. */
  #retried: Promise<unknown> = Promise.resolve();

  constructor(url: string) {
    this.#url = url;
    this.#place = placeOf(url);
    this.#pool = new Pool({
      connectionString: url,
      max: CONNECTIONS,
      connectionTimeoutMillis: 10_000,
      // The pool waits for the promise; its types do not say so.
      onConnect: (client) => client.query(SESSION) as unknown as undefined,
    });
    // A lost idle connection is replaced by the pool; the next query tells whether the database is really gone.
    this.#pool.on('error', (error) => process.emitWarning(storeError(error, this.#place)));
  }

  read: Run = (steps) => this.#explained(async () => this.#withClient((client) => perform(client, steps)));

  write<R>(work: (run: Run) => Promise<R>, again: boolean): Promise<R> {
    return this.#explained(async () => {
      for (let attempt = 1; ; attempt++) {
        try {
          const once = () => this.#transaction(work, again ? 'serializable' : 'read committed');
          return await (attempt === 1 ? once() : this.#alone(once));
        } catch (error) {
          if (!again || attempt === ATTEMPTS || !isClash(error)) throw error;
          await pause(Math.random() * Math.min(LONGEST_PAUSE, 2 ** attempt * 4));
        }
      }
    });
  }

  /** Those who clashed are tried again one after the other, so that they do not clash with each other once more. */
  #alone<R>(work: () => Promise<R>): Promise<R> {
    const done = this.#retried.then(work);
    this.#retried = done.catch(() => undefined);
    return done;
  }

  async snapshot(): Promise<{ read: Run; close(): Promise<void> }> {
    const client = await this.#explained(() => this.#pool.connect());
    await this.#explained(async () => {
      await client.query('begin isolation level repeatable read read only');
      await client.query('set local idle_in_transaction_session_timeout = 0');
    });
    return {
      read: (steps) => this.#explained(() => perform(client, steps)),
      close: async () => {
        await client.query('rollback');
        client.release();
      },
    };
  }

  async work(
    handlers: Readonly<Record<string, JobHandler>>,
    options: { concurrency: number },
  ): Promise<Worker> {
    const queue = await this.#explained(() => PostgresQueue.start(this.#url, handlers, options.concurrency));
    this.#queues.add(queue);
    return {
      stop: async () => {
        this.#queues.delete(queue);
        await queue.stop();
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues].map((queue) => queue.stop()));
    await this.#pool.end();
  }

  /** For opening alone: statements that belong to no tenant. */
  async administer<R>(work: (client: PoolClient) => Promise<R>): Promise<R> {
    return this.#explained(() => this.#withClient(work));
  }

  async #transaction<R>(work: (run: Run) => Promise<R>, isolation: string): Promise<R> {
    return this.#withClient(async (client) => {
      await client.query(`begin isolation level ${isolation}`);
      let last: Promise<unknown> = Promise.resolve();
      const unit = new Unit((steps) => {
        const answer = last.then(() => perform(client, steps));
        last = answer.catch(() => undefined);
        return answer;
      });
      try {
        const result = await work(unit.run);
        unit.end();
        await client.query('commit');
        return result;
      } catch (error) {
        unit.close();
        await last;
        await client.query('rollback');
        throw error;
      }
    });
  }

  /** A connection that failed is thrown away, so that no half-open transaction goes back to the pool. */
  async #withClient<R>(work: (client: PoolClient) => Promise<R>): Promise<R> {
    const client = await this.#pool.connect();
    let lost: Error | undefined;
    const onError = (error: Error) => (lost = error);
    client.on('error', onError);
    try {
      return await work(client);
    } catch (error) {
      throw lost ?? error;
    } finally {
      client.off('error', onError);
      client.release(lost);
    }
  }

  async #explained<R>(work: () => Promise<R>): Promise<R> {
    try {
      return await work();
    } catch (error) {
      throw storeError(error, this.#place);
    }
  }
}

async function perform(client: PoolClient, steps: readonly Step[]): Promise<Row[][]> {
  const answers: Row[][] = [];
  for (const { statement, parameters } of steps) {
    const text = (SQL as Readonly<Record<string, string>>)[statement]!;
    const { rows } = await client.query<Row[]>({
      name: statement,
      text,
      values: [...parameters],
      rowMode: 'array',
    });
    answers.push(rows as unknown as Row[]);
  }
  return answers;
}
