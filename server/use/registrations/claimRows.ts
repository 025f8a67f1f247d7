/** The rows of a claim in a CRM that has objects for it: how they stand there, and bringing them to be as the claim is. */
import { type Registration, registrationRows } from '../../../shared/domain/registration.ts';
import { diffFields } from '../../../shared/domain/overlap.ts';
import { definitionOf, type Fields } from '../../../shared/schema/objects.ts';
import type { Change, CrmError, CrmRecord, Outcome } from '../../ports.ts';
import type { Context } from '../context.ts';
import { faultCode } from '../faultCode.ts';
import type { KeptClaim } from './collections.ts';

type Row = CrmRecord<'dealRegistration'>;
type ParticipantRow = CrmRecord<'registrationParticipant'>;

export interface StandingRows {
  readonly registration: Row;
  readonly participants: readonly ParticipantRow[];
}

export const ROW_FIELDS = Object.keys(
  definitionOf('dealRegistration').fields,
) as (keyof Fields<'dealRegistration'>)[];
export const PARTICIPANT_FIELDS = Object.keys(
  definitionOf('registrationParticipant').fields,
) as (keyof Fields<'registrationParticipant'>)[];

/** By the CRM's id of the registration; those that are gone are missing. */
export async function readRows({ crm }: Context, ids: readonly string[]): Promise<Map<string, StandingRows>> {
  const registrations = await crm.get('dealRegistration', ids, ROW_FIELDS);
  const participants = new Map<string, ParticipantRow[]>();
  if (registrations.size > 0) {
    const where = [{ field: 'registration' as const, in: [...registrations.keys()] }];
    for await (const page of crm.find({
      object: 'registrationParticipant',
      fields: PARTICIPANT_FIELDS,
      where,
    })) {
      for (const row of page) {
        const parent = row.fields.registration ?? '';
        participants.set(parent, [...(participants.get(parent) ?? []), row]);
      }
    }
  }
  return new Map(
    [...registrations].map(([id, registration]) => [
      id,
      { registration, participants: participants.get(id) ?? [] },
    ]),
  );
}

/** What differs between a claim and its row; null if nothing. A claim of nobody stays with whom the CRM gave its row to. */
export function rowDifference(
  claim: Registration,
  row: Fields<'dealRegistration'>,
): Partial<Fields<'dealRegistration'>> | null {
  return diffFields(owned(registrationRows(claim).registration), row);
}

/** As of a registration; the whole row where there is none. */
export function participantDifference(
  claim: Registration,
  key: string,
  row: Fields<'registrationParticipant'>,
): Partial<Fields<'registrationParticipant'>> | null {
  const wanted = registrationRows(claim).participants.find((one) => one.key === key);
  if (!wanted) return row;
  const { registration: _parent, ...fields } = wanted;
  return diffFields(fields, row);
}

/**
 * The registration first: its participants need its id.
 * @param standing its rows as they were just read, so that only what differs is written
 */
export async function writeRows(
  context: Context,
  { registration: claim, row: known }: KeptClaim,
  standing?: StandingRows,
): Promise<{ row: string } | { refused: CrmError }> {
  const outcome = await writeRegistration(context, claim, standing?.registration.id ?? known, standing);
  if (outcome.status === 'failed') return { refused: outcome.error };
  const row = outcome.id;
  const changes = participantChanges(claim, row, standing?.participants);
  const outcomes = changes.length === 0 ? [] : await context.crm.write(changes);
  for (const one of outcomes) {
    if (one.status !== 'failed') continue;
    context.log('write.failed', { object: 'registrationParticipant', code: faultCode(one.error) });
    return { refused: one.error };
  }
  return { row };
}

/** By its id where that is known: a row that was typed into the CRM has no key before it is adopted. */
async function writeRegistration(
  { crm }: Context,
  claim: Registration,
  row: string | null,
  standing?: StandingRows,
): Promise<Outcome> {
  const whole = owned(registrationRows(claim).registration);
  const fields = standing ? rowDifference(claim, standing.registration.fields) : whole;
  if (fields === null && row !== null) return { status: 'unchanged', id: row };
  if (row !== null) {
    const outcome = await writeOne(crm, {
      object: 'dealRegistration',
      op: 'update',
      id: row,
      fields: fields ?? {},
    });
    const isGone = outcome.status === 'failed' && outcome.error.fault.kind === 'missing';
    if (!isGone) return outcome;
  }
  return writeOne(crm, { object: 'dealRegistration', op: 'upsert', fields: whole });
}

function participantChanges(
  claim: Registration,
  row: string,
  standing?: readonly ParticipantRow[],
): Change[] {
  const wanted = registrationRows(claim).participants.map((fields) => ({ ...fields, registration: row }));
  const object = 'registrationParticipant';
  if (!standing) {
    const upserts = wanted.map((fields): Change => ({ object, op: 'upsert', fields }));
    const removals = formerKeys(claim).map((key): Change => {
      return { object, op: 'remove', fields: { key, registration: row } };
    });
    return [...upserts, ...removals];
  }
  const rest = new Set(standing);
  const upserts = wanted.flatMap((fields): Change[] => {
    const rows = [...rest];
    const present =
      rows.find((one) => one.fields.key === fields.key) ??
      rows.find((one) => !one.fields.key && one.fields.partner === fields.partner);
    if (!present) return [{ object, op: 'upsert', fields }];
    rest.delete(present);
    const differing = diffFields(fields, present.fields);
    return differing ? [{ object, op: 'update', id: present.id, fields: differing }] : [];
  });
  return [...upserts, ...[...rest].map(({ id }): Change => ({ object, op: 'remove', id, fields: {} }))];
}

/** Participants that the claim once had. */
function formerKeys({ participants, history }: Registration): string[] {
  const present = new Set(participants.map(({ key }) => key));
  const all = history.flatMap(({ before }) => (before.participants ?? []).map(({ key }) => key));
  return [...new Set(all)].filter((key) => !present.has(key));
}

async function writeOne(crm: Context['crm'], change: Change): Promise<Outcome> {
  const [outcome] = await crm.write([change]);
  if (!outcome) throw new Error('a change without an outcome');
  return outcome;
}

function owned({ owner, ...fields }: Fields<'dealRegistration'>): Fields<'dealRegistration'> {
  return owner ? { ...fields, owner } : fields;
}
