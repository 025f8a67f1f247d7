/** The worker threads: each does one task at a time, and all end when one of them fails or a person interrupts. */
import { getCompileCacheDir } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../use/context.ts';
import type { Asked, TaskName, Tasks, Told } from './tasks.ts';

/** Threads keep compiled modules only where the environment says so. */
function environment(): NodeJS.ProcessEnv {
  const folder = getCompileCacheDir();
  return folder === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: dirname(folder) };
}

/** More threads would wait for memory, and each holds a table of what it has seen. */
const MOST_THREADS = 8;

interface Waiting {
  resolve: (answer: Tasks[TaskName]['answered']) => void;
  reject: (reason: unknown) => void;
  progress: (done: number) => void;
}

export class Crew {
  readonly size: number;
  readonly #stop: AbortSignal;
  readonly #workers: readonly Worker[];
  readonly #waiting = new Map<Worker, Waiting>();

  /** @param stop ends all threads, whatever they are doing */
  constructor(stop: AbortSignal) {
    this.#stop = stop;
    this.size = Math.min(availableParallelism(), MOST_THREADS);
    this.#workers = Array.from({ length: this.size }, () => this.#hire());
    stop.addEventListener('abort', () => void this.end(stop.reason));
  }

  /** @throws Refusal when the task is refused; the reason of `stop` when it was interrupted */
  ask<Name extends TaskName>(
    at: number,
    asked: { task: Name } & Tasks[Name]['asked'],
    progress: (done: number) => void = () => undefined,
  ): Promise<Tasks[Name]['answered']> {
    const worker = this.#workers[at % this.size]!;
    return new Promise((resolve, reject) => {
      this.#stop.throwIfAborted();
      this.#waiting.set(worker, { resolve, reject, progress });
      worker.postMessage(asked satisfies { task: TaskName } as Asked);
    });
  }

  /** Asks every thread the same. */
  async askAll<Name extends TaskName>(asked: { task: Name } & Tasks[Name]['asked']): Promise<void> {
    await Promise.all(this.#workers.map((_worker, at) => this.ask(at, asked)));
  }

  async end(reason: unknown = new Error('The threads have ended.')): Promise<void> {
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #hire(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { env: environment() });
    worker.on('message', (told: Told) => this.#hear(worker, told));
    worker.on('error', (error) => this.#settle(worker)?.reject(error));
    return worker;
  }

  #hear(worker: Worker, told: Told): void {
    if (told.kind === 'progress') this.#waiting.get(worker)?.progress(told.done);
    else if (told.kind === 'answer') this.#settle(worker)?.resolve(told.answer);
    else {
      const { code, message, next } = told.refusal;
      this.#settle(worker)?.reject(new Refusal(code, message, next));
    }
  }

  #settle(worker: Worker): Waiting | undefined {
    const waiting = this.#waiting.get(worker);
    this.#waiting.delete(worker);
    return waiting;
  }
}
