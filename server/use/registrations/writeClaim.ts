/** Brings a claim to the CRM where it has objects for it: its row, its participants, its conflicts, and what follows from it. */
import { nextInstant, type Registration } from '../../../shared/domain/registration.ts';
import { CrmError } from '../../ports.ts';
import type { Ended } from '../cards/collections.ts';
import type { Context } from '../context.ts';
import { faultCode } from '../faultCode.ts';
import { registrationRules } from './around.ts';
import { writeConflicts } from './claimConflicts.ts';
import { type StandingRows, writeRows } from './claimRows.ts';
import { wake } from './claimWakes.ts';
import { claimId, claimOf } from './claims.ts';
import { type KeptClaim, registrations } from './collections.ts';
import { makeDeal } from './makeDeal.ts';
import { passes } from './passing.ts';
import { releaseClaim } from './releaseClaim.ts';
import { settleClaim, type Settled } from './settleClaim.ts';

/** Milliseconds after which a deal is tried again that the CRM took not just now. */
const DEAL_LATER = 60_000;

export type Brought =
  | { readonly as: 'unchanged' | 'done' }
  /** The CRM does not take it now: it keeps its place and is written later. */
  | { readonly as: 'later' }
  /** For good: it gave up its place, unless a person had decided on it. */
  | { readonly as: 'refused'; readonly code: string; readonly reason: string };

/** As an accepted act ends. @param zone the connection's */
export async function writeClaim(context: Context, zone: string, key: string): Promise<Ended> {
  const brought = await bringClaim(context, zone, key);
  if (brought.as === 'refused') {
    return { ok: false, code: brought.code, reason: brought.reason, retry: false };
  }
  return { ok: true, done: brought.as === 'unchanged' ? 'unchanged' : 'saved' };
}

/**
 * Done twice it changes nothing more. A claim that the CRM refuses for good gives up its place, and the next claimant is
 * judged again.
 * @param zone the connection's
 * @param standing its rows where they were read, since another hand may have written them
 */
export async function bringClaim(
  context: Context,
  zone: string,
  key: string,
  standing?: StandingRows,
): Promise<Brought> {
  const brought = await bringAsItIs(context, zone, key, standing);
  if (brought.as !== 'done') return brought;
  // The approval stands by itself; its deal follows where the program makes one.
  const deal = await makeDeal(context, zone, key);
  if (deal.as === 'made') return bringAsItIs(context, zone, key);
  if (deal.as !== 'later') return brought;
  await wake(context.store, context.connection, [key], context.clock.now() + DEAL_LATER);
  return { as: 'later' };
}

async function bringAsItIs(
  context: Context,
  zone: string,
  key: string,
  standing?: StandingRows,
): Promise<Brought> {
  const { store, connection, crm } = context;
  const kept = await claimOf(store, connection, key);
  if (!kept) return { as: 'unchanged' };
  // What was never submitted stands nowhere but here.
  if (kept.registration.submission === null && kept.row === null) return { as: 'done' };
  const { registration } = kept;
  let { row } = kept;
  let isFlagged = true;
  const isWritten = row !== null && kept.written === registration.history.length;
  const hasRows = (await crm.keeps()).includes('dealRegistration');
  if (hasRows && (standing || !isWritten)) {
    const written = await writeRows(context, kept, standing);
    if ('refused' in written) return refused(context, zone, registration, written.refused);
    row = written.row;
    isFlagged = await writeConflicts(context, zone, registration, row);
  }
  const settled = await settledNow(context, zone, key);
  if (!settled) {
    await keepWritten(context, zone, key, row, 0);
    return { as: 'later' };
  }
  // What was due changed the claim itself once more.
  if (settled.entries.length > 0 && row !== null) {
    const written = await writeRows(context, { ...kept, row, registration: settled.registration });
    if ('refused' in written) return refused(context, zone, settled.registration, written.refused);
  }
  // Moves that came in between bring their own rows.
  const { history } = settled.registration;
  const isAll = history.length - settled.entries.length === registration.history.length;
  const moves = isAll ? history.length : registration.history.length;
  const isComplete = settled.complete && isFlagged;
  await keepWritten(context, zone, key, row, isComplete ? moves : 0);
  return { as: isComplete ? 'done' : 'later' };
}

/** Null where the CRM takes nothing just now. */
async function settledNow(context: Context, zone: string, key: string): Promise<Settled | null> {
  try {
    return await settleClaim(context, zone, key);
  } catch (error) {
    if (!(error instanceof CrmError) || !passes(error)) throw error;
    context.log('write.failed', { object: 'dealRegistration', code: faultCode(error) });
    return null;
  }
}

/** @param moves of its history that are written with all that follows from them */
async function keepWritten(
  context: Context,
  zone: string,
  key: string,
  row: string | null,
  moves: number,
): Promise<void> {
  const { store, connection, clock } = context;
  const { rules } = await registrationRules(context, zone);
  await store.transaction(async (tx) => {
    const present = await claimOf(tx, connection, key);
    if (!present) return;
    const { refusedAt, ...now } = present;
    const written = Math.max(now.written, moves);
    if (written !== now.written || row !== now.row || refusedAt !== undefined) {
      const document: KeptClaim = { ...now, row, written };
      await tx.put(registrations, [{ id: claimId(connection, key), document }]);
    }
    const next = nextInstant(now.registration, rules, clock.now());
    if (next !== null) await wake(tx, connection, [key], next);
  });
}

async function refused(
  context: Context,
  zone: string,
  claim: Registration,
  error: CrmError,
): Promise<Brought> {
  const { fault, message } = error;
  context.log('write.failed', { object: 'dealRegistration', code: faultCode(error) });
  if (passes(error)) return { as: 'later' };
  const code = fault.kind === 'rejected' ? fault.code : fault.kind;
  const field = fault.kind === 'rejected' && fault.field !== undefined ? `${fault.field}: ` : '';
  const { store, connection, clock } = context;
  await store.transaction(async (tx) => {
    const present = await claimOf(tx, connection, claim.key);
    if (!present) return;
    const document: KeptClaim = { ...present, refusedAt: clock.now() };
    await tx.put(registrations, [{ id: claimId(connection, claim.key), document }]);
  });
  for (const next of await releaseClaim(context, zone, claim.key, `${field}${message}`)) {
    await writeClaim(context, zone, next);
  }
  return { as: 'refused', code, reason: message };
}
