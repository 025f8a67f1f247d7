/** Finds the records that share a key with another one, in memory. */
import { capOf, type Prepared } from './matchingOld.ts';

/** Holds the keys of up to a few million records. A key shared by more records than its cap finds nobody. */
export class MatchIndex {
  readonly #cap: (key: string) => number;
  /** Record numbers by key; a key of one record holds the bare number, since most do. */
  readonly #postings = new Map<string, number | number[]>();
  readonly #numbers = new Map<string, number>();
  readonly #records: ({ id: string; keys: readonly string[] } | undefined)[] = [];
  readonly #free: number[] = [];

  constructor(cap: (key: string) => number = capOf) {
    this.#cap = cap;
  }

  get size(): number {
    return this.#numbers.size;
  }

  /** A record with an id that is already there replaces it. */
  add({ id, keys }: Pick<Prepared, 'id' | 'keys'>): void {
    this.remove(id);
    const number = this.#free.pop() ?? this.#records.length;
    this.#records[number] = { id, keys };
    this.#numbers.set(id, number);
    for (const key of keys) {
      const held = this.#postings.get(key);
      if (held === undefined) this.#postings.set(key, number);
      else if (typeof held === 'number') this.#postings.set(key, [held, number]);
      else held.push(number);
    }
  }

  /** Nothing happens if the id is unknown. */
  remove(id: string): void {
    const number = this.#numbers.get(id);
    if (number === undefined) return;
    for (const key of this.#records[number]?.keys ?? []) this.#drop(key, number);
    this.#records[number] = undefined;
    this.#numbers.delete(id);
    this.#free.push(number);
  }

  /** Ids of the records that share a key, ascending, without the record itself. */
  candidates({ id, keys }: Pick<Prepared, 'id' | 'keys'>): string[] {
    const found = new Set<number>();
    for (const key of keys) {
      const held = this.#postings.get(key);
      if (typeof held === 'number') found.add(held);
      else if (held && held.length <= this.#cap(key)) for (const number of held) found.add(number);
    }
    const ids: string[] = [];
    for (const number of found) {
      const other = this.#records[number]?.id;
      if (other !== undefined && other !== id) ids.push(other);
    }
    return ids.sort();
  }

  #drop(key: string, number: number): void {
    const held = this.#postings.get(key);
    if (held === number) this.#postings.delete(key);
    if (!Array.isArray(held)) return;
    const at = held.indexOf(number);
    held[at] = held.at(-1) ?? number;
    held.pop();
    if (held.length === 0) this.#postings.delete(key);
  }
}
