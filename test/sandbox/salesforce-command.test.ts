/** `npm run sandbox`: one line of JSON, control from another process, a clean end, clear words for a wrong option. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import jsforce from 'jsforce';
import { expect, it } from 'vitest';

const run = (...options: string[]): ChildProcess =>
  spawn(process.execPath, ['server/sandbox/main.ts', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });

interface Line {
  salesforce: { url: string; accessToken: string };
  control: string;
}

it('serves another process until it is interrupted', async () => {
  const child = run('--empty', '--edition', 'free');
  const lines = createInterface({ input: child.stdout! });
  const [first] = (await once(lines, 'line')) as [string];
  const { salesforce, control } = JSON.parse(first) as Line;
  const connection = new jsforce.Connection({
    instanceUrl: salesforce.url,
    accessToken: salesforce.accessToken,
    version: '64.0',
  });
  const post = (path: string, body: unknown) =>
    fetch(`${control}/${path}`, { method: 'POST', body: JSON.stringify(body) });
  await connection.sobject('Account').create({ Name: 'From outside' });
  expect(await (await fetch(`${control}/rows?object=Account`)).json()).toMatchObject([
    { Name: 'From outside' },
  ]);
  expect(await (await fetch(`${control}/calls`)).json()).toMatchObject({
    counted: { salesforce: 1, hubspot: 0 },
  });
  await post('fail', {
    crm: 'salesforce',
    path: 'limits',
    effect: { answer: { status: 500, body: [{ errorCode: 'UNKNOWN_EXCEPTION', message: 'x' }] } },
  });
  const broken = await fetch(`${salesforce.url}/services/data/v64.0/limits`);
  expect(broken.status).toBe(500);
  await post('calls/reset', {});
  expect(await (await fetch(`${control}/calls`)).json()).toMatchObject({ counted: { salesforce: 0 } });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

it.each([
  [['--wrold', 'clean'], /Unknown option '--wrold'/],
  [['--world', 'dirty'], /--world must be one of clean, lived-in, not 'dirty'/],
  [['--salesforce-port', 'x'], /--salesforce-port must be a whole number/],
])('%s ends with code 2 and says why', async (options, reason) => {
  const child = run(...options);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect(await once(child, 'exit')).toEqual([2, null]);
  expect(said).toMatch(reason);
});
