/** Adds up what the races showed. */
import type { Differences } from './comparing.ts';
import type { Found } from './judging.ts';
import type { Race } from './race.ts';

export interface Figures {
  runs: number;
  /** Clear claims: one in every race for an exclusive part. */
  winners: number;
  /** Of so many races for an exclusive part. */
  exclusive: number;
  claims: number;
  lost: number;
  doubled: number;
  /** Milliseconds from a submission until its answer, with all attempts. */
  p50: number;
  p99: number;
  violations: readonly string[];
}

export class Score {
  readonly #took: number[] = [];
  readonly #violations: string[] = [];
  #runs = 0;
  #winners = 0;
  #exclusive = 0;
  #lost = 0;
  #doubled = 0;

  /** @param place where it was run, in words */
  race(place: string, { kind, submitted }: Race, { winners, lost, doubled, violations }: Found): void {
    this.#runs += 1;
    if (kind !== 'shared') {
      this.#exclusive += 1;
      this.#winners += winners;
    }
    this.#lost += Math.max(0, lost);
    this.#doubled += doubled;
    this.#took.push(...submitted.map(({ took }) => took));
    this.#violations.push(...violations.map((one) => `${place}: ${one}`));
  }

  rows(place: string, { lost, doubled, violations }: Differences): void {
    this.#lost += lost;
    this.#doubled += doubled;
    this.#violations.push(...violations.map((one) => `${place}: ${one}`));
  }

  figures(): Figures {
    const took = this.#took.toSorted((a, b) => a - b);
    const at = (share: number) => Math.round(took[Math.floor((took.length - 1) * share)] ?? NaN);
    return {
      runs: this.#runs,
      winners: this.#winners,
      exclusive: this.#exclusive,
      claims: took.length,
      lost: this.#lost,
      doubled: this.#doubled,
      p50: at(0.5),
      p99: at(0.99),
      violations: this.#violations,
    };
  }
}
