/** The cursor of Salesforce's change feed: what goes in comes out, and it forgets only what it may. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countBelow,
  type Cursor,
  finished,
  hashOf,
  readCursor,
  shortId,
  type Told,
  trim,
  writeCursor,
} from '../../server/crm/salesforce/cursor.ts';

const letters = fc.constantFrom(...'0123456789ABCXYZabcxyz');
const id = fc.array(letters, { minLength: 15, maxLength: 15 }).map((all) => all.join(''));
const stamp = fc.integer({ min: 1, max: 5_000 }).map((second) => second * 1000);
const told = fc
  .array(fc.tuple(id, fc.record({ stamp, hash: fc.integer().map((n) => hashOf({ n })), met: fc.boolean() })))
  .map((entries) => new Map<string, Told>(entries));
const cursor: fc.Arbitrary<Cursor> = fc.record(
  { from: stamp, told, below: fc.record({ stamp, id }), silent: fc.constant(true), floor: stamp },
  { requiredKeys: ['from', 'told'] },
);

describe('the cursor of changes', () => {
  it('reads what it wrote', () => {
    fc.assert(
      fc.property(cursor, (one) => {
        expect(readCursor(writeCursor(one))).toEqual(one);
      }),
    );
  });

  it('forgets nothing that is still to be compared with what lies below', () => {
    fc.assert(
      fc.property(cursor, stamp, (one, horizon) => {
        const before = one.below && countBelow(one.told, one.below);
        trim(one, horizon);
        expect(one.below && countBelow(one.told, one.below)).toBe(before);
      }),
    );
  });

  it('starts the next scan behind all that it forgot', () => {
    fc.assert(
      fc.property(cursor, stamp, fc.boolean(), (one, horizon, whole) => {
        const { below: _below, ...ended } = one;
        const all = new Map(ended.told);
        trim(ended, horizon);
        const next = finished(ended, whole);
        for (const [key, { stamp: at, met }] of all)
          if (!next.told.has(key) && (met || !whole)) expect(at).toBeLessThan(next.from);
      }),
    );
  });

  it('holds no more than it may', () => {
    const many = new Map(
      Array.from({ length: 25_000 }, (_none, n): [string, Told] => [
        `001gK${String(n).padStart(10, '0')}`,
        { stamp: 1_000 * (n + 1), hash: 'abcdef', met: true },
      ]),
    );
    const one: Cursor = { from: 1_000, told: many };
    trim(one, 0);
    const next = finished(one, true);
    expect(next.told.size).toBe(20_000);
    expect(next.from).toBe(5_001_000);
    expect(writeCursor(next).length).toBeLessThan(700_000);
  });

  it('keeps ids in 15 characters and refuses what is no cursor', () => {
    expect(shortId('001gK0000000001QAA')).toBe('001gK0000000001');
    for (const text of ['', 'nonsense', '{}', '{"v":2,"from":1,"seen":{}}', '{"v":1}'])
      expect(() => readCursor(text)).toThrow(/made no sense/);
  });
});
