/** Shows channel managers in the CRM what a waiting claim is held for: one row for each finding, and not without end. */
import {
  type ConflictFacts,
  conflictRows,
  type Finding,
  type Verdict,
  verdictOn,
} from '../../../shared/domain/conflict.ts';
import { comparePrecedence, isWaiting, type Registration } from '../../../shared/domain/registration.ts';
import type { Change } from '../../ports.ts';
import type { Context } from '../context.ts';
import { faultCode } from '../faultCode.ts';
import { conflictFacts, readAround } from './around.ts';
import { claimId } from './claims.ts';
import { type KeptClaim, registrations } from './collections.ts';

/** Nobody weighs more of them, and where hundreds claim one customer they would be thousands. */
const MOST_ROWS = 20;
/** A claim that has no row by then may never get one; milliseconds. */
const AWAITED = 3_600_000;

/**
 * It is worth less than the claim, so that a row was refused is logged and mended by the next move.
 * @param row the claim's own
 * @returns false where a rival that a row should name is still to be written
 */
export async function writeConflicts(
  context: Context,
  zone: string,
  claim: Registration,
  row: string,
): Promise<boolean> {
  if (!isWaiting(claim)) return true;
  const { crm, store, connection, clock, log } = context;
  const around = await readAround(context, zone, claim);
  const now = clock.now();
  const facts = await conflictFacts(store, connection, claim, around, now);
  const verdict = verdictOn(claim, facts, around.rules, now);
  const rows = conflictRows(claim.key, gravest(verdict, facts));
  if (rows.length === 0) return true;
  const against = rows.flatMap((one) => (one.against ? claimId(connection, one.against) : []));
  const rivals = await store.many(registrations, [...new Set(against)]);
  const changes = rows.map(({ against: other, resolution: _first, ...fields }): Change => {
    const rival = other ? (rivals.get(claimId(connection, other))?.row ?? null) : null;
    return {
      object: 'registrationConflict',
      op: 'upsert',
      fields: { ...fields, registration: row, against: rival },
    };
  });
  for (const outcome of await crm.write(changes)) {
    if (outcome.status === 'failed') {
      log('write.failed', { object: 'registrationConflict', code: faultCode(outcome.error) });
    }
  }
  return ![...rivals.values()].some((rival) => isAwaited(rival, now));
}

/** What other claims are promised first, then who was first: what a decision has to go by. */
function gravest(verdict: Verdict, { rivals }: ConflictFacts): Verdict {
  const ranked = rivals.map(({ registration }) => registration).toSorted(comparePrecedence);
  const places = new Map(ranked.map(({ key }, place) => [key, place]));
  const placeOf = ({ against }: Finding) => (against === null ? -1 : (places.get(against) ?? -1));
  const isPromised = ({ standing }: Finding) => standing === 'protected' || standing === 'remembered';
  const findings = verdict.findings
    .toSorted((a, b) => Number(isPromised(b)) - Number(isPromised(a)) || placeOf(a) - placeOf(b))
    .slice(0, MOST_ROWS);
  return { ...verdict, findings };
}

function isAwaited({ row, written, registration: { history } }: KeptClaim, now: number): boolean {
  return row === null && written < history.length && now - (history.at(-1)?.at ?? 0) < AWAITED;
}
