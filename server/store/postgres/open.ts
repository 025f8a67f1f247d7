/** Opens the store on PostgreSQL: its own schema, and graphile-worker's beside it. */
import { Logger, runMigrations } from 'graphile-worker';
import type { PoolClient } from 'pg';
import { postgresDialect } from '../dialect.ts';
import { type Migration, migrate } from '../migrations.ts';
import { DriverStore, type WholeStore } from '../whole.ts';
import { PostgresDriver } from './driver.ts';

export interface PostgresOptions {
  /** postgres://user:password@host:port/database */
  url: string;
  migrations?: readonly Migration[];
}

/** Servers that start together take turns. The number is ours alone: 'Alsd' as in the embedded file's header. */
const ONE_AT_A_TIME = `select pg_advisory_xact_lock(${0x416c7364})`;

export async function openPostgres({ url, migrations }: PostgresOptions): Promise<WholeStore> {
  const driver = new PostgresDriver(url);
  try {
    await driver.administer(async (client) => {
      await inTransaction(client, () => client.query('create schema if not exists alongside'));
      const execute = async (text: string) =>
        (await client.query<unknown[]>({ text, rowMode: 'array' })).rows;
      await migrate(postgresDialect, (work) => inTransaction(client, () => work(execute)), migrations);
    });
    await driver.administer(() =>
      runMigrations({ connectionString: url, logger: new Logger(() => () => undefined) }),
    );
    return new DriverStore(driver);
  } catch (error) {
    await driver.close();
    throw error;
  }
}

async function inTransaction<R>(client: PoolClient, work: () => Promise<R>): Promise<R> {
  await client.query('begin');
  try {
    await client.query(ONE_AT_A_TIME);
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
