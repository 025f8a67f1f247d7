/** Leases: held by one process at a time, with a fence that grows with each holder. */
import { randomUUID } from 'node:crypto';
import type { Lease } from '../ports.ts';
import type { Driver, Row, Step } from './driver.ts';

class HeldLease implements Lease {
  readonly name: string;
  readonly fence: number;
  readonly holder: string;
  readonly #tenant: string;
  readonly #driver: Driver;

  constructor(driver: Driver, tenant: string, name: string, holder: string, fence: number) {
    this.#driver = driver;
    this.#tenant = tenant;
    this.name = name;
    this.holder = holder;
    this.fence = fence;
  }

  async renew(milliseconds: number): Promise<boolean> {
    const held = [this.#tenant, this.name, this.holder, this.fence];
    return (
      (await one(this.#driver, { statement: 'renewLease', parameters: [...held, milliseconds] })).length > 0
    );
  }

  async release(): Promise<void> {
    const parameters = [this.#tenant, this.name, this.holder, this.fence];
    await one(this.#driver, { statement: 'releaseLease', parameters });
  }
}

/** Undefined while someone else's has not expired. */
export async function takeLease(driver: Driver, tenant: string, name: string, milliseconds: number) {
  const holder = randomUUID();
  const rows = await one(driver, {
    statement: 'takeLease',
    parameters: [tenant, name, holder, milliseconds],
  });
  return rows[0] && new HeldLease(driver, tenant, name, holder, Number(rows[0][0]));
}

/** Answers a row while the lease is still the caller's, and keeps it so until the transaction ends. */
export function leaseStep(tenant: string, lease: Lease): Step {
  if (!(lease instanceof HeldLease))
    throw new TypeError(`The lease ${lease.name} was not taken from this store.`);
  return { statement: 'checkLease', parameters: [tenant, lease.name, lease.holder, lease.fence] };
}

async function one(driver: Driver, step: Step): Promise<Row[]> {
  return driver.write(async (run) => (await run([step]))[0] ?? [], true);
}
