/** Gives claims to a person that were clear until one was typed into the CRM that stands before them. */
import { verdictOn } from '../../../shared/domain/conflict.ts';
import { comparePrecedence, type Registration } from '../../../shared/domain/registration.ts';
import type { Context } from '../context.ts';
import { conflictFacts, readAround } from './around.ts';
import { claimOf, rivalsOn } from './claims.ts';
import { moveIn } from './moveClaim.ts';

const SYSTEM = { as: 'system' } as const;

/** Only those that nobody has decided on. @param zone the connection's */
export async function recheckRivals(context: Context, zone: string, claim: Registration): Promise<void> {
  const { store, connection, clock } = context;
  const rivals = (await rivalsOn(store, connection, claim.customer))
    .map(({ registration }) => registration)
    .filter((rival) => rival.state === 'submitted' && comparePrecedence(claim, rival) < 0);
  for (const { key } of rivals) {
    const present = await claimOf(store, connection, key);
    if (!present) continue;
    const around = await readAround(context, zone, present.registration);
    await store.transaction(async (tx) => {
      const kept = await claimOf(tx, connection, key);
      if (kept?.registration.state !== 'submitted') return;
      const now = clock.now();
      const facts = await conflictFacts(tx, connection, kept.registration, around, now);
      const { outcome } = verdictOn(kept.registration, facts, around.rules, now);
      if (outcome !== 'hold' && outcome !== 'refused') return;
      await moveIn(tx, context, kept, { move: 'review' }, SYSTEM, around);
    });
  }
}
