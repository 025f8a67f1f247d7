/** What of a list is looked at to learn how common words, names and places are in it. */
import { createHash } from 'node:crypto';
import { Companies, countIn } from '../../../shared/domain/matching.ts';
import type { LearntCounts } from '../collections.ts';
import { toBase64 } from './base64.ts';

/** Rows of a longer list; more would not make the shares better. */
const MOST_ROWS = 250_000;
/** Every n-th row of a list whose length nobody knows before its end. */
export class Sample {
  #lines: string[] = [];
  #step = 1;
  #seen = 0;

  take(companies: Companies, row: number): void {
    if (this.#seen++ % this.#step !== 0) return;
    this.#lines.push(companies.lineOf(row));
    if (this.#lines.length <= MOST_ROWS) return;
    this.#lines = this.#lines.filter((_, at) => at % 2 === 0);
    this.#step *= 2;
  }

  counts(): LearntCounts {
    const companies = new Companies(this.#lines.length);
    for (const line of this.#lines) companies.addLine(line);
    const { records, hashes, counts } = countIn(companies);
    return {
      records,
      hashes: toBase64(Uint32Array.from(hashes)),
      counts: toBase64(Uint32Array.from(counts)),
    };
  }
}

/** Equal for equal counts. */
export function nameOf({ records, hashes, counts }: LearntCounts): string {
  return createHash('sha256').update(`${records} ${hashes} ${counts}`).digest('base64url');
}

export function learntId(prefix: string): string {
  return `${prefix}learnt`;
}
