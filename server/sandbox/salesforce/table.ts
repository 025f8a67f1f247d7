/** The rows of one object in id order, with the indexes that keep queries over 100,000 rows quick. */
import type { Row, Value } from './schema.ts';

type Index = Map<string, Set<string>>;

export class Table {
  readonly rows = new Map<string, Row>();
  #counter = 0;
  #indexes = new Map<string, { index: Index; caseSensitive: boolean }>();
  #byStamp: Row[] | undefined;
  #byId: Row[] | undefined;

  /** The number of the next record; ids are made from it. */
  next(): number {
    this.#counter += 1;
    return this.#counter;
  }

  add(row: Row): void {
    this.rows.set(row.Id, row);
    for (const [field, held] of this.#indexes) this.#enter(held, row[field], row.Id);
    this.#byStamp = this.#byId = undefined;
  }

  /** Changes a row in place and returns what stood there before. */
  put(row: Row, changes: Record<string, Value>): Record<string, Value> {
    const before: Record<string, Value> = {};
    for (const [name, value] of Object.entries(changes)) {
      const old = row[name] ?? null;
      before[name] = old;
      if (old === value) continue;
      const held = this.#indexes.get(name);
      if (held !== undefined) {
        held.index.get(keyOf(old, held.caseSensitive))?.delete(row.Id);
        this.#enter(held, value, row.Id);
      }
      if (name === 'SystemModstamp') this.#byStamp = undefined;
      row[name] = value;
    }
    return before;
  }

  /** Removes a row for good. */
  drop(id: string): void {
    const row = this.rows.get(id);
    if (row === undefined) return;
    this.rows.delete(id);
    for (const [field, held] of this.#indexes)
      held.index.get(keyOf(row[field] ?? null, held.caseSensitive))?.delete(id);
    this.#byStamp = this.#byId = undefined;
  }

  /** Rows whose field has this value, deleted ones too. The index is made on first use. */
  find(field: string, value: Value, caseSensitive = true): Row[] {
    let held = this.#indexes.get(field);
    if (held === undefined) {
      held = { index: new Map(), caseSensitive };
      this.#indexes.set(field, held);
      for (const row of this.rows.values()) this.#enter(held, row[field], row.Id);
    }
    const found: Row[] = [];
    for (const id of held.index.get(keyOf(value, held.caseSensitive)) ?? []) {
      const row = this.rows.get(id);
      if (row !== undefined) found.push(row);
    }
    return found;
  }

  get byId(): Row[] {
    this.#byId ??= [...this.rows.values()];
    return this.#byId;
  }

  /** Rows by (SystemModstamp, Id), sorted once between writes. */
  get byStamp(): Row[] {
    this.#byStamp ??= [...this.rows.values()].sort(
      (a, b) => Number(a['SystemModstamp']) - Number(b['SystemModstamp']) || (a.Id < b.Id ? -1 : 1),
    );
    return this.#byStamp;
  }

  #enter(held: { index: Index; caseSensitive: boolean }, value: Value | undefined, id: string): void {
    if (value === null || value === undefined) return;
    const key = keyOf(value, held.caseSensitive);
    const ids = held.index.get(key);
    if (ids === undefined) held.index.set(key, new Set([id]));
    else ids.add(id);
  }
}

function keyOf(value: Value, caseSensitive: boolean): string {
  return caseSensitive ? String(value) : String(value).toLowerCase();
}
