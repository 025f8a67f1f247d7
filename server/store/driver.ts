/** What a database must be able to do to carry the store; SQLite and PostgreSQL each do it once. */
import type { JobHandler, Worker } from '../ports.ts';
import type { StatementName } from './sql.ts';

export type Value = string | number | null;
export type Row = readonly Value[];

export interface Step {
  statement: StatementName;
  parameters: readonly Value[];
}

/** Carries out the steps in order and answers the rows of each. */
export type Run = (steps: readonly Step[]) => Promise<Row[][]>;

export interface Driver {
  /** Sees the last committed state. */
  read: Run;
  /**
   * One transaction, durable when the promise resolves, undone when `work` throws. With `again` the driver may run
   * `work` anew after a clash with another writer.
   */
  write<R>(work: (run: Run) => Promise<R>, again: boolean): Promise<R>;
  /** A reader that keeps seeing the state of the moment it was opened. */
  snapshot(): Promise<{ read: Run; close(): Promise<void> }>;
  work(handlers: Readonly<Record<string, JobHandler>>, options: { concurrency: number }): Promise<Worker>;
  close(): Promise<void>;
}
