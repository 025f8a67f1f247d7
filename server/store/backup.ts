/** Everything of class `ours` as lines of JSON that prove themselves, from whichever database. */
import { createHash } from 'node:crypto';
import type { Collection } from '../ports.ts';
import { type Collections, type Counts, FORMAT, PAGE } from './backupLines.ts';
import type { Snapshot, WholeStore } from './whole.ts';

/** Lines without their line feeds, all from one moment: a header, each document, and a closing line that proves the rest. */
export async function* backup(store: WholeStore, collections: Collections): AsyncIterable<string> {
  const ours = collections.filter((collection) => collection.class === 'ours');
  const digest = createHash('sha256');
  const line = (value: unknown) => {
    const text = JSON.stringify(value);
    digest.update(`${text}\n`);
    return text;
  };
  const snapshot = await store.snapshot();
  try {
    const tenants = await counts(snapshot, ours);
    yield line({ alongside: 'backup', format: FORMAT, tenants });
    let documents = 0;
    for (const tenant of Object.keys(tenants)) {
      for (const collection of ours) {
        for await (const stored of all(snapshot, tenant, collection)) {
          documents++;
          yield line({ tenant, collection: collection.name, ...stored });
        }
      }
    }
    yield JSON.stringify({ end: true, documents, sha256: digest.digest('hex') });
  } finally {
    await snapshot.close();
  }
}

async function counts(snapshot: Snapshot, ours: Collections): Promise<Counts> {
  const tenants: Counts = {};
  for (const tenant of await snapshot.tenants()) {
    const perTenant: Record<string, number> = {};
    for (const collection of ours) {
      const count = await snapshot.for(tenant).count(collection);
      if (count) perTenant[collection.name] = count;
    }
    tenants[tenant] = perTenant;
  }
  return tenants;
}

async function* all(snapshot: Snapshot, tenant: string, collection: Collection<unknown>) {
  let after: string | undefined;
  for (;;) {
    const page = await snapshot.for(tenant).page(collection, { limit: PAGE, ...(after && { after }) });
    yield* page;
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}
