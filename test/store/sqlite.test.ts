/** The embedded store. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Backend } from './backend.ts';
import { storeContract } from './contract.ts';

storeContract('SQLite', async (): Promise<Backend> => {
  const parent = await mkdtemp(join(tmpdir(), 'alongside-store-'));
  let made = 0;
  return {
    empty: async () => ({ folder: join(parent, String(++made)) }),
    beside: (config) => ({ ...config, member: true }),
    stop: () => rm(parent, { recursive: true, force: true }),
  };
});
