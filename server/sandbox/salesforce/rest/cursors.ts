/** Query results that are paged: the rest of them waits here under a locator. */
import { SalesforceError } from '../errors.ts';

export interface Cursor {
  total: number;
  userId: string;
  size: number;
  /** Records from one place to another, written when asked for. */
  page: (from: number, to: number) => unknown[];
}

export class Cursors {
  #open = new Map<string, Cursor>();
  #count = 0;

  /** Keeps a result open and names it, as `01g…`. */
  open(cursor: Cursor): string {
    this.#count += 1;
    const id = `01g${String(this.#count).padStart(12, '0')}AAA`;
    this.#open.set(id, cursor);
    const oldest = this.#open.keys().next().value;
    if (this.#open.size > 500 && oldest !== undefined) this.#open.delete(oldest);
    return id;
  }

  /** @throws INVALID_QUERY_LOCATOR for a locator that is unknown, closed or another user's. */
  at(locator: string, userId: string): { id: string; from: number; cursor: Cursor } {
    const match = /^(01g\w{15})-(\d+)$/.exec(locator);
    const id = match?.[1] ?? '';
    const cursor = this.#open.get(id);
    const from = Number(match?.[2]);
    if (cursor === undefined || cursor.userId !== userId || from > cursor.total)
      throw new SalesforceError('INVALID_QUERY_LOCATOR', 'invalid query locator');
    return { id, from, cursor };
  }
}
