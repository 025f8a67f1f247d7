/** What a use case is handed: one connection's CRM, its tenant's store, and how to tell what it is doing. */
import type { Clock, Crm, TenantStore } from '../ports.ts';

export interface Progress {
  /** What is being done, as a message key: `map.accounts`. */
  phase: string;
  done: number;
  /** Unknown for the first page of a long read. */
  total?: number;
}

/** One line an event; the logger keeps only the facts it knows, so that no secret can slip in. */
export type Log = (event: string, facts?: Readonly<Record<string, string | number | boolean | null>>) => void;

export interface Context {
  store: TenantStore;
  connection: string;
  crm: Crm;
  clock: Clock;
  log: Log;
  progress: (step: Progress) => void;
  signal: AbortSignal;
}

/** A refusal by us, not a fault: `code` names the message, `args` its blanks, `next` what to do about it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly next: string;
  constructor(code: string, message: string, next: string) {
    super(`${message} ${next}`);
    this.code = code;
    this.next = next;
  }
}
