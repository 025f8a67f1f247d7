/** What the person who ran `npm run map` is told: what is going on, what was left out, and what came of it. */
import type { Progress } from '../use/context.ts';
import type { Mapped, MapSummary } from './mapFiles.ts';

const WORDS: Readonly<Record<string, string>> = { read: 'reading rows', match: 'matching rows' };

/** One line on stderr; on a terminal it is written over, in a log each phase gets one line. */
export class ProgressLine {
  #phase = '';

  show({ phase, done, total }: Progress): void {
    const text = WORDS[phase] ?? phase;
    if (process.stderr.isTTY) {
      const count = total === undefined ? number(done) : `${number(done)} of ${number(total)}`;
      process.stderr.write(`\r\u001b[2K${text} ${count}`);
    } else if (phase !== this.#phase) process.stderr.write(`${text}\n`);
    this.#phase = phase;
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
  }
}

/** The rows that were left out, a line each, and how many more there are; '' if none. */
export function refusalsText(refusals: Mapped['refusals']): string {
  let text = '';
  for (const [path, { refused, refusals: listed }] of refusals) {
    for (const { line, reason } of listed) text += `${path}, line ${line} is left out: ${reason}.\n`;
    if (refused > listed.length)
      text += `${path}: ${number(refused - listed.length)} more rows are left out.\n`;
  }
  return text;
}

export function summaryText(summary: MapSummary, out: string): string {
  const rows: readonly (readonly [string, string])[] = [
    ['rows of ours', number(summary.ours)],
    ['rows of theirs', number(summary.theirs)],
    ['rows left out', number(summary.refused)],
    ['pairs compared', number(summary.candidates)],
    ['sure', number(summary.sure)],
    ['likely', number(summary.likely)],
    ['seconds', summary.seconds.toFixed(1)],
    ['memory', `${Math.round(summary.peakMemory / 2 ** 20)} MB`],
  ];
  const width = Math.max(...rows.map(([, value]) => value.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(16)}${value.padStart(width)}`);
  return `${lines.join('\n')}\n→ ${out}`;
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}
