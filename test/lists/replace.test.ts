/** Replacing a list is one stroke: readers see the old one or the new one, and a broken import leaves nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesk, type Desk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const names = async () => (await desk.seen()).map(({ name }) => name).sort();
const listOf = (name: string, rows: number) =>
  `Name\n${Array.from({ length: rows }, (_, n) => `${name} ${n}\n`).join('')}`;

test('a reader during the import sees the old list whole, and afterwards the new one whole', async () => {
  await desk.take('Name\nOld one\nOld two\n');
  const seen: string[][] = [];
  async function* watched(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(listOf('New', 6_000));
    seen.push(await names());
    yield Buffer.from('Last\n');
    seen.push(await names());
  }
  expect(await desk.from(watched())).toMatchObject({ rows: 6_001, replaced: 2 });
  expect(seen).toEqual([
    ['Old one', 'Old two'],
    ['Old one', 'Old two'],
  ]);
  expect(await names()).toHaveLength(6_001);
  expect(await desk.kept()).toBe(6_001);
});

test('a file that breaks off after many rows leaves the old list and no other row', async () => {
  await desk.take('Name\nOld\n');
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(listOf('New', 5_000));
    throw new Error('EIO: the disk went away');
  }
  await expect(desk.from(broken())).rejects.toThrow('the disk went away');
  expect(await names()).toEqual(['Old']);
  expect(await desk.kept()).toBe(1);
  expect(await desk.take('Name\nNew\n')).toMatchObject({ rows: 1, replaced: 1 });
});

test('the same list twice at once: the second import is refused and the first goes on', async () => {
  let second: Promise<unknown> = Promise.resolve();
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('Name\nFirst\n');
    second = desk.take('Name\nSecond\n');
    await expect(second).rejects.toMatchObject({
      code: 'import.busy',
      next: expect.stringContaining('Wait'),
    });
    // Another segment is another list.
    expect(await desk.take('Name\nThird\n', { segment: 'customer' })).toMatchObject({ rows: 1 });
  }
  await desk.from(slow());
  expect(await names()).toEqual(['First']);
});

test('kill -9 in the middle leaves the old list, and the next import clears up', async () => {
  await desk.take('Name\nOld\n');
  await desk.closeStore();
  const script = resolve(import.meta.dirname, 'slowImport.ts');
  const child = spawn(process.execPath, [script, join(desk.folder, 'store')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  await lines.next();
  await lines.next();
  child.kill('SIGKILL');
  await once(child, 'exit');
  await desk.reopen();
  expect(await names()).toEqual(['Old']);
  expect(await desk.kept()).toBeGreaterThan(2_000);
  expect(await takenOnceFree()).toMatchObject({ rows: 1, replaced: 1 });
  expect(await names()).toEqual(['New']);
  expect(await desk.kept()).toBe(1);
});

/** The killed import's lease runs out by the store's own clock. */
async function takenOnceFree(): Promise<unknown> {
  for (;;) {
    const answer = await desk.take('Name\nNew\n').catch((error: unknown) => error);
    if ((answer as { code?: string }).code !== 'import.busy') return answer;
    await setTimeout(500);
  }
}

test('rows are the same rows again in any order and under any heading, by the partner’s id or by content', async () => {
  const row = fc.record({
    id: fc.constantFrom('', '1', '2', '3', '4'),
    name: fc.constantFrom('Acme GmbH', 'Beta', 'Gamma Ltd'),
    website: fc.constantFrom('', 'acme.de', 'https://beta.com/x'),
  });
  const unique = fc.uniqueArray(row, {
    selector: ({ id, name, website }) => (id === '' ? `${name}/${website}` : id),
    minLength: 1,
  });
  const identities = async () => (await desk.seen()).map(({ identity }) => identity).sort();
  await fc.assert(
    fc.asyncProperty(unique, fc.boolean(), async (rows, reverse) => {
      await desk.take(
        `Id,Name,Website\n${rows.map(({ id, name, website }) => `${id},${name},${website}\n`).join('')}`,
      );
      const first = await identities();
      expect(first).toHaveLength(rows.length);
      const again = reverse ? rows.toReversed() : rows;
      await desk.take(
        `Webseite;Firma;Kundennummer\n${again.map(({ id, name, website }) => `${website};${name.toUpperCase()};${id}\n`).join('')}`,
      );
      expect(await identities()).toEqual(first);
    }),
    { numRuns: 25 },
  );
});
