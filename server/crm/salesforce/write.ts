/** Writing records: one outcome for each change, in as few calls as Salesforce allows, smaller and slower where rows are locked. */
import { type Change, CrmError, type Outcome } from '../../ports.ts';
import { grouped, Outcomes } from '../batch.ts';
import type { Client } from './client.ts';
import { COLLECTION, COLLECTIONS, Collections, outcomeOf } from './collections.ts';
import { ingest } from './ingest.ts';
import type { Org } from './org.ts';
import { Preparer, type Write } from './prepare.ts';
import type { Reader } from './query.ts';

/** From here on a bulk job costs fewer calls than Composite. */
const BULK_ABOVE = 7_000;
/** How often rows are tried one by one once they were locked in company. */
const SINGLE_TRIES = 5;
const FIRST_PAUSE = 50;

export class Writer {
  readonly #client: Client;
  readonly #collections: Collections;
  readonly #preparer: Preparer;

  constructor(client: Client, org: Org, reader: Reader) {
    this.#client = client;
    this.#collections = new Collections(client, org);
    this.#preparer = new Preparer(org, reader);
  }

  async write(changes: readonly Change[]): Promise<Outcome[]> {
    const outcomes = new Outcomes(changes.length);
    try {
      const writes = await this.#preparer.prepared(changes, outcomes);
      const [made, rest] = [writes.filter(isCreate), writes.filter((write) => !isCreate(write))];
      for (const wave of waves(rest)) await this.#wave(wave, outcomes);
      for (const write of made) outcomes.settle(write.place, await this.#create(write));
    } catch (error) {
      if (!(error instanceof CrmError) || !outcomes.any) throw error;
      outcomes.failRest(error);
    }
    return outcomes.all();
  }

  async #create(write: Write): Promise<Outcome> {
    try {
      const answer = await this.#client.create(write.native, write.row);
      return outcomeOf(write, answer as Record<string, unknown>, this.#client.now());
    } catch (error) {
      if (error instanceof CrmError) return { status: 'failed', error };
      throw error;
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
    await this.#collections.send(small, outcomes, mayPass);
  }

  /** Rows that were locked in a call of 1,000 go in calls of 200, then one by one. */
  async #smaller(writes: readonly Write[], outcomes: Outcomes): Promise<void> {
    if (writes.length === 0) return;
    await this.#client.pause(FIRST_PAUSE);
    for (const group of groupsOf(writes)) await this.#collections.send(batchesOf(group), outcomes, isBusy, 1);
    for (let attempt = 1; attempt <= SINGLE_TRIES; attempt += 1) {
      const singles = writes.filter((write) => !outcomes.has(write.place)).map((write) => [write]);
      if (singles.length === 0) return;
      await this.#client.pause(FIRST_PAUSE * 2 ** attempt);
      const staysOpen = attempt < SINGLE_TRIES ? isBusy : () => false;
      // Rows that still contend with each other in one call get a call of their own.
      const together = attempt < SINGLE_TRIES - 1 ? COLLECTIONS : 1;
      await this.#collections.send(singles, outcomes, staysOpen, together);
    }
  }

  async #bulk(writes: readonly Write[], outcomes: Outcomes): Promise<void> {
    const [first] = writes;
    if (!first) return;
    const results = await ingest(this.#client, {
      object: first.native,
      operation: first.op === 'remove' ? 'delete' : first.op === 'upsert' ? 'upsert' : 'update',
      key: first.key,
      rows: writes.map((write) => write.row),
    });
    writes.forEach((write, place) => {
      const result = results[place];
      if (!result || result.status === 'unprocessed') return;
      const outcome: Outcome =
        result.status === 'done'
          ? { status: 'written', id: result.id }
          : outcomeOf(
              write,
              { errors: [{ statusCode: result.error.code, ...result.error }] },
              this.#client.now(),
            );
      if (!mayPass(outcome)) outcomes.settle(write.place, outcome);
    });
  }
}

function isCreate({ op }: Write): boolean {
  return op === 'create';
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
