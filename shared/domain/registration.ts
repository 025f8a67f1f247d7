/** Claims of several partners on one deal: who may do what to them when, what they are entitled to, and what follows. */
export {
  type Actor,
  type Consent,
  type Customer,
  type DecisionClock,
  type HistoryEntry,
  type Moved,
  type Participant,
  type Place,
  type Protection,
  type Refusal,
  type Registration,
  type Ruling,
  standingParticipants,
  type Submission,
} from './registration/claim.ts';
export {
  answerDue,
  businessDaysLeft,
  type Calendar,
  calendarOf,
  dueAfter,
  extend,
  isBusinessDay,
  protect,
  remindersOf,
} from './registration/clocks.ts';
export { type Consequences, consequencesOf, type LifeFacts } from './registration/consequences.ts';
export { draftOf } from './registration/draft.ts';
export { approvesItself, protectionDays } from './registration/entitlement.ts';
export { type ClaimForm, draftRefusals, type ParticipantInput } from './registration/form.ts';
export { makeMove } from './registration/makeMove.ts';
export { type Move, MOVE_NAMES, MOVES, movesFrom, WAITING } from './registration/moves.ts';
export { type NewDeal, newDealName, newDealOf, referenceOf } from './registration/newDeal.ts';
export { withJoiner } from './registration/parts.ts';
export {
  defaultPolicy,
  MOST_PARTICIPANTS,
  parsePolicy,
  type PolicyProblem,
  type RegistrationPolicy,
  registrationPolicy,
} from './registration/policy.ts';
export { comparePrecedence, placeOfTyped } from './registration/precedence.ts';
export type { MoveContext, MoveRequest, Wish } from './registration/request.ts';
export { registrationOf, type RegistrationRows, registrationRows } from './registration/rows.ts';
export {
  dealFields,
  FURTHEST,
  isWaiting,
  openRegistrations,
  type ShownFields,
} from './registration/shown.ts';
export { submissionRefusals, type Surroundings } from './registration/submission.ts';
export { splitShares } from './registration/splitShares.ts';
export { type Task, TASK_KINDS, type TaskKind } from './registration/tasks.ts';
export { formTyped, movesTyped } from './registration/typed.ts';
export { nextInstant } from './registration/wakes.ts';
