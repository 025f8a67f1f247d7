/** A bar on stderr for who waits, lines where nobody looks at a terminal. */
const WIDTH = 24;

export class Progress {
  readonly #total: number;
  #done = 0;

  constructor(total: number) {
    this.#total = total;
  }

  say(what: string): void {
    const filled = Math.round((this.#done / this.#total) * WIDTH);
    const bar = `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${this.#done}/${this.#total}`;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${bar} ${what}`);
    else process.stderr.write(`${bar} ${what}\n`);
  }

  step(): void {
    this.#done += 1;
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
  }
}
