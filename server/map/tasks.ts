/** What the main thread asks of the others, and what they answer. Columns travel as shared memory, not as copies. */
import type { CompanyColumns } from '../../shared/domain/matching/companies.ts';
import type { IndexColumns, Part } from '../../shared/domain/matching/keyIndex.ts';
import type { Counts } from '../../shared/domain/matching/learnt.ts';
import type { IdColumns } from './ids.ts';
import type { RefusedRow } from './listRow.ts';

export const HEADER = 'ours_id,theirs_id,score,tier,reasons\n';

export interface Side {
  companies: CompanyColumns;
  ids: IdColumns;
  counts: Counts;
  /** Which keys the side has, a bit for each group of keys; see `KeySet`. Only of the side that asks another. */
  keys: Uint32Array<SharedArrayBuffer> | null;
  /** All refused rows are counted, the first few told. */
  refused: number;
  refusals: readonly RefusedRow[];
}

/** Both sides as every thread needs them; the same object twice where one file stands on both sides. */
export interface Sides {
  ours: Side;
  theirs: Side;
  same: boolean;
}

export interface Matched {
  /** Lines of the output file. */
  lines: Uint8Array<ArrayBuffer>;
  candidates: number;
  sure: number;
  likely: number;
}

/** Name → what is asked and what is answered. */
export interface Tasks {
  /** `asks`: its rows are looked up among those of another file. */
  read: { asked: { path: string; asks: boolean }; answered: Side };
  /** Weighs the words of the sides that `weigh` names, and indexes a part of their keys. */
  index: {
    asked: { sides: Sides; weigh: readonly ('ours' | 'theirs')[]; part: Part };
    answered: IndexColumns;
  };
  /** Once a thread, before its first `match`. */
  open: { asked: { sides: Sides; index: readonly IndexColumns[] }; answered: null };
  /** Rows of ours from `from` up to `to`. */
  match: { asked: { from: number; to: number }; answered: Matched };
}

export type TaskName = keyof Tasks;
export type Asked = { [Name in TaskName]: { task: Name } & Tasks[Name]['asked'] }[TaskName];

/** An error as it crosses from thread to thread, where it would lose its class. */
export interface Failure {
  code: string;
  message: string;
  next: string;
}

export type Told =
  | { kind: 'progress'; done: number }
  | { kind: 'answer'; answer: Tasks[TaskName]['answered'] }
  | { kind: 'refusal'; refusal: Failure };
