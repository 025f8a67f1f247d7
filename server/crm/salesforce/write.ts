/** Writing records: one outcome for each change, in as few calls as Salesforce allows, smaller and slower where rows are locked. */
import { type Change, CrmError, type Outcome } from '../../ports.ts';
import { fieldName, type Naming } from '../../../shared/schema/naming.ts';
import { definitionOf, type ObjectName } from '../../../shared/schema/objects.ts';
import { chunks, failed, grouped, Outcomes, pause } from '../batch.ts';
import type { Client, Subrequest } from './client.ts';
import { errorOf, faultOf, garbled, readVendorError } from './errors.ts';
import { ingest } from './ingest.ts';
import type { Org } from './org.ts';
import type { Reader } from './query.ts';
import { encode } from './values.ts';

/** Rows of one collection, and collections of one Composite call. */
const COLLECTION = 200;
const COLLECTIONS = 5;
/** From here on a bulk job costs fewer calls than Composite. */
const BULK_ABOVE = 7_000;
/** How often rows are tried one by one once they were locked in company. */
const SINGLE_TRIES = 5;
const FIRST_PAUSE = 100;

interface Write {
  /** Place among the changes. */
  place: number;
  object: ObjectName;
  op: Change['op'];
  native: string;
  /** The parent's id, or else the row's own: rows with the same one contend for the same lock. */
  lock: string;
  row: Record<string, unknown>;
  /** Name of the column that tells rows apart. */
  key: string;
}

export class Writer {
  readonly #client: Client;
  readonly #org: Org;
  readonly #reader: Reader;

  constructor(client: Client, org: Org, reader: Reader) {
    this.#client = client;
    this.#org = org;
    this.#reader = reader;
  }

  async write(changes: readonly Change[]): Promise<Outcome[]> {
    const outcomes = new Outcomes(changes.length);
    try {
      const writes = await this.#prepared(changes, outcomes);
      for (const wave of waves(writes)) await this.#wave(wave, outcomes);
    } catch (error) {
      if (!(error instanceof CrmError) || !outcomes.any) throw error;
      outcomes.failRest(error);
    }
    return outcomes.all();
  }

  async #prepared(changes: readonly Change[], outcomes: Outcomes): Promise<Write[]> {
    const writes = await this.#encoded(changes, outcomes);
    const removals = writes.filter((write) => write.op === 'remove' && write.row['Id'] === undefined);
    await this.#findIds(changes, removals, outcomes);
    return writes.filter((write) => !outcomes.has(write.place));
  }

  async #encoded(changes: readonly Change[], outcomes: Outcomes): Promise<Write[]> {
    let looked = false;
    for (;;) {
      const writes: Write[] = [];
      let closed = false;
      for (const [place, change] of changes.entries()) {
        const write = await this.#one(change, place);
        if ('write' in write) writes.push(write.write);
        else outcomes.settle(place, write.outcome);
        closed ||= 'closed' in write;
      }
      if (!closed || looked) return writes;
      // Closed fields may have been opened since we looked; one more look decides.
      looked = true;
      this.#org.forget();
    }
  }

  async #one(change: Change, place: number): Promise<{ write: Write } | { outcome: Outcome; closed?: true }> {
    const { object, op, id } = change;
    const naming = this.#org.naming;
    let seen;
    try {
      seen = await this.#org.object(object);
    } catch (error) {
      if (!(error instanceof CrmError) || error.fault.kind !== 'denied') throw error;
      return { outcome: { status: 'failed', error } };
    }
    const encoded = op === 'remove' ? { row: {} } : encode(naming, seen, object, change.fields);
    if ('closed' in encoded) {
      const message = `Salesforce: ${encoded.closed} is not there or closed to the integration user; grant it and try again`;
      return { outcome: failed({ kind: 'denied', what: encoded.closed }, message), closed: true };
    }
    if ('wrong' in encoded)
      return {
        outcome: failed({ kind: 'rejected', field: encoded.wrong, code: 'WRONG_VALUE' }, encoded.reason),
      };
    const { key: ownKey } = change.fields as { key?: string | null };
    if (op === 'upsert' ? !ownKey : !id && !(op === 'remove' && ownKey))
      return {
        outcome: failed({ kind: 'rejected', code: 'NO_KEY' }, `A change of ${object} names no record`),
      };
    const key = op === 'upsert' ? (fieldName(naming, object, 'key') ?? 'Id') : 'Id';
    const row = op === 'upsert' ? encoded.row : { ...(id === undefined ? {} : { Id: id }), ...encoded.row };
    return {
      write: { place, object, op, native: seen.name, key, row, lock: lockOf(naming, object, row, id) },
    };
  }

  /** Removals by our key become removals by id; what is already gone needs none. */
  async #findIds(changes: readonly Change[], removals: readonly Write[], outcomes: Outcomes): Promise<void> {
    for (const object of new Set(removals.map((write) => write.object))) {
      const ours = removals.filter((write) => write.object === object);
      const keyOf = (write: Write) => (changes[write.place]?.fields as { key?: string | null }).key ?? '';
      const ids = new Map<string, string>();
      const found = this.#reader.find({
        object,
        fields: ['key'],
        where: [{ field: 'key', in: ours.map(keyOf) }],
      });
      for await (const page of found)
        for (const { id, fields } of page) ids.set(String((fields as { key?: string }).key), id);
      for (const write of ours) {
        const id = ids.get(keyOf(write));
        if (id === undefined) outcomes.settle(write.place, { status: 'unchanged', id: keyOf(write) });
        else write.row['Id'] = id;
      }
    }
  }

  async #wave(writes: readonly Write[], outcomes: Outcomes): Promise<void> {
    await this.#pass(writes, outcomes);
    const open = () => writes.filter((write) => !outcomes.has(write.place));
    if (open().length > COLLECTION * COLLECTIONS) await this.#pass(open(), outcomes);
    await this.#smaller(open(), outcomes);
  }

  async #pass(writes: readonly Write[], outcomes: Outcomes): Promise<void> {
    const small: Write[][] = [];
    for (const group of groupsOf(writes)) {
      if (group.length > BULK_ABOVE) await this.#bulk(group, outcomes);
      else small.push(...batchesOf(group));
    }
    for (const batches of chunks(small, COLLECTIONS)) await this.#composite(batches, outcomes, mayPass);
  }

  /** Rows that were locked in a call of 1,000 go in calls of 200, then one by one. */
  async #smaller(writes: readonly Write[], outcomes: Outcomes): Promise<void> {
    if (writes.length === 0) return;
    await pause(FIRST_PAUSE);
    for (const group of groupsOf(writes))
      for (const batch of batchesOf(group)) await this.#composite([batch], outcomes, isBusy);
    for (let attempt = 1; attempt <= SINGLE_TRIES; attempt += 1) {
      const singles = writes.filter((write) => !outcomes.has(write.place)).map((write) => [write]);
      if (singles.length === 0) return;
      await pause(FIRST_PAUSE * 2 ** attempt);
      const staysOpen = attempt < SINGLE_TRIES ? isBusy : () => false;
      for (const batches of chunks(singles, COLLECTIONS)) await this.#composite(batches, outcomes, staysOpen);
    }
  }

  /** Sends up to five batches as one call and settles each row, except those whose outcome `staysOpen`. */
  async #composite(
    batches: readonly Write[][],
    outcomes: Outcomes,
    staysOpen: (outcome: Outcome) => boolean,
  ): Promise<void> {
    const answers = await this.#twice(batches.map(subrequestOf));
    batches.forEach((batch, place) => {
      const answer = answers[place];
      const results = Array.isArray(answer) && answer.length === batch.length ? answer : undefined;
      const whole =
        answer instanceof CrmError ? answer : garbled('not one result for each row of a collection');
      if (whole.fault.kind === 'denied') this.#org.forget();
      batch.forEach((write, row) => {
        const outcome = results
          ? this.#outcome(write, results[row] as Record<string, unknown>)
          : ({ status: 'failed', error: whole } as const);
        if (!staysOpen(outcome)) outcomes.settle(write.place, outcome);
      });
    });
  }

  /** An answer that makes no sense may hide an effect; every request here may be repeated, and the repeat tells. */
  async #twice(requests: readonly Subrequest[]): Promise<unknown[]> {
    try {
      return await this.#client.composite(requests);
    } catch (error) {
      if (!(error instanceof CrmError) || error.fault.kind !== 'garbled') throw error;
      return this.#client.composite(requests);
    }
  }

  #outcome(write: Write, result: Record<string, unknown>): Outcome {
    if (result['success'] === true) return { status: 'written', id: String(result['id'] ?? write.row['Id']) };
    const error = readVendorError(result['errors']);
    if (!error) return { status: 'failed', error: garbled('a failed row without an error') };
    const { kind } = faultOf(error, this.#client.now());
    if (write.op === 'remove' && kind === 'missing')
      return { status: 'unchanged', id: String(write.row['Id']) };
    return { status: 'failed', error: errorOf(error, this.#client.now()) };
  }

  async #bulk(writes: readonly Write[], outcomes: Outcomes): Promise<void> {
    const [first] = writes;
    if (!first) return;
    const results = await ingest(this.#client, {
      object: first.native,
      operation: first.op === 'remove' ? 'delete' : first.op,
      key: first.key,
      rows: writes.map((write) => write.row),
    });
    writes.forEach((write, place) => {
      const result = results[place];
      if (!result || result.status === 'unprocessed') return;
      const outcome: Outcome =
        result.status === 'done'
          ? { status: 'written', id: result.id }
          : this.#outcome(write, {
              success: false,
              errors: [{ statusCode: result.error.code, ...result.error }],
            });
      if (!mayPass(outcome)) outcomes.settle(write.place, outcome);
    });
  }
}

function isBusy(outcome: Outcome): boolean {
  return outcome.status === 'failed' && outcome.error.fault.kind === 'busy';
}

/** Two upserts that insert one key at once: the one that lost finds the record there the next time. */
function mayPass(outcome: Outcome): boolean {
  return isBusy(outcome) || (outcome.status === 'failed' && outcome.error.fault.kind === 'duplicate');
}

function batchesOf(group: readonly Write[]): Write[][] {
  return grouped(group, (write) => write.lock, COLLECTION);
}

function subrequestOf(batch: readonly Write[]): Subrequest {
  const [first] = batch;
  if (!first) throw new RangeError('a batch without rows');
  if (first.op === 'remove')
    return {
      method: 'DELETE',
      path: `/composite/sobjects?allOrNone=false&ids=${batch.map((write) => String(write.row['Id'])).join(',')}`,
    };
  const records = batch.map(({ native, op, row: { Id: id, ...row } }) => ({
    attributes: { type: native },
    ...(op === 'update' ? { id } : {}),
    ...row,
  }));
  const path =
    first.op === 'upsert' ? `/composite/sobjects/${first.native}/${first.key}` : '/composite/sobjects';
  return { method: 'PATCH', path, body: { allOrNone: false, records } };
}

/** Rows by object and operation in the order they first appear, those under one parent next to each other. */
function groupsOf(writes: readonly Write[]): Write[][] {
  const groups = Map.groupBy(writes, (write) => `${write.object} ${write.op}`);
  return [...groups.values()].map((group) =>
    group.toSorted((a, b) => (a.lock < b.lock ? -1 : a.lock > b.lock ? 1 : a.place - b.place)),
  );
}

/** Changes of one record in their order: a request may name a record only once. */
function waves(writes: readonly Write[]): Write[][] {
  const seen = new Map<string, number>();
  const result: Write[][] = [];
  for (const write of writes) {
    const record = `${write.object} ${String(write.row[write.key] ?? write.row['Id'])}`;
    const wave = seen.get(record) ?? 0;
    seen.set(record, wave + 1);
    (result[wave] ??= []).push(write);
  }
  return result;
}

function lockOf(naming: Naming, object: ObjectName, row: Record<string, unknown>, id = ''): string {
  for (const [field, definition] of Object.entries(definitionOf(object).fields)) {
    if (definition.type !== 'reference' || !definition.parent) continue;
    const parent = row[fieldName(naming, object, field) ?? ''];
    if (typeof parent === 'string') return parent;
  }
  return id;
}
