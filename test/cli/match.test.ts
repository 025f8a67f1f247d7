/** A channel manager tunes matching in a terminal: why, what if, and how right it was. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importList } from '../../server/use/importList.ts';
import { linkImported } from '../../server/use/linkImported.ts';
import { listReviews, type WaitingReview } from '../../server/use/listReviews.ts';
import { mapAccounts } from '../../server/use/mapAccounts.ts';
import { previewProvision, provision } from '../../server/use/provision.ts';
import type { Company } from '../../server/sandbox/company.ts';
import { company, csvOf, LINES, PARTNERS } from '../use/company.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { testWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let terminal: Terminal;
let waiting: WaitingReview | undefined;

const nobody: Company = { owners: [], accounts: [], deals: [], lists: [] };

beforeAll(async () => {
  world = await testWorld({ company: nobody, limits: false });
  world.sandbox.hubspot.load(company);
  const app = await world.app();
  const { url, privateAppToken: token } = world.sandbox.hubspot;
  const credential = { kind: 'privateApp', token } as const;
  await app.connect({ tenant: 'default', connection: 'hubspot', crm: 'hubspot', url, credential });
  const context = await app.open('default', 'hubspot');
  await provision(context, await previewProvision(context));
  const bytes = (async function* () {
    yield Buffer.from(csvOf([LINES.foundry, LINES.marine, { id: '3', name: 'Quartz Biotech' }]));
  })();
  const list = { partner: PARTNERS.acme, fileName: 'acme.csv', bytes };
  await importList(context.store, context.clock, list, () => undefined);
  await linkImported(context, PARTNERS.acme);
  await mapAccounts(context);
  [waiting] = (await listReviews(context, 1)).reviews;
  await context.close();
  await app.close();
  terminal = openTerminal(world.env, world.folder);
});
afterAll(async () => {
  await terminal.close();
  await world.close();
});

async function answer<T>(...args: string[]): Promise<T> {
  const ended = await terminal.partner(...args, '--json');
  expect(ended.code, ended.stderr + ended.stdout).toBe(0);
  return ended.json().result;
}
interface Explained {
  score: number;
  tier: string;
  steps: { key: string; points: number; total: number }[];
}

describe('match explain', () => {
  test('prints the waterfall, a line a reason, with the total so far, tier and thresholds', async () => {
    const names = ['--name', 'Halcyon Marine Ltd', '--name', 'Halcyon Marine'];
    const sites = ['--website', 'halcyonmarine.co.uk', '--website', 'https://www.halcyonmarine.co.uk/about'];
    const ended = await world.partner('match', 'explain', ...names, ...sites);
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout).toMatch(/Same web domain: halcyonmarine\.co\.uk\W+\+[\d.]+\W+[\d.]+/);
    expect(ended.stdout).toMatch(/hardly ever one company\W+-/);
    expect(ended.stdout).toMatch(/Sure, with \d+(\.\d)? points.*70.*40/);
  });

  test('takes JSON and a file with JSON, and says the same in JSON', async () => {
    const ours = JSON.stringify({ name: 'Northgate Foundry GmbH', country: 'DE' });
    const theirs = await world.file('theirs.json', '{"name":"Northgate Foundry","country":"US"}');
    const flags = ['--ours', ours, '--theirs', theirs];
    const { score, tier, steps } = await answer<Explained>('match', 'explain', ...flags);
    expect(steps.map(({ key }) => key)).toContain('match.country.other');
    expect(steps.at(-1)?.total).toBe(score);
    expect(tier).not.toBe('sure');
  });

  test('explains what waits in the review queue', async () => {
    const { account = '', partner = '', row = '' } = waiting ?? {};
    const ids = ['--account', account, '--partner', partner, '--row', row];
    expect(await answer<Explained>('match', 'explain', ...ids)).toMatchObject({ tier: 'likely' });
  });

  test.each([
    ['nothing to compare', [], 2, /--ours and --theirs/],
    ['what is no JSON', ['--ours', '{"name":', '--theirs', '{"name":"B"}'], 2, /no JSON/],
    ['a misspelt field', ['--ours', '{"name":"A","site":"b"}', '--theirs', '{"name":"B"}'], 1, /site/],
  ])('refuses %s', async (_name, args, code, words) => {
    const ended = await terminal.partner('match', 'explain', ...args);
    expect(ended.stderr).toMatch(words);
    expect(ended.code).toBe(code);
  });
});

describe('match preview', () => {
  test('lists what would change and changes nothing', async () => {
    const ended = await terminal.partner('match', 'preview', '--sure-at', '100', '--likely-at', '100');
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout).toContain('From likely to no: 1');
    expect(ended.stdout).toMatch(/Quartz Biotech.*likely.*no/);
    expect(ended.stdout).toContain('Nothing was changed.');
  });

  test('takes the switches, and refuses what no program could hold', async () => {
    const { settings } = await answer<{ settings: { after: object } }>(
      ...['match', 'preview', '--no-place-as-witness', '--domain-alone', 'no', '--across-countries', 'no'],
    );
    const after = { placeAsWitness: false, domainAlone: 'no', acrossCountries: 'no', sureAt: 70 };
    expect(settings.after).toMatchObject(after);
    const impossible = await terminal.partner('match', 'preview', '--sure-at', '10', '--json');
    expect(impossible.code).toBe(1);
    expect(impossible.json()).toMatchObject({ code: 'match.settings' });
  });
});

test('match report tells how few decisions there are, and counts the one there is', async () => {
  await answer('review', '--confirm', String(waiting?.id));
  const { stdout } = await terminal.partner('match', 'report');
  expect(stdout).toMatch(/likely\W+1\W+0\W+100\.0 %\W+too few decisions/);
  expect(stdout).toMatch(/Sure from 70: too few decisions/);
  const preview = await answer<{ stay: number }>(
    'match',
    'preview',
    '--sure-at',
    '100',
    '--likely-at',
    '100',
  );
  expect(preview.stay).toBe(1);
});
