/** Finds what is in the mirror and no longer in the CRM, and waits for a person when that is suspiciously much. */
import type { CrmRecord } from '../ports.ts';
import { mirrorAccounts, reviews, type Run } from './collections.ts';
import { accountReadings } from './cards/collections.ts';
import { unlinkGone } from './linkPartners.ts';
import { claimsAbout, noteGone, wake } from './registrations/claimWakes.ts';
import type { Context } from './context.ts';
import type { Counts } from './runLog.ts';

/** Above this share of all mirrored accounts a disappearance looks like an accident of access, not like work. */
const SUSPICIOUS = 0.2;
const PAGE = 5_000;

export class Sweep {
  readonly #context: Context;
  readonly #missing: Set<string>;
  readonly #before: number;

  private constructor(context: Context, known: Set<string>) {
    this.#context = context;
    this.#missing = known;
    this.#before = known.size;
  }

  static async start(context: Context): Promise<Sweep> {
    const { store, connection } = context;
    const known = new Set<string>();
    const prefix = `${connection}/`;
    for (let after: string | undefined; ;) {
      const page = await store.page(mirrorAccounts, { prefix, ...(after && { after }), limit: PAGE });
      for (const { id } of page) known.add(id);
      after = page.at(-1)?.id;
      if (page.length < PAGE) return new Sweep(context, known);
    }
  }

  seen(records: readonly CrmRecord<'account'>[]): void {
    for (const { id } of records) this.#missing.delete(`${this.#context.connection}/${id}`);
  }

  async end(counts: Counts, { acceptGone = false }: { acceptGone?: boolean }): Promise<Run['state']> {
    const gone = [...this.#missing];
    if (gone.length === 0) return 'done';
    counts.add('gone', gone.length);
    if (tooMany(gone.length, this.#before) && !acceptGone) return 'held';
    const { store, connection, clock } = this.#context;
    const accounts = gone.map((id) => id.slice(connection.length + 1));
    const claims = await claimsAbout(store, connection, { accounts, partners: accounts });
    await store.transaction(async (tx) => {
      await unlinkGone(tx, connection, accounts);
      await tx.remove(mirrorAccounts, gone);
      await tx.remove(accountReadings, gone);
      await wake(tx, connection, claims, clock.now());
      if (claims.length > 0) await noteGone(tx, connection, { accounts }, clock.now());
      for (const id of gone) await tx.removePrefix(reviews, `${id}/`);
    });
    return 'done';
  }
}

/** A handful may always go; a fifth of everything at once waits for a person. */
export function tooMany(gone: number, known: number): boolean {
  return gone > 10 && gone > known * SUSPICIOUS;
}
