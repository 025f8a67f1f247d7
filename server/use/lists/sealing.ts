/** Derives from a generation's rows what finds them: match keys, names that decisions call them by, and the seal over both. */
import type { ListRow } from '../../../shared/domain/list.ts';
import type { TenantStore, Writer } from '../../ports.ts';
import { rowKeys, seals, type KeyBucket, type Seal } from '../collections.ts';
import { hash32 } from './hash32.ts';
import { bitsFor, KeyTable } from './keyTable.ts';
import { capOf, KEYS_FORMAT, matchKeysOf, preparedRow } from './matchKeys.ts';
import { rowPages, type Generation } from './rowBlocks.ts';

export type TableName = keyof Seal['bits'];

/** A thousand rows that say the same are told apart by nobody: a decision then holds by the partner's id alone. */
export const NAME_CAP = 1_000;
const NAME_SALT = 0x6e616d65;
const BUCKET_ENTRIES = 1_024;
const BUCKETS_AT_ONCE = 100;

/** Takes a list's rows in their order; what it then writes depends on nothing else. */
export class Sealing {
  readonly #match = new KeyTable();
  readonly #name = new KeyTable();
  #rows = 0;

  take(rows: readonly ListRow[]): void {
    for (const row of rows) {
      const number = this.#rows++;
      for (const key of matchKeysOf(preparedRow(row, row.identity))) this.#match.add(key, number);
      for (const name of namesOf(row)) this.#name.add(nameKey(name), number);
    }
  }

  /** The seal last, so that whoever sees it finds all buckets. */
  async write(prefix: string, put: Writer['put'], step: (buckets: number) => void): Promise<void> {
    const tables = {
      match: this.#match.seal(capOf),
      name: this.#name.seal(() => NAME_CAP),
    };
    const bits = {
      match: bitsFor(tables.match.size, BUCKET_ENTRIES),
      name: bitsFor(tables.name.size, BUCKET_ENTRIES),
    };
    let done = 0;
    for (const table of ['match', 'name'] as const) {
      const count = 2 ** bits[table];
      for (let first = 0; first < count; first += BUCKETS_AT_ONCE) {
        const numbers = Array.from(
          { length: Math.min(BUCKETS_AT_ONCE, count - first) },
          (_, at) => first + at,
        );
        await put(
          rowKeys,
          numbers.map((number) => ({
            id: bucketId(prefix, table, number),
            document: bucketOf(tables[table].bucket(number, bits[table])),
          })),
        );
        step((done += numbers.length));
      }
    }
    await put(seals, [{ id: sealId(prefix), document: { format: KEYS_FORMAT, rows: this.#rows, bits } }]);
  }
}

/** The seal of a generation; where it or a bucket was lost, all is derived anew from the rows. */
export async function sealOf(
  generation: Generation,
  store: TenantStore,
  { anew = false }: { anew?: boolean } = {},
): Promise<Seal> {
  const present = anew ? undefined : await store.get(seals, sealId(generation.prefix));
  if (present?.format === KEYS_FORMAT) return present;
  const sealing = new Sealing();
  for await (const rows of rowPages(generation, store)) sealing.take(rows);
  await sealing.write(
    generation.prefix,
    (collection, documents) => store.put(collection, documents),
    () => undefined,
  );
  return (await store.get(seals, sealId(generation.prefix))) as Seal;
}

export function entriesOf({ entries }: KeyBucket): Float64Array {
  const bytes = Buffer.from(entries, 'base64');
  // A buffer of Node's pool may begin anywhere, numbers of eight bytes may not.
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

export function bucketId(prefix: string, table: TableName, number: number): string {
  return `${prefix}${table}/${number}`;
}

export function nameKey(name: string): number {
  return hash32(name, NAME_SALT);
}

export function namesOf({ identity, fallbackIdentity }: ListRow): string[] {
  return identity === fallbackIdentity ? [identity] : [identity, fallbackIdentity];
}

function bucketOf({ buffer, byteOffset, byteLength }: Float64Array): KeyBucket {
  return { entries: Buffer.from(buffer, byteOffset, byteLength).toString('base64') };
}

function sealId(prefix: string): string {
  return `${prefix}seal`;
}
