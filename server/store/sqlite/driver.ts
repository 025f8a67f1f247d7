/** SQLite as the store's database: one writing thread with a queue before it, and threads that only read. */
import type { JobHandler, Worker } from '../../ports.ts';
import type { Driver, Row, Run } from '../driver.ts';
import { Unit } from '../unit.ts';
import { isDiskFailure, storeError } from './faults.ts';
import { SqliteQueue } from './jobs.ts';
import { Thread, ThreadError } from './thread.ts';

/** Two at most, so that one long read does not keep a card waiting. */
const READERS = 2;

export class SqliteDriver implements Driver {
  readonly #file: string;
  readonly #writer: Thread;
  readonly #readers: Thread[] = [];
  readonly #queues = new Set<SqliteQueue>();
  /** Ends when the last write that was asked for ends. */
  #turn: Promise<unknown> = Promise.resolve();
  #broken: Error | undefined;
  #release: () => void;
  readonly #member: boolean;

  constructor(file: string, options: { release: () => void; member: boolean }) {
    this.#file = file;
    this.#release = options.release;
    this.#member = options.member;
    this.#writer = new Thread({ file, readOnly: false });
  }

  read: Run = (steps) => {
    return this.#explained(this.#reader().send({ steps }));
  };

  write<R>(work: (run: Run) => Promise<R>): Promise<R> {
    const done = this.#turn.then(() => this.#transaction(work));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async snapshot(): Promise<{ read: Run; close(): Promise<void> }> {
    const thread = new Thread({ file: this.#file, readOnly: true });
    await this.#explained(thread.send({ begin: true, steps: [{ statement: 'tenants', parameters: [] }] }));
    return { read: (steps) => this.#explained(thread.send({ steps })), close: () => thread.close() };
  }

  async work(
    handlers: Readonly<Record<string, JobHandler>>,
    { concurrency }: { concurrency: number },
  ): Promise<Worker> {
    if (this.#member) throw new Error('A member of an embedded store runs no jobs; its owner does.');
    const queue = new SqliteQueue(this, handlers, concurrency);
    this.#queues.add(queue);
    return {
      stop: async () => {
        await queue.stop();
        this.#queues.delete(queue);
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues].map((queue) => queue.stop()));
    await this.#turn;
    await Promise.all(this.#readers.map((thread) => thread.close()));
    await this.#writer.close();
    this.#release();
  }

  /** What is asked in one go goes to one of them: that with the least to do; another is started when all have something. */
  #reader(): Thread {
    const gathering = this.#readers.find(({ isGathering }) => isGathering);
    if (gathering) return gathering;
    const [idlest] = this.#readers.toSorted((a, b) => a.load - b.load);
    if (idlest && (idlest.load === 0 || this.#readers.length === READERS)) return idlest;
    const reader = new Thread({ file: this.#file, readOnly: true });
    this.#readers.push(reader);
    return reader;
  }

  async #transaction<R>(work: (run: Run) => Promise<R>): Promise<R> {
    if (this.#broken) throw this.#broken;
    const unit = new Unit((steps) => this.#explained(this.#writer.send({ begin: true, steps })));
    try {
      const result = await work(unit.run);
      unit.end();
      await this.#explained(this.#writer.send({ steps: [], end: 'commit' }));
      if (unit.enqueued) for (const queue of this.#queues) queue.wake();
      return result;
    } catch (error) {
      unit.close();
      await this.#explained(this.#writer.send({ steps: [], end: 'rollback' }));
      throw error;
    }
  }

  async #explained(answer: Promise<Row[][]>): Promise<Row[][]> {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof ThreadError)) throw error;
      const explained = storeError(error.plain, this.#file);
      // After a failed write or fsync nobody knows what the disk holds: no second try, start again from the file.
      if (isDiskFailure(error.plain)) this.#broken ??= explained;
      throw explained;
    }
  }
}
