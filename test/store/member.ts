/** A process that tests kill: it opens the store it is told to, does one of these things and says how far it is. */
import { openStore, type StoreConfig } from '../../server/store/index.ts';
import { type Note, note, notes, numbered } from './backend.ts';
import type { Collection, Lease, StoreError, TenantStore } from '../../server/ports.ts';

const [, , scenario, configuration] = process.argv;
const plain: Collection<Note> = { name: 'plain', class: 'ours' };

/** Says so, and waits until the test lets it go on. */
async function reached(point: string): Promise<void> {
  const goOn = new Promise((resolve) => process.once('message', resolve));
  process.send!(point);
  await goOn;
}

async function fewWrites(acme: TenantStore): Promise<void> {
  await reached('opened');
  await acme.transaction(async (tx) => {
    await tx.put(notes, [{ id: 'changed', document: note('after', 'after') }]);
    await reached('put');
    await tx.put(plain, numbered(['added']));
    await reached('put elsewhere');
    await tx.remove(notes, ['removed']);
    await reached('removed');
    await tx.removePrefix(notes, 'list/');
    await reached('removed by prefix');
    await tx.enqueue({ name: 'none', key: 'k', payload: {} });
    await reached('enqueued');
    process.send!('committing');
  });
  await reached('committed');
}

async function underLease(acme: TenantStore): Promise<void> {
  const lease = (await acme.lease('run', 300)) as Lease;
  await reached('held');
  try {
    await acme.transaction((tx) => tx.put(notes, numbered(['late'])), lease);
    process.send!('written');
  } catch (error) {
    process.send!((error as StoreError).fault);
  }
}

process.once('disconnect', () => process.exit());

try {
  const store = await openStore(JSON.parse(configuration!) as StoreConfig);
  const acme = store.for('acme');
  if (scenario === 'few writes') await fewWrites(acme);
  if (scenario === 'under a lease') await underLease(acme);
  if (scenario === 'a job') await store.work({ endless: () => reached('running') }, { concurrency: 1 });
  else await store.close();
} catch (error) {
  process.send!(`${(error as StoreError).fault}: ${(error as Error).message}`);
}
if (scenario !== 'a job') process.disconnect();
