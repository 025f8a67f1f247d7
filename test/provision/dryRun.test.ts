/** Before anything is written: what is there, what provisioning and mapping would do and take, and what a partner may see. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApp, type App } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import {
  connectCustomer,
  CUSTOMERS,
  importLists,
  openCustomer,
  type Customer,
} from '../../server/demo/customer.ts';
import { createSandbox, type Sandbox } from '../../server/sandbox/sandbox.ts';
import { exportAccounts } from '../../server/use/exportAccounts.ts';
import { importList, partnerId } from '../../server/use/importList.ts';
import { linkImported } from '../../server/use/linkImported.ts';
import { mapAccounts } from '../../server/use/mapAccounts.ts';
import { previewMapping } from '../../server/use/previewMapping.ts';
import { previewProvision, provision } from '../../server/use/provision.ts';
import { readReadiness } from '../../server/use/readiness.ts';
import { setPolicy } from '../../server/use/sharePolicies.ts';
import { smallCompany } from '../cli/world.ts';
import { writesTo } from './writes.ts';

const worlds = (['salesforce', 'hubspot'] as const).flatMap((crm) =>
  (['clean', 'lived-in'] as const).map((world) => [crm, world] as const),
);

describe.each(worlds)('%s, %s', (crm, world) => {
  let sandbox: Sandbox;
  let app: App;
  let folder: string;
  let context: Awaited<ReturnType<typeof openCustomer>>;
  const customer = CUSTOMERS.find((one) => one.crm === crm) as Customer;
  const nameOf = (ref: string) => smallCompany.accounts.find((one) => one.ref === ref)?.name ?? ref;
  const [list] = smallCompany.lists;
  const partner = nameOf(list?.partnerRef ?? '');

  beforeAll(async () => {
    sandbox = await createSandbox({ world, company: smallCompany });
    folder = await mkdtemp(join(tmpdir(), 'alongside-'));
    app = await openApp(
      readConfig({
        ALONGSIDE_FOLDER: folder,
        ALONGSIDE_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
        HUBSPOT_CLIENT_ID: sandbox.hubspot.clientId,
        HUBSPOT_CLIENT_SECRET: sandbox.hubspot.clientSecret,
        LOG_LEVEL: 'silent',
      }),
    );
    await connectCustomer(app, sandbox, customer);
    context = await openCustomer(app, sandbox, customer, () => undefined);
  });
  afterAll(async () => {
    await context.close();
    await app.close();
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });

  const writes = () => writesTo(sandbox, crm);
  const records = () => JSON.stringify(sandbox.salesforce.org.rows('Account'));

  test('readiness counts without a write', async () => {
    sandbox.world.calls.reset();
    const before = records();
    const readiness = await readReadiness(context);
    expect(readiness.total).toBeGreaterThanOrEqual(60);
    const { takePart, partners, leftOut, segments, total } = readiness;
    expect(takePart + partners + leftOut).toBe(total);
    expect(segments.customer + segments.openOpportunity + segments.prospect).toBe(takePart);
    expect(writes()).toEqual([]);
    expect(records()).toBe(before);
  });

  test('provisioning says what it takes, does it once, and leaves what it may not touch', async () => {
    sandbox.world.calls.reset();
    const preview = await previewProvision(context);
    expect(writes()).toEqual([]);
    expect(preview.creates).toBeGreaterThan(3);
    expect(preview.use).toBeLessThanOrEqual(0.8);
    if (crm === 'salesforce') expect(preview.costs.bytesLeft).toBeGreaterThan(0);
    else expect(preview.costs.bytes).toBeNull();
    const taken = preview.plan.conflicts.map(({ code, field }) => `${code} ${field}`);
    if (crm === 'salesforce' && world === 'lived-in') {
      expect(taken).toEqual(
        expect.arrayContaining(['otherType Partner_Tier__c', 'otherType Partner_Count__c']),
      );
    } else if (world === 'clean') expect(taken).toEqual([]);
    const outcomes = await provision(context, preview);
    expect(outcomes.filter(({ outcome }) => outcome.status === 'failed')).toEqual([]);
    const again = await previewProvision(context);
    expect(again.plan.steps).toEqual([]);
    expect(again.plan.conflicts).toEqual(preview.plan.conflicts);
  });

  test('links a partner once its list is there, and names the nearest where the name is wrong', async () => {
    await importLists(context, smallCompany.lists, nameOf);
    expect(await linkImported(context, partner)).toMatchObject({ nearest: [] });
    const mistyped = `${partner}x`;
    const bytes = (async function* () {
      yield Buffer.from('Name\nAcme\n');
    })();
    await importList(
      context.store,
      context.clock,
      { partner: mistyped, fileName: 'x.csv', bytes },
      () => undefined,
    );
    expect(await linkImported(context, mistyped)).toMatchObject({ account: null });
  });

  test('a dry run tells exactly what the run then does, and writes nothing', async () => {
    sandbox.world.calls.reset();
    const before = records();
    const preview = await previewMapping(context);
    expect(writes()).toEqual([]);
    expect(records()).toBe(before);
    expect(preview.unlinked).toEqual([`${partner}x`]);
    expect(preview.sure).toBeGreaterThan(3);
    expect(preview.tooMuch).toBe(false);
    const { counts } = await mapAccounts(context);
    expect([counts['accounts'], counts['sure'], counts['likely']]).toEqual([
      preview.accounts,
      preview.sure,
      preview.likely,
    ]);
    expect(preview.changes['create.accountOverlap'] ?? 0).toBe(
      (counts['upsert.accountOverlap'] ?? 0) + (counts['failed'] ?? 0),
    );
  });

  test('an export holds what the policy lets out, and no formula', async () => {
    const rows = async () => {
      const lines: string[][] = [];
      for await (const line of exportAccounts(context, partnerId(partner))) lines.push(line);
      return lines.slice(1);
    };
    await setPolicy(context, { partner, ours: { level: 'all', fields: ['name', 'country'] } });
    const all = await rows();
    expect(all.length).toBeGreaterThan(20);
    for (const [name = '', website, , city, owner] of all) {
      expect(name).not.toMatch(/^[=+\-@\t\r]/);
      expect([website, city, owner]).toEqual(['', '', '']);
    }
    for (const level of ['counts', 'hidden'] as const) {
      await setPolicy(context, { partner, ours: { level } });
      expect(await rows()).toEqual([]);
    }
    await expect(exportAccounts(context, partnerId(`${partner}x`)).next()).rejects.toMatchObject({
      code: 'partner.unlinked',
    });
  });
});
