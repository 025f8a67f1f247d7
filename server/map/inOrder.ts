/** Writes what several threads finish in any order as if one had: each part after the one before it. */

export class InOrder {
  readonly #write: (part: Uint8Array) => Promise<void>;
  /** How many parts may wait before whoever is ahead has to. */
  readonly #most: number;
  readonly #parts = new Map<number, Uint8Array>();
  readonly #ahead: { at: number; go: () => void }[] = [];
  #next = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(write: (part: Uint8Array) => Promise<void>, most: number) {
    this.#write = write;
    this.#most = most;
  }

  /** Returns when there is room for a further part. @param at number of the part, from 0 without gaps */
  async put(at: number, part: Uint8Array): Promise<void> {
    this.#parts.set(at, part);
    this.#writing = this.#writing.then(() => this.#writeOn());
    await this.#writing;
    if (at >= this.#next + this.#most)
      await new Promise<void>((resolve) => void this.#ahead.push({ at, go: resolve }));
  }

  async #writeOn(): Promise<void> {
    for (let part = this.#parts.get(this.#next); part; part = this.#parts.get(this.#next)) {
      await this.#write(part);
      this.#parts.delete(this.#next);
      this.#next += 1;
      for (const { at, go } of this.#ahead) if (at < this.#next + this.#most) go();
    }
  }
}
