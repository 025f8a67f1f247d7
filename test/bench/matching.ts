/** `npm run bench:matching -- --ours 1000000 --theirs 1000000 [--hot domain|token] [--seed n]`: two files matched, timed and held to the truth. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { accuracyOf, readTruth, type Truth } from './matching/accuracy.ts';
import { candidateRecall } from './matching/candidates.ts';
import { runDuckDb } from './matching/duckdb.ts';
import type { Hot } from './matching/generate.ts';
import { incremental } from './matching/incremental.ts';
import { listsOf, type Lists } from './matching/lists.ts';
import { measured, type Cost } from './matching/measured.ts';
import { print } from './rig.ts';

const USAGE =
  'Usage: npm run bench:matching -- [--ours 1000000] [--theirs 1000000] [--hot domain|token] [--seed 1] [--incremental]';
const MAP = resolve(import.meta.dirname, '../../server/map.ts');

interface Options {
  ours: number;
  theirs: number;
  seed: number;
  hot?: Hot | undefined;
  /** Only what changes cost once the lists are there. */
  incremental: boolean;
}

/** What a figure must be; absent where nothing is promised for lists of that size. */
interface Goal {
  atMost?: number;
  atLeast?: number;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      ours: { type: 'string', default: '1000000' },
      theirs: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      hot: { type: 'string' },
      incremental: { type: 'boolean', default: false },
    },
  });
  const whole = (name: 'ours' | 'theirs' | 'seed'): number => {
    if (!/^[1-9]\d{0,7}$/.test(values[name]))
      throw new TypeError(`--${name} ${values[name]} is no whole number. ${USAGE}`);
    return Number(values[name]);
  };
  const { hot } = values;
  if (hot !== undefined && hot !== 'domain' && hot !== 'token')
    throw new TypeError(`--hot ${hot}: there is domain and token. ${USAGE}`);
  return {
    ours: whole('ours'),
    theirs: whole('theirs'),
    seed: whole('seed'),
    hot,
    incremental: values.incremental,
  };
}

/** One figure a line; `ok` only where there is a goal. */
function tell(name: string, value: number | null, unit: string, goal: Goal = {}, details: object = {}): void {
  const { atMost, atLeast } = goal;
  const words =
    atMost !== undefined
      ? `<= ${atMost} ${unit}`
      : atLeast !== undefined
        ? `>= ${atLeast} ${unit}`
        : undefined;
  const ok = value !== null && !(value > (atMost ?? Infinity)) && !(value < (atLeast ?? -Infinity));
  print({
    name,
    ...(words !== undefined && { goal: words.trim() }),
    value: value === null ? 'not measured: this system has no /proc' : Number(value.toPrecision(4)),
    ...(words !== undefined && { ok }),
    unit,
    ...details,
  });
}

/** Seconds and gigabytes promised on two cores, by rows on both sides. */
function promised({ ours, theirs }: Options): { seconds: Goal; gigabytes: Goal } {
  if (ours === 1_000_000 && theirs === 1_000_000)
    return { seconds: { atMost: 15 }, gigabytes: { atMost: 1.5 } };
  if (ours === 100_000 && theirs === 100_000) return { seconds: { atMost: 2 }, gigabytes: {} };
  return { seconds: {}, gigabytes: {} };
}

async function map(lists: Lists, out: string): Promise<Cost> {
  return measured(
    process.execPath,
    [MAP, '--ours', lists.ours, '--theirs', lists.theirs, '--out', out, '--json'],
    out,
  );
}

async function bench(options: Options, folder: string): Promise<void> {
  const { ours, theirs, hot } = options;
  const details = { ours, theirs, seed: options.seed, ...(hot && { hot }) };
  const out = join(folder, 'OUT.csv');
  const lists = listsOf(options);
  const plain = hot === undefined ? undefined : await map(listsOf({ ...options, hot: undefined }), out);
  const cost = await map(lists, out);
  const { seconds, gigabytes } = promised(options);
  tell('matching.seconds', cost.seconds, 's', hot ? {} : seconds, { ...details, summary: cost.summary });
  tell('matching.cpuSeconds', cost.cpuSeconds, 's');
  tell('matching.memory', cost.gigabytes, 'GB', gigabytes);
  if (plain)
    tell(
      'matching.hot.ratio',
      cost.seconds / plain.seconds,
      '× plain',
      { atMost: 2 },
      { hot, plainSeconds: plain.seconds },
    );
  const truth = readTruth(lists.truth, theirs);
  // Hot lists are made to test the time: those rows have lost what told them apart.
  const atLeast = (value: number): Goal => (hot ? {} : { atLeast: value });
  const candidates = Number(cost.summary['candidates']);
  tell('matching.candidatesPerRecord', candidates / ours, '', atLeast(15));
  await tellAccuracy('matching', out, truth, atLeast(0.98));
  tell('matching.candidateRecall', candidateRecall(lists, truth), '', atLeast(0.99));
  if (hot) return;
  const duckDb = await runDuckDb(lists.ours, lists.theirs, out);
  tell('duckdb.seconds', duckDb.seconds, 's', {}, { summary: duckDb.summary });
  tell('duckdb.cpuSeconds', duckDb.cpuSeconds, 's');
  tell('duckdb.memory', duckDb.gigabytes, 'GB');
  tell('duckdb.candidatesPerRecord', Number(duckDb.summary['candidates']) / ours, '', { atLeast: 15 });
  await tellAccuracy('duckdb', out, truth, {});
  tell('matching.ratio', cost.seconds / duckDb.seconds, '× DuckDB', { atMost: 2.5 });
}

async function tellAccuracy(name: string, out: string, truth: Truth, sure: Goal): Promise<void> {
  const found = await accuracyOf(out, truth);
  tell(`${name}.sure.precision`, found.surePrecision, '', sure, { pairs: found.sure });
  tell(`${name}.sure.recall`, found.sureRecall, '');
  tell(`${name}.likely.precision`, found.likelyPrecision, '', {}, { pairs: found.likely });
  tell(`${name}.recall`, found.recall, '', {}, { of: truth.pairs });
}

async function benchChanges(options: Options): Promise<void> {
  const { changedInMemory, changedOnPostgres, oneRecord, importing } = await incremental(listsOf(options));
  const { theirs } = options;
  const goal = (atMost: number): Goal => (theirs === 1_000_000 ? { atMost } : {});
  const { p50, p99 } = oneRecord;
  tell('matching.import.seconds', importing, 's', {}, { theirs });
  const { seconds: inMemory, ...more } = changedInMemory;
  tell('matching.changed10k.memory', inMemory, 's', goal(0.5), more);
  const { seconds: onPostgres, ...costs } = changedOnPostgres;
  tell('matching.changed10k.postgres', onPostgres, 's', goal(1.5), costs);
  tell('matching.oneRecord.p50', p50, 'ms', {}, { theirs });
  tell('matching.oneRecord.p99', p99, 'ms', goal(50), { theirs });
}

const options = readOptions();
const folder = await mkdtemp(join(tmpdir(), 'alongside-bench-'));
try {
  if (options.incremental) await benchChanges(options);
  else await bench(options, folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
