/** The door to the engine that finds and weighs pairs of companies: tables, what is learnt from them, keys, scores. */
export { Companies, type CompanyColumns, type CompanyText } from './engine/companies.ts';
export { indexPart, KeyIndex, KeySet, type IndexColumns } from './engine/keyIndex.ts';
export { capOf } from './engine/keys.ts';
export { countIn, type Counts, Learnt, together } from './engine/learnt.ts';
export {
  defaultMatchSettings,
  type Match,
  type MatchSettings,
  type Reason,
  Scorer,
  type Tier,
} from './engine/scorer.ts';
export type { Subject } from './engine/subject.ts';
