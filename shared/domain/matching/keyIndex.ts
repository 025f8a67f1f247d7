/** Finds the records that share a key with another one: an open-addressing table over shared typed arrays. */
import type { Companies } from './companies.ts';
import { capOf, MOST_KEYS } from './keys.ts';

const FULL = 0.65;

/** A share of all keys, so that threads can build an index together: `keys` whose top bits are `at`, of `of` (a power of two). */
export interface Part {
  at: number;
  of: number;
}

export interface IndexColumns {
  part: Part;
  /** Open addressing: a key, 0 for none, and what it finds; see `FINDS`. */
  slots: Uint32Array<SharedArrayBuffer>;
  /** Of each key that several rows share: how many, then the rows. */
  postings: Uint32Array<SharedArrayBuffer>;
}

/**
 * What stands beside a key: nothing for one that finds nobody, a row of its own with this bit, which saves the look
 * at the postings that most keys would need, or where in the postings its rows stand.
 */
const FINDS = { nobody: 0, one: 0x80000000 } as const;
const SLOT = 2;

export class KeyIndex {
  readonly #parts: readonly IndexColumns[];
  readonly #bits: number;
  readonly #places = new Uint32Array(MOST_KEYS);
  readonly #held = new Uint32Array(MOST_KEYS);

  /** @param parts all of them, in order */
  constructor(parts: readonly IndexColumns[]) {
    this.#parts = parts;
    this.#bits = Math.log2(parts.length);
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
    for (let from = 0; from < keys.length; from += MOST_KEYS) {
      const to = Math.min(keys.length, from + MOST_KEYS);
      this.#find(keys, from, to);
      for (let k = from; k < to; k++) {
        const finds = this.#held[k - from]!;
        if (finds === FINDS.nobody) continue;
        if (finds >= FINDS.one) {
          const row = finds - FINDS.one;
          if (seen[row] === mark || found === into.length) continue;
          seen[row] = mark;
          into[found++] = row;
          continue;
        }
        const { postings } = this.#partOf(keys[k]!);
        const end = finds + postings[finds]!;
        for (let at = finds + 1; at <= end && found < into.length; at++) {
          const row = postings[at]!;
          if (seen[row] === mark) continue;
          seen[row] = mark;
          into[found++] = row;
        }
      }
    }
    return found;
  }

  /** What each of the keys finds: all places are called up at once, since waiting for one after the other takes longest. */
  #find(keys: ArrayLike<number>, from: number, to: number): void {
    const places = this.#places;
    const held = this.#held;
    for (let k = from; k < to; k++) {
      const key = keys[k]!;
      const { slots } = this.#partOf(key);
      const place = placeOf(key, this.#bits, slots);
      places[k - from] = place;
      held[k - from] = slots[place]!;
    }
    for (let k = from; k < to; k++) {
      const key = keys[k]!;
      const { slots } = this.#partOf(key);
      let place = places[k - from]!;
      if (held[k - from] !== key) place = slotOf(slots, key, this.#bits);
      held[k - from] = slots[place + 1]!;
    }
  }

  #partOf(key: number): IndexColumns {
    return this.#parts[this.#bits === 0 ? 0 : key >>> (32 - this.#bits)]!;
  }
}

/** @param wanted tells keys that will be asked for; the others need no room */
export function indexPart(companies: Companies, part: Part, wanted?: KeySet): IndexColumns {
  const bits = Math.log2(part.of);
  const { pairs, starts, ends } = sorted(companies, part, wanted);
  let asked = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) asked += (ends[bucket]! - starts[bucket]!) / PAIR;
  const slots = new Uint32Array(new SharedArrayBuffer(capacityFor(asked) * SLOT * 4));
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    for (let at = starts[bucket]!; at < ends[bucket]!; at += PAIR) {
      const key = pairs[at]!;
      const place = slotOf(slots, key, bits);
      slots[place] = key;
      slots[place + 1] = slots[place + 1]! + 1;
    }
  }
  let length = 1;
  for (let place = 0; place < slots.length; place += SLOT) {
    const count = slots[place + 1]!;
    if (count === 0) continue;
    if (count > capOf(slots[place]!)) slots[place + 1] = FINDS.nobody;
    else if (count === 1) slots[place + 1] = FINDS.one;
    else {
      slots[place + 1] = length;
      length += count + 1;
    }
  }
  const postings = new Uint32Array(new SharedArrayBuffer(length * 4));
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    for (let at = starts[bucket]!; at < ends[bucket]!; at += PAIR) {
      const row = pairs[at + 1]!;
      const place = slotOf(slots, pairs[at]!, bits);
      const finds = slots[place + 1]!;
      if (finds === FINDS.nobody) continue;
      if (finds >= FINDS.one) slots[place + 1] = FINDS.one + row;
      else postings[finds + (postings[finds] = postings[finds]! + 1)] = row;
    }
  }
  return { part, slots, postings };
}

/** Keys and their rows, in pairs, by where in the table the key will stand: what is put side by side is at hand. */
interface Sorted {
  pairs: Uint32Array;
  starts: Uint32Array;
  ends: Uint32Array;
}

const PAIR = 2;
const BUCKET_BITS = 8;
const BUCKETS = 1 << BUCKET_BITS;

function sorted(companies: Companies, part: Part, wanted: KeySet | undefined): Sorted {
  const { keys } = companies;
  const total = keysIn(companies);
  const bits = Math.log2(part.of);
  const buckets = part.of << BUCKET_BITS;
  // Of all parts: to tell whose a key is would cost more than to count it.
  const counts = new Uint32Array(buckets);
  const shift = 32 - bits - BUCKET_BITS;
  for (let at = 0; at < total; at++) counts[keys[at]! >>> shift]!++;
  const starts = new Uint32Array(BUCKETS);
  const first = part.at << BUCKET_BITS;
  let length = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    starts[bucket] = length;
    length += counts[first + bucket]! * PAIR;
  }
  const ends = starts.slice();
  const pairs = new Uint32Array(length);
  for (let row = 0; row < companies.size; row++) {
    const end = companies.keysEnd(row);
    for (let at = companies.keysStart(row); at < end; at++) {
      const key = keys[at]!;
      const bucket = (key >>> shift) - first;
      if (bucket < 0 || bucket >= BUCKETS || (wanted !== undefined && !wanted.has(key))) continue;
      const to = ends[bucket]!;
      pairs[to] = key;
      pairs[to + 1] = row;
      ends[bucket] = to + PAIR;
    }
  }
  return { pairs, starts, ends };
}

/** Which keys were named, give or take a few: a bit for each of 2²⁷ groups of keys. */
export class KeySet {
  readonly bits: Uint32Array<SharedArrayBuffer>;

  constructor(bits = new Uint32Array(new SharedArrayBuffer(2 ** 24))) {
    this.bits = bits;
  }

  static of(companies: Companies): KeySet {
    const set = new KeySet();
    const { bits } = set;
    const { keys } = companies;
    const total = keysIn(companies);
    for (let at = 0; at < total; at++) {
      const key = keys[at]!;
      bits[key >>> 10] = bits[key >>> 10]! | (1 << ((key >>> 5) & 31));
    }
    return set;
  }

  has(key: number): boolean {
    return ((this.bits[key >>> 10]! >>> ((key >>> 5) & 31)) & 1) === 1;
  }
}

function keysIn(companies: Companies): number {
  return companies.size === 0 ? 0 : companies.keysEnd(companies.size - 1);
}

/** Where the key would stand if the table were empty; the bits that chose the part say nothing more. */
function placeOf(key: number, bits: number, slots: Uint32Array): number {
  return ((key << bits) >>> (Math.clz32(slots.length) + 2)) * SLOT;
}

function slotOf(slots: Uint32Array, key: number, bits: number): number {
  const end = slots.length;
  let place = placeOf(key, bits, slots);
  for (let held = slots[place]!; held !== 0 && held !== key; held = slots[place]!)
    if ((place += SLOT) === end) place = 0;
  return place;
}

function capacityFor(keys: number): number {
  let capacity = 64;
  while (capacity * FULL < keys) capacity *= 2;
  return capacity;
}
