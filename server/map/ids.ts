/** The ids of a file's rows, each once, kept as bytes in shared memory: as strings a million would hold the whole file. */
import { GrowingBytes, GrowingWords } from '../../shared/domain/matching/growing.ts';
import { HASH_START, hashCodes, hashEnd } from '../../shared/domain/matching/hash.ts';

/** Everything a worker needs to read another thread's ids. */
export interface IdColumns {
  /** UTF-8, one id after the other. */
  bytes: Uint8Array<SharedArrayBuffer>;
  /** Where each row's id begins, and after the last row where its id ends. */
  starts: Uint32Array<SharedArrayBuffer>;
}

const FULL = 0.6;

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

  /**
   * The line on which the id stood first; null when it is new and became the next row.
   * @param bytes UTF-8, the id from `from` to `to`
   */
  add(bytes: Uint8Array, from: number, to: number, line: number): number | null {
    if (this.size >= this.#slots.length * FULL) this.#spread();
    const hash = hashEnd(hashCodes(HASH_START, bytes, from, to));
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let held = this.#slots[slot]!; held !== 0; held = this.#slots[slot]!) {
      if (this.#hashes.all[held - 1] === hash && this.#isAt(held - 1, bytes, from, to))
        return this.#lines.all[held - 1]!;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.size + 1;
    this.#append(bytes, from, to);
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

  #isAt(row: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#starts.all[row]!;
    if (this.#starts.all[row + 1]! - start !== to - from) return false;
    const { all } = this.#bytes;
    for (let at = from; at < to; at++) if (all[start + at - from] !== bytes[at]) return false;
    return true;
  }

  #append(bytes: Uint8Array, from: number, to: number): void {
    this.#bytes.reserve(to - from);
    this.#starts.reserve(2);
    const { all, length } = this.#bytes;
    for (let at = from; at < to; at++) all[length + at - from] = bytes[at]!;
    this.#bytes.length = length + to - from;
    this.#starts.all[++this.#starts.length] = this.#bytes.length;
  }

  #spread(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let row = 0; row < this.size; row++) {
      let slot = this.#hashes.all[row]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = row + 1;
    }
    this.#slots = slots;
  }
}

/** Reads ids where another thread has written them. */
export class IdTexts {
  readonly #buffer: Buffer;
  readonly #starts: Uint32Array;

  constructor({ bytes, starts }: IdColumns) {
    this.#buffer = Buffer.from(bytes.buffer);
    this.#starts = starts;
  }

  at(row: number): string {
    return this.#buffer.toString('utf8', this.#starts[row]!, this.#starts[row + 1]!);
  }
}
