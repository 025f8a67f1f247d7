/** The row texts that this process has in hand and that nobody else can have written since, so that they need not be read again. */
import type { Clock } from '../../ports.ts';
import type { Parent } from './parents.ts';
import type { WireRecord } from './shapes.ts';
import { familiesIn } from './families.ts';

export interface KnownRows {
  /** By property; null is an empty one. */
  texts: Readonly<Record<string, string | null>>;
  mergedIds: readonly string[];
  /** Last modified, UTC milliseconds in HubSpot's clock. */
  stamp: number;
  at: number;
}

/** Only we write these properties, but a person may merge records or edit by hand: a text is trusted this long. */
const TRUSTED = 5 * 60_000;
/** Characters kept in all, about 128 MB. */
const ROOM = 64_000_000;

export class RowTexts {
  readonly #clock: Clock;
  readonly #known: Record<Parent, Map<string, KnownRows>> = { account: new Map(), deal: new Map() };
  /** Grows whenever texts are given up, so that a reading which was under way knows that it is not complete. */
  readonly #losses: Record<Parent, number> = { account: 0, deal: 0 };
  /** When the last complete reading of every record began. */
  readonly #completeSince: Partial<Record<Parent, number>> = {};
  #size = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  note(parent: Parent, record: WireRecord, stamp: number): KnownRows {
    const texts: Record<string, string | null> = {};
    for (const { property } of familiesIn(parent)) texts[property] = record.properties[property] ?? null;
    const mergedIds = mergedIdsOf(record);
    const known = { texts, mergedIds, stamp, at: this.#clock.now() };
    for (const id of [record.id, ...mergedIds]) this.#drop(parent, id);
    this.#size += sizeOf(known);
    if (this.#size > ROOM) this.forget(parent);
    else this.#known[parent].set(record.id, known);
    return known;
  }

  get(parent: Parent, id: string): KnownRows | undefined {
    const known = this.#known[parent].get(id);
    return known && this.#clock.now() - known.at < TRUSTED ? known : undefined;
  }

  /** This record's texts are in doubt. */
  lose(parent: Parent, id: string): void {
    this.#drop(parent, id);
    this.#losses[parent] += 1;
    delete this.#completeSince[parent];
  }

  /** Someone else may have written this object's rows. */
  forget(parent: Parent): void {
    for (const known of this.#known[parent].values()) this.#size -= sizeOf(known);
    this.#known[parent].clear();
    this.#losses[parent] += 1;
    delete this.#completeSince[parent];
  }

  /** A reading of every record of the object begins; call the answer when all have been noted. */
  reading(parent: Parent): () => void {
    const since = this.#clock.now();
    const losses = this.#losses[parent];
    return () => {
      if (this.#losses[parent] === losses) this.#completeSince[parent] = since;
    };
  }

  /** All records with their rows, in ascending id, while they are all known; else undefined. */
  all(parent: Parent): [string, KnownRows][] | undefined {
    const since = this.#completeSince[parent];
    if (since === undefined || this.#clock.now() - since >= TRUSTED) return undefined;
    return [...this.#known[parent]].sort(([a], [b]) => compareIds(a, b));
  }

  /** The records whose rows are in hand, complete or not. */
  inHand(parent: Parent): [string, KnownRows][] {
    return [...this.#known[parent]].filter(([id]) => this.get(parent, id) !== undefined);
  }

  #drop(parent: Parent, id: string): void {
    const known = this.#known[parent].get(id);
    if (known) this.#size -= sizeOf(known);
    this.#known[parent].delete(id);
  }
}

const NONE: readonly string[] = [];

export function mergedIdsOf(record: WireRecord): readonly string[] {
  const text = record.properties['hs_merged_object_ids'];
  return text ? text.split(';').filter((id) => id !== '') : NONE;
}

/** HubSpot's ids are decimal numbers of varying length. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}

function sizeOf({ texts }: KnownRows): number {
  return Object.values(texts).reduce((sum, text) => sum + (text?.length ?? 0), 50);
}
