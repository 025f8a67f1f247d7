/** What HubSpot's search sees of one object type: the records' values as of a while ago. */
import type { CrmRecord, Values } from './record.ts';
import { SortedIndex } from './sorted.ts';

/** A record as the search index knows it, which may be older than the record itself. */
export interface Entry {
  number: number;
  record: CrmRecord;
  values: Values;
  modifiedAt: number;
}

interface Publication {
  due: number;
  record: CrmRecord;
  /** Undefined takes the record out of the index. */
  state: { values: Values; modifiedAt: number } | undefined;
}

export class SearchIndex {
  readonly byId = new SortedIndex<Entry>((entry) => entry.number);
  readonly byModified = new SortedIndex<Entry>((entry) => entry.modifiedAt);
  readonly #entries = new Map<CrmRecord, Entry>();
  #waiting: Publication[] = [];

  /** Lets search see the record's present state, `lag` milliseconds from `now`. */
  publish(record: CrmRecord, now: number, lag: number): void {
    const isLive = record.archivedAt === undefined;
    const state = isLive ? { values: record.values, modifiedAt: record.modifiedAt } : undefined;
    if (lag > 0) this.#waiting.push({ due: now + lag, record, state });
    else this.#apply(record, state);
  }

  /** The record is no more (merged away): search forgets it with the same delay as any change. */
  forget(record: CrmRecord, now: number, lag: number): void {
    if (lag > 0) this.#waiting.push({ due: now + lag, record, state: undefined });
    else this.#apply(record, undefined);
  }

  /** Applies what is due by `now`; a search calls it first. */
  settle(now: number): void {
    if (this.#waiting.length === 0) return;
    const isDue = (publication: Publication) => publication.due <= now;
    for (const { record, state } of this.#waiting.filter(isDue)) this.#apply(record, state);
    this.#waiting = this.#waiting.filter((publication) => !isDue(publication));
  }

  #apply(record: CrmRecord, state: Publication['state']): void {
    const known = this.#entries.get(record);
    if (state === undefined) {
      if (known === undefined) return;
      this.#entries.delete(record);
      this.byId.remove(known);
      this.byModified.remove(known);
      return;
    }
    if (known === undefined) {
      const entry = { number: record.number, record, ...state };
      this.#entries.set(record, entry);
      this.byId.put(entry);
      this.byModified.put(entry);
      return;
    }
    const hasMoved = known.modifiedAt !== state.modifiedAt;
    Object.assign(known, state);
    if (hasMoved) this.byModified.put(known);
  }
}
