/** Reads that are asked for at the same time go to the store as one, so that twenty claims cost no more ways there than one. */
import type { Collection, KeyRange, TenantStore } from '../ports.ts';

/** The same store; reads wait for the end of the present turn of the event loop. */
export function readingTogether(store: TenantStore): TenantStore {
  const waiting = new Map<string, Gathered>();
  const gather = async <Found>(
    place: string,
    wanted: readonly string[],
    read: (all: readonly string[]) => Promise<ReadonlyMap<string, Found>>,
  ): Promise<Map<string, Found>> => {
    let together = waiting.get(place);
    if (!together) {
      const asked = new Set<string>();
      const answer = new Promise((resolve) => setImmediate(resolve)).then(() => {
        waiting.delete(place);
        return read([...asked]);
      });
      together = { asked, answer };
      waiting.set(place, together);
    }
    for (const one of wanted) together.asked.add(one);
    const all = (await together.answer) as ReadonlyMap<string, Found>;
    return new Map(wanted.flatMap((one) => (all.has(one) ? [[one, all.get(one) as Found]] : [])));
  };
  const many = <T>(collection: Collection<T>, ids: readonly string[]): Promise<Map<string, T>> =>
    gather(collection.name, ids, (all) => store.many(collection, all));
  return {
    tenant: store.tenant,
    many,
    get: async (collection, id) => (await many(collection, [id])).get(id),
    byKeys: (collection, keys, cap) =>
      gather(`${collection.name}/${cap}`, keys, (all) => store.byKeys(collection, all, cap)),
    page: (collection, options) => store.page(collection, options),
    idsByKey: (collection, range, limit) => store.idsByKey(collection, range, limit),
    countByKey: async (collection, ranges) => {
      const texts = ranges.map((range) => JSON.stringify(range));
      const counts = await gather(`${collection.name} counted`, texts, async (all) => {
        const found = await store.countByKey(
          collection,
          all.map((range) => JSON.parse(range) as KeyRange),
        );
        return new Map(all.map((range, at) => [range, found[at] ?? 0]));
      });
      return texts.map((range) => counts.get(range) ?? 0);
    },
    count: (collection, prefix) => store.count(collection, prefix),
    put: (collection, documents) => store.put(collection, documents),
    remove: (collection, ids) => store.remove(collection, ids),
    removePrefix: (collection, prefix) => store.removePrefix(collection, prefix),
    transaction: (work, lease) => store.transaction(work, lease),
    lease: (name, milliseconds) => store.lease(name, milliseconds),
  };
}

interface Gathered {
  readonly asked: Set<string>;
  readonly answer: Promise<unknown>;
}
