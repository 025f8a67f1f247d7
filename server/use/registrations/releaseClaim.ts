/** Gives up the place of a claim that the CRM refused, and judges again those that it held. */
import { comparePrecedence, type Registration } from '../../../shared/domain/registration.ts';
import type { TenantStore, Transaction } from '../../ports.ts';
import type { Context } from '../context.ts';
import { type Around, readAround } from './around.ts';
import { claimId, claimOf, rivalsOn } from './claims.ts';
import { registrations } from './collections.ts';
import { moveIn } from './moveClaim.ts';

const SYSTEM = { as: 'system' } as const;

/**
 * In one transaction, so that nobody takes the place in between.
 * @param why the field and reason that the CRM gave
 * @returns the keys of the claims that moved, in the order of precedence
 */
export async function releaseClaim(
  context: Context,
  zone: string,
  key: string,
  why: string,
): Promise<string[]> {
  const { store, connection } = context;
  const present = await claimOf(store, connection, key);
  if (!present) return [];
  const around = await readAround(context, zone, present.registration);
  const arounds = new Map<string, Around>();
  for (;;) {
    // What a verdict needs of accounts and deals is read before, since nothing outside is waited for in a transaction.
    for (const one of await heldOn(store, connection, present.registration)) {
      if (!arounds.has(one.key)) arounds.set(one.key, await readAround(context, zone, one));
    }
    const moved = await store.transaction(async (tx) => {
      const waiting = await heldOn(tx, connection, present.registration);
      // Another was submitted since: it waits for this place, too.
      if (waiting.some((one) => !arounds.has(one.key))) return null;
      const kept = (await claimOf(tx, connection, key)) ?? present;
      const released = await moveIn(tx, context, kept, { move: 'release', why }, SYSTEM, around);
      return released.ok ? judgeAgain(tx, context, waiting, arounds) : [];
    });
    if (moved) return moved;
  }
}

async function judgeAgain(
  tx: Transaction,
  context: Context,
  waiting: readonly Registration[],
  arounds: ReadonlyMap<string, Around>,
): Promise<string[]> {
  const { connection } = context;
  const moved: string[] = [];
  for (const one of waiting) {
    const rival = await claimOf(tx, connection, one.key);
    const beside = arounds.get(one.key);
    if (!rival || !beside) continue;
    const again = await moveIn(tx, context, rival, { move: 'rejudge' }, SYSTEM, beside);
    if (!again.ok) continue;
    moved.push(one.key);
    const after = await tx.get(registrations, claimId(connection, one.key));
    // Where the policy needs no person for it; else it waits for one.
    if (after) await moveIn(tx, context, after, { move: 'approve', why: null }, SYSTEM, beside);
  }
  return moved;
}

async function heldOn(
  reader: Transaction | TenantStore,
  connection: string,
  claim: Registration,
): Promise<Registration[]> {
  return (await rivalsOn(reader, connection, claim.customer))
    .map(({ registration }) => registration)
    .filter(({ key, state }) => key !== claim.key && state === 'inReview')
    .sort(comparePrecedence);
}
