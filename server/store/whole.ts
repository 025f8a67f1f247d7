/** The store over all tenants, on whichever database carries it. */
import type { JobHandler, Reader, Store, TenantStore, Worker, Writer } from '../ports.ts';
import type { Driver } from './driver.ts';
import { checkId } from './ids.ts';
import { TenantReader } from './reading.ts';
import { OneTenantStore } from './tenant.ts';
import { TenantTransaction } from './writing.ts';

/** All tenants as they were at one moment. */
export interface Snapshot {
  tenants(): Promise<string[]>;
  for(tenant: string): Reader;
  close(): Promise<void>;
}

/** Writes over all tenants that become visible together. */
export interface Rewrite {
  for(tenant: string): Writer;
  /** Removes every document of the tenant. */
  clear(tenant: string): Promise<void>;
}

/** What backup and restore need beyond the port. */
export interface WholeStore extends Store {
  snapshot(): Promise<Snapshot>;
  rewrite<R>(work: (rewrite: Rewrite) => Promise<R>): Promise<R>;
}

export class DriverStore implements WholeStore {
  readonly #driver: Driver;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  for(tenant: string): TenantStore {
    return new OneTenantStore(checkId('tenant', tenant), this.#driver);
  }

  tenants(): Promise<string[]> {
    return tenantsOf(this.#driver);
  }

  work(handlers: Readonly<Record<string, JobHandler>>, options: { concurrency: number }): Promise<Worker> {
    return this.#driver.work(handlers, options);
  }

  async check(): Promise<void> {
    await this.#driver.write((run) => run([{ statement: 'check', parameters: [] }]), true);
  }

  async pending(): Promise<{ jobs: number; oldestAge: number }> {
    const [rows] = await this.#driver.read([{ statement: 'pendingJobs', parameters: [] }]);
    const [jobs, age] = rows?.[0] ?? [];
    return { jobs: Number(jobs), oldestAge: Math.max(0, Number(age ?? 0)) };
  }

  async snapshot(): Promise<Snapshot> {
    const held = await this.#driver.snapshot();
    return {
      tenants: () => tenantsOf(held),
      for: (tenant) => new TenantReader(tenant, held.read),
      close: () => held.close(),
    };
  }

  rewrite<R>(work: (rewrite: Rewrite) => Promise<R>): Promise<R> {
    return this.#driver.write(
      (run) =>
        work({
          for: (tenant) => new TenantTransaction(checkId('tenant', tenant), run),
          clear: async (tenant) => {
            await run([
              { statement: 'clearKeys', parameters: [tenant] },
              { statement: 'clear', parameters: [tenant] },
            ]);
          },
        }),
      false,
    );
  }

  close(): Promise<void> {
    return this.#driver.close();
  }
}

async function tenantsOf({ read }: Pick<Driver, 'read'>): Promise<string[]> {
  const [rows = []] = await read([{ statement: 'tenants', parameters: [] }]);
  return rows.map(([tenant]) => String(tenant));
}
