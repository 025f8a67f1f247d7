/** `npm run bench:registration -- [--crm salesforce,hubspot] [--live 10000] [--accounts 100000]`: verdicts and the inbox of a large program on PostgreSQL. */
import { type ChildProcess, fork } from 'node:child_process';
import { createPrivateKey, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { CrmName } from '../../server/demo/customer.ts';
import { cardAnswer } from '../../shared/contract/answer.ts';
import type { CardRequest } from '../../shared/contract/request.ts';
import { type Seal, signed, type Signed } from '../race/signing.ts';
import { startPostgres } from '../store/postgres.ts';
import type { Served } from './registration/server.ts';
import { print } from './rig.ts';

const USAGE =
  'Usage: npm run bench:registration -- [--crm salesforce,hubspot] [--live 10000] [--accounts 100000] [--rate 20] [--seconds 20]';
/** Milliseconds at the 99th percentile. */
const VERDICT = 100;
const INBOX = 50;
const WARM = 60;

const { values } = parseArgs({
  options: {
    crm: { type: 'string', default: 'salesforce,hubspot' },
    live: { type: 'string', default: '10000' },
    accounts: { type: 'string', default: '100000' },
    /** Requests in a second. */
    rate: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '20' },
  },
});
const whole = (name: 'live' | 'accounts' | 'rate' | 'seconds'): number => {
  if (!/^[1-9]\d{0,6}$/.test(values[name]))
    throw new TypeError(`--${name} ${values[name]}: no number. ${USAGE}`);
  return Number(values[name]);
};
const options = {
  live: whole('live'),
  accounts: whole('accounts'),
  rate: whole('rate'),
  seconds: whole('seconds'),
};

const postgres = await startPostgres();
try {
  for (const crm of values.crm.split(',')) {
    if (crm !== 'salesforce' && crm !== 'hubspot')
      throw new TypeError(`--crm ${crm}: there is salesforce and hubspot. ${USAGE}`);
    await bench(crm, await postgres.database());
  }
} finally {
  await postgres.stop();
}

async function bench(crm: CrmName, url: string): Promise<void> {
  const { live, accounts, rate, seconds } = options;
  const args = [crm, url, String(accounts), String(live)];
  const child = fork(new URL('./registration/server.ts', import.meta.url), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const served = await heard(child);
    const asked = askedOf(served);
    const count = rate * seconds;
    for (const [name, goal, ask] of [
      ['inbox', INBOX, asked.inbox],
      ['draft', VERDICT, asked.draft],
      ['verdict', VERDICT, asked.verdict],
    ] as const) {
      await paced(served.url, WARM, rate, ask);
      const took = await paced(served.url, count, rate, ask);
      report(`registration.${crm}.${name}`, goal, took);
    }
  } finally {
    if (child.exitCode === null) {
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    }
  }
}

/**
 * `inbox`: the page as a channel manager sees it. `draft`: the page of a rep whose draft is judged anew. `verdict`: a
 * customer is typed, found among all accounts, judged, kept and shown.
 */
function askedOf(served: Served): Record<'inbox' | 'draft' | 'verdict', (n: number) => Signed> {
  const { crm, manager, reps, typed, publicUrl, org, portal, secret } = served;
  const seal: Seal = { publicUrl, org, portal, secret, key: createPrivateKey(served.key) };
  const common = { v: 1, card: 'registrations', record: null, stamp: null, locale: 'en' } as const;
  const by = (user: string, role: 'rep' | 'channelManager', request: CardRequest) =>
    signed(seal, crm, { salesforce: user, hubspot: user }, role, request);
  const rep = (n: number) => reps[n % reps.length] ?? '';
  return {
    inbox: () => by(manager, 'channelManager', { ...common, ask: 'view' }),
    draft: (n) => by(rep(n), 'rep', { ...common, ask: 'view' }),
    verdict: (n) => {
      const { name, website, country } = typed[(n * 37) % typed.length] ?? { name: '' };
      const text = (of: string | null | undefined) => (of ? ({ kind: 'text', text: of } as const) : null);
      return by(rep(n), 'rep', {
        ...common,
        ask: 'act',
        action: 'registerDeal',
        targets: [],
        operationKey: randomUUID(),
        values: {
          customerName: text(name),
          customerWebsite: text(website),
          customerCountry: text(country),
          products: text('Edge'),
        },
      });
    },
  };
}

/** Sends so many at fixed times. @returns milliseconds from when each was due until its answer, in rising order */
async function paced(
  url: string,
  count: number,
  rate: number,
  ask: (n: number) => Signed,
): Promise<number[]> {
  // A connection that was idle between two measurements may be closed just when it is used.
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const start = performance.now() + 50;
  const sent: Promise<number>[] = [];
  for (let n = 0; n < count; n += 1) {
    const due = start + (n * 1_000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await pause(wait);
    sent.push(send(url, agent, ask(n), due));
  }
  const took = await Promise.all(sent);
  agent.destroy();
  return took.sort((a, b) => a - b);
}

function send(url: string, agent: Agent, { path, headers, body }: Signed, due: number): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((done, fail) => {
    const sending = request({ hostname, port, path, method: 'POST', headers, agent }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => {
        const took = performance.now() - due;
        const isGood = answer.statusCode === 200 && cardAnswer.parse(JSON.parse(text)).ok;
        if (isGood) done(took);
        else fail(new Error(`${path.split('?')[0]}: ${answer.statusCode} ${text.slice(0, 300)}`));
      });
      answer.on('error', fail);
    });
    sending.on('error', fail);
    sending.end(body);
  });
}

function report(name: string, goal: number, took: readonly number[]): void {
  const at = (share: number) => Math.round((took[Math.floor((took.length - 1) * share)] ?? NaN) * 100) / 100;
  const run = { p50: at(0.5), max: at(1), ...options, cores: cpus().length };
  print({ name: `${name}.p99`, goal: `<= ${goal} ms`, value: at(0.99), ok: at(0.99) <= goal, ...run });
}

async function heard(child: ChildProcess): Promise<Served> {
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`the server of the bench ended with ${String(code)}`);
  });
  gone.catch(() => undefined);
  const [message] = (await Promise.race([once(child, 'message'), gone])) as [Served];
  return message;
}
