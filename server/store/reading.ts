/** Documents out of rows: the reading half of a tenant's store. */
import { type Collection, type KeyRange, type Reader, type Stored, StoreError } from '../ports.ts';
import type { Row, Run } from './driver.ts';
import { cleanKey, range } from './ids.ts';

/** Rows a message: few enough that parsing them leaves the event loop free again within milliseconds. */
export const CHUNK = 250;
const KEYS_AT_ONCE = 1_000;

export function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}

export class TenantReader implements Reader {
  readonly tenant: string;
  readonly #read: Run;

  constructor(tenant: string, read: Run) {
    this.tenant = tenant;
    this.#read = read;
  }

  async get<T>(collection: Collection<T>, id: string): Promise<T | undefined> {
    const [row] = await this.#rows('get', [this.tenant, collection.name, id]);
    return row && parse<T>(collection, id, row[0]);
  }

  async many<T>(collection: Collection<T>, ids: readonly string[]): Promise<Map<string, T>> {
    const found = new Map<string, T>();
    for (const part of chunks(ids, CHUNK)) {
      const rows = await this.#rows('many', [this.tenant, collection.name, JSON.stringify(part)]);
      for (const [id, body] of rows) found.set(String(id), parse(collection, String(id), body));
    }
    return found;
  }

  async byKeys<T>(
    collection: Collection<T>,
    keys: readonly string[],
    cap: number,
  ): Promise<Map<string, readonly string[] | 'crowded'>> {
    const found = new Map<string, readonly string[] | 'crowded'>();
    for (const part of chunks([...new Set(keys)], KEYS_AT_ONCE)) {
      const clean = part.map(cleanKey);
      const asked = new Map(part.map((key, index) => [clean[index], key]));
      const rows = await this.#rows('byKeys', [this.tenant, collection.name, JSON.stringify(clean), cap + 1]);
      for (const [key, list] of rows) {
        const ids = JSON.parse(String(list ?? '[]')) as string[];
        if (ids.length) found.set(asked.get(String(key))!, ids.length > cap ? 'crowded' : ids);
      }
    }
    return found;
  }

  async idsByKey<T>(collection: Collection<T>, keys: KeyRange, limit: number): Promise<string[]> {
    const { from, to } = rangeOfKeys(keys);
    const rows = await this.#rows('idsByKey', [this.tenant, collection.name, from, to, limit]);
    return rows.map(([id]) => String(id));
  }

  async countByKey<T>(collection: Collection<T>, ranges: readonly KeyRange[]): Promise<number[]> {
    if (ranges.length === 0) return [];
    const asked = ranges.map((keys, at) => {
      const { from, to } = rangeOfKeys(keys);
      return [from, to, at];
    });
    const rows = await this.#rows('countByKey', [this.tenant, collection.name, JSON.stringify(asked)]);
    const counts = new Map(rows.map(([at, count]) => [Number(at), Number(count)]));
    return ranges.map((_range, at) => counts.get(at) ?? 0);
  }

  async page<T>(
    collection: Collection<T>,
    options: { prefix?: string; after?: string; limit: number },
  ): Promise<Stored<T>[]> {
    const found: Stored<T>[] = [];
    let after = options.after;
    while (found.length < options.limit) {
      const { from, to } = range(options.prefix, after);
      const limit = Math.min(CHUNK, options.limit - found.length);
      const rows = await this.#rows('page', [this.tenant, collection.name, from, to, limit]);
      for (const [id, body] of rows)
        found.push({ id: String(id), document: parse(collection, String(id), body) });
      after = found.at(-1)?.id;
      if (rows.length < limit) break;
    }
    return found;
  }

  async count<T>(collection: Collection<T>, prefix?: string): Promise<number> {
    const { from, to } = range(prefix);
    const [row] = await this.#rows('count', [this.tenant, collection.name, from, to]);
    return Number(row?.[0]);
  }

  async #rows(statement: Parameters<Run>[0][number]['statement'], parameters: Row): Promise<Row[]> {
    const [rows] = await this.#read([{ statement, parameters }]);
    return rows ?? [];
  }
}

function rangeOfKeys({ prefix, from, below }: KeyRange): { from: string; to: string } {
  const whole = range(cleanKey(prefix));
  return {
    from: from === undefined ? whole.from : cleanKey(from),
    to: below === undefined ? whole.to : cleanKey(below),
  };
}

function parse<T>(collection: Collection<T>, id: string, body: unknown): T {
  if (collection.isText) return body as T;
  try {
    return JSON.parse(String(body)) as T;
  } catch (cause) {
    throw new StoreError(
      'damaged',
      `Document ${id} of ${collection.name} is not readable. Stop the server and restore the last backup.`,
      { cause },
    );
  }
}
