/** One line on stderr that tells what is going on; on a terminal it is written over, in a log each phase gets one line. */
import type { Progress } from '../use/context.ts';

const WORDS: Readonly<Record<string, string>> = {
  'provision.steps': 'creating fields and objects',
  'import.rows': 'reading partners’ lists',
  'import.keys': 'making their rows findable',
  'map.lists': 'preparing list rows',
  'map.deals': 'reading deals',
  'map.accounts': 'matching accounts',
};

export class ProgressLine {
  readonly #name: string;
  #phase = '';

  constructor(name: string) {
    this.#name = name;
  }

  show({ phase, done, total }: Progress): void {
    const text = `${this.#name}: ${WORDS[phase] ?? phase}`;
    if (process.stderr.isTTY)
      process.stderr.write(`\r\u001b[2K${text} ${done}${total ? ` of ${total}` : ''}`);
    else if (phase !== this.#phase) process.stderr.write(`${text}\n`);
    this.#phase = phase;
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
  }
}
