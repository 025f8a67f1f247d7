/** What the contract suite needs of one CRM under test: the adapter, and a hand in the imitation behind it. */
import type { Crm } from '../../server/ports.ts';

export interface Bench {
  crm: Crm;
  /** Requests that reached the imitation since the adapter was opened, token requests apart. */
  counted(): number;
  /** Token requests that reached it. */
  tokensAsked(): number;

  // The customer's own people at work, without the adapter. Each returns or takes the CRM's ids.
  addAccount(fields: { name: string; website?: string }): string;
  addDeal(fields: { name: string; account: string; amount: number }): string;
  renameAccount(id: string, name: string): void;
  removeAccount(id: string): void;
  /** Absent where the CRM cannot. */
  restoreAccount?(id: string): void;
  /** @returns the survivor's id, which need not be the winner's. */
  mergeAccounts(winner: string, loser: string): string;
  /** How many stored overlaps carry this key, wherever they are kept. */
  overlapsStored(account: string, key: string): number;
  /** A deal's stage and kind as this CRM calls them, and fields of its own that a deal may be made with. */
  newDeal: { stage: string; kind?: string; native: Readonly<Record<string, string>> };
  /** An id of the right shape that belongs to no account. */
  absentAccount: string;

  /** The account, and what hangs below it, is locked for so many writes. */
  lockAccount(id: string, times: number): void;
  /** Hides one field of accounts, by our name, from the adapter's user. */
  hideAccountField?(field: string): void;
  showAccountFields?(): void;
  /** Every access token issued so far stops working. */
  expireTokens(): void;
  /** The next `times` writes are carried out and their answer is lost. */
  loseAnswers(times: number): void;
  /** The next request is told to come back after a second. */
  throttle(): void;
  /** From now on every request is told that the day's calls are spent; `reset` takes it back. */
  exhaust(): void;
  /** Takes back scripted faults. */
  reset(): void;
  /** Lets the vendor's indexes catch up. */
  settle(): Promise<void>;
  /** Switches the account to several currencies; absent where the imitation cannot. */
  useCurrencies?(): Promise<Bench>;
  close(): Promise<void>;
}

export interface Harness {
  name: string;
  /** A provisioned, otherwise empty CRM with the adapter open on it. */
  open(): Promise<Bench>;
}
