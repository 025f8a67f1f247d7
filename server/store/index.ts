/** The one door to the store: the embedded one in a folder, or PostgreSQL where a URL names it. */
import { StoreError } from '../ports.ts';
import { openPostgres } from './postgres/open.ts';
import { openSqlite } from './sqlite/open.ts';
import type { WholeStore } from './whole.ts';

export interface StoreConfig {
  /** postgres://…; wins over the folder. */
  databaseUrl?: string;
  folder?: string;
  /** Set by a process that the owner of an embedded store starts. */
  member?: boolean;
}

export async function openStore({ databaseUrl, folder, member = false }: StoreConfig): Promise<WholeStore> {
  if (databaseUrl) return openPostgres({ url: databaseUrl });
  if (folder) return openSqlite({ folder, member });
  throw new StoreError('unreachable', 'No store is configured. Name a folder for it, or set DATABASE_URL.');
}
