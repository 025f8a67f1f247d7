/** The embedded job queue: a table, woken by our own commits and polled for what is due later. */
import type { Job, JobHandler } from '../../ports.ts';
import type { Driver, Row, Step } from '../driver.ts';

/** Jobs of member processes are noticed after this long, in milliseconds. */
const POLL = 1_000;
/** How long running jobs may go on after `stop` before their signal tells them to end, in milliseconds. */
const GRACE = 5_000;

/** Jobs that ran when the owner died run again; call before anything is taken. */
export async function releaseJobs(driver: Driver): Promise<void> {
  const steps: Step[] = [
    { statement: 'dropSuperseded', parameters: [null] },
    { statement: 'releaseJobs', parameters: [] },
  ];
  await driver.write((run) => run(steps), false);
}

export class SqliteQueue {
  readonly #driver: Driver;
  readonly #handlers: Readonly<Record<string, JobHandler>>;
  readonly #names: string;
  readonly #slots: Promise<void>[];
  readonly #abort = new AbortController();
  readonly #sleepers = new Set<() => void>();
  #stopped = false;

  constructor(driver: Driver, handlers: Readonly<Record<string, JobHandler>>, concurrency: number) {
    this.#driver = driver;
    this.#handlers = handlers;
    this.#names = JSON.stringify(Object.keys(handlers));
    this.#slots = Array.from({ length: concurrency }, () => this.#slot());
  }

  wake(): void {
    for (const awake of this.#sleepers) awake();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.wake();
    const impatient = setTimeout(() => this.#abort.abort(), GRACE);
    await Promise.all(this.#slots);
    clearTimeout(impatient);
  }

  /** Runs one job after another. */
  async #slot(): Promise<void> {
    while (!this.#stopped) {
      try {
        const wait = await this.#untilDue();
        if (wait > 0) await this.#sleep(Math.min(wait, POLL));
        else await this.#runNext();
      } catch (error) {
        // The store itself failed, so it cannot keep the reason; say it and look again later.
        process.emitWarning(error instanceof Error ? error : String(error));
        await this.#sleep(POLL);
      }
    }
  }

  /** Asks a reader first, so that an idle queue writes nothing. */
  async #untilDue(): Promise<number> {
    const [rows] = await this.#driver.read([{ statement: 'nextJob', parameters: [this.#names] }]);
    const due = rows?.[0]?.[0];
    return due === null || due === undefined ? POLL : Number(due) - Date.now();
  }

  async #runNext(): Promise<void> {
    const [row] = await this.#write({ statement: 'takeJob', parameters: [Date.now(), this.#names] });
    if (!row) return;
    const [id = 0, tenant, key, name, payload, runAt] = row;
    const job: Job = {
      name: String(name),
      key: String(key),
      payload: JSON.parse(String(payload)) as Job['payload'],
      runAt: Number(runAt),
    };
    try {
      await this.#handlers[job.name]!(String(tenant), job, this.#abort.signal);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await this.#write(
        { statement: 'dropSuperseded', parameters: [id] },
        { statement: 'failJob', parameters: [id, Date.now(), reason] },
      );
      return;
    }
    await this.#write({ statement: 'finishJob', parameters: [id] });
  }

  /** Answers the rows of the first step. */
  async #write(...steps: Step[]): Promise<Row[]> {
    return this.#driver.write(async (run) => (await run(steps))[0] ?? [], true);
  }

  #sleep(milliseconds: number): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const awake = () => {
        clearTimeout(timer);
        this.#sleepers.delete(awake);
        resolve();
      };
      const timer = setTimeout(awake, milliseconds);
      this.#sleepers.add(awake);
    });
  }
}
