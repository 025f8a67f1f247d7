/** Reads that are asked for at one time reach the store as one, and each is answered what it asked. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TenantStore } from '../../server/ports.ts';
import { openStore } from '../../server/store/index.ts';
import type { WholeStore } from '../../server/store/whole.ts';
import { readingTogether } from '../../server/use/readingTogether.ts';
import { note, notes, numbered } from '../store/backend.ts';

let folder: string;
let store: WholeStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alongside-together-'));
  store = await openStore({ folder });
  await store.for('acme').put(notes, numbered(['a', 'b', 'c']));
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** The store with the names of what was asked of it. */
function listened(asked: string[]): TenantStore {
  return new Proxy(store.for('acme'), {
    get(target, name: keyof TenantStore) {
      const value = target[name];
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        asked.push(name);
        return (value as (...all: unknown[]) => unknown).apply(target, given);
      };
    },
  });
}

test('one way to the store for all that is asked in one turn, whatever it is asked by', async () => {
  const asked: string[] = [];
  const together = readingTogether(listened(asked));
  const answers = await Promise.all([
    together.get(notes, 'a'),
    together.many(notes, ['b', 'nobody']),
    together.get(notes, 'nobody'),
    together.byKeys(notes, ['a', 'c'], 5),
    together.byKeys(notes, ['c', 'none'], 5),
    together.byKeys(notes, ['c'], 0),
    together.countByKey(notes, [{ prefix: 'a' }, { prefix: '' }]),
    together.countByKey(notes, [{ prefix: '', from: 'b' }]),
  ]);
  expect(answers).toEqual([
    note('a', 'a'),
    new Map([['b', note('b', 'b')]]),
    undefined,
    new Map([
      ['a', ['a']],
      ['c', ['c']],
    ]),
    new Map([['c', ['c']]]),
    new Map([['c', 'crowded']]),
    [1, 3],
    [2],
  ]);
  expect(asked.sort()).toEqual(['byKeys', 'byKeys', 'countByKey', 'many']);
});

test('a later turn sees what was written since', async () => {
  const together = readingTogether(store.for('acme'));
  expect(await together.get(notes, 'd')).toBeUndefined();
  await together.put(notes, numbered(['d']));
  expect(await together.get(notes, 'd')).toEqual(note('d', 'd'));
});

test('what the store refuses is refused to everyone who asked', async () => {
  const gone = new Proxy(store.for('acme'), {
    get: () => () => Promise.reject(new Error('the store is closed')),
  });
  const together = readingTogether(gone);
  const asked = await Promise.allSettled([together.get(notes, 'a'), together.many(notes, ['b'])]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
