/** A customer on the sandbox, connected, provisioned and with lists, for the benches to measure. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import {
  connectCustomer,
  CUSTOMERS,
  importLists,
  openCustomer,
  provisionCustomer,
  type CrmName,
  type SandboxAddress,
} from '../../server/demo/customer.ts';
import type { Clock } from '../../server/ports.ts';
import type { Company } from '../../server/sandbox/company.ts';
import type { Context } from '../../server/use/context.ts';

export interface Rig {
  context: Context;
  close(): Promise<void>;
}

export async function startRig(
  sandbox: SandboxAddress,
  crm: CrmName,
  company: Company,
  clock?: Clock,
): Promise<Rig> {
  const customer = CUSTOMERS.find((one) => one.crm === crm);
  if (!customer) throw new RangeError(`no customer on ${crm}`);
  const folder = await mkdtemp(join(tmpdir(), 'alongside-bench-'));
  const app = await openApp(
    readConfig({
      ALONGSIDE_FOLDER: folder,
      ALONGSIDE_MASTER_KEY: randomBytes(32).toString('base64'),
      HUBSPOT_CLIENT_ID: sandbox.hubspot.clientId,
      HUBSPOT_CLIENT_SECRET: sandbox.hubspot.clientSecret,
      LOG_LEVEL: 'warn',
    }),
    clock ? { clock } : {},
  );
  await connectCustomer(app, sandbox, customer);
  const setUp = await openCustomer(app, sandbox, customer, () => undefined);
  await provisionCustomer(setUp, customer);
  await setUp.close();
  // As the server opens it from then on: without an admin's session.
  const context = await app.open(customer.tenant, customer.connection);
  const names = new Map(company.accounts.map(({ ref, name }) => [ref, name]));
  await importLists(context, company.lists, (ref) => names.get(ref) ?? ref);
  return {
    context,
    async close() {
      await context.close();
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One figure a line, for people and for `npm run accept`. */
export function print(figure: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify(figure));
}
