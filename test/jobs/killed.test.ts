/** A nightly run killed at its Nth request, for every N that may write: the next run brings what an undisturbed one brings. */
import { afterEach, describe, expect, test } from 'vitest';
import type { App } from '../../server/app.ts';
import { runInChild } from '../../server/jobs/child.ts';
import { importList } from '../../server/use/importList.ts';
import { mapAccounts } from '../../server/use/mapAccounts.ts';
import { previewProvision, provision } from '../../server/use/provision.ts';
import { firstList, smallCompany, testWorld, type TestWorld } from '../cli/world.ts';

const CHILD = new URL('../../server/mapChild.ts', import.meta.url);
const CRMS = ['salesforce', 'hubspot'] as const;
type CrmName = (typeof CRMS)[number];

interface Ready {
  world: TestWorld;
  app: App;
  ids: Map<string, string>;
}

const open: Ready[] = [];
afterEach(async () => {
  for (const { app, world } of open.splice(0)) {
    await app.close();
    await world.close();
  }
});

/** A connection with one list, provisioned and not yet mapped. */
async function ready(crm: CrmName): Promise<Ready> {
  const world = await testWorld({
    company: { ...smallCompany, accounts: [], deals: [], lists: [], owners: [] },
  });
  const { sandbox } = world;
  const ids = sandbox[crm].load(smallCompany);
  const app = await world.app();
  const { salesforce, hubspot } = sandbox;
  const { clientId, clientSecret, adminToken: accessToken, url: instanceUrl } = salesforce;
  await app.connect({
    tenant: 'acme',
    connection: crm,
    crm,
    url: sandbox[crm].url,
    credential:
      crm === 'salesforce'
        ? { kind: 'clientCredentials', clientId, clientSecret }
        : { kind: 'privateApp', token: hubspot.privateAppToken },
  });
  const context = await app.open('acme', crm, { admin: { accessToken, instanceUrl } });
  await provision(context, await previewProvision(context));
  await context.close();
  const { partner, csv } = firstList();
  const bytes = (async function* () {
    yield Buffer.from(csv);
  })();
  await importList(
    app.store.for('acme'),
    app.clock,
    { partner, fileName: 'list.csv', bytes },
    () => undefined,
  );
  const made = { world, app, ids };
  open.push(made);
  return made;
}

/** What people would see in the CRM, without what differs between two orgs. */
function shown({ world, ids }: Ready, crm: CrmName): unknown {
  const refOf = new Map([...ids].map(([ref, id]) => [id, ref]));
  const plain = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value ?? null).replace(/[0-9A-Za-z]{11,18}/g, (text) => refOf.get(text) ?? text),
    );
  const { salesforce, hubspot } = world.sandbox;
  if (crm === 'hubspot') {
    return hubspot.portal.objects('companies').map(({ id, properties }) => ({
      ref: refOf.get(id),
      count: properties['alongside_overlap_count'] ?? null,
      names: properties['alongside_overlap_partners'] ?? null,
      rows: rowsIn(properties['alongside_overlaps']).map((row) =>
        plain([row['partner'], row['row'], row['tier']]),
      ),
    }));
  }
  return salesforce.org
    .rows('Account_Overlap__c')
    .map((row) =>
      plain([row['Account__c'], row['Partner__c'], row['List_Row__c'] ?? row['Row__c'], row['Tier__c']]),
    )
    .map((row) => JSON.stringify(row))
    .sort();
}

function rowsIn(text: string | null | undefined): Record<string, unknown>[] {
  return text ? ((JSON.parse(text) as { rows: Record<string, unknown>[] }).rows ?? []) : [];
}

/** Runs the nightly process and kills it right after the CRM has acted on its Nth request; false: it ended before. */
async function killedAt({ world }: Ready, crm: CrmName, n: number): Promise<boolean> {
  const { calls } = world.sandbox.world;
  const kill = new AbortController();
  const add = calls.add.bind(calls);
  let seen = 0;
  let pid: number | undefined;
  calls.add = (call) => {
    add(call);
    if (call.counted) seen += 1;
    if (call.counted && seen === n && pid !== undefined) process.kill(pid, 'SIGKILL');
  };
  Object.assign(process.env, world.env);
  try {
    await runInChild(CHILD, ['acme', crm], kill.signal, (started) => (pid = started));
    return false;
  } catch (error) {
    expect((error as Error).message).toContain('SIGKILL');
    return true;
  } finally {
    calls.add = add;
  }
}

async function mapOnce({ app }: Ready, crm: CrmName): Promise<void> {
  const context = await app.open('acme', crm);
  try {
    const run = await mapAccounts(context);
    const { written = 0, unchanged = 0, failed = 0, wanted } = run.counts;
    expect(failed).toBe(0);
    if (wanted !== undefined) expect(written + unchanged + failed).toBe(wanted);
  } finally {
    await context.close();
  }
}

/** The requests that may write, and every third of the others. */
const WRITES: Readonly<Record<CrmName, RegExp>> = {
  salesforce: /composite|ingest/,
  hubspot: /batch\/(update|upsert)/,
};

function killPoints({ world }: Ready, crm: CrmName): number[] {
  const seen = world.sandbox.world.calls.entries.filter(({ counted }) => counted);
  return seen.flatMap(({ path }, at) => (WRITES[crm].test(path) || at % 3 === 0 ? [at + 1] : []));
}

describe.each(CRMS)('kill -9 of a nightly run on %s', (crm) => {
  test('loses nothing and doubles nothing, at whichever request it comes', { timeout: 300_000 }, async () => {
    const undisturbed = await ready(crm);
    undisturbed.world.sandbox.world.calls.reset();
    await mapOnce(undisturbed, crm);
    const points = killPoints(undisturbed, crm);
    const expected = shown(undisturbed, crm);
    expect(JSON.stringify(expected)).toMatch(/sure|row/);
    expect(points.length).toBeGreaterThan(3);
    for (const n of points) {
      const disturbed = await ready(crm);
      expect(await killedAt(disturbed, crm, n), `request ${n} was reached`).toBe(true);
      await mapOnce(disturbed, crm);
      expect(shown(disturbed, crm), `killed at request ${n}`).toEqual(expected);
    }
  });
});
