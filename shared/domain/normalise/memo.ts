/** What was worked out for short values that come again and again: one place for each hash, the newest wins. */
import { decoded } from './utf8.ts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Bytes; a longer value is worked out each time. */
const LONGEST = 32;

export class Memo<T> {
  readonly #make: (text: string) => T;
  readonly #mask: number;
  /** Of the value in each place; one more than it is long, 0 for a free place. */
  readonly #lengths: Uint8Array;
  readonly #bytes: Uint8Array;
  readonly #made: T[];

  /** @param places a power of two; few enough to stay near the processor */
  constructor(places: number, make: (text: string) => T) {
    this.#make = make;
    this.#mask = places - 1;
    this.#lengths = new Uint8Array(places);
    this.#bytes = new Uint8Array(places * LONGEST);
    this.#made = new Array<T>(places);
  }

  /** What `make` says of the UTF-8 value `from … to`. */
  of(bytes: Uint8Array, from: number, to: number): T {
    const length = to - from;
    if (length > LONGEST) return this.#make(decoded(bytes, from, to));
    let hash = FNV_OFFSET;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, FNV_PRIME);
    const place = (hash ^ (hash >>> 15)) & this.#mask;
    if (this.#lengths[place] === length + 1 && this.#isAt(place, bytes, from, length))
      return this.#made[place]!;
    return this.#put(place, bytes, from, to);
  }

  #isAt(place: number, bytes: Uint8Array, from: number, length: number): boolean {
    const held = this.#bytes;
    const start = place * LONGEST;
    for (let at = 0; at < length; at++) if (held[start + at] !== bytes[from + at]) return false;
    return true;
  }

  #put(place: number, bytes: Uint8Array, from: number, to: number): T {
    const made = this.#make(decoded(bytes, from, to));
    const start = place * LONGEST;
    for (let at = from; at < to; at++) this.#bytes[start + at - from] = bytes[at]!;
    this.#lengths[place] = to - from + 1;
    this.#made[place] = made;
    return made;
  }
}
