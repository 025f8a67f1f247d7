/** Chance that can be had again: the same seed gives the same numbers on every machine. */

/** Mulberry32: 32 bits of state, quick enough to be started anew for every row. */
export class Random {
  private state: number;

  /** The stream tells apart what is drawn for different purposes from one seed. */
  constructor(seed = 0, stream = 0) {
    this.state = mixed(seed, stream, 0);
  }

  /** Starts again for one thing out of many, such as a row, without making an object. */
  restart(seed: number, stream: number, number: number): this {
    this.state = mixed(seed, stream, number);
    return this;
  }

  /** 0 to 1, 1 excluded. */
  next(): number {
    const state = (this.state = (this.state + 0x6d2b79f5) | 0);
    let hash = Math.imul(state ^ (state >>> 15), state | 1);
    hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61);
    return ((hash ^ (hash >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** @throws {RangeError} for an empty list */
  pick<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  }

  /** A place in a list of `length` by Zipf's law: the first is drawn most often, the second half as often. */
  zipf(length: number): number {
    return Math.min(length - 1, Math.floor(Math.expm1(this.next() * Math.log1p(length))));
  }

  /** Every number from 0 to `length` - 1 once, in no order. */
  shuffled(length: number): Uint32Array {
    const order = new Uint32Array(length);
    for (let at = 0; at < length; at++) {
      const other = this.below(at + 1);
      order[at] = order[other] ?? 0;
      order[other] = at;
    }
    return order;
  }
}

function mixed(a: number, b: number, c: number): number {
  return stirred(stirred(stirred(0x9e3779b9, a), b), c);
}

function stirred(hash: number, number: number): number {
  hash = Math.imul(hash ^ number, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
