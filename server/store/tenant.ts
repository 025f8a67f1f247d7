/** One tenant's store: reads see the last committed state, every write is a transaction. */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Collection,
  type Lease,
  type Stored,
  StoreError,
  type TenantStore,
  type Transaction,
} from '../ports.ts';
import type { Driver } from './driver.ts';
import { leaseStep, takeLease } from './lease.ts';
import { CHUNK, TenantReader } from './reading.ts';
import { TenantTransaction } from './writing.ts';

/** True while the present call chain is inside a transaction. */
const inside = new AsyncLocalStorage<boolean>();

export class OneTenantStore extends TenantReader implements TenantStore {
  readonly #driver: Driver;

  constructor(tenant: string, driver: Driver) {
    super(tenant, driver.read);
    this.#driver = driver;
  }

  put<T>(collection: Collection<T>, documents: readonly Stored<T>[]): Promise<void> {
    return this.transaction((tx) => tx.put(collection, documents));
  }

  remove<T>(collection: Collection<T>, ids: readonly string[]): Promise<void> {
    return this.transaction((tx) => tx.remove(collection, ids));
  }

  /** In steps, each durable by itself, so that other writers get their turn; a repeated call finishes the rest. */
  async removePrefix<T>(collection: Collection<T>, prefix: string): Promise<number> {
    let removed = 0;
    for (;;) {
      const some = await this.#write((tx) => tx.removeSome(collection, prefix));
      removed += some;
      if (some < CHUNK) return removed;
    }
  }

  transaction<R>(work: (tx: Transaction) => Promise<R>, lease?: Lease): Promise<R> {
    return this.#write(work, lease);
  }

  async lease(name: string, milliseconds: number): Promise<Lease | undefined> {
    return takeLease(this.#driver, this.tenant, name, milliseconds);
  }

  async #write<R>(work: (tx: TenantTransaction) => Promise<R>, lease?: Lease): Promise<R> {
    if (inside.getStore()) {
      throw new Error(
        'A transaction was begun inside a transaction, where it would wait for itself. Use the outer one.',
      );
    }
    return this.#driver.write(async (run) => {
      if (lease) {
        const [held] = await run([leaseStep(this.tenant, lease)]);
        if (!held?.length) {
          throw new StoreError(
            'fenced',
            `The lease ${lease.name} (fence ${lease.fence}) of ${this.tenant} has been taken over; nothing was written. Take the lease again and start from the present state.`,
          );
        }
      }
      return inside.run(true, () => work(new TenantTransaction(this.tenant, run)));
    }, true);
  }
}
