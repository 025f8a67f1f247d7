/** `npm run bench:calls`: calls of a mapping run, of 10,000 changed records and of an unchanged poll, against the documented floor. */
import { parseArgs } from 'node:util';
import type { CrmName } from '../../server/demo/customer.ts';
import type { Company } from '../../server/sandbox/company.ts';
import { createSandbox, type Sandbox } from '../../server/sandbox/sandbox.ts';
import { seedCompany } from '../../server/sandbox/seed.ts';
import { startCursors } from '../../server/use/cursors.ts';
import { linkPartners } from '../../server/use/linkPartners.ts';
import { mapAccounts } from '../../server/use/mapAccounts.ts';
import { receiveChanges } from '../../server/use/receiveChanges.ts';
import { readRules } from '../../server/use/rules.ts';
import type { Run } from '../../server/use/collections.ts';
import { changesFloor, floor, type Target, type Work } from './floor.ts';
import { print, startRig } from './rig.ts';

const ACCOUNTS = 20_000;
const DEALS = 3_000;
const CHANGED = 10_000;
/** Past the time that a poll looks back, so that a run's own writes are no longer read again. */
const SETTLED = 15 * 60_000;

const TARGETS: Readonly<Record<CrmName, Target>> = {
  salesforce: { crm: 'salesforce', edition: 'enterprise' },
  hubspot: { crm: 'hubspot', edition: 'professional' },
};

const { values } = parseArgs({
  options: { crm: { type: 'string' }, paths: { type: 'boolean', default: false } },
});
const company = seedCompany({ accounts: ACCOUNTS, deals: DEALS, lists: { min: 1_000, max: 3_000 } });
for (const crm of ['salesforce', 'hubspot'] as const) {
  if (values.crm === undefined || values.crm === crm) await bench(crm, company);
}

async function bench(crm: CrmName, of: Company): Promise<void> {
  const sandbox = await createSandbox({ edition: 'professional' });
  const ids = sandbox[crm].load(of);
  // Our clock goes with the vendor's, which the bench advances.
  const rig = await startRig(sandbox, crm, of, { now: () => sandbox.world.now() });
  const target = TARGETS[crm];
  const measure = async <T>(work: () => Promise<T>): Promise<{ calls: number; result: T }> => {
    sandbox.world.calls.reset();
    const result = await work();
    if (values.paths) print({ name: 'paths', crm, paths: pathsOf(sandbox) });
    return { calls: sandbox.world.calls.count(crm), result };
  };
  try {
    // What connecting and importing leave behind: polls begun, partners linked. A nightly run finds both done.
    await startCursors(rig.context, await readRules(rig.context));
    await linkPartners(rig.context, await readRules(rig.context));
    const first = await measure(() => mapAccounts(rig.context));
    report(`calls.${crm}.map`, first.calls, mapFloor(target, first.result));

    sandbox.world.advance(SETTLED);
    await receiveChanges(rig.context);
    sandbox.world.advance(SETTLED);
    await receiveChanges(rig.context);
    // Rows that stand inside a HubSpot record are polled with it.
    const polled = crm === 'salesforce' ? 9 : 2;
    const quiet = await measure(() => receiveChanges(rig.context));
    report(`calls.${crm}.unchanged`, quiet.calls, changesFloor(target, new Array<number>(polled).fill(0)));

    const again = await measure(() => mapAccounts(rig.context));
    const writes = (again.result.counts.written ?? 0) + (again.result.counts.failed ?? 0);
    print({ name: `writes.${crm}.unchanged`, value: writes, unit: 'writes', calls: again.calls });

    change(
      sandbox,
      crm,
      of.accounts.slice(-CHANGED).flatMap(({ ref }) => ids.get(ref) ?? []),
    );
    const changed = await measure(() => receiveChanges(rig.context));
    const counts = changed.result?.counts ?? {};
    // A record that already was as we changed it does not count as changed for the vendor.
    const read = changesFloor(target, [counts.changes ?? 0, ...new Array<number>(polled - 1).fill(0)]);
    report(`calls.${crm}.changed10k`, changed.calls, read + writeFloor(target, counts), counts);
  } finally {
    await rig.close();
    await sandbox.close();
  }
}

/** Half of the accounts lose their website, half move to another city: matches change, and so does what they score. */
function change(sandbox: Sandbox, crm: CrmName, ids: readonly string[]): void {
  ids.forEach((id, at) => {
    if (crm === 'salesforce') {
      sandbox.salesforce.org.update('Account', id, at % 2 ? { Website: null } : { BillingCity: 'Elsewhere' });
    } else sandbox.hubspot.portal.update('companies', id, at % 2 ? { domain: '' } : { city: 'Elsewhere' });
  });
}

function mapFloor(target: Target, run: Run): number {
  const held = target.crm === 'salesforce';
  const reads: Work[] = [
    { operation: 'describe', object: 'all', rows: held ? 6 : 2 },
    { operation: 'readAll', object: 'partnerProgram', rows: 1 },
    { operation: 'readAll', object: 'sharingPolicy', rows: 1 },
    { operation: 'readAll', object: 'deal', rows: DEALS },
    { operation: 'readAll', object: 'account', rows: run.counts.accounts ?? 0 },
    // To learn that there are none takes a call as well; on HubSpot they come inside the accounts.
    ...(held ? [{ operation: 'readAll', object: 'accountOverlap', rows: 1 } as const] : []),
  ];
  return reads.reduce((sum, work) => sum + floor(target, work), 0) + writeFloor(target, run.counts);
}

function writeFloor(target: Target, counts: Run['counts']): number {
  const rows = (name: string) => counts[name] ?? 0;
  if (target.crm === 'hubspot') {
    return floor(target, { operation: 'update', object: 'account', rows: rows('accountsToWrite') });
  }
  return (
    floor(target, { operation: 'upsert', object: 'accountOverlap', rows: rows('upsert.accountOverlap') }) +
    floor(target, { operation: 'remove', object: 'accountOverlap', rows: rows('remove.accountOverlap') }) +
    floor(target, { operation: 'update', object: 'account', rows: rows('update.account') })
  );
}

function report(name: string, calls: number, least: number, counts?: Record<string, number>): void {
  print({
    name,
    value: calls,
    unit: 'calls',
    floor: least,
    ratio: Math.round((calls / least) * 1000) / 1000,
    ...(counts && { counts }),
  });
}

/** Where the calls went, for whoever has to find the ones too many. */
function pathsOf(sandbox: Sandbox): Record<string, number> {
  const paths: Record<string, number> = {};
  for (const { method, path } of sandbox.world.calls.entries) {
    const place = `${method} ${path.replace(/[0-9A-Za-z]{15,18}/g, '*')}`;
    paths[place] = (paths[place] ?? 0) + 1;
  }
  return paths;
}
