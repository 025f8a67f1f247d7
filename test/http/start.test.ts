/** `npm start` as an operator sees it: says where it listens, names a bad setting, and ends cleanly when told to. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testWorld, type TestWorld } from '../cli/world.ts';

const MAIN = resolve(import.meta.dirname, '../../server/main.ts');

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.close());

function start(change: Record<string, string | undefined> = {}): ChildProcess {
  const env = { ...process.env, ...world.env, ...change };
  return spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; stderr: string }> {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr };
}

describe('npm start', () => {
  test.each([
    ['ALONGSIDE_MASTER_KEY', undefined],
    ['ALONGSIDE_MASTER_KEY', 'short'],
    ['PORT', 'eighty'],
    ['DATABASE_URL', 'mysql://localhost'],
    ['ALONGSIDE_URL', 'partners'],
    ['HUBSPOT_CLIENT_SECRET', ''],
  ])('a bad %s (%s) names itself and ends with 2', async (name, value) => {
    const { code, stderr } = await ended(start({ [name]: value }));
    expect(code).toBe(2);
    expect(stderr).toContain(name);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('listens, is ready, and ends with 0 on SIGTERM', async () => {
    const child = start();
    const closed = ended(child);
    if (!child.stdout) throw new Error('the server has no stdout');
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { event, url } = JSON.parse(line) as { event: string; url: string };
    expect(event).toBe('listening');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect((await closed).code).toBe(0);
  });
});
