/** The calls of one transaction: in order, refused once it is over, and never committed after one has failed. */
import type { Run, Step } from './driver.ts';

export class Unit {
  /** Whether a job was among the steps, so that the queue can be woken after the commit. */
  enqueued = false;
  readonly #send: Run;
  #failure: Error | undefined;
  #open = true;

  constructor(send: Run) {
    this.#send = send;
  }

  run: Run = async (steps: readonly Step[]) => {
    if (!this.#open) throw new Error('This transaction is over; await all its calls before its work ends.');
    this.enqueued ||= steps.some(({ statement }) => statement === 'enqueue');
    try {
      return await this.#send(steps);
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  };

  close(): void {
    this.#open = false;
  }

  /** Closes, and throws what failed even if the work went on regardless. */
  end(): void {
    this.close();
    if (this.#failure) throw this.#failure;
  }
}
