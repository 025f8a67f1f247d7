/** What goes wrong in a terminal is named with its place, reason and next step, and ends with a code that scripts can read. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runPartner, testWorld, type Ended, type TestWorld } from './world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.close());

/** No stack and no secret in what a person reads. */
function expectPlain({ stdout, stderr }: Ended): void {
  expect(stdout + stderr).not.toMatch(/\n\s+at .+:\d+:\d+/);
  expect(stdout + stderr).not.toContain(world.sandbox.hubspot.privateAppToken);
}

describe('refusals of the command line', () => {
  test.each([
    ['an unknown option', ['status', '--nope'], 2, /nope/],
    ['an unknown command', ['frobnicate'], 2, /frobnicate/],
    ['a wrong choice', ['policy', '--theirs', 'everything'], 2, /everything/],
    ['a file that is not there', ['import', '-p', 'Contoso', '-f', 'nowhere.csv'], 2, /nowhere\.csv.*ENOENT/],
    ['a folder for a file', ['import', '-p', 'Contoso', '-f', '.'], 2, /\. .*EISDIR/],
    [
      'a file inside a file',
      ['import', '-p', 'Contoso', '-f', '/dev/null/list.csv'],
      2,
      /list\.csv.*ENOTDIR/,
    ],
    ['no connection', ['map'], 1, /no connection.*\n.*connect/],
    ['an address that is not https', ['connect', 'hubspot', '--url', 'http://example.com'], 2, /https/],
  ])('%s', async (_name, args, code, words) => {
    const ended = await world.partner(...args);
    expect(ended.stderr).toMatch(words);
    expect(ended.code).toBe(code);
    expectPlain(ended);
  });

  test('a missing setting names itself and the fix', async () => {
    const { ALONGSIDE_MASTER_KEY: _key, ...env } = world.env;
    const ended = await runPartner(['status', '--json'], env, world.folder);
    expect(ended.code).toBe(2);
    expect(ended.json()).toMatchObject({ status: 2, code: 'setting' });
    expect(ended.stdout).toContain('ALONGSIDE_MASTER_KEY');
    expect(ended.stdout).toContain('openssl rand');
  });

  test('a token that HubSpot refuses connects nothing', async () => {
    const file = await world.file('bad-token', 'pat-eu1-not-a-token');
    const ended = await world.partner('connect', 'hubspot', '--private-app-token-file', file, '--json');
    expect(ended.code).toBe(1);
    expect(ended.json()).toMatchObject({ code: 'crm.expired' });
    expect((await world.partner('status')).stdout).toContain('no connection yet');
  });

  test('a list without a usable header is refused and the one that was there stays', async () => {
    const good = await world.file(
      'good.csv',
      'Name,Website,Segment\nContoso GmbH,contoso.example,customer\n',
    );
    expect((await world.partner('import', '-p', 'Acme', '-f', good)).code).toBe(0);
    const headless = await world.file('headless.csv', 'Foo,Bar\n1,2\n');
    const ended = await world.partner('import', '-p', 'Acme', '-f', headless, '--json');
    expect(ended.code).toBe(1);
    expect(ended.json()).toMatchObject({ status: 1 });
    expect(String(ended.json()['message'])).toMatch(/Line 1/);
    const { lists } = (await world.partner('status', '--json')).json().result as {
      lists: { rows: number }[];
    };
    expect(lists).toMatchObject([{ rows: 1 }]);
  });

  test('a second process on the embedded store is told so', async () => {
    const app = await world.app();
    try {
      const ended = await world.partner('status', '--json');
      expect(ended.code).toBe(1);
      expect(ended.json()).toMatchObject({ code: 'store.locked' });
    } finally {
      await app.close();
    }
  });
});
