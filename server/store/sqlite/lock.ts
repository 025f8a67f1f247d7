/** One owner a folder: a lock of the operating system, which ends with the process however that ends. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../../ports.ts';
import { plainError, storeError } from './faults.ts';

const BUSY = 5;

/** Holds the folder until the returned function is called. SQLite's own file locks do the work on every platform. */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'alongside.lock');
  try {
    const lock = new DatabaseSync(file, { timeout: 0 });
    try {
      lock.exec('pragma journal_mode = memory; begin exclusive');
      // By name: to open and close the file here would end every lock that this process has on it.
      chmodSync(file, 0o600);
    } catch (error) {
      lock.close();
      throw error;
    }
    return () => lock.close();
  } catch (error) {
    const plain = plainError(error);
    if (plain.code !== BUSY) throw storeError(plain, file);
    throw new StoreError(
      'locked',
      `${file} is held by another process that has this store open. Stop that process, or set DATABASE_URL to let several processes share a PostgreSQL store.`,
      { cause: error },
    );
  }
}
