/** The contract's last part: processes that are killed or frozen at any point leave all or nothing. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { openStore, type StoreConfig } from '../../server/store/index.ts';
import { type Backend, note, notes, numbered } from './backend.ts';

const POINTS = [
  'opened',
  'put',
  'put elsewhere',
  'removed',
  'removed by prefix',
  'enqueued',
  'committing',
  'committed',
];

export function kills(backend: () => Backend): void {
  test.each(POINTS)(
    'a process killed when it has "%s" leaves all of its transaction or nothing',
    async (point) => {
      const config = await backend().empty();
      const seeded = await openStore(config);
      await seeded
        .for('acme')
        .put(notes, [
          { id: 'changed', document: note('before', 'before') },
          ...numbered(['removed', 'list/1', 'list/2']),
        ]);
      await seeded.close();

      const child = begin('few writes', config);
      await follow(child, point);
      await kill(child);

      const store = await openStore(config);
      const acme = store.for('acme');
      const ids = (await acme.page(notes, { limit: 9 })).map(({ id }) => id);
      const keys = [...(await acme.byKeys(notes, ['before', 'after', 'removed', 'list/1'], 9)).keys()];
      const { jobs } = await store.pending();
      const elsewhere = await acme.count({ name: 'plain', class: 'ours' });
      const nothing = {
        ids: ['changed', 'list/1', 'list/2', 'removed'],
        keys: ['before', 'removed', 'list/1'],
        jobs: 0,
        elsewhere: 0,
      };
      const all = { ids: ['changed'], keys: ['after'], jobs: 1, elsewhere: 1 };
      const allowed = point === 'committing' ? [nothing, all] : [point === 'committed' ? all : nothing];
      expect(allowed).toContainEqual({ ids, keys, jobs, elsewhere });
      await store.close();
    },
  );

  test('a job whose process was killed runs again', async () => {
    const config = await backend().empty();
    const seeded = await openStore(config);
    await seeded
      .for('acme')
      .transaction((tx) => tx.enqueue({ name: 'endless', key: 'k', payload: { n: 7 } }));
    await seeded.close();
    const child = begin('a job', config);
    await follow(child, 'running');
    await kill(child);

    const store = await openStore(config);
    const ran: unknown[] = [];
    const worker = await store.work(
      { endless: async (_, { payload }) => void ran.push(payload) },
      { concurrency: 1 },
    );
    await vi.waitFor(() => expect(ran).toEqual([{ n: 7 }]), { timeout: 30_000 });
    await worker.stop();
    await store.close();
  });

  test('a frozen holder of a lease writes nothing when it wakes after someone else took over', async () => {
    const config = await backend().empty();
    const store = await openStore(config);
    const acme = store.for('acme');
    const child = begin('under a lease', backend().beside(config));
    await follow(child, 'held');
    child.kill('SIGSTOP');
    const taken = await vi.waitUntil(() => acme.lease('run', 60_000), { timeout: 20_000 });
    child.send('go on');
    child.kill('SIGCONT');
    await follow(child, 'fenced');
    expect(await acme.count(notes)).toBe(0);
    await acme.transaction((tx) => tx.put(notes, numbered(['next'])), taken);
    await store.close();
  });
}

/** A process that ends with this one, so that a failed test leaves nothing behind. */
export function begin(scenario: string, config: StoreConfig): ChildProcess {
  const child = fork(new URL('./member.ts', import.meta.url), [scenario, JSON.stringify(config)], {
    execArgv: [],
  });
  child.unref();
  child.channel?.unref();
  return child;
}

/** Lets the child go on until it says that it is at this point. */
export async function follow(child: ChildProcess, point: string): Promise<void> {
  for (;;) {
    const [said] = (await once(child, 'message')) as [string];
    if (said === point) return;
    if (!POINTS.includes(said)) throw new Error(`Waiting for "${point}", the process said "${said}".`);
    if (said !== 'committing') child.send('go on');
  }
}

export async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  // The system gives back the locks of a process a moment after it is gone.
  await pause(20);
}
