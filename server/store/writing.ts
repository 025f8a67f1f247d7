/** Documents into rows: the writing half, inside a transaction that someone else opened. */
import type { Collection, Job, Stored, Transaction } from '../ports.ts';
import type { Run, Step } from './driver.ts';
import { checkId, cleanKey, range } from './ids.ts';
import { CHUNK, chunks, TenantReader } from './reading.ts';

export class TenantTransaction extends TenantReader implements Transaction {
  readonly #run: Run;

  constructor(tenant: string, run: Run) {
    super(tenant, run);
    this.#run = run;
  }

  async put<T>(collection: Collection<T>, documents: readonly Stored<T>[]): Promise<void> {
    let before: Promise<unknown> = Promise.resolve();
    for (const part of chunks(lastOfEach(documents), CHUNK)) {
      const writing = this.#run(putSteps(this.tenant, collection, part.sort(byId)));
      // The database writes one chunk while the next is prepared. A failure is told by the await, not by its absence.
      writing.catch(() => undefined);
      await before;
      before = writing;
    }
    await before;
  }

  async remove<T>(collection: Collection<T>, ids: readonly string[]): Promise<void> {
    for (const part of chunks([...ids].sort(), CHUNK)) await this.#run(this.#removeSteps(collection, part));
  }

  async removePrefix<T>(collection: Collection<T>, prefix: string): Promise<number> {
    let removed = 0;
    for (;;) {
      const ids = await this.removeSome(collection, prefix);
      removed += ids;
      if (ids < CHUNK) return removed;
    }
  }

  /** Removes up to a chunk of the documents with this prefix and answers how many those were. */
  async removeSome<T>(collection: Collection<T>, prefix: string): Promise<number> {
    const { from, to } = range(prefix);
    const parameters = [this.tenant, collection.name, from, to, CHUNK];
    const [rows = []] = await this.#run([{ statement: 'ids', parameters }]);
    const ids = rows.map(([id]) => String(id));
    if (ids.length) await this.#run(this.#removeSteps(collection, ids));
    return ids.length;
  }

  async enqueue({ key, name, payload, runAt }: Job): Promise<void> {
    const parameters = [this.tenant, checkId('job key', key), name, JSON.stringify(payload), runAt ?? null];
    await this.#run([{ statement: 'enqueue', parameters }]);
  }

  #removeSteps<T>(collection: Collection<T>, ids: readonly string[]): Step[] {
    const parameters = [this.tenant, collection.name, JSON.stringify(ids)];
    return [
      { statement: 'dropKeys', parameters },
      { statement: 'remove', parameters },
    ];
  }
}

function putSteps<T>(tenant: string, collection: Collection<T>, documents: readonly Stored<T>[]): Step[] {
  const rows = JSON.stringify(
    documents.map(({ id, document }) => [
      checkId(collection.name, id),
      collection.isText ? document : JSON.stringify(document),
      JSON.stringify([...new Set(collection.keys?.(document).map(cleanKey))]),
    ]),
  );
  const put: Step = { statement: 'put', parameters: [tenant, collection.name, rows] };
  if (!collection.keys) return [put];
  const ids = JSON.stringify(documents.map(({ id }) => id));
  return [
    { statement: 'dropKeys', parameters: [tenant, collection.name, ids] },
    put,
    { statement: 'addKeys', parameters: [tenant, collection.name, rows] },
  ];
}

/** A statement can write a row only once. */
function lastOfEach<T>(documents: readonly Stored<T>[]): readonly Stored<T>[] {
  const last = new Map(documents.map((stored) => [stored.id, stored]));
  return last.size === documents.length ? documents : [...last.values()];
}

/** The same order for everyone, so that two writers do not lock each other out. */
function byId(a: Stored<unknown>, b: Stored<unknown>): number {
  return a.id < b.id ? -1 : 1;
}
