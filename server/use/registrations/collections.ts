/** Registrations in the store: all of them where the CRM has no objects, and what was accepted before it is written where it has. */
import { customerKeys } from '../../../shared/domain/conflict.ts';
import { isWaiting, type Registration, standingParticipants } from '../../../shared/domain/registration.ts';
import type { Collection } from '../../ports.ts';

const DAY = 86_400_000;

export interface KeptClaim {
  connection: string;
  registration: Registration;
  /** The CRM's id of its row; null where it has none. */
  row: string | null;
  /** How many of its moves have been written, with all that follows from them. */
  written: number;
}

/** Id `connection/key of the registration`. */
export const registrations: Collection<KeptClaim> = {
  name: 'registrations',
  class: 'ours',
  keys: ({ connection, registration, written }) => {
    const { customer, deal, submission, state, history } = registration;
    const partners = submission === null ? [] : standingParticipants(registration);
    return [
      ...customerKeys(customer).map((key) => `${connection}/${key}`),
      ...(deal === null ? [] : [`${connection}/deal/${deal}`]),
      ...partners.map(({ partner }) => submittedKey(connection, partner, submission?.at ?? 0)),
      ...(isWaiting(registration) ? [waitingKey(connection)] : []),
      ...(isWaiting(registration) || state === 'approved' ? [liveKey(connection)] : []),
      ...(submission !== null && written !== history.length ? [unwrittenKey(connection)] : []),
    ];
  },
};

/** The last number that was taken; id is the connection. */
export const sequences: Collection<{ last: number }> = { name: 'sequences', class: 'ours' };

export const REGISTRATION_COLLECTIONS = [registrations, sequences] as const;

/** Submissions of a partner on a day of UTC. */
export function submittedKey(connection: string, partner: string, at: number): string {
  return `${connection}/submitted/${Math.floor(at / DAY)}/${partner}`;
}

/** Claims whose decision is still to come. */
export function waitingKey(connection: string): string {
  return `${connection}/waiting`;
}

/** Claims whose clocks run. */
export function liveKey(connection: string): string {
  return `${connection}/live`;
}

/** Claims of which the CRM has not been told all. */
export function unwrittenKey(connection: string): string {
  return `${connection}/unwritten`;
}
