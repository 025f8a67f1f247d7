/** A new claim: a draft that keeps whatever was typed, however little. */
import { keyOf } from '../key.ts';
import type { Refusal, Registration } from './claim.ts';
import { type ClaimForm, draftRefusals, withForm } from './form.ts';
import type { RegistrationPolicy } from './policy.ts';

/**
 * @param operationKey of the form: sent again it meets the same claim
 * @param by users of the CRM; null where a partner's contact entered it
 */
export function draftOf(
  operationKey: string,
  form: ClaimForm,
  by: { readonly owner: string | null; readonly enteredBy: string | null },
  policy: RegistrationPolicy,
): { ok: true; registration: Registration } | { ok: false; refusals: readonly Refusal[] } {
  const refusals = draftRefusals(form, policy);
  if (refusals.length > 0) return { ok: false, refusals };
  const empty: Registration = {
    key: keyOf('reg', operationKey),
    state: 'draft',
    customer: form.customer,
    deal: null,
    products: [],
    amount: null,
    expectedClose: null,
    note: null,
    participants: [],
    ...by,
    submission: null,
    clock: null,
    decider: null,
    ruling: null,
    protection: null,
    history: [],
  };
  return { ok: true, registration: withForm(empty, form) };
}
