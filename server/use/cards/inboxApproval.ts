/** Approves one claim or several: each is judged anew by itself, and one that is refused keeps none of the others. */
import type { Actor, Refusal } from '../../../shared/domain/registration.ts';
import { claimRefusal } from '../../../shared/views/registration.ts';
import type { LeftClaim } from '../../../shared/views/registrationsPage.ts';
import { readingTogether } from '../readingTogether.ts';
import { readAround } from '../registrations/around.ts';
import { claimId, claimOf } from '../registrations/claims.ts';
import { registrations } from '../registrations/collections.ts';
import { moveIn } from '../registrations/moveClaim.ts';
import type { Prepared } from './dealActs.ts';
import type { Desk } from './desk.ts';

/**
 * Null: none of them is there.
 * @param why for those that something stands against
 */
export async function prepareApproval(
  { context, zone }: Desk,
  targets: readonly string[],
  why: string | null,
  actor: Actor,
): Promise<Prepared | null> {
  const { store, connection } = context;
  const ids = [...new Set(targets)].map((key) => claimId(connection, key));
  const kept = await store.many(registrations, ids);
  if (kept.size === 0) return null;
  const together = { ...context, store: readingTogether(store) };
  const claims = await Promise.all(
    ids.flatMap((id) => {
      const one = kept.get(id);
      return one ? [readAround(together, zone, one.registration).then((around) => ({ one, around }))] : [];
    }),
  );
  let left: LeftClaim[] = [];
  return {
    decide: async (tx) => {
      left = [];
      const keys: string[] = [];
      const refusals: Refusal[] = [];
      for (const { one, around } of claims) {
        const { key, customer } = one.registration;
        const now = (await claimOf(tx, connection, key)) ?? one;
        const moved = await moveIn(tx, context, now, { move: 'approve', why }, actor, around);
        if (moved.ok) keys.push(key);
        else {
          refusals.push(...moved.refusal);
          left.push({ key, customer: customer.name, refusals: moved.refusal });
        }
      }
      if (keys.length === 0) return { ok: false, refusal: claimRefusal(refusals) };
      return { ok: true, intent: { kind: 'claims', keys, zone } };
    },
    after: () => ({ left }),
  };
}
