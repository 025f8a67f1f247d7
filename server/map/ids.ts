/** The ids of a file's rows, each once, kept as bytes in shared memory: as strings a million would hold the whole file. */
import { GrowingBytes, GrowingWords } from '../../shared/domain/matching/growing.ts';
import { hashOf } from '../../shared/domain/matching/hash.ts';

/** Everything a worker needs to read another thread's ids. */
export interface IdColumns {
  /** UTF-8, one id after the other. */
  bytes: Uint8Array<SharedArrayBuffer>;
  /** Where each row's id begins, and after the last row where its id ends. */
  starts: Uint32Array<SharedArrayBuffer>;
}

/** UTF-8 takes at most three bytes for a UTF-16 unit. */
const MOST_BYTES = 3;
const FULL = 0.6;
const encoder = new TextEncoder();

export class Ids {
  size = 0;
  readonly #bytes: GrowingBytes;
  readonly #starts: GrowingWords;
  readonly #lines: GrowingWords;
  readonly #hashes: GrowingWords;
  /** Row number + 1 by hash; 0 is free. */
  #slots = new Uint32Array(1_024);

  /** @param expected about how many ids will be added */
  constructor(expected: number) {
    this.#bytes = new GrowingBytes(expected * 18);
    this.#starts = new GrowingWords(expected + 1);
    this.#lines = new GrowingWords(expected);
    this.#hashes = new GrowingWords(expected);
  }

  /** The line on which the id stood first; null when it is new and became the next row. */
  add(id: string, line: number): number | null {
    if (this.size >= this.#slots.length * FULL) this.#spread();
    const hash = hashOf(id);
    const slot = this.#slotOf(hash, id);
    const held = this.#slots[slot]!;
    if (held !== 0) return this.#lines.all[held - 1]!;
    this.#slots[slot] = this.size + 1;
    this.#append(id);
    this.#lines.reserve(1);
    this.#lines.all[this.#lines.length++] = line;
    this.#hashes.reserve(1);
    this.#hashes.all[this.#hashes.length++] = hash;
    this.size++;
    return null;
  }

  columns(): IdColumns {
    return { bytes: this.#bytes.all, starts: this.#starts.all };
  }

  #append(id: string): void {
    this.#bytes.reserve(id.length * MOST_BYTES);
    this.#starts.reserve(2);
    const { all, length } = this.#bytes;
    let at = length;
    for (let unit = 0; unit < id.length; unit++) {
      const code = id.charCodeAt(unit);
      if (code > 0x7f) {
        at = length + encoder.encodeInto(id, all.subarray(length)).written;
        break;
      }
      all[at++] = code;
    }
    this.#bytes.length = at;
    this.#starts.all[++this.#starts.length] = at;
  }

  #slotOf(hash: number, id: string | null): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const held = this.#slots[slot]!;
      if (held === 0) return slot;
      if (id !== null && this.#hashes.all[held - 1] === hash && idAt(this.columns(), held - 1) === id)
        return slot;
      slot = (slot + 1) & mask;
    }
  }

  #spread(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let row = 0; row < this.size; row++) {
      this.#slots[this.#slotOf(this.#hashes.all[row]!, null)] = row + 1;
    }
  }
}

export function idAt({ bytes, starts }: IdColumns, row: number): string {
  const buffer = Buffer.from(bytes.buffer);
  return buffer.toString('utf8', starts[row]!, starts[row + 1]!);
}
