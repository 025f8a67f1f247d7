/** The plugin as it is published: packed, unpacked where Node takes no TypeScript, and run. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runPartner } from './world.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const execute = promisify(execFile);
let home: string;
let program: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'alongside-packed-'));
  await execute('npm', ['pack', '--silent', '--pack-destination', home], { cwd: ROOT });
  const tarball = (await readdir(home)).find((name) => name.endsWith('.tgz')) ?? '';
  const installed = join(home, 'node_modules', 'alongside');
  await mkdir(installed, { recursive: true });
  await execute('tar', ['-xzf', join(home, tarball), '-C', installed, '--strip-components=1']);
  // Installing its dependencies anew would take a minute and show nothing more.
  await symlink(join(ROOT, 'node_modules'), join(installed, 'node_modules'));
  program = join(installed, 'server/cli/bin/partner.js');
});
afterAll(() => rm(home, { recursive: true, force: true }));

test('the packed cli runs a command from under node_modules, with its words and its store', async () => {
  const env = {
    ALONGSIDE_FOLDER: join(home, 'store'),
    ALONGSIDE_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    HOME: home,
    SF_DISABLE_TELEMETRY: 'true',
  };
  const ended = await runPartner(['status', '--json'], env, home, program);
  expect(ended.stderr).toBe('');
  expect(ended.json()).toMatchObject({ status: 0, result: { connections: [], lists: [] } });
  const help = await runPartner(['--help'], env, home, program);
  expect(help.stdout).toContain('partner provision');
});
