/** One full run under way: maps page after page, writes what has gathered, and moves the checkpoint past it. */
import type { DealFacts } from '../../shared/domain/partner.ts';
import type { Change, CrmRecord } from '../ports.ts';
import { checkpoints, failures, reviews } from './collections.ts';
import type { Context } from './context.ts';
import { OVERLAP_FIELDS, rowsInside } from './crmFields.ts';
import type { FoundRow } from './heldDecisions.ts';
import { decisionsOf, keepDecisions, keepMapped, reviewsOf } from './keepMapped.ts';
import { mapPage, type Mapped, type MappingRules } from './mapping.ts';
import type { Counts } from './runLog.ts';
import { failureId, failuresNotIn, writeChanges } from './writeChanges.ts';

/** Accounts to a store transaction: few enough for a short lock, many enough that commits do not dominate. */
const STORE_PAGE = 1_000;
const READ_PAGE = 5_000;

export interface MapOptions {
  /** A person has looked at an unusual number of vanished accounts and says they are really gone. */
  acceptGone?: boolean;
  /** A person asks for what the CRM refused to be tried again. */
  retry?: boolean;
}

export class MapRun {
  readonly #context: Context;
  readonly #mapping: MappingRules;
  readonly #deals: ReadonlyMap<string, DealFacts>;
  readonly #counts: Counts;
  readonly #inputs: string;
  readonly #retry: boolean;
  /** Ids of what waited for review before this run, by account. */
  #reviewed: Map<string, string[]> | null = null;
  readonly #failed = new Set<string>();
  #found: Map<string, FoundRow[]> | null = null;
  #pending: Mapped[] = [];
  #waiting = 0;

  constructor(
    context: Context,
    mapping: MappingRules,
    deals: ReadonlyMap<string, DealFacts>,
    counts: Counts,
    inputs: string,
    { retry = false }: MapOptions,
  ) {
    this.#context = context;
    this.#mapping = mapping;
    this.#deals = deals;
    this.#counts = counts;
    this.#inputs = inputs;
    this.#retry = retry;
  }

  async page(records: readonly CrmRecord<'account'>[]): Promise<void> {
    const { store, connection } = this.#context;
    const decisions = await decisionsOf(
      store,
      connection,
      records.map(({ id }) => id),
    );
    const facts = [];
    for (const record of records) {
      facts.push({
        connection,
        record,
        found: await this.#rowsOf(record),
        deals: this.#deals.get(record.id) ?? { open: false, won: false },
        decisions: decisions.get(record.id) ?? [],
      });
    }
    for (const account of await mapPage(this.#mapping, facts)) {
      countMapped(this.#counts, account);
      this.#waiting += account.changes.length;
      this.#pending.push(account);
    }
    if (this.#waiting >= this.#context.crm.changesAtOnce) await this.flush();
  }

  /** Mapped accounts whose changes are not written yet. */
  waiting(): readonly Mapped[] {
    return this.#pending;
  }

  /** Writes what waits and `more` with it, and only then moves the checkpoint past it. */
  async flush(more: readonly Change[] = []): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    this.#waiting = 0;
    const { store, connection } = this.#context;
    const { policies } = this.#mapping.rules;
    await keepDecisions(store, connection, pending);
    this.#counts.add('wanted', more.length);
    const written = await writeChanges(
      this.#context,
      [...pending.flatMap(({ changes }) => changes), ...more],
      this.#counts,
      { stamps: stampsOf(pending), retry: this.#retry },
    );
    // The checkpoint stays where it is, so that going on begins with these accounts.
    if (written.stop) throw written.stop;
    for (const change of written.failed) this.#failed.add(failureId(this.#context, change));
    this.#reviewed ??= await readReviewed(this.#context);
    for (let at = 0; at < pending.length; at += STORE_PAGE) {
      const part = pending.slice(at, at + STORE_PAGE);
      const after = part.at(-1)?.mirror.id ?? '';
      await store.transaction(async (tx) => {
        await tx.remove(reviews, this.#outdated(part));
        await keepMapped(tx, connection, part, written, policies);
        const document = { inputs: this.#inputs, after, counts: this.#counts.all() };
        await tx.put(checkpoints, [{ id: connection, document }]);
      });
    }
  }

  /** Forgets what no account has that this run saw, after it has seen them all. */
  async forgetRest(): Promise<void> {
    const { store } = this.#context;
    this.#reviewed ??= await readReviewed(this.#context);
    await store.remove(reviews, [...this.#reviewed.values()].flat());
    await store.remove(failures, await failuresNotIn(this.#context, this.#failed));
  }

  /** What waited for review on these accounts and no longer does. */
  #outdated(part: readonly Mapped[]): string[] {
    const { connection } = this.#context;
    return part.flatMap((account) => {
      const before = this.#reviewed?.get(account.mirror.id);
      if (!before) return [];
      this.#reviewed?.delete(account.mirror.id);
      const now = new Set(reviewsOf(connection, account, this.#mapping.rules.policies).map(({ id }) => id));
      return before.filter((id) => !now.has(id));
    });
  }

  /** Rows inside the account came with it; children of their own are read once, all together. */
  async #rowsOf(record: CrmRecord<'account'>): Promise<readonly FoundRow[]> {
    const inside = rowsInside(record);
    if (inside) return inside;
    this.#found ??= await readOverlaps(this.#context);
    return this.#found.get(record.id) ?? [];
  }
}

export function countMapped(counts: Counts, mapped: Mapped): void {
  counts.add('accounts');
  counts.add('sure', mapped.sure);
  counts.add('likely', mapped.review.length);
  counts.add('unchanged', mapped.unchanged);
  counts.add('wanted', mapped.unchanged + mapped.changes.length);
  if (mapped.changes.length > 0) counts.add('accountsToWrite');
}

/** Accounts' stamps as they were read, so that a refused change can tell whether its record has changed since. */
export function stampsOf(mapped: readonly Mapped[]): Map<string, number> {
  return new Map(mapped.map(({ mirror }) => [mirror.id, mirror.stamp]));
}

async function readReviewed({ store, connection }: Context): Promise<Map<string, string[]>> {
  const byAccount = new Map<string, string[]>();
  const prefix = `${connection}/`;
  for (let after: string | undefined; ;) {
    const page = await store.page(reviews, { prefix, ...(after && { after }), limit: READ_PAGE });
    for (const { id, document } of page) {
      const ids = byAccount.get(document.account);
      if (ids) ids.push(id);
      else byAccount.set(document.account, [id]);
    }
    after = page.at(-1)?.id;
    if (page.length < READ_PAGE) return byAccount;
  }
}

async function readOverlaps(context: Context): Promise<Map<string, FoundRow[]>> {
  const byAccount = new Map<string, FoundRow[]>();
  for await (const page of context.crm.find({ object: 'accountOverlap', fields: OVERLAP_FIELDS })) {
    for (const { id, fields, stamp } of page) {
      if (!fields.account) continue;
      const rows = byAccount.get(fields.account);
      if (rows) rows.push({ id, fields, stamp });
      else byAccount.set(fields.account, [{ id, fields, stamp }]);
    }
  }
  return byAccount;
}
