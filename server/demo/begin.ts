/** One customer's beginning from connecting to the first mapping, and what there is to tell of it. */
import type { App } from '../app.ts';
import type { Company } from '../sandbox/company.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { mapAccounts } from '../use/mapAccounts.ts';
import { connectCustomer, importLists, openCustomer, provisionCustomer, type Customer } from './customer.ts';
import { ProgressLine } from './progressLine.ts';
import { failureGroups } from './refusals.ts';
import type { CustomerSummary } from './summary.ts';

export async function begin(
  app: App,
  sandbox: Sandbox,
  company: Company,
  customer: Customer,
  stop?: AbortSignal,
): Promise<CustomerSummary> {
  const started = performance.now();
  const { crm, tenant } = customer;
  const callsBefore = sandbox.world.calls.count(crm);
  const line = new ProgressLine(crm);
  const names = new Map(company.accounts.map(({ ref, name }) => [ref, name]));
  await connectCustomer(app, sandbox, customer);
  const context = await openCustomer(app, sandbox, customer, (step) => line.show(step), stop);
  try {
    const provisioned = await provisionCustomer(context, customer);
    const lists = await importLists(context, company.lists, (ref) => names.get(ref) ?? ref);
    const run = await mapAccounts(context);
    const calls = sandbox.world.calls.count(crm) - callsBefore;
    const seconds = (performance.now() - started) / 1000;
    return { crm, tenant, provisioned, lists, run, failures: await failureGroups(context), calls, seconds };
  } finally {
    line.end();
    await context.close();
  }
}
