/** The runner: what is due is queued once, missed runs are one run, and a connection that must wait is left alone. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../server/app.ts';
import { startRunner, type Runner, type RunnerParts } from '../../server/jobs/runner.ts';
import { runs } from '../../server/use/collections.ts';
import { CrmError } from '../../server/ports.ts';
import { mapJob } from '../../server/use/mapJob.ts';
import { keepStart } from '../../server/use/starts.ts';
import { testWorld, type TestWorld } from '../cli/world.ts';

const DAY = 86_400_000;

let world: TestWorld;
let app: App;
let runner: Runner | undefined;
/** The server's clock, which the test moves. */
let now = Date.parse('2026-06-01T12:00:00Z');
const mapped: string[] = [];
const logged: string[] = [];

beforeAll(async () => {
  world = await testWorld();
  app = await world.app();
  const { url, privateAppToken: token } = world.sandbox.hubspot;
  await app.connect({
    tenant: 'acme',
    connection: 'hubspot',
    crm: 'hubspot',
    url,
    credential: { kind: 'privateApp', token },
  });
});
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
  world.sandbox.world.faults.clear();
});
afterAll(async () => {
  await app.close();
  await world.close();
});

async function start(more: Partial<RunnerParts> = {}): Promise<Runner> {
  const setting = { pollSeconds: 60, mapAt: '02:00', timeZone: 'UTC' };
  runner = await startRunner({
    store: app.store,
    clock: { now: () => now },
    log: (event) => logged.push(event),
    connections: async () => [{ tenant: 'acme', connection: 'hubspot', stamp: '1', ...setting }],
    open: (tenant, connection, signal) => app.open(tenant, connection, { signal }),
    map: async (tenant, connection) => {
      mapped.push(`${tenant}/${connection}`);
    },
    ...more,
  });
  return runner;
}

const idle = () => expect.poll(async () => (await app.store.pending()).jobs, { timeout: 20_000 }).toBe(0);
const polls = async () =>
  (await app.store.for('acme').page(runs, { prefix: 'hubspot/', limit: 100 })).filter(
    ({ document }) => document.kind === 'changes' && document.endedAt !== null,
  ).length;

describe('runner', () => {
  test('polls at once, not again before its time, and again after it', async () => {
    const { tick } = await start();
    await tick();
    await idle();
    await expect.poll(polls, { timeout: 20_000 }).toBe(1);
    now += 59_000;
    await tick();
    await idle();
    await expect.poll(polls, { timeout: 20_000 }).toBe(1);
    now += 2_000;
    await tick();
    await idle();
    await expect.poll(polls, { timeout: 20_000 }).toBe(2);
  });

  test('maps once after many missed nights', async () => {
    await keepStart(app.store.for('acme'), 'hubspot', 'map', now - 9 * DAY);
    const { tick } = await start();
    for (let round = 0; round < 3; round += 1) {
      await tick();
      await idle();
    }
    await expect.poll(() => mapped, { timeout: 20_000 }).toEqual(['acme/hubspot']);
  });

  test('leaves a connection alone whose credential was refused, until it is connected anew', async () => {
    const refusal = { status: 401, body: { category: 'INVALID_AUTHENTICATION', message: 'no' } };
    world.sandbox.world.fail({ crm: 'hubspot', times: 1_000, effect: { answer: refusal } });
    now += 61_000;
    let stamp = '1';
    const setting = { pollSeconds: 60, mapAt: '02:00', timeZone: 'UTC' };
    const { tick } = await start({
      connections: async () => [{ tenant: 'acme', connection: 'hubspot', stamp, ...setting }],
    });
    await tick();
    await expect.poll(() => logged, { timeout: 20_000 }).toContain('changes.waits');
    const calls = world.sandbox.world.calls.count('hubspot');
    for (let round = 0; round < 3; round += 1) {
      now += 61_000;
      await tick();
      await idle();
    }
    expect(world.sandbox.world.calls.count('hubspot')).toBe(calls);
    world.sandbox.world.faults.clear();
    const before = await polls();
    stamp = '2';
    now += 61_000;
    await tick();
    await idle();
    await expect.poll(polls, { timeout: 20_000 }).toBe(before + 1);
  });

  test('is stopped within seconds although the CRM asks for a long pause', async () => {
    const { world: vendor } = world.sandbox;
    const busy = { status: 429, headers: { 'Retry-After': '50' }, body: { category: 'RATE_LIMITS' } };
    vendor.fail({ crm: 'hubspot', times: Infinity, effect: { answer: busy } });
    vendor.calls.reset();
    now += 61_000;
    const { tick, stop } = await start();
    await tick();
    await expect.poll(() => vendor.calls.count('hubspot'), { timeout: 20_000 }).toBeGreaterThan(0);
    const since = Date.now();
    await stop();
    runner = undefined;
    // The pause would have taken 50 s, and a stop may take 10.
    expect(Date.now() - since).toBeLessThan(20_000);
    const last = (await app.store.for('acme').page(runs, { prefix: 'hubspot/', limit: 100 })).at(-1);
    expect(last?.document).toMatchObject({ kind: 'changes', state: 'interrupted' });
  });

  test('keeps a full run that was asked for while the CRM must be left alone', async () => {
    const until = Date.now() + 3_000;
    mapped.length = 0;
    now = Date.now();
    const told = new CrmError({ kind: 'exhausted', until }, 'spent');
    const asked: number[] = [];
    await start({
      clock: { now: () => Date.now() },
      map: async () => {
        asked.push(Date.now());
        if (asked.length === 1) throw told;
      },
    });
    const ask = () => app.store.for('acme').transaction((tx) => tx.enqueue(mapJob('hubspot')));
    await ask();
    await expect.poll(() => logged, { timeout: 20_000 }).toContain('map.waits');
    await ask();
    // On a slow machine the wait may be over before the second is asked for, and then both run.
    await expect.poll(() => asked.length, { timeout: 20_000 }).toBeGreaterThan(1);
    expect(asked[1]).toBeGreaterThanOrEqual(until);
  });
});
