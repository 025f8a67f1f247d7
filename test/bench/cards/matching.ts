/** Matches two files again and again at the priority that runs have in production, until it is told to stop. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { listsOf } from '../matching/lists.ts';

const MAP = resolve(import.meta.dirname, '../../../server/map.ts');
const rows = Number(process.argv[2]);

// Inherited by the process that matches, and by its threads.
setPriority(constants.priority.PRIORITY_LOW);
const { ours, theirs } = listsOf({ ours: rows, theirs: rows, seed: 1 });
const out = join(tmpdir(), `alongside-bench-${process.pid}.csv`);
process.send?.('ready');
for (;;) {
  const child = spawn(process.execPath, [MAP, '--ours', ours, '--theirs', theirs, '--out', out, '--json'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = () => {
    child.kill('SIGKILL');
    process.exit(0);
  };
  process.once('disconnect', stop);
  await once(child, 'exit');
  process.off('disconnect', stop);
}
