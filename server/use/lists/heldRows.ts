/** Rows held in memory as bytes: a million as objects would take five times that. */
import type { ListRow } from '../../../shared/domain/list.ts';
import { GrowingBytes, GrowingWords } from '../../../shared/domain/matching/growing.ts';
import type { PackedRow } from '../collections.ts';
import { packed, unpacked } from './rowBlocks.ts';

const encoder = new TextEncoder();

export class HeldRows {
  readonly #bytes = new GrowingBytes(0);
  readonly #ends = new GrowingWords(0);

  add(row: ListRow): void {
    const json = encoder.encode(JSON.stringify(packed(row)));
    this.#bytes.reserve(json.length);
    this.#bytes.all.set(json, this.#bytes.length);
    this.#bytes.length += json.length;
    this.#ends.reserve(1);
    this.#ends.all[this.#ends.length++] = this.#bytes.length;
  }

  /** @param number of a row that was added */
  at(number: number): ListRow {
    const from = number === 0 ? 0 : this.#ends.all[number - 1];
    const json = Buffer.from(this.#bytes.all.buffer).toString('utf8', from, this.#ends.all[number]);
    return unpacked(JSON.parse(json) as PackedRow);
  }
}
