/** An admin's first day in a terminal, on each CRM: connect, look, provision, import, map, share, back up. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstList, logIn, testWorld, type TestWorld } from './world.ts';

const list = firstList();

describe.each(['salesforce', 'hubspot'] as const)('cli on %s', (crm) => {
  let world: TestWorld;
  const admin = crm === 'salesforce' ? ['--target-org', 'production'] : [];

  beforeAll(async () => {
    world = await testWorld();
    if (crm === 'salesforce') await logIn(world);
  });
  afterAll(() => world.close());

  async function answer(...args: string[]): Promise<Record<string, unknown>> {
    const ended = await world.partner(...args, '--json');
    expect(ended.code, ended.stderr + ended.stdout).toBe(0);
    return ended.json().result;
  }

  test('connects with a credential that stands in no argument', async () => {
    const { sandbox } = world;
    const secret = crm === 'salesforce' ? sandbox.salesforce.clientSecret : sandbox.hubspot.privateAppToken;
    const file = await world.file('secret', `${secret}\n`);
    const { salesforce, hubspot } = sandbox;
    const result = await answer(
      ...(crm === 'salesforce'
        ? ['connect', 'salesforce', ...admin, '--integration-user', salesforce.integrationUser]
        : ['connect', 'hubspot', '--private-app-token-file', file]),
      ...(crm === 'salesforce' ? ['--client-id', salesforce.clientId, '--client-secret-file', file] : []),
    );
    const account = crm === 'salesforce' ? salesforce.orgId : String(hubspot.portalId);
    expect(result).toMatchObject({ connection: crm, account: { id: account } });
  });

  test('previews, provisions, and finds nothing missing afterwards', async () => {
    const { readiness } = await answer('status', '--readiness');
    expect(readiness).toMatchObject({ total: 60 });
    const { preview } = await answer('provision');
    expect((preview as { plan: { steps: unknown[] } }).plan.steps.length).toBeGreaterThan(8);
    const { applied } = await answer('provision', '--apply', ...admin);
    expect((applied as { status: string }[]).every(({ status }) => status === 'done')).toBe(true);
    const again = await world.partner('provision');
    expect(again.stdout).toContain('Nothing is missing');
  });

  test('takes in a list, maps it and writes nothing the second time', async () => {
    const file = await world.file('list.csv', list.csv);
    const imported = await world.partner('import', '--partner', list.partner, '--file', file, '--json');
    const { rows, refused } = imported.json().result as { rows: number; refused: number };
    expect(rows).toBeGreaterThan(10);
    expect(imported.code).toBe(refused > 0 ? 1 : 0);
    const first = await answer('map');
    expect(first).toMatchObject({ state: 'done', counts: { accounts: 60 } });
    expect((first['counts'] as { written: number }).written).toBeGreaterThan(0);
    const second = await answer('run', 'map');
    expect((second['counts'] as { written?: number }).written ?? 0).toBe(0);
    const { connections, lists } = await answer('status');
    expect(connections).toMatchObject([{ connection: crm, failures: 0 }]);
    expect((connections as { runs: unknown[] }[])[0]?.runs).toHaveLength(2);
    expect(lists).toMatchObject([{ name: list.partner, rows }]);
  });

  // What follows does not differ between the CRMs.
  if (crm === 'salesforce') return;

  test('shares by policy: exports what may leave, and nothing before', async () => {
    const before = join(world.folder, 'before.csv');
    await answer('export', '--partner', list.partner, '--file', before);
    expect((await readFile(before, 'utf8')).trim().split('\n')).toHaveLength(1);
    await answer('policy', '--partner', list.partner, '--ours', 'all', '--our-fields', 'name,country');
    const after = join(world.folder, 'after.csv');
    const { rows } = await answer('export', '--partner', list.partner, '--file', after);
    expect(rows).toBeGreaterThan(10);
  });

  test('sets the program from a file, and refuses one with a misspelt setting by its name', async () => {
    const { rules, version } = await answer('program');
    const good = await world.file('program.json', JSON.stringify(rules));
    expect(await answer('program', '--set', good)).toMatchObject({ version: (version as number) + 1 });
    const bad = await world.file('bad.json', JSON.stringify({ ...(rules as object), partnerz: 1 }));
    const refused = await world.partner('program', '--set', bad, '--json');
    expect(refused.code).toBe(1);
    expect(refused.json()).toMatchObject({ code: 'program.refused' });
    expect(refused.stdout).toContain('partnerz');
  });

  test('carries a backup to an empty store, decisions and secrets included', async () => {
    const file = join(world.folder, 'alongside.backup');
    const { documents } = await answer('backup', '--file', file);
    // Connections, secrets, partners, lists with their blocks of rows, decisions, runs.
    expect(documents).toBeGreaterThan(8);
    const text = await readFile(file, 'utf8');
    for (const secret of [world.sandbox.salesforce.clientSecret, world.sandbox.hubspot.privateAppToken]) {
      expect(text).not.toContain(secret);
    }
    world.env['ALONGSIDE_FOLDER'] = join(world.folder, 'other');
    expect(await answer('restore', '--file', file)).toEqual({ documents });
  });
});
