/** Cutting work into the pieces a CRM takes, and putting the outcomes back in the order they were asked for. */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CrmError, type CrmFault, type Outcome } from '../ports.ts';

export function chunks<T>(items: readonly T[], size: number): T[][] {
  const cut: T[][] = [];
  for (let at = 0; at < items.length; at += size) cut.push(items.slice(at, at + size));
  return cut;
}

/**
 * Batches of at most `size` in which items of one group stay together where they fit, so that two batches do not
 * contend for one parent's lock. Items must be sorted by group.
 */
export function grouped<T>(items: readonly T[], groupOf: (item: T) => string, size: number): T[][] {
  const batches: T[][] = [];
  let batch: T[] = [];
  for (let at = 0; at < items.length;) {
    const start = items[at] as T;
    let end = at + 1;
    while (end < items.length && end - at < size && groupOf(items[end] as T) === groupOf(start)) end += 1;
    if (batch.length + (end - at) > size) {
      batches.push(batch);
      batch = [];
    }
    batch.push(...items.slice(at, end));
    at = end;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

/** Waits for about `milliseconds`, spread by half either way so that callers who failed together do not return together. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  const spread = randomInt(50, 151) / 100;
  await sleep(Math.round(milliseconds * spread), undefined, signal ? { signal } : {});
}

export function failed(fault: CrmFault, message: string): Outcome {
  return { status: 'failed', error: new CrmError(fault, message) };
}

/** The outcomes of `count` changes, settled in any order and read back in theirs. */
export class Outcomes {
  readonly #settled: (Outcome | undefined)[];

  constructor(count: number) {
    this.#settled = Array.from({ length: count });
  }

  settle(place: number, outcome: Outcome): void {
    this.#settled[place] = outcome;
  }

  has(place: number): boolean {
    return this.#settled[place] !== undefined;
  }

  get any(): boolean {
    return this.#settled.some((outcome) => outcome !== undefined);
  }

  /** @throws Error when a change was forgotten, which would be a fault of the adapter. */
  all(): Outcome[] {
    return this.#settled.map((outcome, place) => {
      if (!outcome) throw new Error(`change ${place} has no outcome`);
      return outcome;
    });
  }

  /** Gives every change without an outcome this one: what stopped the rest must not hide what was done. */
  failRest(error: CrmError): void {
    for (let place = 0; place < this.#settled.length; place += 1)
      this.#settled[place] ??= { status: 'failed', error };
  }
}
