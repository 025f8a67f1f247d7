/** Brings a claim to the CRM where it has objects for it: its row, its participants, its conflicts, and what follows from it. */
import { conflictRows, verdictOn } from '../../../shared/domain/conflict.ts';
import { isWaiting, type Registration, registrationRows } from '../../../shared/domain/registration.ts';
import type { Fields } from '../../../shared/schema/objects.ts';
import type { Change, CrmError } from '../../ports.ts';
import type { Ended } from '../cards/collections.ts';
import type { Context } from '../context.ts';
import { faultCode } from '../faultCode.ts';
import { conflictFacts, readAround } from './around.ts';
import { claimId, claimOf } from './claims.ts';
import { type KeptClaim, registrations } from './collections.ts';
import { releaseClaim } from './releaseClaim.ts';
import { settleClaim } from './settleClaim.ts';

/** Faults that pass: the claim keeps its place and is written later. */
const PASSING: readonly string[] = ['throttled', 'exhausted', 'busy', 'down', 'expired', 'garbled'];

/**
 * Done twice it changes nothing more. A claim that the CRM refuses for good gives up its place, and the next claimant is
 * judged again.
 * @param zone the connection's
 */
export async function writeClaim(context: Context, zone: string, key: string): Promise<Ended> {
  const { store, connection, crm } = context;
  const kept = await claimOf(store, connection, key);
  if (!kept || (kept.registration.state === 'draft' && kept.row === null))
    return { ok: true, done: 'unchanged' };
  const { registration } = kept;
  let { row } = kept;
  if ((await crm.keeps()).includes('dealRegistration')) {
    const written = await writeRows(context, registration);
    if ('refused' in written) return refused(context, zone, registration, written.refused);
    row = written.row;
    await writeConflicts(context, zone, registration, row);
  }
  const settled = await settleClaim(context, zone, key);
  // What was due changed the claim itself once more.
  if (settled && settled.entries.length > 0 && row !== null) await writeRows(context, settled.registration);
  const moves = settled?.registration.history.length ?? registration.history.length;
  await store.transaction(async (tx) => {
    const now = await claimOf(tx, connection, key);
    if (!now) return;
    const document: KeptClaim = { ...now, row, written: Math.max(now.written, moves) };
    await tx.put(registrations, [{ id: claimId(connection, key), document }]);
  });
  return { ok: true, done: 'saved' };
}

async function refused(context: Context, zone: string, claim: Registration, error: CrmError): Promise<Ended> {
  const { fault, message } = error;
  context.log('write.failed', { object: 'dealRegistration', code: faultCode(error) });
  if (PASSING.includes(fault.kind)) return { ok: true, done: 'saved' };
  const code = fault.kind === 'rejected' ? fault.code : fault.kind;
  const field = fault.kind === 'rejected' && fault.field !== undefined ? `${fault.field}: ` : '';
  for (const next of await releaseClaim(context, zone, claim.key, `${field}${message}`)) {
    await writeClaim(context, zone, next);
  }
  return { ok: false, code, reason: message, retry: false };
}

/** The registration first: its participants need its id. */
async function writeRows(
  { crm, log }: Context,
  claim: Registration,
): Promise<{ row: string } | { refused: CrmError }> {
  const { registration, participants } = registrationRows(claim);
  const [outcome] = await crm.write([
    { object: 'dealRegistration', op: 'upsert', fields: owned(registration) },
  ]);
  if (!outcome) throw new Error('a change without an outcome');
  if (outcome.status === 'failed') return { refused: outcome.error };
  const row = outcome.id;
  const outcomes = await crm.write(
    participants.map((fields): Change => {
      return { object: 'registrationParticipant', op: 'upsert', fields: { ...fields, registration: row } };
    }),
  );
  for (const one of outcomes) {
    if (one.status !== 'failed') continue;
    log('write.failed', { object: 'registrationParticipant', code: faultCode(one.error) });
    return { refused: one.error };
  }
  return { row };
}

/** A row without an owner stays with whom the CRM gave it to. */
function owned({ owner, ...fields }: Fields<'dealRegistration'>): Fields<'dealRegistration'> {
  return owner ? { ...fields, owner } : fields;
}

/** What a person has to weigh; it is worth less than the claim, so that it was refused is logged and mended by the next move. */
async function writeConflicts(
  context: Context,
  zone: string,
  claim: Registration,
  row: string,
): Promise<void> {
  if (!isWaiting(claim)) return;
  const { crm, store, connection, clock, log } = context;
  const around = await readAround(context, zone, claim);
  const now = clock.now();
  const facts = await conflictFacts(store, connection, claim, around, now);
  const rows = conflictRows(claim.key, verdictOn(claim, facts, around.rules, now));
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
  if (changes.length === 0) return;
  for (const outcome of await crm.write(changes)) {
    if (outcome.status === 'failed') {
      log('write.failed', { object: 'registrationConflict', code: faultCode(outcome.error) });
    }
  }
}
