/** The near side of a worker thread: one promise for each request, one message for all that are sent in one go. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Row, Step } from '../driver.ts';
import type { PlainError } from './faults.ts';

export interface ThreadOptions {
  file: string;
  readOnly: boolean;
}

export interface Request {
  id: number;
  steps: readonly Step[];
  /** Opens a transaction before the steps unless one is open. */
  begin?: boolean;
  end?: 'commit' | 'rollback';
  close?: boolean;
}

export type Answer = { id: number; rows: Row[][] } | { id: number; error: PlainError };

/** The error as the thread told it; the driver gives it its meaning. */
export class ThreadError extends Error {
  readonly plain: PlainError;
  constructor(plain: PlainError) {
    super(plain.message);
    this.plain = plain;
  }
}

interface Waiting {
  resolve(rows: Row[][]): void;
  reject(error: Error): void;
}

export class Thread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #outgoing: Request[] = [];
  #last = 0;
  #closed = false;

  constructor(options: ThreadOptions) {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    this.#worker = new Worker(new URL(`./worker.${extension}`, import.meta.url), { workerData: options });
    this.#worker.on('message', (answers: Answer[]) => {
      for (const answer of answers) this.#settle(answer);
    });
    this.#worker.on('error', (error) =>
      this.#fail(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.on('exit', () => this.#fail(new Error('The store is closed.')));
  }

  /** How many messages wait for an answer. */
  get load(): number {
    return this.#waiting.size;
  }

  /** What is sent now goes with what was sent a moment ago, in one message. */
  get isGathering(): boolean {
    return this.#outgoing.length > 0;
  }

  send(request: Omit<Request, 'id'>): Promise<Row[][]> {
    if (this.#closed) return Promise.reject(new Error('The store is closed.'));
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      if (this.#outgoing.length === 0) queueMicrotask(() => this.#post());
      this.#outgoing.push({ ...request, id });
    });
  }

  /** A card asks for several things at once, and each message costs more than what most of them ask for. */
  #post(): void {
    const requests = this.#outgoing;
    this.#outgoing = [];
    this.#worker.postMessage(requests);
  }

  /** Finishes what was sent before. */
  async close(): Promise<void> {
    if (this.#closed) return;
    const exit = once(this.#worker, 'exit');
    await this.send({ steps: [], end: 'rollback', close: true });
    this.#closed = true;
    await exit;
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('rows' in answer) waiting?.resolve(answer.rows);
    else waiting?.reject(new ThreadError(answer.error));
  }

  #fail(error: Error): void {
    this.#closed = true;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
