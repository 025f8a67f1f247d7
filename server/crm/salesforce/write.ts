/** Writing records: one outcome for each change, in as few calls as Salesforce allows, smaller and slower where rows are locked. */
import { type Change, CrmError, type Outcome } from '../../ports.ts';
import { chunks, grouped, Outcomes, pause } from '../batch.ts';
import type { Client, Subrequest } from './client.ts';
import { errorOf, faultOf, garbled, readVendorError } from './errors.ts';
import { ingest } from './ingest.ts';
import type { Org } from './org.ts';
import { Preparer, type Write } from './prepare.ts';
import type { Reader } from './query.ts';

/** Rows of one collection, and collections of one Composite call. */
const COLLECTION = 200;
const COLLECTIONS = 5;
/** From here on a bulk job costs fewer calls than Composite. */
const BULK_ABOVE = 7_000;
/** How often rows are tried one by one once they were locked in company. */
const SINGLE_TRIES = 5;
const FIRST_PAUSE = 50;

export class Writer {
  readonly #client: Client;
  readonly #org: Org;
  readonly #preparer: Preparer;

  constructor(client: Client, org: Org, reader: Reader) {
    this.#client = client;
    this.#org = org;
    this.#preparer = new Preparer(org, reader);
  }

  async write(changes: readonly Change[]): Promise<Outcome[]> {
    const outcomes = new Outcomes(changes.length);
    try {
      const writes = await this.#preparer.prepared(changes, outcomes);
      for (const wave of waves(writes)) await this.#wave(wave, outcomes);
    } catch (error) {
      if (!(error instanceof CrmError) || !outcomes.any) throw error;
      outcomes.failRest(error);
    }
    return outcomes.all();
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
      // Rows that still contend with each other in one call get a call of their own.
      const together = attempt < SINGLE_TRIES - 1 ? COLLECTIONS : 1;
      for (const batches of chunks(singles, together)) await this.#composite(batches, outcomes, staysOpen);
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
      const whole = this.#whole(batch, answer);
      batch.forEach((write, row) => {
        const outcome = results
          ? this.#outcome(write, results[row] as Record<string, unknown>)
          : ({ status: 'failed', error: whole } as const);
        if (!staysOpen(outcome)) outcomes.settle(write.place, outcome);
      });
    });
  }

  /** The error of a batch that has no results of its own. */
  #whole([first]: readonly Write[], answer: unknown): CrmError {
    if (!(answer instanceof CrmError)) return garbled('not one result for each row of a collection');
    const { kind } = answer.fault;
    if (kind !== 'denied' && kind !== 'missing') return answer;
    // What is missing to a whole batch is the object or its key field: closed, deleted or renamed since we looked.
    this.#org.forget();
    return new CrmError({ kind: 'denied', what: first?.native ?? '' }, answer.message, { cause: answer });
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
