/** Turns changes into rows that Salesforce takes, and answers for those that cannot become one. */
import type { Change, Outcome } from '../../ports.ts';
import { objectName } from '../../../shared/schema/naming.ts';
import type { ObjectName } from '../../../shared/schema/objects.ts';
import { failed, type Outcomes } from '../batch.ts';
import type { NamedField, Org, SeenObject } from './org.ts';
import type { Reader } from './query.ts';
import { currencyOf, encode, encodeNative } from './values.ts';

export interface Write {
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

export class Preparer {
  readonly #org: Org;
  readonly #reader: Reader;

  constructor(org: Org, reader: Reader) {
    this.#org = org;
    this.#reader = reader;
  }

  /** The rows to send; changes that need none, or can have none, are settled. */
  async prepared(changes: readonly Change[], outcomes: Outcomes): Promise<Write[]> {
    const writes = await this.#encoded(changes, outcomes);
    const removals = writes.filter((write) => write.op === 'remove' && write.row['Id'] === undefined);
    await this.#findIds(changes, removals, outcomes);
    return writes.filter((write) => !outcomes.has(write.place));
  }

  async #encoded(changes: readonly Change[], outcomes: Outcomes): Promise<Write[]> {
    let rows = await this.#each(changes);
    if (rows.some((row) => 'closed' in row)) {
      // What was closed may have been opened since we looked; one more look decides.
      this.#org.forget();
      rows = await this.#each(changes);
    }
    return rows.flatMap((row, place) => {
      if ('write' in row) return [row.write];
      outcomes.settle(place, 'closed' in row ? row.closed : row.outcome);
      return [];
    });
  }

  async #each(changes: readonly Change[]): Promise<Prepared[]> {
    const objects = await this.#org.objects();
    return changes.map((change, place) => {
      const seen = objects.get(change.object);
      if (seen) return prepare(this.#org.names(change.object), seen, change, place);
      return { closed: closed(objectName(this.#org.naming, change.object)) };
    });
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
}

type Names = ReadonlyMap<string, NamedField>;

/** `closed` is the outcome of a change whose object or field the integration user may not write. */
type Prepared = { write: Write } | { outcome: Outcome } | { closed: Outcome };

function prepare(names: Names, seen: SeenObject, change: Change, place: number): Prepared {
  const { object, op, id, fields, native = {} } = change;
  const { key: ownKey } = fields as { key?: string | null };
  if (op !== 'create' && (op === 'upsert' ? !ownKey : !id && !(op === 'remove' && ownKey)))
    return { outcome: failed({ kind: 'rejected', code: 'NO_KEY' }, `A change of ${object} names no record`) };
  const encoded = op === 'remove' ? { row: {} } : encode(names, seen, fields);
  if ('closed' in encoded) return { closed: closed(encoded.closed) };
  if ('wrong' in encoded)
    return {
      outcome: failed({ kind: 'rejected', field: encoded.wrong, code: 'WRONG_VALUE' }, encoded.reason),
    };
  if (op === 'create' || op === 'upsert') Object.assign(encoded.row, currencyOf(seen, fields));
  const others = encodeNative(seen, native);
  if ('closed' in others) return { closed: closed(others.closed) };
  Object.assign(encoded.row, others.row);
  const key = op === 'upsert' ? (names.get('key')?.native ?? 'Id') : 'Id';
  const row = op === 'upsert' || id === undefined ? encoded.row : { Id: id, ...encoded.row };
  return { write: { place, object, op, native: seen.name, key, row, lock: lockOf(names, row, id) } };
}

function closed(what: string): Outcome {
  const message =
    `Salesforce: ${what} cannot be written: it is not there, closed to the integration user, or the customer's own ` +
    'under our name; provision it or grant it, and try again';
  return failed({ kind: 'denied', what }, message);
}

function lockOf(names: Names, row: Record<string, unknown>, id = ''): string {
  for (const { native, definition } of names.values()) {
    if (definition.type !== 'reference' || !definition.parent) continue;
    const parent = row[native];
    if (typeof parent === 'string') return parent;
  }
  return id;
}
