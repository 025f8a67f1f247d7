/** The record of a run: what it did in numbers that add up, and what it cost. */
import type { Context } from './context.ts';
import { CrmError, StoreError, type TenantStore } from '../ports.ts';
import { runs, type Run } from './collections.ts';
import { Refusal } from './context.ts';
import { mapJob } from './mapJob.ts';

const DAY = 86_400_000;
const PAGE = 2_000;

/**
 * Runs `work` and records how it ended, whatever happens; the error goes on to the caller. A full run that the CRM made
 * stop is queued for the instant at which it can go on; polls come by themselves.
 */
export async function recorded(
  context: Context,
  kind: string,
  work: (counts: Counts) => Promise<Run['state']>,
): Promise<Run> {
  const startedAt = context.clock.now();
  const id = `${context.connection}/${placeOf(startedAt)}-${kind}`;
  const callsBefore = context.crm.calls();
  const counts = new Counts();
  const run: Run = { kind, startedAt, endedAt: null, state: 'running', counts: {}, calls: 0, problem: null };
  await context.store.put(runs, [{ id, document: run }]);
  const close = async (state: Run['state'], problem: string | null, until?: number): Promise<Run> => {
    const ended: Run = {
      ...run,
      endedAt: context.clock.now(),
      state,
      counts: counts.all(),
      calls: context.crm.calls() - callsBefore,
      problem,
      ...(until !== undefined && { until }),
    };
    await context.store.put(runs, [{ id, document: ended }]);
    context.log(`${kind}.ended`, {
      state,
      calls: ended.calls,
      duration: (ended.endedAt ?? 0) - startedAt,
      ...ended.counts,
    });
    return ended;
  };
  let state: Run['state'];
  try {
    state = await work(counts);
    assertAddsUp(counts);
  } catch (error) {
    const stop = context.signal.aborted ? null : stopOf(error);
    if (stop && kind === 'map') await goOnAt(context, stop.until);
    const state = context.signal.aborted ? 'interrupted' : (stop?.state ?? 'failed');
    await close(state, problemOf(error), stop?.until);
    throw error;
  }
  return close(state, null);
}

/** How a run ends that the CRM wants to go on later, and when that is. */
function stopOf(error: unknown): { state: Run['state']; until: number } | null {
  if (!(error instanceof CrmError)) return null;
  const { fault } = error;
  if (fault.kind === 'exhausted') return { state: 'exhausted', until: fault.until };
  return fault.kind === 'throttled' ? { state: 'interrupted', until: fault.until } : null;
}

async function goOnAt({ store, connection }: Context, until: number): Promise<void> {
  await store.transaction((tx) => tx.enqueue({ ...mapJob(connection), runAt: until }));
}

/** Calls of the runs that began within the last 24 hours, by their beginning. */
export async function callsOfDay(
  store: TenantStore,
  connection: string,
  now: number,
): Promise<{ at: number; calls: number }[]> {
  const prefix = `${connection}/`;
  const spent: { at: number; calls: number }[] = [];
  for (let after = `${prefix}${placeOf(now - DAY)}`; ;) {
    const page = await store.page(runs, { prefix, after, limit: PAGE });
    spent.push(...page.map(({ document: { startedAt: at, calls } }) => ({ at, calls })));
    after = page.at(-1)?.id ?? after;
    if (page.length < PAGE) return spent;
  }
}

/** Runs lie in the order of their start. */
function placeOf(startedAt: number): string {
  return String(startedAt).padStart(15, '0');
}

/** Every row that a run wanted in the CRM ended as written, unchanged or failed; otherwise one was lost on the way. */
function assertAddsUp(counts: Counts): void {
  const ended = counts.get('written') + counts.get('unchanged') + counts.get('failed');
  if (ended === counts.get('wanted')) return;
  throw new RangeError(`${counts.get('wanted')} rows were wanted in the CRM and ${ended} are accounted for`);
}

export class Counts {
  #counts = new Map<string, number>();
  constructor(start: Readonly<Record<string, number>> = {}) {
    this.restore(start);
  }
  restore(start: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(start)) this.#counts.set(name, value);
  }
  add(name: string, by = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by);
  }
  get(name: string): number {
    return this.#counts.get(name) ?? 0;
  }
  all(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}

/** Only errors that we phrased ourselves go into the record; anything else could carry a secret. */
function problemOf(error: unknown): string {
  if (error instanceof CrmError || error instanceof StoreError || error instanceof Refusal)
    return error.message;
  return error instanceof Error ? error.name : 'unknown';
}
