/** The contract's third part: jobs run, collapse, wait, and come back after a failure. */
import { expect, test, vi } from 'vitest';
import type { Job } from '../../server/ports.ts';
import type { WholeStore } from '../../server/store/whole.ts';
import { notes, numbered } from './backend.ts';

const LONG = { timeout: 30_000 };

export function jobs(store: () => WholeStore): void {
  const enqueue = (tenant: string, job: Job) =>
    store()
      .for(tenant)
      .transaction((tx) => tx.enqueue(job));

  test('runs a job that was waiting and one that comes later, for the tenant that asked', async () => {
    const ran: string[] = [];
    await enqueue('a', { name: 'greet', key: '1', payload: { who: 'first' } });
    const worker = await store().work(
      {
        greet: async (tenant, { name, key, payload }) =>
          void ran.push([tenant, name, key, payload['who']].join()),
      },
      { concurrency: 2 },
    );
    await vi.waitFor(() => expect(ran).toEqual(['a,greet,1,first']), LONG);
    await enqueue('b', { name: 'greet', key: '1', payload: { who: 'second' } });
    await vi.waitFor(() => expect(ran).toEqual(['a,greet,1,first', 'b,greet,1,second']), LONG);
    await worker.stop();
    await enqueue('a', { name: 'greet', key: '1', payload: {} });
    expect(await store().pending()).toMatchObject({ jobs: 1 });
  });

  test('replaces a waiting job with the same key, for the same tenant only', async () => {
    const later = Date.now() + 3_600_000;
    for (const n of [1, 2, 3]) await enqueue('a', { name: 'sync', key: 'k', payload: { n }, runAt: later });
    await enqueue('b', { name: 'sync', key: 'k', payload: { n: 4 }, runAt: later });
    expect(await store().pending()).toEqual({ jobs: 2, oldestAge: 0 });
    await enqueue('a', { name: 'sync', key: 'k', payload: { n: 5 } });
    const ran: unknown[] = [];
    const worker = await store().work(
      { sync: async (_, { payload }) => void ran.push(payload['n']) },
      { concurrency: 3 },
    );
    await vi.waitFor(() => expect(ran).toEqual([5]), LONG);
    await worker.stop();
    expect(await store().pending()).toMatchObject({ jobs: 1 });
  });

  test('runs a key again that was enqueued while it ran', async () => {
    const ran: unknown[] = [];
    const worker = await store().work(
      {
        sync: async (tenant, { payload }) => {
          if (payload['n'] === 1) await enqueue(tenant, { name: 'sync', key: 'k', payload: { n: 2 } });
          ran.push(payload['n']);
        },
      },
      { concurrency: 1 },
    );
    await enqueue('a', { name: 'sync', key: 'k', payload: { n: 1 } });
    await vi.waitFor(() => expect(ran).toEqual([1, 2]), LONG);
    await worker.stop();
  });

  test('tries a failed job again after a pause, and leaves the others running', async () => {
    const tries: number[] = [];
    const ran: string[] = [];
    const worker = await store().work(
      {
        shaky: async () => {
          tries.push(Date.now());
          if (tries.length === 1) throw new Error('the CRM is down');
        },
        steady: async () => void ran.push('steady'),
      },
      { concurrency: 1 },
    );
    await enqueue('a', { name: 'shaky', key: 's', payload: {} });
    await vi.waitFor(() => expect(tries).toHaveLength(1), LONG);
    await enqueue('a', { name: 'steady', key: 't', payload: {} });
    await vi.waitFor(() => expect(ran).toEqual(['steady']), LONG);
    await vi.waitFor(() => expect(tries).toHaveLength(2), LONG);
    expect(tries[1]! - tries[0]!).toBeGreaterThan(1_000);
    await vi.waitFor(async () => expect(await store().pending()).toMatchObject({ jobs: 0 }), LONG);
    await worker.stop();
  });

  test('finishes what runs when it is stopped', async () => {
    let begun = false;
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const worker = await store().work(
      {
        slow: async (tenant) => {
          begun = true;
          await finished;
          await store()
            .for(tenant)
            .put(notes, numbered(['done']));
        },
      },
      { concurrency: 1 },
    );
    await enqueue('slow', { name: 'slow', key: 's', payload: {} });
    await vi.waitFor(() => expect(begun).toBe(true), LONG);
    const stopped = worker.stop();
    finish();
    await stopped;
    expect(await store().for('slow').count(notes)).toBe(1);
    expect(await store().pending()).toMatchObject({ jobs: 0 });
  });
}
