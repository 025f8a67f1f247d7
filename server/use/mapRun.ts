/** One full run under way: maps page after page, writes what has gathered, and moves the checkpoint past it. */
import type { DealFacts } from '../../shared/domain/partner.ts';
import type { Change, CrmRecord } from '../ports.ts';
import { checkpoints, type StandingRow } from './collections.ts';
import type { Context } from './context.ts';
import { OVERLAP_FIELDS, rowsInside } from './crmFields.ts';
import { decisionsOf, keepDecisions, keepMapped } from './keepMapped.ts';
import { mapPage, type Mapped, type MappingRules } from './mapping.ts';
import type { Counts } from './runLog.ts';
import { writeChanges } from './writeChanges.ts';

/** Accounts to a store transaction: few enough for a short lock, many enough that commits do not dominate. */
const STORE_PAGE = 1_000;

export class MapRun {
  readonly #context: Context;
  readonly #mapping: MappingRules;
  readonly #deals: ReadonlyMap<string, DealFacts>;
  readonly #counts: Counts;
  readonly #inputs: string;
  #found: Map<string, StandingRow[]> | null = null;
  #pending: Mapped[] = [];
  #waiting = 0;

  constructor(
    context: Context,
    mapping: MappingRules,
    deals: ReadonlyMap<string, DealFacts>,
    counts: Counts,
    inputs: string,
  ) {
    this.#context = context;
    this.#mapping = mapping;
    this.#deals = deals;
    this.#counts = counts;
    this.#inputs = inputs;
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
    await keepDecisions(store, connection, pending);
    const ids = await writeChanges(
      this.#context,
      [...pending.flatMap(({ changes }) => changes), ...more],
      this.#counts,
    );
    for (let at = 0; at < pending.length; at += STORE_PAGE) {
      const part = pending.slice(at, at + STORE_PAGE);
      const after = part.at(-1)?.mirror.id ?? '';
      await store.transaction(async (tx) => {
        await keepMapped(tx, connection, part, ids);
        const document = { inputs: this.#inputs, after, counts: this.#counts.all() };
        await tx.put(checkpoints, [{ id: connection, document }]);
      });
    }
  }

  /** Rows inside the account came with it; children of their own are read once, all together. */
  async #rowsOf(record: CrmRecord<'account'>): Promise<readonly StandingRow[]> {
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
  if (mapped.changes.length > 0) counts.add('accountsToWrite');
}

async function readOverlaps(context: Context): Promise<Map<string, StandingRow[]>> {
  const byAccount = new Map<string, StandingRow[]>();
  for await (const page of context.crm.find({ object: 'accountOverlap', fields: OVERLAP_FIELDS })) {
    for (const { id, fields } of page) {
      if (!fields.account) continue;
      const rows = byAccount.get(fields.account);
      if (rows) rows.push({ id, fields });
      else byAccount.set(fields.account, [{ id, fields }]);
    }
  }
  return byAccount;
}
