/** Remembers for a moment what is asked for with every card and hardly ever changes. */
import { performance } from 'node:perf_hooks';

interface Known<T> {
  value: Promise<T>;
  until: number;
}

export class ShortMemory<T> {
  readonly #lasts: number;
  readonly #known = new Map<string, Known<T>>();

  /** @param lasts milliseconds after which it is asked for again */
  constructor(lasts: number) {
    this.#lasts = lasts;
  }

  /** A failure is not remembered. */
  of(name: string, ask: () => Promise<T>): Promise<T> {
    const now = performance.now();
    const known = this.#known.get(name);
    if (known && known.until > now) return known.value;
    const value = ask().catch((error: unknown) => {
      this.#known.delete(name);
      throw error;
    });
    this.#known.set(name, { value, until: now + this.#lasts });
    return value;
  }

  forget(): void {
    this.#known.clear();
  }
}
