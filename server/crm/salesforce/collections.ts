/** Batches of rows in Composite calls of five collections, each row with its own outcome whatever the batch met. */
import { CrmError, type Outcome } from '../../ports.ts';
import { chunks, type Outcomes } from '../batch.ts';
import type { Client, Subrequest } from './client.ts';
import { errorOf, faultOf, garbled, readVendorError } from './errors.ts';
import type { Org } from './org.ts';
import type { Write } from './prepare.ts';

/** Rows of one collection, and collections of one Composite call. */
export const COLLECTION = 200;
export const COLLECTIONS = 5;

export class Collections {
  readonly #client: Client;
  readonly #org: Org;

  constructor(client: Client, org: Org) {
    this.#client = client;
    this.#org = org;
  }

  /**
   * Sends batches, so many in a call, and settles each row, except those whose outcome `staysOpen`.
   * A batch that is refused as a whole for a value that cannot be read is halved until the row is alone.
   */
  async send(
    batches: readonly Write[][],
    outcomes: Outcomes,
    staysOpen: (outcome: Outcome) => boolean,
    together = COLLECTIONS,
  ): Promise<void> {
    for (let open = batches; open.length > 0;) {
      const refused: Write[][] = [];
      for (const call of chunks(open, together))
        refused.push(...(await this.#call(call, outcomes, staysOpen)));
      open = refused.flatMap((batch) => chunks(batch, Math.ceil(batch.length / 2)));
    }
  }

  /** @returns the batches that were refused as a whole, none of whose rows is settled. */
  async #call(
    batches: readonly Write[][],
    outcomes: Outcomes,
    staysOpen: (outcome: Outcome) => boolean,
  ): Promise<Write[][]> {
    const answers = await this.#client.composite(batches.map(subrequestOf));
    return batches.filter((batch, place) => {
      const answer = answers[place];
      const results = Array.isArray(answer) && answer.length === batch.length ? answer : undefined;
      const whole = this.#whole(batch, answer);
      if (!results && whole.fault.kind === 'rejected' && batch.length > 1) return true;
      batch.forEach((write, row) => {
        const outcome = results
          ? outcomeOf(write, results[row] as Record<string, unknown>, this.#client.now())
          : ({ status: 'failed', error: whole } as const);
        if (!staysOpen(outcome)) outcomes.settle(write.place, outcome);
      });
      return false;
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
}

/** @param result as a collection answers one row. @param now UTC milliseconds, from which pauses are counted. */
export function outcomeOf(write: Write, result: Readonly<Record<string, unknown>>, now: number): Outcome {
  if (result['success'] === true) return { status: 'written', id: String(result['id'] ?? write.row['Id']) };
  const error = readVendorError(result['errors']);
  if (!error) return { status: 'failed', error: garbled('a failed row without an error') };
  const isGone = write.op === 'remove' && faultOf(error, now).kind === 'missing';
  return isGone
    ? { status: 'unchanged', id: String(write.row['Id']) }
    : { status: 'failed', error: errorOf(error, now) };
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
