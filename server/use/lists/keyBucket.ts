/** The rows behind a range of keys, packed into four bytes an entry: how a list's keys lie in the store. */

/** How the keys of one table are parted; both numbers of bits are leading bits of a key. */
export interface KeyLayout {
  /** They number the bucket in which a key lies. */
  bits: number;
  /** They number the key's shelf; a bucket holds whole shelves. As many bits hold the number of a row. */
  shelfBits: number;
}

/** Row numbers, ascending; `crowded` where more rows than the cap carry the key. */
export type FoundRows = readonly number[] | 'crowded';

/** Before it is packed an entry is `key * ROWS + row`, which a double holds exactly: 32 bits and 20 bits. */
export const ROWS = 2 ** 20;
const KEY_BITS = 32;
const NONE: readonly never[] = [];

/**
 * About as many shelves as rows, so that few entries stand on each.
 * @param entries of the table
 * @param most entries of a bucket, on average
 */
export function layoutFor(rows: number, entries: number, most: number): KeyLayout {
  // One number more than there are rows, for keys that are crowded.
  const shelfBits = Math.max(1, Math.ceil(Math.log2(rows + 1)));
  const bits = Math.max(0, Math.ceil(Math.log2(entries / most)));
  return { bits: Math.min(bits, shelfBits), shelfBits };
}

export function bucketOf(key: number, { bits }: KeyLayout): number {
  return Math.floor(key / 2 ** (KEY_BITS - bits));
}

/**
 * First where each shelf ends, then the entries: what of the key the shelf does not say, and the row. A crowded key
 * has one entry with a row that does not exist.
 * @param entries of this bucket, ascending
 */
export function packBucket(
  entries: Float64Array,
  layout: KeyLayout,
  capOf: (key: number) => number,
): Uint32Array<ArrayBuffer> {
  const { shelfBits } = layout;
  const shelves = 2 ** (shelfBits - layout.bits);
  const bucket = new Uint32Array(shelves + entries.length);
  let length = shelves;
  for (let at = 0; at < entries.length;) {
    const key = Math.floor(entries[at]! / ROWS);
    const first = length;
    let last = -1;
    for (; at < entries.length && entries[at]! < (key + 1) * ROWS; at++) {
      const row = entries[at]! - key * ROWS;
      if (row !== last) bucket[length++] = entryOf(key, row, shelfBits);
      last = row;
    }
    if (length - first > capOf(key)) {
      bucket[first] = entryOf(key, crowdedRow(shelfBits), shelfBits);
      length = first + 1;
    }
    bucket[shelfOf(key, layout)] = length;
  }
  let end = shelves;
  for (let shelf = 0; shelf < shelves; shelf++) bucket[shelf] = end = Math.max(end, bucket[shelf]!);
  return bucket.slice(0, length);
}

/** @param bucket the one in which the key lies */
export function rowsIn(bucket: Uint32Array, key: number, layout: KeyLayout): FoundRows {
  const { shelfBits } = layout;
  const shelf = shelfOf(key, layout);
  const wanted = entryOf(key, 0, shelfBits);
  const crowded = crowdedRow(shelfBits);
  const end = bucket[shelf]!;
  let rows: number[] | undefined;
  for (let at = shelf === 0 ? 2 ** (shelfBits - layout.bits) : bucket[shelf - 1]!; at < end; at++) {
    const entry = bucket[at]!;
    if (((entry ^ wanted) & ~crowded) !== 0) continue;
    const row = entry & crowded;
    if (row === crowded) return 'crowded';
    if (rows) rows.push(row);
    else rows = [row];
  }
  return rows ?? NONE;
}

function shelfOf(key: number, { bits, shelfBits }: KeyLayout): number {
  return (key >>> (KEY_BITS - shelfBits)) & (2 ** (shelfBits - bits) - 1);
}

function entryOf(key: number, row: number, shelfBits: number): number {
  return ((key << shelfBits) | row) >>> 0;
}

function crowdedRow(shelfBits: number): number {
  return 2 ** shelfBits - 1;
}
