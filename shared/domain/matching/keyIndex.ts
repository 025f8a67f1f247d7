/** Finds the records that share a key with another one: an open-addressing table over shared typed arrays. */
import type { Companies } from './companies.ts';
import { capOf } from './keys.ts';

const FULL = 0.65;

/** A share of all keys, so that threads can build an index together: `keys` whose top bits are `at`, of `of` (a power of two). */
export interface Part {
  at: number;
  of: number;
}

export interface IndexColumns {
  part: Part;
  keys: Uint32Array<SharedArrayBuffer>;
  /** Where each key's records begin in `postings`, and after the last slot's their end. */
  starts: Uint32Array<SharedArrayBuffer>;
  postings: Uint32Array<SharedArrayBuffer>;
}

export class KeyIndex {
  readonly #parts: readonly IndexColumns[];
  readonly #shift: number;

  /** @param parts all of them, in order */
  constructor(parts: readonly IndexColumns[]) {
    this.#parts = parts;
    this.#shift = shiftOf(parts.length);
  }

  static of(companies: Companies): KeyIndex {
    return new KeyIndex([indexPart(companies, { at: 0, of: 1 })]);
  }

  /**
   * Writes the rows that share one of the keys into `into` and answers how many: each once, in the order in which
   * they are found. A key that more rows share than its cap finds none.
   * @param seen one cell a row of the index, to be kept from call to call with a growing `mark`
   */
  candidates(keys: ArrayLike<number>, seen: Uint32Array, mark: number, into: Uint32Array): number {
    let found = 0;
    for (let k = 0; k < keys.length; k++) {
      const key = keys[k]!;
      const part = this.#parts[this.#shift === 32 ? 0 : key >>> this.#shift]!;
      const slot = slotOf(part.keys, key);
      const end = part.starts[slot + 1]!;
      for (let at = part.starts[slot]!; at < end && found < into.length; at++) {
        const row = part.postings[at]!;
        if (seen[row] === mark) continue;
        seen[row] = mark;
        into[found++] = row;
      }
    }
    return found;
  }
}

/** @param wanted tells keys that will be asked for; the others need no room */
export function indexPart(companies: Companies, part: Part, wanted?: KeySet): IndexColumns {
  const { keys } = companies;
  const total = companies.size === 0 ? 0 : companies.keysEnd(companies.size - 1);
  const shift = shiftOf(part.of);
  const mine = (key: number): boolean =>
    (shift === 32 || key >>> shift === part.at) && (wanted === undefined || wanted.has(key));
  let asked = 0;
  for (let at = 0; at < total; at++) if (mine(keys[at]!)) asked++;
  const capacity = capacityFor(asked);
  const slots = new Uint32Array(new SharedArrayBuffer(capacity * 4));
  const starts = new Uint32Array(new SharedArrayBuffer((capacity + 1) * 4));
  for (let at = 0; at < total; at++) {
    const key = keys[at]!;
    if (!mine(key)) continue;
    const slot = slotOf(slots, key);
    slots[slot] = key;
    starts[slot] = starts[slot]! + 1;
  }
  const crowded = new Uint8Array(capacity);
  let length = 0;
  for (let slot = 0; slot < capacity; slot++) {
    const count = starts[slot]!;
    if (count <= capOf(slots[slot]!)) length += count;
    else crowded[slot] = 1;
    // Filled from its end, so that at last it says where the key's records begin.
    starts[slot] = length;
  }
  starts[capacity] = length;
  const postings = new Uint32Array(new SharedArrayBuffer(Math.max(1, length) * 4));
  for (let row = companies.size - 1; row >= 0; row--) {
    const end = companies.keysEnd(row);
    for (let at = companies.keysStart(row); at < end; at++) {
      const key = keys[at]!;
      if (!mine(key)) continue;
      const slot = slotOf(slots, key);
      if (crowded[slot] === 0) postings[(starts[slot] = starts[slot]! - 1)] = row;
    }
  }
  return { part, keys: slots, starts, postings };
}

/** Which keys were named, give or take a few: a bit for each of 2²⁷ groups of keys. */
export class KeySet {
  readonly bits: Uint32Array<SharedArrayBuffer>;

  constructor(bits = new Uint32Array(new SharedArrayBuffer(2 ** 24))) {
    this.bits = bits;
  }

  addAll(keys: Uint32Array): void {
    const { bits } = this;
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at]!;
      bits[key >>> 10] = bits[key >>> 10]! | (1 << ((key >>> 5) & 31));
    }
  }

  has(key: number): boolean {
    return ((this.bits[key >>> 10]! >>> ((key >>> 5) & 31)) & 1) === 1;
  }
}

function slotOf(keys: Uint32Array, key: number): number {
  const mask = keys.length - 1;
  // The lowest bit is no hash, the highest choose the part.
  let slot = (key >>> 1) & mask;
  for (let held = keys[slot]!; held !== 0 && held !== key; held = keys[slot]!) slot = (slot + 1) & mask;
  return slot;
}

function capacityFor(keys: number): number {
  let capacity = 64;
  while (capacity * FULL < keys) capacity *= 2;
  return capacity;
}

function shiftOf(parts: number): number {
  return 32 - Math.log2(parts);
}
