/** `npm run bench:cards -- [--store sqlite,postgres] [--crm salesforce,hubspot] [--matching 1000000]`: cards under load while a matching runs. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { CrmName } from '../../server/demo/customer.ts';
import type { Order, Taken } from './cards/load.ts';
import type { Served, Watched } from './cards/server.ts';
import { print } from './rig.ts';

const USAGE =
  'Usage: npm run bench:cards -- [--store sqlite,postgres] [--crm salesforce,hubspot] [--deals 20000] [--rate 200] [--seconds 20] [--matching 1000000]';
type StoreName = 'sqlite' | 'postgres';
/** Milliseconds at the 99th percentile. */
const P99: Readonly<Record<StoreName, number>> = { sqlite: 10, postgres: 20 };
const BLOCKED = 20;
const LARGEST = 50_000;
/** HubSpot is asked once in five minutes whether a user may open a record, at 19 calls a second: so many are looked at there. */
const LOOKED_AT: Readonly<Record<CrmName, number>> = { salesforce: Infinity, hubspot: 200 };
const WARM_RATE: Readonly<Record<CrmName, number>> = { salesforce: 100, hubspot: 15 };
/** Longer than the clocks may differ: until then a fresh server takes no token at its own word. */
const WARM_UP = 3_500;

function readOptions() {
  const { values } = parseArgs({
    options: {
      store: { type: 'string', default: 'sqlite,postgres' },
      crm: { type: 'string', default: 'salesforce,hubspot' },
      deals: { type: 'string', default: '20000' },
      rate: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '20' },
      /** Rows on each side of the matching that runs meanwhile; 0: none. */
      matching: { type: 'string', default: '1000000' },
    },
  });
  const whole = (name: 'deals' | 'rate' | 'seconds' | 'matching'): number => {
    if (!/^\d{1,7}$/.test(values[name]))
      throw new TypeError(`--${name} ${values[name]}: no number. ${USAGE}`);
    return Number(values[name]);
  };
  const list = <T extends string>(name: 'store' | 'crm', known: readonly T[]): T[] =>
    values[name].split(',').map((given) => {
      const found = known.find((one) => one === given);
      if (!found) throw new TypeError(`--${name} ${given}: there is ${known.join(' and ')}. ${USAGE}`);
      return found;
    });
  return {
    stores: list<StoreName>('store', ['sqlite', 'postgres']),
    crms: list<CrmName>('crm', ['salesforce', 'hubspot']),
    deals: whole('deals'),
    rate: whole('rate'),
    seconds: whole('seconds'),
    matching: whole('matching'),
  };
}

type Options = ReturnType<typeof readOptions>;

async function withDatabase<T>(store: StoreName, work: (url: string) => Promise<T>): Promise<T> {
  if (store === 'sqlite') return work('');
  const { startPostgres } = await import('../store/postgres.ts');
  const postgres = await startPostgres();
  try {
    return await work(await postgres.database());
  } finally {
    await postgres.stop();
  }
}

async function bench(store: StoreName, crm: CrmName, options: Options): Promise<void> {
  await withDatabase(store, async (url) => {
    const { deals, rate, seconds, matching } = options;
    const server = started('server', [crm, url, String(deals)]);
    const children = [server];
    try {
      const served = await heard<Served>(server);
      const load = started('load', []);
      children.push(load);
      const looked = served.deals.slice(0, LOOKED_AT[crm]);
      const send = (count: number, pace: number) =>
        asked<Taken>(load, { served, rate: pace, deals: picked(looked, count) } satisfies Order);
      await send(crm === 'hubspot' ? looked.length : WARM_UP, WARM_RATE[crm]);
      if (matching > 0) {
        const background = started('matching', [String(matching)]);
        children.push(background);
        await heard(background);
      }
      server.send('watch');
      const taken = await send(rate * seconds, rate);
      const watched = await asked<Watched>(server, 'told');
      report(`${store}.${crm}`, P99[store], taken, watched, { ...options, looked: looked.length });
    } finally {
      for (const child of children) await ended(child);
    }
  });
}

function report(
  place: string,
  p99: number,
  { took, answers, largest, late }: Taken,
  { calls, blocked, cpuSeconds }: Watched,
  { deals, rate, seconds, matching, looked }: Options & { looked: number },
): void {
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? NaN;
  const rounded = (value: number) => Math.round(value * 100) / 100;
  const tell = (name: string, goal: string, value: number, ok: boolean, more: object = {}) =>
    print({ name: `cards.${place}.${name}`, goal, value: rounded(value), ok, ...more });
  const run = {
    p50: rounded(at(0.5)),
    max: rounded(at(1)),
    late: rounded(late),
    cpuSeconds: rounded(cpuSeconds),
  };
  tell('p99', `<= ${p99} ms`, at(0.99), at(0.99) <= p99, {
    ...run,
    deals,
    looked,
    rate,
    seconds,
    matching,
    cores: cpus().length,
  });
  tell('loopBlocked', `<= ${BLOCKED} ms`, blocked, blocked <= BLOCKED);
  tell('response', `<= ${LARGEST} bytes`, largest, largest <= LARGEST);
  tell('crmCalls', '= 0', calls, calls === 0);
  const wanted = rate * seconds;
  tell('answered', `= ${wanted}`, answers['200 true'] ?? 0, answers['200 true'] === wanted, { answers });
}

/** So many of them in an order that repeats with each run, no two neighbours alike. */
function picked(ids: readonly string[], count: number): string[] {
  const step = 7_919;
  return Array.from({ length: count }, (_, n) => ids[(n * step) % ids.length] ?? '');
}

function started(name: 'server' | 'load' | 'matching', args: readonly string[]): ChildProcess {
  const child = fork(new URL(`./cards/${name}.ts`, import.meta.url), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('error', (error) => process.stderr.write(`${name}: ${error.message}\n`));
  return child;
}

async function heard<T>(child: ChildProcess): Promise<T> {
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`a process of the bench ended with ${String(code)}`);
  });
  gone.catch(() => undefined);
  const [message] = (await Promise.race([once(child, 'message'), gone])) as [T];
  return message;
}

async function asked<T>(child: ChildProcess, order: Order | string): Promise<T> {
  const answer = heard<T>(child);
  child.send(order);
  return answer;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.disconnect();
  await exit;
}

const options = readOptions();
for (const store of options.stores) for (const crm of options.crms) await bench(store, crm, options);
