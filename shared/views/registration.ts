/** Registrations on cards: what each card shows of them, and what its forms mean when they come back. */
export { withClaimInput } from './registration/claimForm.ts';
export { participantInput } from './registration/partForm.ts';
export { claimRefusal, type ClaimRefusal } from './registration/refusals.ts';
export { claimBlocks, hasNoClaims, registrationBlocks, registrationForms } from './registration/section.ts';
export type { JudgedClaim, OthersClaim, RegistrationSection, ShownClaim } from './registration/state.ts';
export { wordInput } from './registration/wordForms.ts';
