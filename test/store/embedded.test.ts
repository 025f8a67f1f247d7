/** What only the embedded store has: a folder, a lock, a file that may be damaged and a disk that may be full. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { open, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openStore } from '../../server/store/index.ts';
import { MIGRATIONS, type Migration } from '../../server/store/migrations.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import type { WholeStore } from '../../server/store/whole.ts';
import { note, notes, numbered } from './backend.ts';
import { begin, follow, kill } from './kills.ts';

const parent = mkdtempSync(join(tmpdir(), 'alongside-embedded-'));
let made = 0;
const newFolder = () => join(parent, String(++made));

const opened: WholeStore[] = [];
async function openOwner(folder: string, migrations?: readonly Migration[]): Promise<WholeStore> {
  const store = await openSqlite({ folder, ...(migrations && { migrations }) });
  opened.push(store);
  return store;
}
async function seeded(): Promise<string> {
  const folder = newFolder();
  const store = await openStore({ folder });
  const ids = Array.from({ length: 400 }, (_, index) => `row/${String(index).padStart(4, '0')}`);
  await store.for('acme').put(notes, numbered(ids));
  await store.close();
  return folder;
}
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe('the folder', () => {
  test('is for this user only, like the files in it', async () => {
    const folder = newFolder();
    const store = await openOwner(folder);
    await store.check();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const file of await readdir(folder)) {
      expect([file, (await stat(join(folder, file))).mode & 0o777]).toEqual([file, 0o600]);
    }
  });

  test('belongs to one process; a second is told which file and what to do', async () => {
    const folder = newFolder();
    const store = await openOwner(folder);
    await expect(openStore({ folder })).rejects.toMatchObject({ fault: 'locked' });
    const second = begin('few writes', { folder });
    const [said] = (await once(second, 'message')) as [string];
    expect(said).toMatch(/^locked: .*alongside\.lock.*Stop that process, or set DATABASE_URL/);
    await store.for('acme').put(notes, numbered(['1']));
  });

  test('is free again when its process is killed', async () => {
    const folder = newFolder();
    const child = begin('few writes', { folder });
    await follow(child, 'put');
    await expect(openStore({ folder })).rejects.toMatchObject({ fault: 'locked' });
    await kill(child);
    expect(await (await openOwner(folder)).for('acme').count(notes)).toBe(0);
  });

  test('is shared with members, which see and change the same documents', async () => {
    const folder = newFolder();
    const owner = await openOwner(folder);
    const member = await openStore({ folder, member: true });
    opened.push(member);
    await owner.for('acme').put(notes, numbered(['1']));
    expect(await member.for('acme').get(notes, '1')).toEqual(note('1', '1'));
    const both = [owner, member].flatMap((store, who) =>
      Array.from({ length: 20 }, (_, n) => store.for('acme').put(notes, numbered([`${who}/${n}`]))),
    );
    await Promise.all(both);
    expect(await owner.for('acme').count(notes)).toBe(41);
    await expect(member.work({}, { concurrency: 1 })).rejects.toThrow('member');
  });

  test('that cannot be made is named', async () => {
    const file = join(parent, 'a-file');
    await writeFile(file, '');
    await expect(openStore({ folder: join(file, 'store') })).rejects.toMatchObject({
      fault: 'unreachable',
      message: expect.stringContaining(file) as string,
    });
  });

  test('or a URL has to be configured', async () => {
    await expect(openStore({})).rejects.toThrow('DATABASE_URL');
  });
});

describe('a damaged store is refused and left as it is', () => {
  const damages: Record<string, (file: string) => Promise<void>> = {
    'cut in half': async (file) => truncate(file, Math.floor((await stat(file)).size / 2)),
    empty: (file) => truncate(file, 0),
    'another program’s': async (file) => {
      rmSync(file);
      new DatabaseSync(file).exec('create table other (a)');
    },
    'not a database': (file) => writeFile(file, 'x'.repeat(50_000)),
    'overwritten inside': async (file) => {
      const handle = await open(file, 'r+');
      await handle.write(Buffer.alloc(3 * 4096, 0xff), 0, 3 * 4096, 4096);
      await handle.close();
    },
    'without its file': async (file) => {
      rmSync(file);
      await writeFile(`${file}-wal`, 'journal');
    },
  };
  test.each(Object.keys(damages))('%s', async (damage) => {
    const folder = await seeded();
    const file = join(folder, 'alongside.db');
    await damages[damage]!(file);
    const before = await readFile(file).catch(() => null);
    await expect(openStore({ folder })).rejects.toMatchObject({
      name: 'StoreError',
      fault: 'damaged',
      message: expect.stringMatching(/alongside\.db.*restore the last backup/is) as string,
    });
    expect(await readFile(file).catch(() => null)).toEqual(before);
  });

  test('a start that was cut short is begun again', async () => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    await writeFile(join(folder, 'alongside.db-new'), 'half a file');
    await (await openOwner(folder)).check();
  });
});

describe('migrations', () => {
  const second: Migration = () => ['create table second (a integer)', 'insert into second values (2)'];
  const third: Migration = () => ['insert into second values (3)'];
  const broken: Migration = () => ['insert into second values (3)', 'insert into nowhere values (1)'];

  test('a newer store is refused by an older server', async () => {
    const folder = newFolder();
    await (await openSqlite({ folder, migrations: [...MIGRATIONS, second] })).close();
    await expect(openStore({ folder })).rejects.toMatchObject({
      fault: 'newer',
      message: expect.stringContaining('Start the newer server') as string,
    });
  });

  test('go on where they were cut short, keeping what is there', async () => {
    const folder = await seeded();
    await expect(openSqlite({ folder, migrations: [...MIGRATIONS, second, broken] })).rejects.toThrow(
      'nowhere',
    );
    const store = await openOwner(folder, [...MIGRATIONS, second, third]);
    expect(await store.for('acme').count(notes)).toBe(400);
    const database = new DatabaseSync(join(folder, 'alongside.db'), { readOnly: true });
    expect(
      database
        .prepare('select a from second order by a')
        .all()
        .map(({ a }) => a),
    ).toEqual([2, 3]);
    expect(database.prepare('select version from meta').get()).toMatchObject({
      version: MIGRATIONS.length + 2,
    });
    database.close();
  });
});

const small = join(parent, 'small');
const mounted = mountSmallDisk(small);
afterAll(() => mounted && execFileSync('umount', ['--lazy', small]));

test.skipIf(!mounted)(
  'a full disk refuses the write, keeps what is stored, and heals when there is room',
  async () => {
    const filler = join(small, 'filler');
    const store = await openOwner(join(small, 'store'));
    const acme = store.for('acme');
    await acme.put(notes, numbered(['kept']));
    await writeFile(filler, 'x'.repeat(1_000_000));
    const big = (id: string) => [{ id, document: note('x'.repeat(100_000)) }];
    let stored = 0;
    const fill = async () => {
      for (; stored < 200; stored++) await acme.put(notes, big(`big/${stored}`));
    };
    await expect(fill()).rejects.toMatchObject({ name: 'StoreError', fault: 'full' });
    await expect(store.check().then(() => acme.put(notes, big('more')))).rejects.toMatchObject({
      fault: 'full',
    });
    expect(await acme.get(notes, 'kept')).toEqual(note('kept', 'kept'));
    expect(await acme.count(notes, 'big/')).toBe(stored);
    rmSync(filler);
    await acme.put(notes, big('after'));
    expect(await acme.count(notes)).toBe(stored + 2);
  },
);

/** Needs the right to mount; without it the test above is reported as skipped. */
function mountSmallDisk(path: string): boolean {
  mkdirSync(path, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
