/** Where a reading of changes stands: a position in HubSpot's clock, and what was seen lately so that it is told once. */
import { CrmError } from '../../ports.ts';
import { compareIds } from './rowTexts.ts';
import type { Filter, Search } from './search.ts';

export interface Mark {
  id: string;
  /** Last modified, UTC milliseconds in HubSpot's clock. */
  stamp: number;
  hash: string;
}

/** A scan that has not reached its end: it goes on after this stamp, and with what is left of the stamp itself. */
interface Scan {
  full: boolean;
  startedAt: number;
  at: number;
  /** Read already at this stamp. */
  ids: string[];
  /** Too many to name: all up to this id, if this many records are still to come. HubSpot does not promise it. */
  behind?: { id: string; total: number };
  /** They were not: the records of this stamp one by one, by id. */
  byId?: string;
}

export interface ChangeCursor {
  /** Everything stamped before this has been told. */
  floor: number;
  /** The highest stamp seen. */
  top: number;
  seen: Map<string, Mark>;
  /** Tops and when (our clock) they were reached: two minutes later nothing below one can still be on its way. */
  reached: { top: number; at: number }[];
  /** When (our clock) the last full scan ended. */
  fullAt: number;
  scan: Scan | null;
  /** The floor that was found to be right although nothing is newer. */
  probed?: number;
}

/** Records become visible to search this many milliseconds after their stamp at the latest. */
export const LOOKBACK = 2 * 60_000;
/** More records than this in the look-back are read again only once, when it has passed. */
const SMALL = 200;
/** Ids that leave room for the properties' names in a search of at most 3,000 characters. */
const MOST_EXCLUDED = 60;
const MOST_REACHED = 8;
/** Marks kept; beyond that the oldest records may be told twice. */
const MOST_SEEN = 20_000;

/** @param marks the newest records, newest first; `cut` when there are more */
export function startCursor(marks: readonly Mark[], cut: boolean, now: number): ChangeCursor {
  const top = marks[0]?.stamp ?? 0;
  const oldest = marks.at(-1)?.stamp ?? 0;
  const floor = Math.max(top - LOOKBACK, cut ? oldest + 1 : 0, 0);
  const seen = new Map(marks.filter(({ stamp }) => stamp >= floor).map((mark) => [mark.id, mark]));
  return { floor, top, seen, reached: [{ top, at: now }], fullAt: now, scan: null };
}

export interface Position {
  search: Pick<Search, 'groups' | 'sort'>;
  /** Takes note of a page; the scan goes on unless the cursor has none afterwards. */
  advance(page: readonly Mark[], hasMore: boolean, total: number): void;
  /** Call it at the end of the scan: what has had time to become visible need not be read again. */
  finish(): void;
  /** Whether the scan covers the whole look-back. */
  full: boolean;
}

/** The next search of this cursor. */
export function position(cursor: ChangeCursor, now: number): Position {
  const scan = cursor.scan ?? newScan(cursor, now);
  return {
    search: searchOf(scan),
    advance: (page, hasMore, total) => advance(cursor, scan, page, hasMore, total),
    finish: () => finish(cursor, scan, now),
    full: scan.full,
  };
}

function finish(cursor: ChangeCursor, scan: Scan, now: number): void {
  const { reached, top } = cursor;
  if (scan.full) {
    const isSettled = ({ at }: { at: number }) => scan.startedAt - at >= LOOKBACK;
    const settled = reached.filter(isSettled).map((one) => one.top + 1);
    cursor.reached = reached.filter((one) => !isSettled(one));
    cursor.floor = Math.max(cursor.floor, top - LOOKBACK, ...settled);
    cursor.fullAt = scan.startedAt;
  }
  if (top >= cursor.floor && top > (cursor.reached.at(-1)?.top ?? 0)) {
    if (cursor.reached.length === MOST_REACHED) cursor.reached.pop();
    cursor.reached.push({ top, at: now });
  }
  for (const [id, { stamp }] of cursor.seen) if (stamp < cursor.floor) cursor.seen.delete(id);
  for (const id of cursor.seen.keys()) {
    if (cursor.seen.size <= MOST_SEEN) break;
    cursor.seen.delete(id);
  }
}

function newScan(cursor: ChangeCursor, now: number): Scan {
  const full = cursor.seen.size <= SMALL || now - cursor.fullAt >= LOOKBACK;
  return { full, startedAt: now, at: full ? cursor.floor - 1 : cursor.top, ids: [] };
}

function searchOf(scan: Scan): Pick<Search, 'groups' | 'sort'> {
  const at = String(scan.at);
  const later: Filter = { propertyName: 'hs_lastmodifieddate', operator: 'GT', value: at };
  const same: Filter = { propertyName: 'hs_lastmodifieddate', operator: 'EQ', value: at };
  const byStamp = { propertyName: 'hs_lastmodifieddate', direction: 'ASCENDING' } as const;
  if (scan.byId !== undefined) {
    const behind: Filter = { propertyName: 'hs_object_id', operator: 'GT', value: scan.byId };
    return { groups: [[same, behind]], sort: { propertyName: 'hs_object_id', direction: 'ASCENDING' } };
  }
  if (scan.behind) {
    const rest: Filter = { propertyName: 'hs_object_id', operator: 'GT', value: scan.behind.id };
    return { groups: [[later], [same, rest]], sort: byStamp };
  }
  if (scan.ids.length === 0) return { groups: [[later]], sort: byStamp };
  const others: Filter = { propertyName: 'hs_object_id', operator: 'NOT_IN', values: scan.ids };
  return { groups: [[later], [same, others]], sort: byStamp };
}

function advance(
  cursor: ChangeCursor,
  scan: Scan,
  page: readonly Mark[],
  hasMore: boolean,
  total: number,
): void {
  for (const mark of page) {
    cursor.seen.delete(mark.id);
    cursor.seen.set(mark.id, mark);
    cursor.top = Math.max(cursor.top, mark.stamp);
  }
  const last = page.at(-1);
  if (scan.byId !== undefined) {
    // Through with this stamp: go on behind it.
    cursor.scan = hasMore && last ? { ...scan, byId: last.id } : withoutIds(scan);
    return;
  }
  if (scan.behind && total !== scan.behind.total) {
    cursor.scan = { ...withoutIds(scan), byId: '0' };
    return;
  }
  if (!hasMore || !last) {
    cursor.scan = null;
    return;
  }
  const isSame = last.stamp === scan.at;
  const here = page.filter(({ stamp }) => stamp === last.stamp).map(({ id }) => id);
  const ids = isSame ? [...scan.ids, ...here] : here;
  const next = { ...withoutIds(scan), at: last.stamp };
  if (ids.length <= MOST_EXCLUDED && !(isSame && scan.behind)) {
    cursor.scan = { ...next, ids };
    return;
  }
  const highest = [...ids, ...(isSame && scan.behind ? [scan.behind.id] : [])].sort(compareIds).at(-1) ?? '0';
  cursor.scan = { ...next, behind: { id: highest, total: total - page.length } };
}

function withoutIds({ full, startedAt, at }: Scan): Scan {
  return { full, startedAt, at, ids: [] };
}

export function printCursor(cursor: ChangeCursor): string {
  const seen = [...cursor.seen.values()].map(({ id, stamp, hash }) => `${id}:${stamp.toString(36)}:${hash}`);
  return JSON.stringify({ v: 1, ...cursor, seen: seen.join(' ') });
}

/** @throws CrmError `rejected` for a text that is no cursor of ours */
export function parseCursor(text: string): ChangeCursor {
  try {
    const { v, seen, ...rest } = JSON.parse(text) as Omit<ChangeCursor, 'seen'> & { v: number; seen: string };
    if (v === 1 && Number.isFinite(rest.floor)) return { ...rest, seen: readSeen(seen) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new CrmError(
    { kind: 'rejected', code: 'badCursor' },
    'The stored position in HubSpot cannot be read; start a full run',
  );
}

function readSeen(text: string): Map<string, Mark> {
  const marks = text
    .split(' ')
    .filter((part) => part !== '')
    .map((part): Mark => {
      const [id = '', stamp = '', hash = ''] = part.split(':');
      return { id, stamp: parseInt(stamp, 36), hash };
    });
  return new Map(marks.map((mark) => [mark.id, mark]));
}
