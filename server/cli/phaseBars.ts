/** Shows on stderr how far long work has come: one bar a phase. */
import { Progress } from '@salesforce/sf-plugins-core';
import type { Progress as Step } from '../use/context.ts';
import { wordsOf } from './words.ts';

const words = wordsOf('common');

export class PhaseBars {
  readonly #enabled: boolean;
  #phase = '';
  #bar: Progress | null = null;

  constructor(enabled: boolean) {
    this.#enabled = enabled;
  }

  show({ phase, done, total }: Step): void {
    if (!this.#enabled) return;
    if (phase !== this.#phase) this.#next(phase, total);
    this.#bar?.update(done);
  }

  stop(): void {
    this.#bar?.stop();
    this.#bar = null;
    this.#phase = '';
  }

  #next(phase: string, total: number | undefined): void {
    this.stop();
    this.#phase = phase;
    this.#bar = new Progress(true);
    const format = total === undefined ? '%s {value}' : '%s {bar} {value}/{total}';
    this.#bar.start(total ?? 0, {}, { title: words.getMessage(`phase.${phase}`), format });
  }
}
