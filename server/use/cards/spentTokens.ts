/** Takes tokens that work once: whoever comes with one a second time is refused. */
import type { Clock, TenantStore } from '../../ports.ts';
import { spentTokens } from './collections.ts';

/** Dead ones that are cleared away, for each new one. */
const CLEARED = 2;

interface Waiting {
  id: string;
  connection: string;
  settle(isFirst: boolean): void;
  fail(error: unknown): void;
}

/** One durable write for all that came in during the one before, since the disk takes longer than everything else. */
export class SpentTokens {
  readonly #storeOf: (tenant: string) => TenantStore;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(storeOf: (tenant: string) => TenantStore, clock: Clock) {
    this.#storeOf = storeOf;
    this.#clock = clock;
  }

  /** @param until end of the token's life, UTC milliseconds @returns false when it has been spent before */
  spend(tenant: string, connection: string, token: string, until: number): Promise<boolean> {
    return new Promise((settle, fail) => {
      const one = { id: `${connection}/${placeOf(until)}/${token}`, connection, settle, fail };
      const waiting = this.#waiting.get(tenant);
      if (waiting) waiting.push(one);
      else {
        this.#waiting.set(tenant, [one]);
        void this.#write(tenant);
      }
    });
  }

  async #write(tenant: string): Promise<void> {
    for (;;) {
      const batch = this.#waiting.get(tenant) ?? [];
      if (batch.length === 0) break;
      this.#waiting.set(tenant, []);
      await this.#spendAll(tenant, batch);
    }
    this.#waiting.delete(tenant);
  }

  async #spendAll(tenant: string, batch: readonly Waiting[]): Promise<void> {
    const ids = [...new Set(batch.map(({ id }) => id))];
    try {
      const known = await this.#storeOf(tenant).transaction(async (tx) => {
        const spent = await tx.many(spentTokens, ids);
        const fresh = ids.filter((id) => !spent.has(id)).map((id) => ({ id, document: {} }));
        if (fresh.length > 0) await tx.put(spentTokens, fresh);
        for (const connection of new Set(batch.map((one) => one.connection))) {
          const before = `${connection}/${placeOf(this.#clock.now())}`;
          const oldest = await tx.page(spentTokens, {
            prefix: `${connection}/`,
            limit: CLEARED * batch.length,
          });
          const dead = oldest.map(({ id }) => id).filter((id) => id < before);
          if (dead.length > 0) await tx.remove(spentTokens, dead);
        }
        return new Set(spent.keys());
      });
      for (const { id, settle } of batch) {
        settle(!known.has(id));
        // The next one of this batch with the same token comes second.
        known.add(id);
      }
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
  }
}

function placeOf(at: number): string {
  return String(at).padStart(15, '0');
}
