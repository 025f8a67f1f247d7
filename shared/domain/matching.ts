/** The door to the engine that finds and weighs pairs of companies: tables, what is learnt from them, keys, scores. */
export { Companies, type CompanyColumns } from './matching/companies.ts';
export type { CompanyText } from './matching/companyText.ts';
export { FIELD, FIELDS, type Fields } from './matching/fields.ts';
export { indexPart, KeyIndex, KeySet, type IndexColumns } from './matching/keyIndex.ts';
export { capOf } from './matching/keys.ts';
export { countIn, type Counts, Learnt, together } from './matching/learnt.ts';
export {
  defaultMatchSettings,
  type Match,
  type MatchSettings,
  type Reason,
  type Tier,
} from './matching/match.ts';
export { Scorer } from './matching/scorer.ts';
export type { Subject } from './matching/subject.ts';
