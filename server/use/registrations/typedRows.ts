/** Rows of claims that another hand than ours has written or taken away, picked out of what a poll told. */
import type { Fields } from '../../../shared/schema/objects.ts';
import type { Reader, Writer } from '../../ports.ts';
import type { Context } from '../context.ts';
import type { SortedChanges } from '../sortedChanges.ts';
import { claimId, claimsBy } from './claims.ts';
import { PARTICIPANT_FIELDS, participantDifference, ROW_FIELDS, rowDifference } from './claimRows.ts';
import { type KeptClaim, registrations, rowKey, typedRows } from './collections.ts';

type Seen = Pick<SortedChanges, 'registrations' | 'goneRegistrations' | 'participants' | 'goneParticipants'>;

/** The CRM's ids of the registrations; our own writes coming back are none. */
export async function typedAmong(
  reader: Pick<Reader, 'byKeys' | 'many' | 'get'>,
  connection: string,
  { registrations: rows, goneRegistrations, participants, goneParticipants }: Seen,
): Promise<string[]> {
  const parents = [...participants.values(), ...goneParticipants.values()].flatMap(
    (fields) => fields.registration ?? [],
  );
  const ids = [...new Set([...rows.keys(), ...goneRegistrations, ...parents])];
  if (ids.length === 0) return [];
  const byRow = await claimsOfRows(reader, connection, ids, rows);
  const typed = new Set<string>();
  for (const [id, { fields }] of rows) {
    const kept = byRow.get(id);
    if (!kept || rowDifference(kept.registration, fields) !== null) typed.add(id);
  }
  for (const id of goneRegistrations) if (byRow.get(id)?.row === id) typed.add(id);
  for (const fields of participants.values()) {
    const claim = byRow.get(fields.registration ?? '')?.registration;
    if (!fields.registration) continue;
    if (!claim || !fields.key || participantDifference(claim, fields.key, fields) !== null) {
      typed.add(fields.registration);
    }
  }
  for (const fields of goneParticipants.values()) {
    const claim = byRow.get(fields.registration ?? '')?.registration;
    if (claim?.participants.some(({ key }) => key === fields.key)) typed.add(fields.registration ?? '');
  }
  return [...typed];
}

/** A row of a claim that is being written just now is known by its key alone. */
async function claimsOfRows(
  reader: Pick<Reader, 'byKeys' | 'many' | 'get'>,
  connection: string,
  ids: readonly string[],
  rows: ReadonlyMap<string, { fields: Fields<'dealRegistration'> }>,
): Promise<Map<string, KeptClaim>> {
  const known = await claimsBy(
    reader,
    ids.map((id) => rowKey(connection, id)),
    1,
  );
  const found = new Map(known.map((kept) => [kept.row ?? '', kept]));
  const keys = [...rows].flatMap(([id, { fields }]) =>
    found.has(id) || !fields.key ? [] : [[id, fields.key]],
  );
  const byKey = await reader.many(
    registrations,
    keys.map(([, key]) => claimId(connection, key ?? '')),
  );
  for (const [id = '', key = ''] of keys) {
    const kept = byKey.get(claimId(connection, key));
    if (kept) found.set(id, kept);
  }
  return found;
}

/** Durable with the cursors of the poll that told of them. */
export async function noteTyped(
  tx: Pick<Writer, 'put'>,
  connection: string,
  rows: readonly string[],
  at: number,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.put(
    typedRows,
    rows.map((row) => ({ id: `${connection}/${row}`, document: { row, at } })),
  );
}

/** Among all rows that there are: before the first poll, and after what is derived was lost, no poll tells of them. */
export async function noteAllTyped({ crm, store, connection, clock, signal }: Context): Promise<void> {
  const none = {
    registrations: new Map(),
    goneRegistrations: new Set<string>(),
    participants: new Map(),
    goneParticipants: new Map(),
  } satisfies Seen;
  const note = async (seen: Partial<Seen>) => {
    signal.throwIfAborted();
    const typed = await typedAmong(store, connection, { ...none, ...seen });
    await noteTyped(store, connection, typed, clock.now());
  };
  for await (const page of crm.find({ object: 'dealRegistration', fields: ROW_FIELDS })) {
    await note({ registrations: new Map(page.map((record) => [record.id, record])) });
  }
  for await (const page of crm.find({ object: 'registrationParticipant', fields: PARTICIPANT_FIELDS })) {
    await note({ participants: new Map(page.map(({ id, fields }) => [id, fields])) });
  }
}
