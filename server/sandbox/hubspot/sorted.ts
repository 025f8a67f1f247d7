/** A list kept in order while its members change, so that keyset pages never scan or sort everything. */
export interface Keyed {
  /** Order within the index; ties are broken by number. */
  number: number;
}

export class SortedIndex<T extends Keyed> {
  readonly #keyOf: (item: T) => number;
  #ordered: T[] = [];
  #keys: number[] = [];
  readonly #members = new Set<T>();
  /** Items to place at the next read; undefined takes them out. */
  readonly #waiting = new Map<T, number | undefined>();

  constructor(keyOf: (item: T) => number) {
    this.#keyOf = keyOf;
  }

  /** Adds an item, or moves one whose key has changed. */
  put(item: T): void {
    const last = this.#ordered.length - 1;
    const key = this.#keyOf(item);
    const isNewest = this.#waiting.size === 0 && (last < 0 || this.#isBefore(last, key, item));
    if (isNewest && !this.#members.has(item)) {
      this.#members.add(item);
      this.#ordered.push(item);
      this.#keys.push(key);
    } else {
      this.#members.add(item);
      this.#waiting.set(item, key);
    }
  }

  remove(item: T): void {
    if (!this.#members.delete(item)) return;
    this.#waiting.set(item, undefined);
  }

  get size(): number {
    return this.#members.size;
  }

  /** All items in ascending order. The array is shared: read it, never change it. */
  items(): readonly T[] {
    this.#settle();
    return this.#ordered;
  }

  /** Index of the first item whose key is at least `key`. */
  atLeast(key: number): number {
    this.#settle();
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#keys[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #isBefore(index: number, key: number, item: T): boolean {
    const known = this.#keys[index] as number;
    return known < key || (known === key && (this.#ordered[index] as T).number < item.number);
  }

  #settle(): void {
    if (this.#waiting.size === 0) return;
    const moved = [...this.#waiting.entries()]
      .filter((entry): entry is [T, number] => entry[1] !== undefined)
      .sort(([a, keyA], [b, keyB]) => keyA - keyB || a.number - b.number);
    const ordered: T[] = [];
    const keys: number[] = [];
    let next = 0;
    for (let index = 0; index < this.#ordered.length; index += 1) {
      const item = this.#ordered[index] as T;
      if (this.#waiting.has(item)) continue;
      for (
        let entry = moved[next];
        entry && !this.#isBefore(index, entry[1], entry[0]);
        entry = moved[next]
      ) {
        ordered.push(entry[0]);
        keys.push(entry[1]);
        next += 1;
      }
      ordered.push(item);
      keys.push(this.#keys[index] as number);
    }
    for (const [item, key] of moved.slice(next)) {
      ordered.push(item);
      keys.push(key);
    }
    this.#ordered = ordered;
    this.#keys = keys;
    this.#waiting.clear();
  }
}
