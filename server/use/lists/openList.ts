/** What matching needs of one list, from wherever its rows are held. */
import type { ListRow } from '../../../shared/domain/list.ts';
import type { Companies, Learnt } from '../../../shared/domain/matching.ts';

/** Rows go by their number in the list. */
export interface OpenList {
  /** For each account, in order, the rows that share a key with it: ascending, each once. */
  sharing(accounts: Companies): Promise<readonly (readonly number[])[]>;
  /**
   * Enough of the rows to tell which of them cannot match, see `Scorer.among`.
   * @param rows for each account, some of which may be wanted by several
   */
  outlined(rows: readonly (readonly number[])[]): Promise<RowTable>;
  /** All of the rows. */
  whole(rows: readonly (readonly number[])[]): Promise<WholeRows>;
}

export interface RowTable {
  /** Weighed by `learnt`. */
  companies: Companies;
  learnt: Learnt;
  /** The place of a row in `companies`. */
  placeOf(number: number): number;
}

export interface WholeRows extends RowTable {
  rowAt(number: number): ListRow;
}
