/** How often each 32-bit hash was seen: an open-addressing table over typed arrays that grows. */

const FULL = 0.6;

export class CountTable {
  #keys: Uint32Array;
  #counts: Uint32Array;
  #mask: number;
  size = 0;

  /** @param expected distinct hashes */
  constructor(expected = 1_024) {
    let capacity = 64;
    while (capacity * FULL < expected) capacity *= 2;
    this.#keys = new Uint32Array(capacity);
    this.#counts = new Uint32Array(capacity);
    this.#mask = capacity - 1;
  }

  /** @param hash not 0 */
  add(hash: number, count = 1): void {
    let slot = this.#slotOf(hash);
    if (this.#keys[slot] === 0) {
      if (this.size >= this.#keys.length * FULL) {
        this.#grow();
        slot = this.#slotOf(hash);
      }
      this.#keys[slot] = hash;
      this.size++;
    }
    this.#counts[slot] = this.#counts[slot]! + count;
  }

  get(hash: number): number {
    return this.#counts[this.#slotOf(hash)]!;
  }

  /** Those seen at least so many times, in no order. */
  hashes(least: number): Uint32Array {
    const found = new Uint32Array(this.size);
    let length = 0;
    for (let slot = 0; slot < this.#keys.length; slot++)
      if (this.#counts[slot]! >= least) found[length++] = this.#keys[slot]!;
    return found.slice(0, length);
  }

  #slotOf(hash: number): number {
    const keys = this.#keys;
    const mask = this.#mask;
    let slot = hash & mask;
    for (let held = keys[slot]!; held !== 0 && held !== hash; held = keys[slot]!) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [keys, counts] = [this.#keys, this.#counts];
    this.#keys = new Uint32Array(keys.length * 2);
    this.#counts = new Uint32Array(keys.length * 2);
    this.#mask = this.#keys.length - 1;
    for (let at = 0; at < keys.length; at++) {
      if (keys[at] === 0) continue;
      const slot = this.#slotOf(keys[at]!);
      this.#keys[slot] = keys[at]!;
      this.#counts[slot] = counts[at]!;
    }
  }
}
