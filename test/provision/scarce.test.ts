/** Where a CRM has little left, provisioning is refused and a dry run says so: with the figure, the limit and the next step. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importList } from '../../server/use/importList.ts';
import { previewProvision, provision } from '../../server/use/provision.ts';
import { firstList, logIn, testWorld, type Ended, type TestWorld } from '../cli/world.ts';
import { writesTo } from './writes.ts';

const MEGABYTE = 1024 ** 2;
/** Salesforce's own figure for a record. */
const ROW = 2 * 1024;

type CrmName = 'salesforce' | 'hubspot';
let world: TestWorld;

async function connected(crm: CrmName, edition: 'free' | 'professional' = 'professional'): Promise<void> {
  world = await testWorld({ edition });
  await logIn(world);
  const app = await world.app();
  const { salesforce, hubspot } = world.sandbox;
  const { clientId, clientSecret } = salesforce;
  await app.connect({
    tenant: 'default',
    connection: crm,
    crm,
    url: world.sandbox[crm].url,
    credential:
      crm === 'salesforce'
        ? { kind: 'clientCredentials', clientId, clientSecret }
        : { kind: 'privateApp', token: hubspot.privateAppToken },
  });
  await app.close();
}

async function take(partner: string, csv: string): Promise<void> {
  const app = await world.app();
  const bytes = (async function* () {
    yield Buffer.from(csv);
  })();
  await importList(
    app.store.for('default'),
    app.clock,
    { partner, fileName: 'list.csv', bytes },
    () => undefined,
  );
  await app.close();
}

/** A list whose partner is found in the CRM, as the command does it. */
async function takeAndLink(): Promise<void> {
  const { partner, csv } = firstList();
  const file = await world.file('list.csv', csv);
  const { stdout } = await world.partner('import', '--partner', partner, '--file', file, '--json');
  expect(stdout).not.toContain('"account": null');
}

/** What /limits of Salesforce says from now on. */
function leaveAtSalesforce({ calls = 90_000, megabytes = 9_000 }): void {
  world.sandbox.world.faults.clear();
  const body = {
    DailyApiRequests: { Max: 100_000, Remaining: calls },
    DataStorageMB: { Max: 10_240, Remaining: megabytes },
  };
  world.sandbox.world.fail({
    crm: 'salesforce',
    path: /\/limits$/,
    times: Infinity,
    effect: { answer: { status: 200, body } },
  });
}

/** Everything that stands in the CRM, fields included. */
function standing(crm: CrmName): string {
  const { salesforce, hubspot } = world.sandbox;
  if (crm === 'hubspot') {
    const { definitions } = hubspot.portal.collection('companies');
    return JSON.stringify([[...definitions.keys()], hubspot.portal.objects('companies')]);
  }
  const fields = [...salesforce.org.objects.values()].map(({ name, fields: own }) => [name, own.length]);
  return JSON.stringify([fields, salesforce.org.rows('Account')]);
}

/** Runs a command that is to be refused, and holds it to having changed nothing. */
async function refused(crm: CrmName, ...args: string[]): Promise<Ended> {
  const before = standing(crm);
  world.sandbox.world.calls.reset();
  const ended = await world.partner(...args);
  expect(ended.code, ended.stdout + ended.stderr).toBe(1);
  expect(writesTo(world.sandbox, crm)).toEqual([]);
  expect(standing(crm)).toBe(before);
  return ended;
}

describe('a Salesforce org with little left', () => {
  const apply = ['provision', '--apply', '--target-org', 'production'];
  beforeAll(async () => {
    await connected('salesforce');
    const names = Array.from({ length: 500 }, (_none, n) => `Company number ${n}`);
    await take('Hoarder', `Name,Segment\n${names.map((name) => `${name},customer`).join('\n')}\n`);
  });
  afterAll(() => world.close());

  test('is not provisioned where the lists would fill its storage', async () => {
    leaveAtSalesforce({ megabytes: 1 });
    const { stderr } = await refused('salesforce', ...apply);
    const percent = Math.round(((500 * ROW) / MEGABYTE) * 100);
    expect(stderr).toContain(`${percent} % of the data storage`);
    expect(stderr).toMatch(/80 % is the most\.\nFree storage/);
  });

  test('is not provisioned with what would be the last calls of its day', async () => {
    leaveAtSalesforce({ calls: 10 });
    const { stderr } = await refused('salesforce', ...apply);
    expect(stderr).toMatch(
      /\d{3} % of the calls of the day that is left here; 80 % is the most\.\nTry again tomorrow/,
    );
  });

  test('is provisioned with enough, and then a dry run says what a run would take too much of', async () => {
    leaveAtSalesforce({});
    const ended = await world.partner(...apply);
    expect(ended.code, ended.stderr).toBe(0);
    await takeAndLink();
    leaveAtSalesforce({ megabytes: 0 });
    const storage = await refused('salesforce', 'map', '--dry-run');
    expect(storage.stdout).toMatch(
      /more than all of the data storage that is left; 80 % is the most\. Free storage/,
    );
    leaveAtSalesforce({ calls: 1 });
    const calls = await refused('salesforce', 'map', '--dry-run');
    expect(calls.stdout).toMatch(
      /100 % of the calls that are left today; 80 % is the most\. Run it tomorrow/,
    );
    leaveAtSalesforce({ calls: 2, megabytes: 1 });
    expect((await world.partner('map', '--dry-run')).code).toBe(0);
  });
});

describe('a HubSpot portal with little left', () => {
  afterAll(() => world.close());
  const spare = (calls: number) => {
    const { portal } = world.sandbox.hubspot;
    portal.rate.spentToday = portal.allowance.daily - calls;
  };

  test('is not provisioned with what would be the last calls of its day', async () => {
    await connected('hubspot');
    await takeAndLink();
    spare(16);
    const { stderr } = await refused('hubspot', 'provision', '--apply');
    expect(stderr).toMatch(
      /\d{2,3} % of the calls of the day that is left here; 80 % is the most\.\nTry again tomorrow/,
    );
  });

  test('is provisioned with enough, and then a dry run says that a run would take too many calls', async () => {
    spare(1_000);
    const ended = await world.partner('provision', '--apply');
    expect(ended.code, ended.stderr).toBe(0);
    world.sandbox.world.calls.reset();
    expect((await world.partner('map', '--dry-run')).code).toBe(0);
    const reading = world.sandbox.world.calls.count('hubspot');
    spare(reading + 1);
    const { stdout } = await refused('hubspot', 'map', '--dry-run');
    expect(stdout).toMatch(/100 % of the calls that are left today; 80 % is the most\. Run it tomorrow/);
    await world.close();
  });

  test('is not provisioned where our fields would take the room of others', async () => {
    await connected('hubspot', 'free');
    const { portal } = world.sandbox.hubspot;
    const taken = {
      groupName: 'companyinformation',
      description: '',
      type: 'string',
      fieldType: 'text',
    } as const;
    // Of ten fields one is taken: what we cannot do without would fill nearly all of the rest.
    portal.define('companies', { ...taken, name: 'theirs', label: 'Theirs' });
    const { stderr } = await refused('hubspot', 'provision', '--apply');
    expect(stderr).toMatch(
      /8\d % of the room for fields that is left here; 80 % is the most\.\nRemove fields/,
    );
  });

  test('with room for exactly four fifths is provisioned', async () => {
    await world.close();
    await connected('hubspot', 'free');
    const app = await world.app();
    const context = await app.open('default', 'hubspot');
    const preview = await previewProvision(context);
    expect(preview.use).toBe(0.8);
    const outcomes = await provision(context, preview);
    expect(outcomes.every(({ outcome }) => outcome.status === 'done')).toBe(true);
    await context.close();
    await app.close();
  });
});
