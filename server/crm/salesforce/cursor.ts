/** The cursor of a change feed: where to read from, and what of that was told already. Opaque to everyone else. */
import { createHash } from 'node:crypto';
import { garbled } from './errors.ts';

export interface Told {
  /** SystemModstamp, UTC milliseconds. */
  stamp: number;
  hash: string;
  /** Met by the scan that is under way. */
  met: boolean;
}

export interface Position {
  stamp: number;
  /** First 15 characters of an id: the rest only repeats their case. */
  id: string;
}

export interface Cursor {
  /** Records stamped from here on are read; UTC milliseconds of the org's clock. */
  from: number;
  /** By the first 15 characters of the id. */
  told: Map<string, Told>;
  /** A scan is under way: what lies below this is still to be read. */
  below?: Position;
  /** The scan only learns what is there and tells nothing. */
  silent?: boolean;
  /** What was told below this stamp has been forgotten, so the next scan starts no earlier. */
  floor?: number;
}

const ID = 15;
const HASH = 6;
/** Entries a cursor holds at most, about 450 KB; a larger flood shortens the look-back instead. */
const MOST = 20_000;
const SECOND = 1_000;

export function shortId(id: string): string {
  return id.slice(0, ID);
}

export function hashOf(row: Readonly<Record<string, unknown>>): string {
  const { attributes, ...values } = row;
  void attributes;
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, HASH);
}

/** How much of what was told lies below a position. */
export function countBelow(told: ReadonlyMap<string, Told>, below: Position): number {
  let count = 0;
  for (const [id, { stamp }] of told) if (isBelow({ id, stamp }, below)) count += 1;
  return count;
}

function isBelow(one: Position, below: Position): boolean {
  return one.stamp < below.stamp || (one.stamp === below.stamp && one.id < below.id);
}

/** Forgets what is older than the look-back, and of a flood the older part, but nothing that is still to be compared. */
export function trim(cursor: Cursor, horizon: number): void {
  const free = [...cursor.told].filter(
    ([id, { stamp }]) => !cursor.below || !isBelow({ id, stamp }, cursor.below),
  );
  const stamps = free.map(([, { stamp }]) => stamp).sort((a, b) => b - a);
  const overflow = stamps[MOST];
  const floor = Math.max(horizon, overflow === undefined ? 0 : overflow + SECOND);
  let forgot = false;
  for (const [id, { stamp }] of free) if (stamp < floor) forgot = cursor.told.delete(id);
  if (forgot) cursor.floor = Math.max(cursor.floor ?? 0, floor);
}

/** The cursor that follows a finished scan. @param whole the scan reached its end, so what it did not meet is gone. */
export function finished(cursor: Cursor, whole: boolean): Cursor {
  const from = Math.max(cursor.from, cursor.floor ?? 0);
  const told = new Map<string, Told>();
  for (const [id, one] of cursor.told)
    if (one.stamp >= from && (one.met || !whole)) told.set(id, { ...one, met: false });
  return { from, told };
}

/** Entries by stamp, each as 15 characters of id, the hash, and whether the scan has met it. */
export function writeCursor({ from, told, below, silent, floor }: Cursor): string {
  const seen: Record<string, string> = {};
  for (const [id, { stamp, hash, met }] of told) {
    const second = String(stamp / SECOND);
    seen[second] = `${seen[second] ?? ''}${id}${hash}${met ? '+' : '-'}`;
  }
  return JSON.stringify({
    v: 1,
    from,
    seen,
    ...(below && { below }),
    ...(silent && { silent }),
    ...(floor && { floor }),
  });
}

/** @throws CrmError `garbled` when the text is no cursor of ours. */
export function readCursor(text: string): Cursor {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw garbled('a cursor that is no JSON', { cause: error });
  }
  const { v, from, seen, ...scan } = value as Omit<Cursor, 'told'> & {
    v?: number;
    seen?: Record<string, string>;
  };
  if (v !== 1 || typeof from !== 'number' || !seen) throw garbled('a cursor of another version');
  const told = new Map<string, Told>();
  const size = ID + HASH + 1;
  for (const [second, entries] of Object.entries(seen))
    for (let at = 0; at < entries.length; at += size)
      told.set(entries.slice(at, at + ID), {
        stamp: Number(second) * SECOND,
        hash: entries.slice(at + ID, at + ID + HASH),
        met: entries[at + size - 1] === '+',
      });
  return { from, told, ...scan };
}
