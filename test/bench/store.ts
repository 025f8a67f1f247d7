/** How fast the store commits, loads and finds with 100,000 rows present, and whether the event loop stays free. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { Collection, TenantStore } from '../../server/ports.ts';
import { openStore, type StoreConfig } from '../../server/store/index.ts';

export interface Measurement {
  name: string;
  value: number;
  unit: 'ms' | 'rows/s' | 'commits/s';
}

/** About 420 bytes as JSON, with four keys, like a row of a partner's list. */
interface Row {
  name: string;
  domain: string;
  city: string;
  note: string;
  keys: readonly string[];
}

const rows: Collection<Row> = { name: 'row', class: 'ours', keys: ({ keys }) => keys };
const CHUNK = 500;
const COMMITS = 3_000;
const KEYS = 10_000;
const RESOLUTION = 1;

/** `present` rows are put first; everything is measured with them there. */
export async function measureStore(config: StoreConfig, present = 100_000): Promise<Measurement[]> {
  const store = await openStore(config);
  try {
    const acme = store.for('acme');
    const results: Measurement[] = [];
    const { took, delay } = await watched(() => load(acme, present));
    results.push({ name: 'store.bulkPut', value: present / (took / 1000), unit: 'rows/s' });
    results.push(...blocked('store.bulkPut', delay));
    results.push(...(await measureCommits(acme)));
    results.push(...(await measureKeys(acme, present)));
    const worst = results.filter(({ name }) => name.endsWith('loopBlocked.max')).map(({ value }) => value);
    results.push({ name: 'store.loop.max', value: Math.max(...worst), unit: 'ms' });
    return results.map((result) => ({ ...result, value: Math.round(result.value * 100) / 100 }));
  } finally {
    await store.close();
  }
}

async function load(acme: TenantStore, count: number): Promise<void> {
  for (let start = 0; start < count; start += CHUNK) {
    const length = Math.min(CHUNK, count - start);
    await acme.put(
      rows,
      Array.from({ length }, (_, index) => row(start + index)),
    );
  }
}

/** Each reads a row, decides and writes two, as a command does. */
async function measureCommits(acme: TenantStore): Promise<Measurement[]> {
  const histogram = createHistogram();
  const { took, delay } = await watched(async () => {
    for (let n = 0; n < COMMITS; n++) {
      const from = performance.now();
      await acme.transaction(async (tx) => {
        const known = await tx.get(rows, id(n * 31));
        const fresh = row(n);
        await tx.put(rows, [
          { id: `commit/${n}`, document: { ...fresh.document, note: known?.note ?? '' } },
          { id: `answer/${n}`, document: fresh.document },
        ]);
      });
      histogram.record(Math.max(1, Math.round((performance.now() - from) * 1e6)));
    }
  });
  return [
    { name: 'store.commit.p50', value: histogram.percentile(50) / 1e6, unit: 'ms' },
    { name: 'store.commit.p99', value: histogram.percentile(99) / 1e6, unit: 'ms' },
    { name: 'store.commit.max', value: histogram.max / 1e6, unit: 'ms' },
    { name: 'store.commit.rate', value: COMMITS / (took / 1000), unit: 'commits/s' },
    ...blocked('store.commit', delay),
  ];
}

async function measureKeys(acme: TenantStore, present: number): Promise<Measurement[]> {
  const keys = Array.from(
    { length: KEYS },
    (_, n) => `domain:company-${Math.floor((n * present) / KEYS)}.example.com`,
  );
  await acme.byKeys(rows, keys.slice(0, 100), 20);
  const { took, delay, result } = await watched(() => acme.byKeys(rows, keys, 20));
  if (result.size !== KEYS) throw new Error(`byKeys found ${result.size} of ${KEYS} keys.`);
  return [{ name: 'store.byKeys10k', value: took, unit: 'ms' }, ...blocked('store.byKeys10k', delay)];
}

async function watched<R>(work: () => Promise<R>) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
  delay.enable();
  const from = performance.now();
  const result = await work();
  const took = performance.now() - from;
  delay.disable();
  return { took, delay, result };
}

function blocked(name: string, delay: ReturnType<typeof monitorEventLoopDelay>): Measurement[] {
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION);
  return [
    { name: `${name}.loopBlocked.p99`, value: late(delay.percentile(99)), unit: 'ms' },
    { name: `${name}.loopBlocked.max`, value: late(delay.max), unit: 'ms' },
  ];
}

function id(n: number): string {
  return `list/${String(n).padStart(8, '0')}`;
}

function row(n: number): { id: string; document: Row } {
  const domain = `company-${n}.example.com`;
  return {
    id: id(n),
    document: {
      name: `Company number ${n} of the bench`,
      domain,
      city: `City ${n % 997}`,
      note: 'x'.repeat(120),
      keys: [`domain:${domain}`, `name:company ${n}`, `token:${n % 50_021}`, `place:${n % 99_991}`],
    },
  };
}

/** A store of that kind, thrown away afterwards. */
export async function benchStore(kind: 'sqlite' | 'postgres', present?: number): Promise<Measurement[]> {
  if (kind === 'postgres') {
    const { startPostgres } = await import('../store/postgres.ts');
    const postgres = await startPostgres();
    try {
      return await measureStore({ databaseUrl: await postgres.database() }, present);
    } finally {
      await postgres.stop();
    }
  }
  const folder = await mkdtemp(join(tmpdir(), 'alongside-bench-'));
  try {
    return await measureStore({ folder }, present);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { store: { type: 'string', default: 'sqlite' }, rows: { type: 'string', default: '100000' } },
  });
  if (values.store !== 'sqlite' && values.store !== 'postgres') {
    process.stderr.write(`--store ${values.store}: there is sqlite and postgres.\n`);
    process.exit(2);
  }
  for (const result of await benchStore(values.store, Number(values.rows))) {
    process.stdout.write(
      `${JSON.stringify({ ...result, store: values.store, rows: Number(values.rows) })}\n`,
    );
  }
}
