/** Registrations in the store: all of them where the CRM has no objects, and what was accepted before it is written where it has. */
import { customerKeys } from '../../../shared/domain/conflict.ts';
import {
  isWaiting,
  type Registration,
  standingParticipants,
  type TaskKind,
} from '../../../shared/domain/registration.ts';
import type { Collection, KeyRange } from '../../ports.ts';
import { digits, queueKeys } from './queues.ts';

export interface KeptClaim {
  connection: string;
  registration: Registration;
  /** The CRM's id of its row; null where it has none. */
  row: string | null;
  /** How many of its moves have been written, with all that follows from them. */
  written: number;
  /** When the CRM refused it for good, UTC milliseconds; absent once it has taken it. */
  refusedAt?: number;
  /** Of the verdict that it was last judged by, 0 to 1; orders the queue. */
  score?: number;
  /** Why the CRM has no deal for it although one was to be made; absent: none was refused. */
  refusedDeal?: RefusedDeal;
}

/** A deal that could not be made, as it was when that was tried last. */
export interface RefusedDeal {
  /** UTC milliseconds. */
  at: number;
  /** The CRM's, or ours where nothing was sent. */
  code: string;
  /** By the CRM's own name; null where it is about none. */
  field: string | null;
  reason: string;
  /** Of the program by which it was tried: under another one it is tried again. */
  version: number;
}

/** Id `connection/key of the registration`. */
export const registrations: Collection<KeptClaim> = {
  name: 'registrations',
  class: 'ours',
  keys: ({ connection, registration, row, score, written }) => {
    const { customer, deal, submission, state, history } = registration;
    const partners = submission === null ? [] : standingParticipants(registration);
    return [
      ...customerKeys(customer).map((key) => `${connection}/${key}`),
      ...(deal === null ? [] : [`${connection}/deal/${deal}`]),
      ...partners.map(({ partner }) => submittedKey(connection, partner, submission?.at ?? 0)),
      ...partners.map(({ partner }) => `${connection}/partner/${partner}`),
      ...(isWaiting(registration) ? [waitingKey(connection)] : []),
      ...(isWaiting(registration) || state === 'approved' ? [liveKey(connection)] : []),
      ...(submission !== null && written !== history.length ? [unwrittenKey(connection)] : []),
      ...(row === null ? [] : [rowKey(connection, row)]),
      ...queueKeys({ connection, registration, ...(score !== undefined && { score }) }),
    ];
  },
};

/** The last number that was taken; id is the connection. */
export const sequences: Collection<{ last: number }> = { name: 'sequences', class: 'ours' };

/** When to look at a claim again; id `connection/instant, 15 digits/key of the registration`. */
export const claimWakes: Collection<{ claim: string }> = { name: 'claimWakes', class: 'derived' };
/** Under which rules all claims were last looked at, and whether all rows were, once; id is the connection. */
export const claimRules: Collection<{ version: number; zone: string; looked: boolean }> = {
  name: 'claimRules',
  class: 'derived',
};
/** Records with claims that the CRM told or a sweep found to be gone, which is more than hidden; id `connection/object/id`. */
export const goneRecords: Collection<{ at: number }> = { name: 'goneRecords', class: 'derived' };
/** Rows that another hand than ours wrote and that wait to be taken up; id `connection/CRM's id of the registration`. */
export const typedRows: Collection<{ row: string; at: number }> = { name: 'typedRows', class: 'derived' };

/** A task about a claim; id `connection/key of the registration/reference`. */
export interface MadeTask {
  reference: string;
  kind: TaskKind;
  /** `making`: it was sent and no answer has come back. */
  state: 'making' | 'made' | 'refused';
  /** The CRM's id of it. */
  task: string | null;
  /** When the state was last set, UTC milliseconds. */
  at: number;
}

export const claimTasks: Collection<MadeTask> = { name: 'claimTasks', class: 'ours' };

export const REGISTRATION_COLLECTIONS: readonly Collection<never>[] = [
  registrations,
  sequences,
  claimWakes,
  goneRecords,
  claimRules,
  typedRows,
  claimTasks,
];

/** Submissions of a partner, in their order. */
export function submittedKey(connection: string, partner: string, at: number): string {
  return `${submittedBy(connection, partner)}${digits(at)}`;
}

/** The instants count, UTC milliseconds. */
export function submittedBetween(connection: string, partner: string, from: number, to: number): KeyRange {
  return {
    prefix: submittedBy(connection, partner),
    from: submittedKey(connection, partner, from),
    below: submittedKey(connection, partner, to + 1),
  };
}

function submittedBy(connection: string, partner: string): string {
  return `${connection}/submitted/${partner}/`;
}

/** Claims whose decision is still to come. */
export function waitingKey(connection: string): string {
  return `${connection}/waiting`;
}

/** Claims whose clocks run. */
export function liveKey(connection: string): string {
  return `${connection}/live`;
}

/** The claim of a row, by the CRM's id of it. */
export function rowKey(connection: string, row: string): string {
  return `${connection}/row/${row}`;
}

/** Claims of which the CRM has not been told all. */
export function unwrittenKey(connection: string): string {
  return `${connection}/unwritten`;
}
