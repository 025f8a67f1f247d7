/** `node test/bench/import.ts --rows 1000000`: a long list from a file into the embedded store, and once more over the first. */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { openStore } from '../../server/store/index.ts';
import { importList } from '../../server/use/importList.ts';
import { print } from './rig.ts';

const WORDS = 'north gate harbour delta silver castle forest orbit lumen quarry vector meadow'.split(' ');
const FORMS = ['GmbH', 'Ltd', 'S.A.', 'Inc', 'B.V.', 'AB'];
const COUNTRIES = ['DE', 'GB', 'FR', 'US', 'NL', 'SE'];
const SEGMENTS = ['Customer', 'Open Opportunity', 'Prospect'];

function* lines(rows: number): Generator<string> {
  yield 'Account ID,Account Name,Website,Phone,City,Country,Status,Account Owner\n';
  for (let n = 0; n < rows; n += 1) {
    const word = (by: number) => WORDS[Math.floor(n / by) % WORDS.length] ?? '';
    const name = `${word(1)} ${word(12)} ${n.toString(36)} ${FORMS[n % FORMS.length]}`;
    const country = COUNTRIES[n % COUNTRIES.length];
    const site = `https://www.${word(1)}-${n.toString(36)}.com/home`;
    yield `C-${n},"${name}",${site},+49 30 ${n},City ${n % 997},${country},${SEGMENTS[n % 3]},Ann Owner\n`;
  }
}

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);
if (!Number.isSafeInteger(rows) || rows < 1) {
  process.stderr.write(`--rows ${values.rows}: a number of rows, at least 1.\n`);
  process.exit(2);
}
const folder = await mkdtemp(join(tmpdir(), 'alongside-bench-'));
try {
  const file = join(folder, 'list.csv');
  await pipeline(Readable.from(lines(rows)), createWriteStream(file));
  const store = await openStore({ folder: join(folder, 'store') });
  for (const pass of ['first', 'again']) {
    const cpu = process.cpuUsage();
    const started = performance.now();
    const imported = await importList(
      store.for('acme'),
      { now: () => Date.now() },
      { partner: 'Contoso', fileName: 'list.csv', bytes: createReadStream(file) },
      () => undefined,
    );
    const seconds = (performance.now() - started) / 1000;
    const used = process.cpuUsage(cpu);
    print({ name: 'import.seconds', value: round(seconds), unit: 's', pass, rows: imported.rows });
    print({ name: 'import.rate', value: Math.round(imported.rows / seconds), unit: 'rows/s', pass });
    print({ name: 'import.cpuSeconds', value: round((used.user + used.system) / 1e6), unit: 's', pass });
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    print({ name: 'import.memory', value: peak, unit: 'MB', pass });
  }
  await store.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
