/** Leaves out, before any row is read whole, those that share a key with an account and cannot match it: nine of ten. */
import { type Companies, type MatchSettings, Scorer } from '../../../shared/domain/matching.ts';
import type { OpenList } from './openList.ts';

interface Asked {
  /** Of these accounts every row counts, however low its score. */
  isDecided(at: number): boolean;
  settings: MatchSettings;
}

/** For each account, in order, the rows that share a key with it and may match: ascending, each once. */
export async function reaching(
  list: OpenList,
  accounts: Companies,
  { isDecided, settings }: Asked,
): Promise<readonly (readonly number[])[]> {
  const sharing = await list.sharing(accounts);
  const { companies, learnt, placeOf } = await list.outlined(
    sharing.map((rows, at) => (isDecided(at) ? [] : rows)),
  );
  learnt.weigh(accounts);
  const scorer = new Scorer(accounts, companies, learnt, settings);
  return sharing.map((rows, at) =>
    isDecided(at) ? rows : rows.filter((number) => scorer.mayMatch(at, placeOf(number))),
  );
}
