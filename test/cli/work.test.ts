/** A channel manager's days after the first: the review queue, changes on demand, an install link, and Ctrl-C at any time. */
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importList } from '../../server/use/importList.ts';
import { linkImported } from '../../server/use/linkImported.ts';
import { previewProvision, provision } from '../../server/use/provision.ts';
import type { Company } from '../../server/sandbox/company.ts';
import { company, csvOf, LINES, PARTNERS } from '../use/company.ts';
import { handOn } from '../use/world.ts';
import { PROGRAM, runPartner, testWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let ids: Map<string, string>;

const nobody: Company = { owners: [], accounts: [], deals: [], lists: [] };

beforeAll(async () => {
  world = await testWorld({ company: nobody, limits: false });
  ids = world.sandbox.hubspot.load(company);
  const app = await world.app();
  const { url, privateAppToken: token } = world.sandbox.hubspot;
  const credential = { kind: 'privateApp', token } as const;
  await app.connect({ tenant: 'default', connection: 'hubspot', crm: 'hubspot', url, credential });
  const context = await app.open('default', 'hubspot');
  await provision(context, await previewProvision(context));
  const bytes = (async function* () {
    yield Buffer.from(csvOf([LINES.foundry, LINES.marine, LINES.biotech]));
  })();
  const list = { partner: PARTNERS.acme, fileName: 'acme.csv', bytes };
  await importList(context.store, context.clock, list, () => undefined);
  await linkImported(context, PARTNERS.acme);
  await context.close();
  await app.close();
});
afterAll(() => world.close());

const idOf = (ref: string) => String(ids.get(ref));
/** Accounts with an overlap, and what it is by. */
const shown = () =>
  handOn(world.sandbox, 'hubspot')
    .overlaps()
    .map((row) => `${row.account} ${String(row['decision'] ?? row['tier'])}`)
    .sort();

async function answer<T>(...args: string[]): Promise<T> {
  const ended = await world.partner(...args, '--json');
  expect(ended.code, ended.stderr + ended.stdout).toBe(0);
  return ended.json().result;
}

describe('Ctrl-C', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'ends a run by %s while the CRM asks for a pause, and the next run goes on',
    async (signal) => {
      const { world: vendor } = world.sandbox;
      const busy = { status: 429, headers: { 'Retry-After': '50' }, body: { category: 'RATE_LIMITS' } };
      vendor.fail({ crm: 'hubspot', path: /companies/, times: Infinity, effect: { answer: busy } });
      vendor.calls.reset();
      let child: ChildProcess | undefined;
      const ending = runPartner(
        ['map', '--json'],
        world.env,
        world.folder,
        PROGRAM,
        (started) => (child = started),
      );
      const asked = () => vendor.calls.entries.some(({ path }) => path.includes('companies'));
      await expect.poll(asked, { timeout: 30_000 }).toBe(true);
      const since = Date.now();
      child?.kill(signal);
      const ended = await ending;
      expect(ended.code, ended.stderr).toBe(130);
      expect(ended.json()).toMatchObject({ status: 130, code: 'interrupted' });
      // The pause would have taken 50 s, and a stop may take 10.
      expect(Date.now() - since).toBeLessThan(20_000);
      vendor.faults.clear();
      const { connections } = await answer<{ connections: { runs: object[] }[] }>('status');
      expect(connections[0]?.runs[0]).toMatchObject({ kind: 'map', state: 'interrupted' });
    },
  );

  test('has left nothing that stands in the way of the next run', async () => {
    expect(await answer('map')).toMatchObject({ state: 'done', counts: { accounts: 11 } });
    expect(shown()).toEqual([`${idOf('foundry')} sure`, `${idOf('marine')} sure`].sort());
  });
});

describe('the review queue', () => {
  test('lists what is likely, takes a word on it, and is empty then', async () => {
    const { reviews, total } = await answer<{ reviews: { id: string; account: string }[]; total: number }>(
      'review',
    );
    expect(total).toBe(1);
    expect(reviews[0]?.account).toBe(idOf('biotech'));
    const { counts } = await answer<{ counts: { written: number } }>(
      'review',
      '--confirm',
      String(reviews[0]?.id),
    );
    expect(counts.written).toBeGreaterThan(0);
    expect(shown()).toContain(`${idOf('biotech')} confirmed`);
    expect((await world.partner('review')).stdout).toMatch(/nothing|no /i);
  });

  test('refuses a word on what is no match', async () => {
    const ended = await world.partner('review', '--reject', 'not-an-id', '--json');
    expect(ended.code).toBe(1);
    expect(ended.json()).toMatchObject({ code: 'review.id' });
  });
});

describe('changes on demand', () => {
  test('are read from where the last look ended, and brought to their overlaps', async () => {
    await answer('run', 'changes');
    handOn(world.sandbox, 'hubspot').rename(idOf('marine'), 'Entirely Different Undertaking');
    handOn(world.sandbox, 'hubspot').setWebsite(idOf('marine'), 'https://other-company.example.org');
    const { counts } = await answer<{ counts: Record<string, number> }>('run', 'changes');
    expect(counts['changes']).toBeGreaterThan(0);
    expect(shown()).not.toContain(`${idOf('marine')} sure`);
    const { counts: none } = await answer<{ counts: Record<string, number> }>('run', 'changes');
    expect(none['written'] ?? 0).toBe(0);
  });
});

describe('connecting HubSpot by its project', () => {
  test("fills in this server's address and prints a link to install it", async () => {
    const url = 'https://partners.example.com';
    const project = join(world.folder, 'project');
    const { files, install } = await answer<{ files: string[]; install: string }>(
      ...['connect', 'hubspot', '--connection', 'second', '--url', `${url}/`, '--project', project],
    );
    expect(install).toMatch(/^https:\/\/partners\.example\.com\/oauth\/hubspot\/start\?install=[\w.-]+/);
    const texts = await Promise.all(files.map((file) => readFile(join(project, file), 'utf8')));
    const app = texts.find((text) => text.includes('redirectUrls')) ?? '';
    expect(app).toContain(`${url}/oauth/hubspot`);
    expect(texts.join('\n')).not.toContain(world.sandbox.hubspot.clientSecret);
    expect(texts.some((text) => text.includes(`${url}/`) && /webhook/i.test(text))).toBe(true);
  });
});
