/** The one place that says under which integers a record is found by its match, and how many of a list may share one. */
import type { ListRow } from '../../../shared/domain/list.ts';
import { capOf as capOfText, prepare, type Prepared } from '../../../shared/domain/matchingOld.ts';
import { subjectOfRow } from '../collections.ts';
import { hash32 } from './hash32.ts';

/** Grows whenever the keys of a record change: what was derived from older ones is then derived anew. */
export const KEYS_FORMAT = 1;

const SALT = 0x6b657973;
const TELLING = capOfText('d:');
const OTHERS = capOfText('t:');

/** A list row as matching needs it. @param id unique among all rows that are compared at once */
export function preparedRow(row: ListRow, id: string): Prepared {
  return prepare({ ...subjectOfRow(row), id });
}

/** Unsigned 32-bit integers, evenly spread; the lowest bit is set where the key tells one company. */
export function matchKeysOf({ keys }: Pick<Prepared, 'keys'>): number[] {
  return keys.map((key) => {
    const isTelling = capOfText(key) === TELLING;
    return ((hash32(key, SALT) & ~1) | (isTelling ? 1 : 0)) >>> 0;
  });
}

/** A key that more rows of one list share finds none of them. */
export function capOf(key: number): number {
  return key & 1 ? TELLING : OTHERS;
}
