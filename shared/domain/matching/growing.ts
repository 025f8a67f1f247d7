/** Typed arrays that grow, over shared memory, so that worker threads read them without a copy. */

type Ctor<T> = { new (buffer: SharedArrayBuffer): T; readonly BYTES_PER_ELEMENT: number };

export abstract class Growing<T extends Uint8Array | Uint32Array> {
  readonly #make: Ctor<T>;
  all: T;
  length = 0;

  constructor(make: Ctor<T>, capacity: number) {
    this.#make = make;
    this.all = new make(new SharedArrayBuffer(Math.max(64, capacity) * make.BYTES_PER_ELEMENT));
  }

  /** Makes room for `more` elements beyond the present length. */
  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.all.length) return;
    const capacity = Math.max(needed, Math.ceil(this.all.length * 1.5));
    const grown = new this.#make(new SharedArrayBuffer(capacity * this.#make.BYTES_PER_ELEMENT));
    grown.set(this.all as never);
    this.all = grown;
  }
}

export class GrowingWords extends Growing<Uint32Array<SharedArrayBuffer>> {
  constructor(capacity: number) {
    super(Uint32Array, capacity);
  }
}

export class GrowingBytes extends Growing<Uint8Array<SharedArrayBuffer>> {
  constructor(capacity: number) {
    super(Uint8Array, capacity);
  }
}
