/** Opens the embedded store in a folder, as its owner or as a process that the owner started. */
import type { Migration } from '../migrations.ts';
import { DriverStore, type WholeStore } from '../whole.ts';
import { SqliteDriver } from './driver.ts';
import { makeFolder, prepareFile, storeFile } from './file.ts';
import { releaseJobs } from './jobs.ts';
import { lockFolder } from './lock.ts';

export interface SqliteOptions {
  folder: string;
  /** Shares the store of a running owner, and leaves its lock, its tables and its jobs alone. */
  member?: boolean;
  migrations?: readonly Migration[];
}

export async function openSqlite({ folder, member = false, migrations }: SqliteOptions): Promise<WholeStore> {
  if (member)
    return new DriverStore(new SqliteDriver(storeFile(folder), { release: () => undefined, member }));
  makeFolder(folder);
  const release = lockFolder(folder);
  try {
    await prepareFile(folder, migrations);
    const driver = new SqliteDriver(storeFile(folder), { release, member });
    await releaseJobs(driver);
    return new DriverStore(driver);
  } catch (error) {
    release();
    throw error;
  }
}
