/** The store's file: made whole or not at all, checked before it is trusted. */
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../../ports.ts';
import { sqliteDialect } from '../dialect.ts';
import { type Migration, migrate } from '../migrations.ts';
import { plainError, storeError } from './faults.ts';

/** 'Alsd', in the file's header, tells our file from any other SQLite database. */
const APPLICATION_ID = 0x416c7364;
/** Up to this size the whole file is checked at each start, in well under a second. */
const CHECKED_BYTES = 64 * 1024 * 1024;

export function storeFile(folder: string): string {
  return join(folder, 'alongside.db');
}

/** Creates the folder and the file if there are none, and brings the tables up to date. */
export async function prepareFile(folder: string, migrations?: readonly Migration[]): Promise<void> {
  const file = storeFile(folder);
  if (!existsSync(file)) {
    if (existsSync(`${file}-wal`)) throw damaged(file, 'the file is missing, but its journal is there');
    await createFile(folder, file);
  }
  await opened(file, async (database) => {
    checkFile(database, file);
    await migrateFile(database, migrations);
  });
}

export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StoreError(
      'unreachable',
      `The store's folder ${folder} cannot be made: ${(cause as Error).message}. Choose another folder or give this user permission.`,
      { cause },
    );
  }
}

/** Under another name first, so that a file with the right name is always a whole store. */
async function createFile(folder: string, file: string): Promise<void> {
  const draft = `${file}-new`;
  for (const left of [draft, `${draft}-wal`, `${draft}-shm`, `${draft}-journal`])
    rmSync(left, { force: true });
  await opened(draft, async (database) => {
    chmodSync(draft, 0o600);
    database.exec(
      `pragma application_id = ${APPLICATION_ID}; pragma page_size = 4096; pragma journal_mode = wal`,
    );
    await migrateFile(database, []);
  });
  renameSync(draft, file);
  const directory = openSync(folder, 'r');
  fsyncSync(directory);
  closeSync(directory);
}

function checkFile(database: DatabaseSync, file: string): void {
  const id = database.prepare('pragma application_id').get()?.['application_id'];
  if (id !== APPLICATION_ID) throw damaged(file, 'it is not a store of this program');
  if (statSync(file).size > CHECKED_BYTES) return;
  const verdict = Object.values(database.prepare('pragma quick_check(1)').get() ?? {})[0];
  if (verdict !== 'ok') throw damaged(file, String(verdict));
}

async function migrateFile(database: DatabaseSync, migrations?: readonly Migration[]): Promise<void> {
  const execute = async (sql: string) => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return statement.all() as unknown as unknown[][];
  };
  await migrate(
    sqliteDialect,
    async (work) => {
      database.exec('begin immediate');
      try {
        const more = await work(execute);
        database.exec('commit');
        return more;
      } catch (error) {
        database.exec('rollback');
        throw error;
      }
    },
    migrations,
  );
}

async function opened(file: string, work: (database: DatabaseSync) => Promise<void>): Promise<void> {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 10_000 });
    database.exec('pragma synchronous = full');
    await work(database);
  } catch (error) {
    throw error instanceof StoreError ? error : storeError(plainError(error), file);
  } finally {
    database?.close();
  }
}

function damaged(file: string, reason: string): StoreError {
  return new StoreError(
    'damaged',
    `${file} is damaged: ${reason}. Nothing was changed. Keep a copy of the folder and restore the last backup into an empty one.`,
  );
}
