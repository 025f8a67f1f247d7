/** Looks at the clock for every connection, queues what is due, and runs it. */
import { type Clock, CrmError, type JobHandler, type Store, type Worker } from '../ports.ts';
import { holdLease } from '../use/holdLease.ts';
import { mapLease } from '../use/mapAccounts.ts';
import { receiveChanges } from '../use/receiveChanges.ts';
import { forgetRuns } from '../use/forgetRuns.ts';
import { forgetOperations } from '../use/forgetOperations.ts';
import { CLAIMS_JOB, claimsJob } from '../use/registrations/claimsJob.ts';
import { keepClaims } from '../use/registrations/keepClaims.ts';
import { FINISH_JOB, Operations } from '../use/operations.ts';
import { keepStart, lastStarts, type ScheduledKind } from '../use/starts.ts';
import { type Log, Refusal } from '../use/context.ts';
import { faultCode } from '../use/faultCode.ts';
import { OpenConnections, type OpenContext } from './openConnections.ts';
import { dueOf, type ScheduleSetting } from './schedule.ts';

export interface RunnerParts {
  store: Store;
  clock: Clock;
  log: Log;
  /** All connections there are now. */
  connections(): Promise<ScheduledConnection[]>;
  /** @param signal ends whatever the connection waits for */
  open(tenant: string, connection: string, signal: AbortSignal): Promise<OpenContext>;
  /** The nightly run, wherever it is carried out; the lease is held meanwhile. */
  map(tenant: string, connection: string, signal: AbortSignal): Promise<void>;
}

export interface ScheduledConnection extends ScheduleSetting {
  tenant: string;
  connection: string;
  /** Changes when the connection is set up anew. */
  stamp: string;
}

export interface Runner {
  /** Queues what is due now; it also happens by itself. */
  tick(): Promise<void>;
  /** Ends running work where it can be taken up, and takes nothing new. */
  stop(): Promise<void>;
}

type JobKind = ScheduledKind | typeof FINISH_JOB | typeof CLAIMS_JOB;

const TICK = 1_000;
/** What runs may end by itself for so long after a stop was asked for; then connections wait for nothing. */
const GRACE = 3_000;
/** A poll for each of a few connections, beside a nightly run. */
const CONCURRENCY = 4;

export async function startRunner(parts: RunnerParts): Promise<Runner> {
  const running = new Running(parts);
  const worker = await parts.store.work(running.handlers(), { concurrency: CONCURRENCY });
  return running.begin(worker);
}

class Running {
  readonly #parts: RunnerParts;
  readonly #open: OpenConnections;
  readonly #stopping = new AbortController();
  /** No run of this connection before this instant: the CRM asked us to wait, or someone must reconnect it. */
  readonly #notBefore = new Map<string, { stamp: string; until: number }>();

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#open = new OpenConnections((tenant, connection) =>
      parts.open(tenant, connection, this.#stopping.signal),
    );
  }

  handlers(): Record<JobKind, JobHandler> {
    return {
      [CLAIMS_JOB]: (tenant, job, signal) =>
        this.#run(CLAIMS_JOB, tenant, String(job.payload['connection']), async (known) => {
          const context = await this.#open.get(tenant, known.connection, known.stamp);
          const held = { ...context, signal: AbortSignal.any([context.signal, signal]) };
          // What it would have seen may have come after the other had looked.
          const kept = await keepClaims(held, known.timeZone);
          if (!kept) throw new Refusal('run.busy', 'Claims are being kept already.', 'It is tried again.');
        }),
      [FINISH_JOB]: (tenant, job) =>
        this.#run(FINISH_JOB, tenant, String(job.payload['connection']), async (known) => {
          const context = await this.#open.get(tenant, known.connection, known.stamp);
          await new Operations().finish(context, String(job.payload['id']));
        }),
      changes: (tenant, job, signal) =>
        this.#run('changes', tenant, String(job.payload['connection']), async (known) => {
          const context = await this.#open.get(tenant, known.connection, known.stamp);
          await receiveChanges({ ...context, signal: AbortSignal.any([context.signal, signal]) });
        }),
      map: (tenant, job, signal) =>
        this.#run('map', tenant, String(job.payload['connection']), async (known) => {
          const { clock, map } = this.#parts;
          const store = this.#parts.store.for(tenant);
          await forgetRuns(store, known.connection, clock.now());
          await forgetOperations(store, known.connection, clock.now());
          // Held here and not where the work is done: this process knows at once when that one has died.
          const held = await holdLease(store, mapLease(known.connection), async (lost) => {
            await map(tenant, known.connection, AbortSignal.any([signal, lost]));
            return true;
          });
          if (!held) throw new Refusal('run.busy', 'A poll is under way.', 'It is tried again.');
        }),
    };
  }

  begin(worker: Worker): Runner {
    let ticking: Promise<void> = Promise.resolve();
    const tick = () => (ticking = ticking.then(() => this.#tick()));
    const timer = setInterval(() => void tick(), TICK);
    return {
      tick,
      stop: async () => {
        clearInterval(timer);
        await ticking;
        const impatient = setTimeout(() => this.#stopping.abort(), GRACE);
        await worker.stop();
        clearTimeout(impatient);
        await this.#open.close();
      },
    };
  }

  async #tick(): Promise<void> {
    try {
      for (const known of await this.#parts.connections()) await this.#queueDue(known);
    } catch (error) {
      // The next tick tries again; a store that stays out of reach also shows in /readyz.
      this.#parts.log('schedule.failed', { code: faultCode(error) });
    }
  }

  async #queueDue(known: ScheduledConnection): Promise<void> {
    const { clock, store } = this.#parts;
    const now = clock.now();
    if (this.#waitsUntil(known, now) !== null) return;
    const own = store.for(known.tenant);
    const last = await lastStarts(own, known.connection);
    if (last.map === null) await keepStart(own, known.connection, 'map', now);
    const due = dueOf(known, last, now);
    for (const kind of ['changes', 'map'] as const) {
      if (due[kind] > now) continue;
      await this.#queue(known, kind);
      await keepStart(own, known.connection, kind, now);
      // What time alone brings about for claims comes as often as what changes do.
      if (kind === 'changes') await own.transaction((tx) => tx.enqueue(claimsJob(known.connection)));
    }
  }

  /** UTC milliseconds; null when it need not wait. */
  #waitsUntil({ tenant, connection, stamp }: ScheduledConnection, now: number): number | null {
    const wait = this.#notBefore.get(`${tenant}/${connection}`);
    return wait !== undefined && wait.stamp === stamp && wait.until > now ? wait.until : null;
  }

  async #queue(
    { tenant, connection }: ScheduledConnection,
    kind: ScheduledKind,
    runAt?: number,
  ): Promise<void> {
    const job = { name: kind, key: `${kind}/${connection}`, payload: { connection } };
    await this.#parts.store
      .for(tenant)
      .transaction((tx) => tx.enqueue({ ...job, ...(runAt !== undefined && { runAt }) }));
  }

  async #run(
    kind: JobKind,
    tenant: string,
    connection: string,
    work: (known: ScheduledConnection) => Promise<void>,
  ): Promise<void> {
    const { connections, clock, log } = this.#parts;
    const known = (await connections()).find((one) => one.tenant === tenant && one.connection === connection);
    // Disconnected since it was queued.
    if (!known) return;
    const until = this.#waitsUntil(known, clock.now());
    if (until !== null) {
      // A poll comes again by itself; what asked for a full run is not to be forgotten.
      if (kind === 'map' && until < Infinity) await this.#queue(known, kind, until);
      if (kind === FINISH_JOB) {
        throw new Refusal('operation.waits', 'The CRM takes nothing just now.', 'It is tried again.');
      }
      return;
    }
    try {
      await work(known);
    } catch (error) {
      const until = error instanceof CrmError ? waitAfter(error) : null;
      if (until === null) throw error;
      this.#notBefore.set(`${tenant}/${connection}`, { stamp: known.stamp, until });
      log(`${kind}.waits`, { tenant, connection, code: faultCode(error) });
    }
  }
}

/** Until when trying again makes no sense, UTC milliseconds; null when the queue may try again by itself. */
function waitAfter({ fault }: CrmError): number | null {
  if (fault.kind === 'throttled' || fault.kind === 'exhausted') return fault.until;
  // A refused credential works again only once someone has connected anew, which changes the stamp.
  return fault.kind === 'expired' ? Infinity : null;
}
