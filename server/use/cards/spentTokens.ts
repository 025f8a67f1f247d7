/** Takes tokens that work once: whoever comes with one a second time is refused. */
import type { Clock, TenantStore } from '../../ports.ts';
import type { Log } from '../context.ts';
import { faultCode } from '../faultCode.ts';
import { spentTokens } from './collections.ts';

/** Dead ones that are cleared away, for each new one. */
const CLEARED = 2;

interface Waiting {
  id: string;
  connection: string;
  settle(isFirst: boolean): void;
  fail(error: unknown): void;
}

/** What the token says of itself; instants in UTC milliseconds by the clock of whoever made it. */
export interface TokenLife {
  issuedAt: number;
  /** After it the token is worthless anyway, whatever the clocks say. */
  until: number;
}

export interface SpentTokensParts {
  storeOf(tenant: string): TenantStore;
  clock: Clock;
  log: Log;
  /** No other process takes tokens: then what has come since this one began is known in memory. */
  alone: boolean;
  /** Milliseconds by which the clock of who makes tokens may differ from ours. */
  skew: number;
}

/** One durable write for all that came in during the one before, since the disk takes longer than everything else. */
export class SpentTokens {
  readonly #parts: SpentTokensParts;
  readonly #began: number;
  readonly #waiting = new Map<string, Waiting[]>();
  /** End of life by tenant and id. */
  readonly #known = new Map<string, number>();

  constructor(parts: SpentTokensParts) {
    this.#parts = parts;
    this.#began = parts.clock.now();
  }

  /**
   * Not waited for where memory tells for sure: an act, which must not be done twice, is held by its operation's key and
   * becomes durable after its token.
   * @returns false when it has been spent before
   */
  async spend(tenant: string, connection: string, token: string, life: TokenLife): Promise<boolean> {
    const id = `${connection}/${placeOf(life.until)}/${token}`;
    const known = `${tenant}/${id}`;
    if (this.#known.has(known)) return false;
    this.#known.set(known, life.until);
    const kept = this.#keep(tenant, connection, id);
    const { alone, skew, log } = this.#parts;
    if (!alone || life.issuedAt - skew < this.#began) return kept;
    kept.catch((error: unknown) => log('token.unkept', { code: faultCode(error) }));
    return true;
  }

  #keep(tenant: string, connection: string, id: string): Promise<boolean> {
    return new Promise((settle, fail) => {
      const one = { id, connection, settle, fail };
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
    const now = this.#parts.clock.now();
    for (const [known, until] of this.#known) if (until < now) this.#known.delete(known);
  }

  async #spendAll(tenant: string, batch: readonly Waiting[]): Promise<void> {
    const ids = batch.map(({ id }) => id);
    try {
      const known = await this.#parts.storeOf(tenant).transaction(async (tx) => {
        const spent = await tx.many(spentTokens, ids);
        const fresh = ids.filter((id) => !spent.has(id)).map((id) => ({ id, document: {} }));
        if (fresh.length > 0) await tx.put(spentTokens, fresh);
        for (const connection of new Set(batch.map((one) => one.connection))) {
          const before = `${connection}/${placeOf(this.#parts.clock.now())}`;
          const oldest = await tx.page(spentTokens, {
            prefix: `${connection}/`,
            limit: CLEARED * batch.length,
          });
          const dead = oldest.map(({ id }) => id).filter((id) => id < before);
          if (dead.length > 0) await tx.remove(spentTokens, dead);
        }
        return new Set(spent.keys());
      });
      for (const { id, settle } of batch) settle(!known.has(id));
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
  }
}

function placeOf(at: number): string {
  return String(at).padStart(15, '0');
}
