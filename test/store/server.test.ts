/** What a database server adds: it can be away, end our connections, and take a backup from the embedded store. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { backup } from '../../server/store/backup.ts';
import { openStore, type StoreConfig } from '../../server/store/index.ts';
import { MIGRATIONS } from '../../server/store/migrations.ts';
import { openPostgres } from '../../server/store/postgres/open.ts';
import { restore } from '../../server/store/restore.ts';
import { dataKeys, openVault } from '../../server/store/vault.ts';
import type { WholeStore } from '../../server/store/whole.ts';
import { copies, note, notes, numbered } from './backend.ts';
import { startPostgres, type TestPostgres } from './postgres.ts';

const COLLECTIONS = [notes, copies, dataKeys];
const parent = mkdtempSync(join(tmpdir(), 'alongside-backup-'));
let made = 0;
let postgres: TestPostgres;
const opened: WholeStore[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(parent, { recursive: true, force: true });
});

async function opening(config: StoreConfig): Promise<WholeStore> {
  const store = await openStore(config);
  opened.push(store);
  return store;
}
const embedded = () => opening({ folder: join(parent, String(++made)) });
const served = async () => opening({ databaseUrl: await postgres.database() });

describe('PostgreSQL', () => {
  test('that is not there, or lets us not in, is named without its password', async () => {
    const away = openStore({ databaseUrl: 'postgres://me:hunter2@127.0.0.1:1/gone' });
    await expect(away).rejects.toMatchObject({ name: 'StoreError', fault: 'unreachable' });
    await expect(away).rejects.toThrow(/127\.0\.0\.1:1\/gone.*Check that the database runs/s);
    await expect(away).rejects.not.toThrow('hunter2');
    const url = await postgres.database();
    await expect(openStore({ databaseUrl: url.replace(':test@', ':wrong@') })).rejects.toThrow(
      /Check the user and the password/,
    );
    await expect(openStore({ databaseUrl: `${url}x` })).rejects.toThrow(/Create the database/);
    await expect(openStore({ databaseUrl: 'nonsense' })).rejects.toThrow(/postgres:\/\//);
  });

  test('may end every connection; the next call finds a new one, and what was open is undone', async () => {
    const databaseUrl = await postgres.database();
    const store = await opening({ databaseUrl });
    const acme = store.for('acme');
    await acme.put(notes, numbered(['1']));
    const admin = new Client({ connectionString: databaseUrl });
    await admin.connect();
    const work = acme.transaction(async (tx) => {
      await tx.put(notes, numbered(['2']));
      await admin.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      await tx.put(notes, numbered(['3']));
    });
    await expect(work).rejects.toMatchObject({ name: 'StoreError', fault: 'unreachable' });
    await admin.end();
    expect(await acme.page(notes, { limit: 9 })).toEqual(numbered(['1']));
    await acme.put(notes, numbered(['4']));
    expect(await acme.count(notes)).toBe(2);
  });

  test('with a newer store is refused by an older server', async () => {
    const url = await postgres.database();
    const newer = [...MIGRATIONS, () => ['create table second (a integer)']];
    await (await openPostgres({ url, migrations: newer })).close();
    await expect(openPostgres({ url })).rejects.toMatchObject({ fault: 'newer' });
  });

  test('lets servers start together', async () => {
    const databaseUrl = await postgres.database();
    const stores = await Promise.all([1, 2, 3].map(() => opening({ databaseUrl })));
    await stores[0]!.for('acme').put(notes, numbered(['1']));
    expect(await stores[2]!.for('acme').count(notes)).toBe(1);
  });
});

describe('a backup', () => {
  const masterKey = randomBytes(32);

  async function filled(): Promise<{ store: WholeStore; sealed: string }> {
    const store = await embedded();
    const ids = Array.from({ length: 1_234 }, (_, index) => `row/${index}`);
    await store
      .for('acme')
      .put(notes, [...numbered(ids), { id: 'odd', document: note('ü\u0000\ud800\n"', 'tag') }]);
    await store.for('acme').put(copies, numbered(['derived']));
    await store.for('globex').put(notes, numbered(['theirs']));
    return { store, sealed: await openVault(store, masterKey).seal('acme', 'token', 'secret') };
  }

  test('goes from the embedded store to PostgreSQL and back without a difference', async () => {
    const { store, sealed } = await filled();
    const lines = await Array.fromAsync(backup(store, COLLECTIONS));
    expect(lines.join('\n')).not.toContain('secret"');
    const server = await served();
    expect(await restore(server, from(lines), COLLECTIONS)).toBe(1_237);
    expect(await Array.fromAsync(backup(server, COLLECTIONS))).toEqual(lines);
    expect(await server.for('acme').byKeys(notes, ['tag', 'row/7'], 9)).toEqual(
      new Map([
        ['tag', ['odd']],
        ['row/7', ['row/7']],
      ]),
    );
    expect(await server.for('acme').count(copies)).toBe(0);
    expect(await openVault(server, masterKey).open('acme', 'token', sealed)).toBe('secret');
    const again = await embedded();
    await restore(again, from(await Array.fromAsync(backup(server, COLLECTIONS))), COLLECTIONS);
    expect(await Array.fromAsync(backup(again, COLLECTIONS))).toEqual(lines);
  });

  test('is of one moment, however long it takes and whatever is written meanwhile', async () => {
    for (const store of [(await filled()).store, await served()]) {
      await store.for('late').put(notes, numbered(Array.from({ length: 900 }, (_, index) => `n/${index}`)));
      const lines: string[] = [];
      for await (const line of backup(store, COLLECTIONS)) {
        if (lines.push(line) === 2) {
          await store.for('late').removePrefix(notes, 'n/');
          await store.for('later').put(notes, numbered(['new']));
        }
      }
      const copy = await embedded();
      await restore(copy, from(lines), COLLECTIONS);
      expect(await copy.for('late').count(notes)).toBe(900);
      expect(await copy.for('later').count(notes)).toBe(0);
    }
  });

  test.each(['embedded', 'PostgreSQL'])(
    'that was cut short or altered anywhere is refused whole: %s',
    async (kind) => {
      const { store } = await filled();
      const lines = (await Array.fromAsync(backup(store, [notes]))).slice(0);
      const target = kind === 'embedded' ? await embedded() : await served();
      await target.for('globex').put(notes, numbered(['mine']));
      const last = lines.length - 1;
      const altered: readonly (readonly [RegExp, readonly string[]])[] = [
        [/Line 0 .*cut short/, []],
        [/Line 1 .*header/, ['{"alongside":"backup","format":99,"tenants":{}}']],
        [/Line 1 .*header/, lines.slice(1)],
        [/Line 700 .*cut short/, lines.slice(0, 700)],
        [/closing line/, lines.slice(0, last)],
        [/Line 3 .*not a document/, lines.with(2, lines[2]!.slice(0, -3))],
        [/checksum/, lines.with(5, lines[5]!.replace('row/', 'rov/'))],
        [/checksum/, lines.toSpliced(9, 1)],
        [/checksum/, lines.with(7, lines[8]!).with(8, lines[7]!)],
        [/promised/, lines.with(last, lines[last]!.replace(/"documents":\d+/, '"documents":1'))],
        [/goes on after/, [...lines, lines[3]!]],
        [
          /Line 2 .*collection other is unknown/,
          lines.with(1, lines[1]!.replace('"collection":"note"', '"collection":"other"')),
        ],
      ];
      for (const [reason, bad] of altered) {
        const attempt = restore(target, from(bad), [notes], { replace: true });
        await expect(attempt).rejects.toThrow(reason);
        await expect(attempt).rejects.toMatchObject({ name: 'BackupError' });
        expect(await target.tenants()).toEqual(['globex']);
        expect(await target.for('globex').page(notes, { limit: 9 })).toEqual(numbered(['mine']));
      }
    },
  );

  test('replaces what is there only when asked to, derived documents included', async () => {
    const { store } = await filled();
    const lines = await Array.fromAsync(backup(store, COLLECTIONS));
    const target = await embedded();
    await target.for('acme').put(notes, numbered(['mine']));
    await target.for('acme').put(copies, numbered(['stale']));
    await expect(restore(target, from(lines), COLLECTIONS)).rejects.toThrow(
      /acme has note documents already/,
    );
    expect(await target.for('acme').count(notes)).toBe(1);
    await restore(target, from(lines), COLLECTIONS, { replace: true });
    expect(await target.for('acme').get(notes, 'mine')).toBeUndefined();
    expect(await target.for('acme').count(copies)).toBe(0);
    expect(await Array.fromAsync(backup(target, COLLECTIONS))).toEqual(lines);
  });
});

async function* from(lines: readonly string[]): AsyncIterable<string> {
  yield* lines;
}
