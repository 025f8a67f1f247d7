/** Gathers which rows of a list carry a key: pairs of key and row number, sorted, in typed arrays that can be cut into buckets. */
import { ROWS } from './keyBucket.ts';

const PARTS = 256;
/** Keys of one part. */
const SPAN = 2 ** 32 / PARTS;
const FIRST_ROOM = 16;

/** Takes the keys of up to 2^20 rows and, once sorted, cuts them into buckets. */
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

  /** Nothing is added afterwards. */
  sort(): this {
    this.#parts.forEach((part, at) => {
      this.#parts[at] = part.subarray(0, this.#sizes[at]).sort();
    });
    return this;
  }

  get size(): number {
    return this.#sizes.reduce((sum, size) => sum + size, 0);
  }

  /** The entries whose keys begin with these bits, ascending. */
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
