/** Whether a claim clashes with others, complements them or is clear, and what of that may be told to whom. */
export type { ConflictFacts, DealFacts, PartnerFacts, RegistrationRules, Rival } from './conflict/facts.ts';
export { customerKeys, domainOf, sameCustomer } from './conflict/customer.ts';
export { isLate } from './conflict/claimFindings.ts';
export {
  type ConflictKind,
  type Finding,
  KIND_OUTCOME,
  type Reason,
  type ReasonArg,
} from './conflict/finding.ts';
export { compareWaiting, type Waiting } from './conflict/queue.ts';
export {
  type Exclusivity,
  exclusivityOf,
  type Meeting,
  meetingKind,
  sameDeal,
  type Sameness,
  sameProduct,
  type Standing,
  standingOf,
} from './conflict/roles.ts';
export { conflictRows } from './conflict/rows.ts';
export { type Line, type Told, toldOf, type Viewer } from './conflict/told.ts';
export { type Verdict, verdictOn } from './conflict/verdict.ts';
