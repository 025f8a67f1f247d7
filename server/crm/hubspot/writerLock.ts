/** One writer for the rows inside each HubSpot object: HubSpot has no conditional write, so we take turns by lease. */
import { type Clock, CrmError, type Lease } from '../../ports.ts';
import type { Parent } from './parents.ts';

/** Longer than one exchange with HubSpot may take, since a turn is renewed just before each. */
const LEASE = 60_000;
const PAUSE = 250;

export interface Turn {
  /** Another process has taken over: nothing more may be written. */
  readonly lost: boolean;
  /** @throws CrmError `busy` when another process has taken over. */
  check(): Promise<void>;
}

export class WriterLock {
  readonly #leases: (name: string) => Promise<Lease | undefined>;
  readonly #broken: (parent: Parent) => void;
  readonly #patience: number;
  readonly #tails: Record<Parent, Promise<unknown>> = { account: Promise.resolve(), deal: Promise.resolve() };
  readonly #fences = new Map<Parent, number>();
  readonly #since = new Map<Parent, number>();
  readonly #clock: Clock;
  readonly #pause: (milliseconds: number) => Promise<void>;

  /**
   * @param broken another process has written since our last turn
   * @param patience milliseconds to wait for another writer
   * @param pause waits for about so many milliseconds, or throws when there is to be no more waiting
   */
  constructor(
    leases: (name: string) => Promise<Lease | undefined>,
    broken: (parent: Parent) => void,
    patience: number,
    clock: Clock,
    pause: (milliseconds: number) => Promise<void>,
  ) {
    this.#leases = leases;
    this.#broken = broken;
    this.#patience = patience;
    this.#clock = clock;
    this.#pause = pause;
  }

  /** Before reading: from here on we will know whether anyone else wrote. False while someone else is writing. */
  async mark(parent: Parent): Promise<boolean> {
    if (this.#fences.has(parent)) return true;
    return this.#inTurn(parent, async () => {
      if (this.#fences.has(parent)) return true;
      const lease = await this.#leases(nameOf(parent));
      if (!lease) return false;
      this.#begin(parent, lease);
      await lease.release();
      return true;
    });
  }

  /** Since when (our clock) nobody but us can have written; undefined when we do not know. */
  aloneSince(parent: Parent): number | undefined {
    return this.#fences.has(parent) ? this.#since.get(parent) : undefined;
  }

  /** @throws CrmError `busy` when others hold the lease for longer than our patience. */
  async hold<T>(parent: Parent, work: (turn: Turn) => Promise<T>): Promise<T> {
    return this.#inTurn(parent, async () => {
      const lease = await this.#take(parent);
      // Fences count holders: one step means that nobody held the lease between our turns.
      if (this.#fences.get(parent) !== lease.fence - 1) {
        this.#broken(parent);
        this.#begin(parent, lease);
      }
      this.#fences.set(parent, lease.fence);
      try {
        return await work(this.#turn(parent, lease));
      } finally {
        await lease.release();
      }
    });
  }

  async #take(parent: Parent): Promise<Lease> {
    for (let waited = 0; waited <= this.#patience; waited += PAUSE) {
      const lease = await this.#leases(nameOf(parent));
      if (lease) return lease;
      await this.#pause(PAUSE);
    }
    throw new CrmError({ kind: 'busy' }, `Another process is writing rows of ${parent}; try again later`);
  }

  #begin(parent: Parent, lease: Lease): void {
    this.#fences.set(parent, lease.fence);
    this.#since.set(parent, this.#clock.now());
  }

  #turn(parent: Parent, lease: Lease): Turn {
    let lost = false;
    return {
      get lost() {
        return lost;
      },
      check: async () => {
        if (!lost && (await lease.renew(LEASE))) return;
        lost = true;
        this.#fences.delete(parent);
        this.#broken(parent);
        const message = `Another process took over writing rows of ${parent}; try again later`;
        throw new CrmError({ kind: 'busy' }, message);
      },
    };
  }

  #inTurn<T>(parent: Parent, work: () => Promise<T>): Promise<T> {
    const turn = this.#tails[parent].then(work, work);
    // The next turn comes whatever became of this one, whose failure its caller sees.
    this.#tails[parent] = turn.then(noop, noop);
    return turn;
  }
}

function nameOf(parent: Parent): string {
  return `hubspot-rows-${parent}`;
}

function noop(): void {}
