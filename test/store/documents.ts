/** The contract's first part: documents, their order and keys, and that a tenant sees only its own. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TenantStore } from '../../server/ports.ts';
import type { WholeStore } from '../../server/store/whole.ts';
import { copies, type Note, note, notes, numbered, texts } from './backend.ts';

export function documents(store: () => WholeStore): void {
  test('answers what was put, by id, and nothing else', async () => {
    const acme = store().for('answers');
    const odd = note('ünïcode 🎉 \u0000 \ud800 \u2028', 'a');
    await acme.put(notes, [
      { id: '1', document: odd },
      { id: '2', document: note('two') },
    ]);
    await acme.put(notes, [{ id: '2', document: note('two, again') }]);
    expect(await acme.get(notes, '1')).toEqual(odd);
    expect(await acme.get(notes, '3')).toBeUndefined();
    expect(await acme.get(copies, '1')).toBeUndefined();
    expect(await acme.many(notes, ['1', '2', '3'])).toEqual(
      new Map([
        ['1', odd],
        ['2', note('two, again')],
      ]),
    );
  });

  test('keeps texts as they are, whatever they would mean as JSON', async () => {
    const acme = store().for('texts');
    const odd = [...['', '1', '"', '{"a":', '[1,2]\n[3]\n', 'ünïcode 🎉 \u2028'].entries()];
    await acme.put(
      texts,
      odd.map(([at, document]) => ({ id: `${at}`, document })),
    );
    const kept = await acme.page(texts, { limit: 100 });
    expect(kept.map(({ document }) => document)).toEqual(odd.map(([, document]) => document));
    expect(await acme.get(texts, '3')).toBe('{"a":');
    expect(await acme.many(texts, ['0', '1'])).toEqual(
      new Map([...odd.slice(0, 2)].map(([at, one]) => [`${at}`, one])),
    );
  });

  test('keeps the last of two documents that are put with one id', async () => {
    const acme = store().for('last');
    await acme.put(notes, [
      { id: '1', document: note('first', 'a') },
      { id: '1', document: note('last', 'b') },
    ]);
    expect(await acme.get(notes, '1')).toEqual(note('last', 'b'));
    expect(await acme.byKeys(notes, ['a', 'b'], 9)).toEqual(new Map([['b', ['1']]]));
  });

  test('pages in byte order, after an id, within a prefix', async () => {
    const acme = store().for('pages');
    const ids = ['b', 'a/1', 'a/10', 'a/2', 'a', 'A', 'é', '\u{1F600}', '\uFFFD', 'a/\u0001'];
    await acme.put(notes, numbered(ids));
    const inBytes = [...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const page = async (options: { prefix?: string; after?: string; limit: number }) =>
      (await acme.page(notes, options)).map(({ id }) => id);
    expect(await page({ limit: 100 })).toEqual(inBytes);
    expect(await page({ limit: 3 })).toEqual(inBytes.slice(0, 3));
    expect(await page({ limit: 3, after: inBytes[2]! })).toEqual(inBytes.slice(3, 6));
    expect(await page({ prefix: 'a/', limit: 100 })).toEqual(['a/\u0001', 'a/1', 'a/10', 'a/2']);
    expect(await page({ prefix: 'a/', after: 'a/1', limit: 1 })).toEqual(['a/10']);
    expect(await page({ prefix: 'a/', after: 'b', limit: 100 })).toEqual([]);
    expect(await acme.count(notes)).toBe(ids.length);
    expect(await acme.count(notes, 'a/')).toBe(4);
  });

  test('lists and counts ids in the order of their keys, within a prefix and below a key', async () => {
    const acme = store().for('ordered');
    const keys = {
      a: ['due/3', 'x'],
      b: ['due/10'],
      c: ['due/1/z', 'due/2'],
      d: ['due/1', 'dud'],
      e: ['due/1'],
    };
    await acme.put(
      notes,
      Object.entries(keys).map(([id, own]) => ({ id, document: note(id, ...own) })),
    );
    await store()
      .for('other')
      .put(notes, [{ id: 'f', document: note('f', 'due/0') }]);
    const all = ['d', 'e', 'c', 'b', 'c', 'a'];
    expect(await acme.idsByKey(notes, { prefix: 'due/' }, 100)).toEqual(all);
    expect(await acme.idsByKey(notes, { prefix: 'due/' }, 2)).toEqual(all.slice(0, 2));
    expect(await acme.idsByKey(notes, { prefix: 'due/', below: 'due/2' }, 100)).toEqual(['d', 'e', 'c', 'b']);
    expect(await acme.idsByKey(notes, { prefix: 'due/', from: 'due/2' }, 100)).toEqual(['c', 'a']);
    const ranges = [
      { prefix: 'due/' },
      { prefix: 'due/', below: 'due/1' },
      { prefix: 'due/', from: 'due/2' },
    ];
    expect(await acme.countByKey(notes, ranges)).toEqual([all.length, 0, 2]);
    expect(await acme.countByKey(notes, [])).toEqual([]);
    await acme.put(notes, [{ id: 'd', document: note('d', 'due/9') }]);
    await acme.remove(notes, ['b']);
    expect(await acme.idsByKey(notes, { prefix: 'due/' }, 100)).toEqual(['e', 'c', 'c', 'a', 'd']);
  });

  test('finds ids by key, and says crowded instead of answering more than the cap', async () => {
    const acme = store().for('keys');
    await acme.put(notes, [
      { id: '1', document: note('one', 'red', 'round', 'red') },
      { id: '2', document: note('two', 'red') },
      { id: '3', document: note('three', 'red', 'odd\u0000') },
    ]);
    const found = await acme.byKeys(notes, ['red', 'round', 'odd\u0000', 'none'], 2);
    expect(found).toEqual(
      new Map<string, unknown>([
        ['red', 'crowded'],
        ['round', ['1']],
        ['odd\u0000', ['3']],
      ]),
    );
    expect((await acme.byKeys(notes, ['red'], 3)).get('red')).toHaveLength(3);
    await acme.put(notes, [{ id: '1', document: note('one', 'blue') }]);
    await acme.remove(notes, ['2', 'none']);
    expect(await acme.byKeys(notes, ['red', 'round', 'blue'], 9)).toEqual(
      new Map([
        ['red', ['3']],
        ['blue', ['1']],
      ]),
    );
  });

  test('puts, looks up and removes thousands at a time', async () => {
    const acme = store().for('thousands');
    const ids = Array.from({ length: 3_000 }, (_, index) => `list/${String(index).padStart(5, '0')}`);
    await acme.put(notes, [...numbered(ids), ...numbered(['other'])]);
    expect((await acme.page(notes, { prefix: 'list/', limit: 9_999 })).map(({ id }) => id)).toEqual(ids);
    expect((await acme.many(notes, ids)).size).toBe(3_000);
    expect((await acme.byKeys(notes, [...ids, 'absent'], 1)).size).toBe(3_000);
    expect(await acme.removePrefix(notes, 'list/')).toBe(3_000);
    expect(await acme.page(notes, { limit: 9 })).toEqual(numbered(['other']));
    expect((await acme.byKeys(notes, ids, 1)).size).toBe(0);
  });

  test('refuses ids that cannot be ordered alike everywhere', async () => {
    const acme = store().for('refuses');
    for (const id of ['', 'a\0', '\ud800', '\u{10FFFF}']) {
      await expect(acme.put(notes, [{ id, document: note('') }])).rejects.toThrow(/note: .* cannot be an id/);
    }
    expect(await acme.count(notes)).toBe(0);
  });

  test('shows a tenant nothing of another, and lets it change nothing there', async () => {
    const [ours, theirs] = [store().for('one'), store().for('one2')];
    await ours.put(notes, [{ id: 'secret', document: note('ours', 'shared') }]);
    await theirs.put(notes, [{ id: 'own', document: note('theirs', 'shared') }]);
    expect(await theirs.get(notes, 'secret')).toBeUndefined();
    expect((await theirs.many(notes, ['secret'])).size).toBe(0);
    expect(await theirs.byKeys(notes, ['shared'], 9)).toEqual(new Map([['shared', ['own']]]));
    expect((await theirs.page(notes, { limit: 9 })).map(({ id }) => id)).toEqual(['own']);
    expect(await theirs.count(notes)).toBe(1);
    await theirs.remove(notes, ['secret']);
    await theirs.put(notes, [{ id: 'secret', document: note('theirs too') }]);
    await theirs.removePrefix(notes, '');
    expect(await ours.get(notes, 'secret')).toEqual(note('ours', 'shared'));
    expect(await ours.byKeys(notes, ['shared'], 9)).toEqual(new Map([['shared', ['secret']]]));
    expect(await store().tenants()).toEqual(expect.arrayContaining(['one']));
    expect(await store().tenants()).not.toContain('one2');
  });

  test('holds what a plain map would hold, whatever is done in whatever order', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const tenants = [store().for(`map${++round}a`), store().for(`map${round}b`)] as const;
        const models = [new Map<string, Note>(), new Map<string, Note>()] as const;
        for (const one of steps) {
          await perform(tenants[one.tenant]!, one);
          imitate(models[one.tenant]!, one);
        }
        for (const at of [0, 1] as const) await compare(tenants[at], models[at]);
      }),
      { numRuns: 40 },
    );
  });
}

const id = fc.string({
  unit: fc.constantFrom('a', 'b', 'é', '\u{1F600}', '\uFFFD'),
  minLength: 1,
  maxLength: 3,
});
const tags = fc.uniqueArray(fc.constantFrom('red', 'blue', 'Zoë'));
const step = fc.record({
  tenant: fc.constantFrom(0 as const, 1 as const),
  op: fc.constantFrom('put', 'put', 'put', 'remove', 'removePrefix'),
  ids: fc.array(id, { minLength: 1, maxLength: 4 }),
  text: fc.string({ unit: 'binary' }),
  tags,
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function perform(store: TenantStore, { op, ids, text, tags }: Step): Promise<void> {
  if (op === 'put')
    await store.put(
      notes,
      ids.map((one) => ({ id: one, document: { text, tags } })),
    );
  else if (op === 'remove') await store.remove(notes, ids);
  else await store.removePrefix(notes, ids[0]!);
}

function imitate(model: Map<string, Note>, { op, ids, text, tags }: Step): void {
  if (op === 'put')
    for (const one of ids) model.set(one, { text: JSON.parse(JSON.stringify(text)) as string, tags });
  else if (op === 'remove') for (const one of ids) model.delete(one);
  else for (const one of [...model.keys()]) if (one.startsWith(ids[0]!)) model.delete(one);
}

async function compare(store: TenantStore, model: Map<string, Note>): Promise<void> {
  const sorted = [...model].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect(await store.page(notes, { limit: 1_000 })).toEqual(
    sorted.map(([at, document]) => ({ id: at, document })),
  );
  for (const tag of ['red', 'blue', 'Zoë']) {
    const ids = sorted.filter(([, document]) => document.tags.includes(tag)).map(([at]) => at);
    const found = (await store.byKeys(notes, [tag], 1_000)).get(tag) ?? [];
    expect([...found].sort()).toEqual([...ids].sort());
  }
}
