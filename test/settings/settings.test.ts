/** The settings file: a person may edit it, a mistake is named, and nothing is lost. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSettings, SettingsError } from '../../server/settings/settings.ts';

const parent = mkdtempSync(join(tmpdir(), 'alongside-settings-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));
let made = 0;
const newPath = () => join(parent, String(++made), 'settings.json');

const given = {
  crm: 'salesforce',
  url: 'https://acme.example.com',
  accountId: '00D000000000001AAA',
} as const;
const complete = { ...given, apiShare: 0.2, pollSeconds: 60, mapAt: '02:00', timeZone: 'UTC' };
const withConnection = (connection: object) => ({ tenants: { acme: { connections: { main: connection } } } });

test('are empty without a file, and make none until something is set', async () => {
  const path = newPath();
  const settings = await openSettings(path);
  expect(await settings.read()).toEqual({ tenants: {} });
  await settings.update((draft) => void (draft.tenants['acme'] = { connections: { main: complete } }));
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(withConnection(complete));
  expect(readFileSync(path, 'utf8')).toContain('\n  "tenants"');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(path, '..'))).toEqual(['settings.json']);
});

test('follow what a person writes into the file, with defaults filled in', async () => {
  const path = newPath();
  const settings = await openSettings(path);
  await settings.update(() => undefined);
  writeFileSync(path, JSON.stringify(withConnection(given)));
  expect(await settings.read()).toEqual(withConnection(complete));
  writeFileSync(path, JSON.stringify(withConnection({ ...given, pollSeconds: 300 })));
  await settings.update((draft) => void (draft.tenants['acme']!.connections['main']!.apiShare = 0.5));
  expect(await settings.read()).toEqual(withConnection({ ...complete, pollSeconds: 300, apiShare: 0.5 }));
});

test('lose no update of many at once', async () => {
  const settings = await openSettings(newPath());
  const names = Array.from({ length: 25 }, (_, index) => `tenant-${index}`);
  await Promise.all(
    names.map((name) => settings.update((draft) => void (draft.tenants[name] = { connections: {} }))),
  );
  expect(Object.keys((await settings.read()).tenants).sort()).toEqual([...names].sort());
});

test.each([
  ['a wrong name', { ...given, tokn: 'x' }, 'tenants.acme.connections.main.tokn is not a setting'],
  ['a wrong kind', { ...given, crm: 'other' }, 'main.crm must be "salesforce" or "hubspot"'],
  ['a missing key', { crm: 'hubspot', url: given.url }, 'main.accountId must be a text'],
  ['a share above all', { ...given, apiShare: 1.5 }, 'main.apiShare must be a number above 0 and at most 1'],
  ['a hurry', { ...given, pollSeconds: 0 }, 'main.pollSeconds must be a whole number from 5'],
  ['no time', { ...given, mapAt: '24:00' }, 'main.mapAt must be a time such as "02:30"'],
  ['no zone', { ...given, timeZone: 'Mars/Base' }, 'main.timeZone must be a time zone'],
  [
    'a password in the address',
    { ...given, url: 'https://me:pw@acme.example.com' },
    'main.url must not contain',
  ],
  ['another protocol', { ...given, url: 'file:///etc/passwd' }, 'main.url must be an address'],
])('name %s in the file and refuse it in an update', async (_, connection, complaint) => {
  const path = newPath();
  const settings = await openSettings(path);
  await settings.update((draft) => void (draft.tenants['acme'] = { connections: { main: complete } }));
  const before = readFileSync(path, 'utf8');
  const update = settings.update((draft) => Object.assign(draft, withConnection(connection)));
  await expect(update).rejects.toThrow(complaint);
  expect(readFileSync(path, 'utf8')).toBe(before);
  writeFileSync(path, JSON.stringify(withConnection(connection)));
  await expect(openSettings(path)).rejects.toThrow(complaint);
  await expect(settings.read()).rejects.toThrow(path);
});

test('that are not JSON are refused and never overwritten', async () => {
  const path = newPath();
  const settings = await openSettings(path);
  await settings.update(() => undefined);
  writeFileSync(path, '{"tenants": {');
  await expect(settings.read()).rejects.toThrow(SettingsError);
  await expect(settings.update(() => undefined)).rejects.toThrow(/Correct the file; it was not changed/);
  expect(readFileSync(path, 'utf8')).toBe('{"tenants": {');
});

test.each(['constructor', '__proto__', 'toString'])(
  'refuse a tenant or connection called %s',
  async (name) => {
    const path = newPath();
    const settings = await openSettings(path);
    await settings.update(() => undefined);
    writeFileSync(path, `{ "tenants": { "${name}": { "connections": {} } } }`);
    const read = await settings.read().then(
      ({ tenants }) => Object.keys(tenants),
      (error: unknown) => error,
    );
    // A parser may drop the name or refuse it; it never becomes a tenant.
    expect(read instanceof SettingsError || (Array.isArray(read) && read.length === 0)).toBe(true);
  },
);
