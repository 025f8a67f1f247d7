/** Keeps claims true: what time brings about, what changed deals, accounts and rows bring about, what could not be written before. */
import { CrmError } from '../../ports.ts';
import type { Context } from '../context.ts';
import { faultCode } from '../faultCode.ts';
import { holdLease } from '../holdLease.ts';
import { takenIn, takeTyped } from './adoptRows.ts';
import { registrationRules } from './around.ts';
import { readRows, type StandingRows } from './claimRows.ts';
import { woken } from './claimWakes.ts';
import { claimsBy } from './claims.ts';
import { claimWakes, typedRows, unwrittenKey } from './collections.ts';
import { passes, stopsAll, unlessRefused } from './passing.ts';
import { wakeByRules } from './wakeByRules.ts';
import { type Brought, bringClaim } from './writeClaim.ts';

/** More than a connection has. */
const MOST_UNWRITTEN = 50_000;
/** What the CRM refuses for good, and a person has decided, is tried again; milliseconds. */
const REFUSED_AGAIN = 6 * 3_600_000;
/** Rows that are read at once. */
const ROWS = 200;

export interface KeptClaims {
  /** Claims that were looked at. */
  readonly claims: number;
  /** Those of them that the CRM did not take. */
  readonly failed: number;
}

/**
 * Done twice it changes nothing more. Null while another process is at it.
 * @param zone the connection's
 */
export async function keepClaims(context: Context, zone: string): Promise<KeptClaims | null> {
  const name = `claims/${context.connection}`;
  const ended = await holdLease(context.store, name, (lost) =>
    keepUnderLease({ ...context, signal: AbortSignal.any([context.signal, lost]) }, zone),
  );
  return ended ?? null;
}

/** For a process that works while another one holds the lease for it. */
export async function keepUnderLease(context: Context, zone: string): Promise<KeptClaims> {
  const { store, connection, clock, log } = context;
  const { rules } = await registrationRules(context, zone);
  const round = new Round(context, zone);
  const now = clock.now();
  await wakeByRules(context, rules, now);
  for (let after: string | undefined; ;) {
    const page = await woken(context, now, after);
    if (page.length === 0) break;
    for (const { id, claim } of page) {
      if (await round.keep(claim)) await store.remove(claimWakes, [id]);
    }
    after = page.at(-1)?.id;
  }
  // After what merged records bring about, which the CRM itself has written into the rows.
  await takeTypedRows(context, zone, round);
  const unwritten = await claimsBy(store, [unwrittenKey(connection)], MOST_UNWRITTEN);
  for (const { registration, refusedAt } of unwritten) {
    if (now - (refusedAt ?? 0) >= REFUSED_AGAIN) await round.keep(registration.key);
  }
  const { claims, failed } = round;
  if (claims > 0) log('claims.ended', { rows: claims, failed });
  return { claims, failed };
}

/** What is noted of a row while it is being looked at stays for the next time. */
async function takeTypedRows(context: Context, zone: string, round: Round): Promise<void> {
  const { store, connection } = context;
  let known: ReturnType<typeof takenIn> | undefined;
  // Rows are older than what is submitted while they are taken up, so that once is enough for all.
  const taken = () => (known ??= takenIn(context));
  for (let after: string | undefined; ;) {
    const prefix = `${connection}/`;
    const page = await store.page(typedRows, { prefix, limit: ROWS, ...(after && { after }) });
    if (page.length === 0) return;
    const ids = page.map(({ document }) => document.row);
    const found = await unlessRefused(context, () => readRows(context, ids));
    // Without its rows nothing can be taken up; what time brings about does not wait for that.
    if (!found) return;
    for (const { id, document } of page) {
      const rows = found.get(document.row) ?? null;
      const isTaken = await unlessRefused(context, async () => {
        const key = await takeTyped(context, zone, document.row, rows, taken);
        return key === null || round.keep(key, rows ?? undefined);
      });
      if (!isTaken) continue;
      await store.transaction(async (tx) => {
        if ((await tx.get(typedRows, id))?.at === document.at) await tx.remove(typedRows, [id]);
      });
    }
    after = page.at(-1)?.id;
  }
}

/** One look at each claim. */
class Round {
  claims = 0;
  failed = 0;
  readonly #context: Context;
  readonly #zone: string;
  readonly #kept = new Map<string, boolean>();

  constructor(context: Context, zone: string) {
    this.#context = context;
    this.#zone = zone;
  }

  /** False: it has to be tried again. @throws CrmError that every other claim would meet as well */
  async keep(key: string, rows?: StandingRows): Promise<boolean> {
    const before = this.#kept.get(key);
    if (before === false || (before && !rows)) return before;
    this.#context.signal.throwIfAborted();
    const brought = await this.#bring(key, rows);
    if (before === undefined) this.claims += 1;
    if (brought === 'later' || brought === 'refused') this.failed += 1;
    this.#kept.set(key, brought !== 'later');
    return brought !== 'later';
  }

  async #bring(key: string, rows?: StandingRows): Promise<Brought['as']> {
    try {
      return (await bringClaim(this.#context, this.#zone, key, rows)).as;
    } catch (error) {
      // A claim that the CRM does not take now never stops its siblings.
      if (!(error instanceof CrmError) || stopsAll(error)) throw error;
      this.#context.log('write.failed', { object: 'dealRegistration', code: faultCode(error) });
      return passes(error) ? 'later' : 'refused';
    }
  }
}
