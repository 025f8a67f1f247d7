/** A process that imports a list without end, for a test to kill: `node slowImport.ts <folder of the store>`. */
import { setTimeout } from 'node:timers/promises';
import { openStore } from '../../server/store/index.ts';
import { importList } from '../../server/use/importList.ts';

async function* endless(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('Name,City\n');
  for (let n = 0; ; n += 1) {
    if (n % 2_000 === 0) await setTimeout(20);
    yield Buffer.from(`New ${n},Bonn\n`);
  }
}

const [, , folder = ''] = process.argv;
const store = await openStore({ folder });
const list = { partner: 'Contoso', fileName: 'new.csv', bytes: endless() };
await importList(store.for('acme'), { now: () => Date.now() }, list, ({ done }) => console.log(done));
