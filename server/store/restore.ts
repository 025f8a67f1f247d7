/** A backup put back, all of it or nothing, into whichever database. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Collection, Stored } from '../ports.ts';
import {
  BackupError,
  closing,
  type Collections,
  type Counts,
  document,
  header,
  PAGE,
} from './backupLines.ts';
import type { Rewrite, WholeStore } from './whole.ts';

/**
 * Puts a backup back, in one transaction: all of it becomes visible, or none. A tenant that has documents is refused,
 * or with `replace` loses all it has, what is derived included. Answers how many documents came back.
 */
export async function restore(
  store: WholeStore,
  lines: AsyncIterable<string>,
  collections: Collections,
  { replace = false }: { replace?: boolean } = {},
): Promise<number> {
  const ours = new Map(collections.filter((one) => one.class === 'ours').map((one) => [one.name, one]));
  return store.rewrite(async (rewrite) => {
    const digest = createHash('sha256');
    const found: Counts = {};
    let promised: z.infer<typeof header> | undefined;
    let documents = 0;
    let number = 0;
    let ended = false;
    const batch = new Batch(rewrite);
    for await (const text of lines) {
      number++;
      if (ended) throw refused(number, 'the backup goes on after its closing line');
      if (!promised) {
        promised = read(header, text, number, 'is not the header of a backup that this server reads');
        for (const tenant of Object.keys(promised.tenants))
          await makeRoom(rewrite, tenant, [...ours.values()], replace);
      } else if (text.startsWith('{"end":')) {
        const last = read(closing, text, number, 'is not a closing line');
        if (last.sha256 !== digest.digest('hex'))
          throw refused(number, 'the lines above were altered: the checksum differs');
        if (last.documents !== documents)
          throw refused(number, `${last.documents} documents were promised, ${documents} came`);
        ended = true;
        continue;
      } else {
        const { tenant, collection, id, document: body } = read(document, text, number, 'is not a document');
        const kind = ours.get(collection);
        if (!kind) throw refused(number, `the collection ${collection} is unknown to this server`);
        const perTenant = (found[tenant] ??= {});
        perTenant[collection] = (perTenant[collection] ?? 0) + 1;
        documents++;
        await batch.add(tenant, kind, { id, document: body });
      }
      digest.update(`${text}\n`);
    }
    if (!promised || !ended)
      throw refused(number, 'the backup ends here without its closing line, so it was cut short');
    compare(promised.tenants, found, number);
    await batch.flush();
    return documents;
  });
}

/** Documents that belong together, written a page at a time. */
class Batch {
  readonly #rewrite: Rewrite;
  #tenant = '';
  #collection: Collection<unknown> | undefined;
  #documents: Stored<unknown>[] = [];

  constructor(rewrite: Rewrite) {
    this.#rewrite = rewrite;
  }

  async add(tenant: string, collection: Collection<unknown>, stored: Stored<unknown>): Promise<void> {
    if (tenant !== this.#tenant || collection !== this.#collection || this.#documents.length === PAGE)
      await this.flush();
    this.#tenant = tenant;
    this.#collection = collection;
    this.#documents.push(stored);
  }

  async flush(): Promise<void> {
    if (this.#collection) await this.#rewrite.for(this.#tenant).put(this.#collection, this.#documents);
    this.#documents = [];
  }
}

async function makeRoom(
  rewrite: Rewrite,
  tenant: string,
  ours: Collections,
  replace: boolean,
): Promise<void> {
  if (replace) return rewrite.clear(tenant);
  for (const collection of ours) {
    if (await rewrite.for(tenant).count(collection)) {
      throw new BackupError(
        `The tenant ${tenant} has ${collection.name} documents already, so nothing was restored. Restore into an empty store, or ask for what is there to be replaced.`,
      );
    }
  }
}

function compare(promised: Counts, found: Counts, number: number): void {
  for (const [tenant, collections] of Object.entries({ ...found, ...promised })) {
    for (const name of Object.keys({ ...found[tenant], ...collections })) {
      const [wanted, came] = [promised[tenant]?.[name] ?? 0, found[tenant]?.[name] ?? 0];
      if (wanted !== came)
        throw refused(number, `${wanted} ${name} of ${tenant} were promised, ${came} came`);
    }
  }
}

function read<T>(schema: z.ZodType<T>, text: string, number: number, complaint: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw refused(number, `it ${complaint}`, cause);
  }
}

function refused(number: number, reason: string, cause?: unknown): BackupError {
  return new BackupError(
    `Line ${number} of the backup: ${reason}. Nothing was restored. Use an unaltered backup.`,
    { cause },
  );
}
