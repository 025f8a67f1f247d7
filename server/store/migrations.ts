/** How the tables came to be what they are: one entry a version, never edited once released. */
import { StoreError } from '../ports.ts';
import type { Dialect } from './dialect.ts';

export type Migration = (dialect: Dialect) => readonly string[];

export const MIGRATIONS: readonly Migration[] = [
  ({ name, text, keyOnly }) => [
    `create table document (
      tenant ${text} not null, collection ${text} not null, id ${text} not null,
      body text not null, keys text not null,
      primary key (tenant, collection, id))`,
    `create table document_key (
      tenant ${text} not null, collection ${text} not null, key ${text} not null, id ${text} not null,
      primary key (tenant, collection, key, id)) ${keyOnly}`,
    `create table lease (
      tenant ${text} not null, name ${text} not null, holder text not null,
      fence bigint not null, expires_at bigint not null,
      primary key (tenant, name))`,
    ...(name === 'sqlite' ? JOB_TABLE : []),
  ],
];

const JOB_TABLE = [
  `create table job (
    id integer primary key, tenant text not null, key text not null, name text not null, payload text not null,
    run_at integer not null, attempts integer not null, running integer not null default 0, last_error text)`,
  `create unique index job_waiting on job (tenant, key) where running = 0`,
  `create index job_due on job (running, run_at)`,
];

/** Runs one statement and answers its rows. */
export type Execute = (sql: string) => Promise<readonly (readonly unknown[])[]>;

/**
 * Brings the tables to the newest version inside the caller's transaction. Each version is a transaction of its own,
 * so one that was cut short is simply begun again.
 */
export async function migrate(
  dialect: Dialect,
  transaction: (work: (execute: Execute) => Promise<boolean>) => Promise<boolean>,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  let more = true;
  while (more) {
    more = await transaction(async (execute) => {
      await execute(`create table if not exists meta (version bigint not null, checked_at bigint not null)`);
      const rows = await execute(`select version from meta`);
      const version = Number(rows[0]?.[0] ?? 0);
      if (version > migrations.length) {
        throw new StoreError(
          'newer',
          `The store has version ${version}, this server knows up to ${migrations.length}. Start the newer server, or restore a backup into an empty store.`,
        );
      }
      const next = migrations[version];
      if (!next) return false;
      for (const sql of next(dialect)) await execute(sql);
      const moved = `update meta set version = ${version + 1}`;
      await execute(rows.length ? moved : `insert into meta (version, checked_at) values (1, 0)`);
      return true;
    });
  }
}
