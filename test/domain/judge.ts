/** Scores single pairs as the engine does among lists. */
import {
  Companies,
  countIn,
  defaultMatchSettings,
  Learnt,
  Scorer,
  type Match,
  type MatchSettings,
  type Subject,
} from '../../shared/domain/matching.ts';

export type Company = Omit<Subject, 'id'>;

export const tableOf = (...companies: Company[]): Companies =>
  Companies.of(companies.map((company, at) => ({ ...company, id: String(at) })));

/** @param list what is learnt from; without it only the background is known */
export function scorerOf(
  ours: Company,
  theirs: Company,
  settings: MatchSettings = defaultMatchSettings,
  list: readonly Company[] = [],
): Scorer {
  const learnt = new Learnt(countIn(tableOf(...list)));
  const [a, b] = [tableOf(ours), tableOf(theirs)];
  learnt.weigh(a);
  learnt.weigh(b);
  return new Scorer(a, b, learnt, settings);
}

export function judge(...of: Parameters<typeof scorerOf>): Match {
  return scorerOf(...of).explain(0, 0);
}
