/** The record of a run: what it did in numbers that add up, and what it cost. */
import type { Context } from './context.ts';
import { CrmError, StoreError } from '../ports.ts';
import { runs, type Run } from './collections.ts';
import { Refusal } from './context.ts';

/** Runs `work` and records how it ended, whatever happens; the error goes on to the caller. */
export async function recorded(
  context: Context,
  kind: string,
  work: (counts: Counts) => Promise<Run['state']>,
): Promise<Run> {
  const startedAt = context.clock.now();
  const id = `${context.connection}/${String(startedAt).padStart(15, '0')}-${kind}`;
  const callsBefore = context.crm.calls();
  const counts = new Counts();
  const run: Run = { kind, startedAt, endedAt: null, state: 'running', counts: {}, calls: 0, problem: null };
  await context.store.put(runs, [{ id, document: run }]);
  const close = async (state: Run['state'], problem: string | null): Promise<Run> => {
    const ended: Run = {
      ...run,
      endedAt: context.clock.now(),
      state,
      counts: counts.all(),
      calls: context.crm.calls() - callsBefore,
      problem,
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
    await close(context.signal.aborted ? 'interrupted' : 'failed', problemOf(error));
    throw error;
  }
  return close(state, null);
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
