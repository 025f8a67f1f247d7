/** Where our accounts stand by what finds a company, so that one that somebody types is looked up among all of them. */
import type { Collection } from '../../ports.ts';
import type { LearntCounts } from '../collections.ts';
import type { KeyLayout } from '../lists/keyBucket.ts';

/** Says that an index of a connection's accounts is there; id is the connection. */
export interface AccountIndex {
  /** How it was derived. */
  format: number;
  /** Its documents' ids begin with `connection@generation/`. */
  generation: number;
  layout: KeyLayout;
  /** Names what was learnt. */
  learnt: string;
}

/** An account that is called otherwise than the index knows; id `connection/account`. */
export interface ChangedAccount {
  connection: string;
  /** The match keys by which it is found. */
  keys: readonly number[];
}

export const accountIndexes: Collection<AccountIndex> = { name: 'accountIndexes', class: 'derived' };
/** Accounts behind a range of match keys, see `packBucket`, in base64; id `connection@generation/number of the bucket`. */
export const accountKeys: Collection<string> = { name: 'accountKeys', class: 'derived', isText: true };
/** Ids of accounts in the order of their numbers, a line each; id `connection@generation/number of the block`. */
export const accountNames: Collection<string> = { name: 'accountNames', class: 'derived', isText: true };
/** How common words are among our accounts; id `connection@generation/`. */
export const accountWords: Collection<LearntCounts> = { name: 'accountWords', class: 'derived' };
export const changedAccounts: Collection<ChangedAccount> = {
  name: 'changedAccounts',
  class: 'derived',
  keys: ({ connection, keys }) => keys.map((key) => changedKey(connection, key)),
};

export const CUSTOMER_COLLECTIONS = [
  accountIndexes,
  accountKeys,
  accountNames,
  accountWords,
  changedAccounts,
] as const;

export function changedKey(connection: string, key: number): string {
  return `${connection}/${key}`;
}

export function prefixOf(connection: string, generation: number): string {
  return `${connection}@${generation}/`;
}
