/** Who of our partners takes part in a deal: the rules of adding, changing and ending a part, and of sharing the credit. */
export { endPart, reopenPart } from './team/ending.ts';
export { addPart, changePart, NOTE_LIMIT, CONTACT_LIMIT } from './team/editing.ts';
export { coverageOf, stagesOf, type Coverage } from './team/coverage.ts';
export { partFields, partOf } from './team/rows.ts';
export { dealSummary, involvementOf, type Involvement } from './team/summary.ts';
export { defaultRoleRules, roleRules, type RoleRules } from './team/roles.ts';
export { evenShares, requireWhole, splitEvenly, takeUnallocated, unallocated, WHOLE } from './team/shares.ts';
export {
  stands,
  type Part,
  type PartInput,
  type DealRole,
  type Stage,
  type TeamContext,
  type TeamDecision,
  type TeamRefusal,
} from './team/part.ts';
export { ASK_KINDS, checkAsk, type AskInput, type AskKind, type AskRefusal } from './team/asking.ts';
export {
  checkTouchpoint,
  isWebLink,
  LINK_LIMIT,
  touchpointFields,
  type CheckedTouchpoint,
  type TouchpointInput,
  type TouchpointKind,
  type TouchpointRefusal,
} from './team/touchpoint.ts';
