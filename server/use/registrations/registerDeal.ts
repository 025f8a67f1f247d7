/** Registers a deal: finds the customer that was typed, keeps a draft of it, and submits it. */
import type { RegistrationRules } from '../../../shared/domain/conflict.ts';
import {
  type Actor,
  type ClaimForm,
  draftOf,
  makeMove,
  type Refusal,
  type Registration,
} from '../../../shared/domain/registration.ts';
import type { Transaction } from '../../ports.ts';
import type { Context } from '../context.ts';
import { readAround, registrationRules } from './around.ts';
import { claimId, claimOf } from './claims.ts';
import { type KeptClaim, registrations } from './collections.ts';
import { customerFor } from './findCustomer.ts';
import { type ClaimVerdict, moveIn } from './moveClaim.ts';

/** Users of the CRM; null where a partner's contact typed it. */
export interface Authors {
  readonly owner: string | null;
  readonly enteredBy: string | null;
}

/** The draft of a form, its customer found among our accounts. */
async function drafted(
  context: Context,
  form: ClaimForm,
  { operationKey, by, rules }: { operationKey: string; by: Authors; rules: RegistrationRules },
): Promise<
  { ok: true; registration: Registration; form: ClaimForm } | { ok: false; refusals: readonly Refusal[] }
> {
  const made = draftOf(operationKey, form, by, rules.policy);
  if (!made.ok) return made;
  const present = await claimOf(context.store, context.connection, made.registration.key);
  const customer = await customerFor(context, form.customer, present?.registration ?? null);
  const found = { ...form, customer };
  const again = draftOf(operationKey, found, by, rules.policy);
  return again.ok ? { ...again, form: found } : again;
}

/**
 * What `beginOperation` decides by: the draft is kept, and submitted where that is asked; what is refused keeps nothing.
 * @param operationKey of the form: its draft is one claim, however often it is saved
 */
export async function prepareRegistration(
  context: Context,
  zone: string,
  form: ClaimForm,
  { operationKey, by, actor, submit }: { operationKey: string; by: Authors; actor: Actor; submit: boolean },
): Promise<(tx: Transaction) => Promise<ClaimVerdict>> {
  const { rules } = await registrationRules(context, zone);
  const made = await drafted(context, form, { operationKey, by, rules });
  if (!made.ok) return () => Promise.resolve({ ok: false, refusal: made.refusals });
  const { registration: draft } = made;
  const { connection, clock } = context;
  const around = await readAround(context, zone, draft);
  return async (tx) => {
    const present = await claimOf(tx, connection, draft.key);
    const edited = present
      ? makeMove(present.registration, { move: 'edit', form: made.form }, { actor, now: clock.now(), rules })
      : { ok: true as const, registration: draft };
    if (!edited.ok) return { ok: false, refusal: edited.refusals };
    const { row = null, written = 0 } = present ?? {};
    const kept: KeptClaim = { connection, row, written, registration: edited.registration };
    if (submit) return moveIn(tx, context, kept, { move: 'submit' }, actor, around);
    await tx.put(registrations, [{ id: claimId(connection, draft.key), document: kept }]);
    return { ok: true, intent: null };
  };
}
