/** Which rows of a list carry a key: pairs of key and row number, sorted, in typed arrays that can be cut into buckets. */

/** Row numbers, ascending; `crowded` where more rows than the cap carry the key. */
export type FoundRows = readonly number[] | 'crowded';

/** An entry is `key * ROWS + row`, which a double holds exactly: 32 bits and 20 bits. */
const ROWS = 2 ** 20;
const PARTS = 256;
/** Keys of one part. */
const SPAN = 2 ** 32 / PARTS;
const FIRST_ROOM = 16;
const NONE: readonly never[] = [];

/** Takes the keys of up to 2^20 rows and, once sealed, finds rows by them. */
export class KeyTable {
  /** By the key's highest byte, so that no sort takes long. */
  readonly #parts: Float64Array[] = Array.from({ length: PARTS }, () => new Float64Array(FIRST_ROOM));
  readonly #sizes = new Uint32Array(PARTS);

  add(key: number, row: number): void {
    const at = Math.floor(key / SPAN);
    let part = this.#parts[at] as Float64Array;
    const size = this.#sizes[at] as number;
    if (size === part.length) {
      const larger = new Float64Array(Math.ceil(size * 1.5));
      larger.set(part);
      this.#parts[at] = part = larger;
    }
    part[size] = key * ROWS + row;
    this.#sizes[at] = size + 1;
  }

  /** Sorts, and keeps of a key no more rows than prove that it is crowded. Nothing is added afterwards. */
  seal(capOf: (key: number) => number): this {
    this.#parts.forEach((part, at) => {
      const sorted = part.subarray(0, this.#sizes[at]).sort();
      this.#sizes[at] = thin(sorted, capOf);
      this.#parts[at] = sorted.subarray(0, this.#sizes[at]);
    });
    return this;
  }

  get size(): number {
    return this.#sizes.reduce((sum, size) => sum + size, 0);
  }

  rowsOf(key: number, cap: number): FoundRows {
    return rowsIn(this.#parts[Math.floor(key / SPAN)] as Float64Array, key, cap);
  }

  /** The entries whose keys begin with these bits. */
  bucket(number: number, bits: number): Float64Array {
    const width = 2 ** (32 - bits);
    const [from, to] = [number * width, (number + 1) * width];
    const slices: Float64Array[] = [];
    for (let at = Math.floor(from / SPAN); at * SPAN < to; at++) {
      const part = this.#parts[at] as Float64Array;
      slices.push(part.subarray(lowerBound(part, from * ROWS), lowerBound(part, to * ROWS)));
    }
    if (slices.length === 1) return slices[0] as Float64Array;
    const bucket = new Float64Array(slices.reduce((sum, { length }) => sum + length, 0));
    let filled = 0;
    for (const slice of slices) {
      bucket.set(slice, filled);
      filled += slice.length;
    }
    return bucket;
  }
}

/** How many leading bits of a key number its bucket, so that a bucket holds this many entries at most on average. */
export function bitsFor(entries: number, most: number): number {
  return Math.max(0, Math.ceil(Math.log2(entries / most)));
}

export function bucketOf(key: number, bits: number): number {
  return Math.floor(key / 2 ** (32 - bits));
}

/** @param entries sorted, all of the key's among them */
export function rowsIn(entries: Float64Array, key: number, cap: number): FoundRows {
  const begin = key * ROWS;
  const end = begin + ROWS;
  const first = lowerBound(entries, begin);
  let after = first;
  while (after < entries.length && (entries[after] as number) < end) after++;
  if (after === first) return NONE;
  if (after - first > cap) return 'crowded';
  return Array.from(entries.subarray(first, after), (entry) => entry - begin);
}

/** Drops entries that stand twice and those beyond a key's cap and one more; answers how many are left. */
function thin(sorted: Float64Array, capOf: (key: number) => number): number {
  let kept = 0;
  let key = -1;
  let last = -1;
  let room = 0;
  for (const entry of sorted) {
    if (entry === last) continue;
    last = entry;
    const its = Math.floor(entry / ROWS);
    if (its !== key) {
      key = its;
      room = capOf(key) + 1;
    }
    if (room === 0) continue;
    room -= 1;
    sorted[kept++] = entry;
  }
  return kept;
}

/** The first place whose entry is not below. */
function lowerBound(entries: Float64Array, entry: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle] as number) < entry) low = middle + 1;
    else high = middle;
  }
  return low;
}
