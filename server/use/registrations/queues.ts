/** The orders in which claims are read from their front without reading them all: keys that the store keeps sorted. */
import { isWaiting, type Registration } from '../../../shared/domain/registration.ts';
import { shareRefusals } from '../../../shared/domain/registration/submission.ts';
import type { KeyRange } from '../../ports.ts';

interface Queued {
  readonly connection: string;
  readonly registration: Registration;
  /** Of the verdict by which it waits, 0 to 1. */
  readonly score?: number;
}

/** What asks its claimant for something first, then what stands, then what has ended. */
const OWN_ORDER: readonly Registration['state'][] = [
  'draft',
  'moreInfo',
  'appealed',
  'inReview',
  'submitted',
  'approved',
  'rejected',
  'converted',
  'expired',
  'withdrawn',
];

/** After every instant. */
const NEVER = '~';
const LAST = 999_999_999_999_999;

export function queueKeys({ connection, registration, score = 0 }: Queued): string[] {
  const { state, deal, protection, ruling, submission, owner, enteredBy, clock, history } = registration;
  const keys: string[] = [];
  if (isWaiting(registration)) {
    const due = clock?.dueAt ?? null;
    const { sequence = LAST, typedAt = null } = submission ?? {};
    // As `compareWaiting`; of equal keys the ids decide, which end in the claims' own keys.
    const pressing = digits(Math.round((1 - score) * 1_000));
    const typed = typedAt === null ? '' : digits(typedAt);
    const place = [due === null ? NEVER : digits(due), pressing, digits(sequence), typed];
    keys.push(`${waiting(connection)}${place.join('/')}`);
  }
  if (state === 'approved') {
    keys.push(`${ending(connection)}${digits(protection?.endsAt ?? LAST)}`);
    if (deal === null) keys.push(`${dealless(connection)}${digits(ruling?.at ?? 0)}`);
    if (shareRefusals(registration).length > 0) {
      keys.push(`${unshared(connection)}${digits(ruling?.at ?? 0)}`);
    }
  }
  // A draft that was given up is nobody's any more.
  if (state === 'withdrawn' && submission === null) return keys;
  const newest = digits(LAST - (history.at(-1)?.at ?? LAST));
  const order = String(OWN_ORDER.indexOf(state)).padStart(2, '0');
  for (const user of new Set([owner, enteredBy])) {
    if (user !== null) keys.push(`${own(connection, user)}${order}/${newest}`);
  }
  return keys;
}

/** Claims whose decision is still to come, in the order of `compareWaiting`. @param dueBefore UTC milliseconds */
export function waitingQueue(connection: string, dueBefore?: number): KeyRange {
  return upTo(waiting(connection), dueBefore);
}

/** Approved claims, those first whose protection ends first. @param endsBefore UTC milliseconds */
export function endingQueue(connection: string, endsBefore?: number): KeyRange {
  return upTo(ending(connection), endsBefore);
}

/** Approved claims without a deal, those first that were approved first. */
export function deallessQueue(connection: string): KeyRange {
  return { prefix: dealless(connection) };
}

/** Approved claims whose shares no longer make up the whole, those first that were approved first. */
export function unsharedQueue(connection: string): KeyRange {
  return { prefix: unshared(connection) };
}

/** Claims that a user owns or entered. */
export function ownQueue(connection: string, user: string): KeyRange {
  return { prefix: own(connection, user) };
}

const waiting = (connection: string) => `${connection}/queue/`;
const ending = (connection: string) => `${connection}/ending/`;
const dealless = (connection: string) => `${connection}/dealless/`;
const unshared = (connection: string) => `${connection}/unshared/`;
const own = (connection: string, user: string) => `${connection}/own/${user}/`;

function upTo(prefix: string, before: number | undefined): KeyRange {
  return before === undefined ? { prefix } : { prefix, below: `${prefix}${digits(before)}` };
}

/** Whole numbers in the order of their texts. */
export function digits(value: number): string {
  return String(value).padStart(15, '0');
}
