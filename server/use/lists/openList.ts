/** What matching needs of one list, from wherever its rows are held. */
import type { ListRow } from '../../../shared/domain/list.ts';
import type { Companies, Learnt } from '../../../shared/domain/matching.ts';

/** Rows go by their number in the list. */
export interface OpenList {
  /** For each account, in order, the rows that share a key with it: ascending, each once. */
  sharing(accounts: Companies): Promise<readonly (readonly number[])[]>;
  /** @param numbers of rows that will be compared; asked for only where they are not all at hand */
  compared(numbers: () => ReadonlySet<number>): Promise<RowTable>;
  rows(numbers: readonly number[]): Promise<(number: number) => ListRow>;
}

export interface RowTable {
  /** Weighed by `learnt`. */
  companies: Companies;
  learnt: Learnt;
  /** The place of a row in `companies`. */
  placeOf(number: number): number;
}
