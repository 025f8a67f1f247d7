/** What both imitations share: the vendor's clock, scripted faults and the count of calls. */
import { Calls } from './calls.ts';
import { type Fault, Faults } from './faults.ts';

export type WorldKind = 'clean' | 'lived-in';
export type Edition = 'free' | 'professional' | 'enterprise';

export class World {
  readonly kind: WorldKind;
  readonly faults = new Faults();
  readonly calls = new Calls();
  #offset = 0;

  constructor(kind: WorldKind) {
    this.kind = kind;
  }

  /** The vendors' clock in UTC milliseconds. It may run apart from ours; `advance` moves it. */
  now(): number {
    return Date.now() + this.#offset;
  }

  advance(milliseconds: number): void {
    this.#offset += milliseconds;
  }

  fail(fault: Fault): void {
    this.faults.fail(fault);
  }
}
