/** Takes up the offer of a verdict: the partners of a draft join the claim that they complement, and the draft is given up. */
import { verdictOn } from '../../../shared/domain/conflict.ts';
import {
  makeMove,
  type Moved,
  type Refusal,
  type Registration,
  withJoiner,
} from '../../../shared/domain/registration.ts';
import { refusal } from '../../../shared/domain/registration/claim.ts';
import { claimRefusal } from '../../../shared/views/registration.ts';
import type { Transaction } from '../../ports.ts';
import { type Around, conflictFacts, readAround } from '../registrations/around.ts';
import { claimId, claimOf } from '../registrations/claims.ts';
import { type KeptClaim, registrations } from '../registrations/collections.ts';
import { judgeClaim } from '../registrations/judgeClaim.ts';
import { actorOn } from './claimAccess.ts';
import { formOf } from './claimEdits.ts';
import type { Prepared } from './dealActs.ts';
import type { Desk } from './desk.ts';
import type { Refused } from './refusal.ts';

const OVER = claimRefusal([refusal('registration.join.over')]);

/** Which claim it is, the viewer is not told: the verdict names it to the server alone. */
export async function prepareJoinInstead(
  desk: Desk,
  kept: KeptClaim,
): Promise<Prepared | { refusal: Refused }> {
  const { context, zone } = desk;
  const { connection } = context;
  const { verdict } = await judgeClaim(context, zone, kept.registration);
  const offered =
    verdict.joins === null ? undefined : await claimOf(context.store, connection, verdict.joins);
  if (!offered) return { refusal: OVER };
  const partners = kept.registration.participants.map(({ partner }) => partner);
  const around = await readAround(context, zone, offered.registration, { partners });
  return {
    decide: async (tx) => {
      const draft = (await claimOf(tx, connection, kept.registration.key)) ?? kept;
      const standing = (await claimOf(tx, connection, offered.registration.key)) ?? offered;
      const joined = await joinAll(tx, desk, standing.registration, draft.registration, around);
      if ('refusals' in joined) return { ok: false, refusal: claimRefusal(joined.refusals) };
      const left = makeMove(
        draft.registration,
        { move: 'withdraw', why: null },
        contextOf(desk, draft.registration, around),
      );
      if (!left.ok) return { ok: false, refusal: claimRefusal(left.refusals) };
      await tx.put(
        registrations,
        [
          { ...standing, registration: joined.claim },
          { ...draft, registration: left.registration },
        ].map((document) => ({ id: claimId(connection, document.registration.key), document })),
      );
      return { ok: true, intent: { kind: 'claim', key: joined.claim.key, zone } };
    },
  };
}

/** One after the other, each judged beside those before; all of them or none. */
async function joinAll(
  tx: Transaction,
  desk: Desk,
  standing: Registration,
  draft: Registration,
  around: Around,
): Promise<{ claim: Registration } | { refusals: readonly Refusal[] }> {
  const { connection, clock } = desk.context;
  const { rules, partners } = around;
  let claim = standing;
  for (const participant of formOf(draft).participants) {
    const wished = withJoiner(claim, participant);
    const facts = await conflictFacts(tx, connection, wished, around, clock.now());
    const verdict = verdictOn(wished, facts, rules, clock.now());
    const request = { move: 'join', participant, partners, verdict } as const;
    const moved: Moved = makeMove(claim, request, contextOf(desk, claim, around));
    if (!moved.ok) return moved;
    claim = moved.registration;
  }
  return { claim };
}

function contextOf(desk: Desk, claim: Registration, { rules }: Around) {
  return { actor: actorOn(desk, claim), now: desk.context.clock.now(), rules };
}
