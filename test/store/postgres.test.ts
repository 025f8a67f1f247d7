/** The store on a real PostgreSQL. */
import { type Backend } from './backend.ts';
import { storeContract } from './contract.ts';
import { startPostgres } from './postgres.ts';

storeContract('PostgreSQL', async (): Promise<Backend> => {
  const postgres = await startPostgres();
  return {
    empty: async () => ({ databaseUrl: await postgres.database() }),
    beside: (config) => config,
    stop: () => postgres.stop(),
  };
});
