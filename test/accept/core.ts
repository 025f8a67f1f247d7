/** Everything that account mapping end to end promises: newcomer, sandbox, demo, tests, store, calls, speed, plugin. */
import { atMost, holds, once, type Check } from './check.ts';
import { must, npmRun, run, whileRunning, type Json } from './command.ts';
import { figure } from './figure.ts';
import { emptyFolder } from './leftovers.ts';
import { clone, inClone, packedPlugin } from './newcomer.ts';
import { proved, tests } from './proof.ts';

const CRMS = ['salesforce', 'hubspot'] as const;
const ACCOUNTS = 100_000;
const BAD_USAGE = 2;

const demo = {
  clean: once(() => inClone('npm', 'run', '--silent', 'demo', '--', '--exit')),
  'lived-in': once(() => npmRun('demo', '--exit', '--world', 'lived-in')),
};
const benchStore = once(() => npmRun('bench:store'));
const benchCalls = once(() => npmRun('bench:calls'));
const benchMap = {
  salesforce: once(() => npmRun('bench:map', '--accounts', `${ACCOUNTS}`, '--crm', 'salesforce')),
  hubspot: once(() => npmRun('bench:map', '--accounts', `${ACCOUNTS}`, '--crm', 'hubspot')),
};

const newcomer: Check[] = [
  atMost('install.seconds', 100, 's', async () => (await clone()).installSeconds),
  atMost('install.size', 1.1, 'GB', async () => (await clone()).gigabytes),
  holds('check', 'types, lint and formatting are clean', async () => (await npmRun('check')).code === 0),
];

const demos: Check[] = (['clean', 'lived-in'] as const).flatMap((world) => {
  const summary = async (): Promise<Json> => (await demo[world]()).json.at(-1) ?? {};
  return [
    holds(`demo.${world}.ok`, 'ends with {"ok":true,…}', async () => (await summary())['ok'] === true),
    atMost(`demo.${world}.seconds`, 60, 's', async () => (await demo[world]()).seconds),
    holds(`demo.${world}.summary`, 'says accounts, rows, sure, likely, written and calls', async () => {
      const value = Object.keys(await summary()).join(' ');
      return {
        value,
        ok: ['account', 'row', 'sure', 'likely', 'written', 'calls', 'seconds'].every((word) =>
          value.toLowerCase().includes(word),
        ),
      };
    }),
  ];
});

const sandboxArgs = ['run', '--silent', 'sandbox', '--', '--edition', 'free', '--world', 'clean', '--empty'];
const sandbox: Check[] = [
  holds('sandbox.first', 'first JSON line has both base URLs, tokens, client id and secret', () =>
    whileRunning('npm', sandboxArgs, async (first) => {
      const text = JSON.stringify(first);
      const named = ['salesforce', 'hubspot', 'token', 'clientId', 'clientSecret', 'http://127.0.0.1:'];
      const missing = named.filter((word) => !text.toLowerCase().includes(word.toLowerCase()));
      return {
        value: missing.length === 0 ? 'all named' : `lacks ${missing.join(', ')}`,
        ok: missing.length === 0,
      };
    }),
  ),
  holds('sandbox.sf', 'the official sf CLI logs in, queries, deploys and runs the plugin', async () => {
    const { json } = await run('npm', ['run', '--silent', 'judge:sf']);
    const failed = json.filter(({ ok }) => ok !== true).map(({ name }) => String(name));
    return {
      value: failed.length > 0 ? `failed: ${failed.join(', ')}` : `${json.length} steps`,
      ok: json.length > 0 && failed.length === 0,
    };
  }),
];

const suite: Check[] = [
  holds('test', 'npm test ends with N passed, 0 failed', async () => {
    const { code, lastLine } = await tests();
    return { value: lastLine, ok: code === 0 && /^\d+ passed, 0 failed(, \d+ skipped)?$/.test(lastLine) };
  }),
  proved('architecture', 'the design is kept', /architecture\.test/),
  proved('contract.salesforce', 'the CRM contract holds', /contract.*\bsalesforce/i),
  proved('contract.namespace', 'the CRM contract holds in a namespace', /contract.*namespace/i),
  proved(
    'contract.hubspot',
    'the CRM contract holds',
    /contract.*hubspot.*free/i,
    /contract.*hubspot.*enterprise/i,
  ),
  proved('store.contract', 'one contract on both stores', /store.*sqlite/i, /store.*postgres/i),
  proved('store.tenants', 'tenant A cannot read B', /tenant/i),
  proved('store.kill', 'kill -9 leaves all or nothing', /kill/i),
  proved('backup', 'backup and restore across the two stores', /backup|restore/i),
  proved('schema.fresh', 'the printed SFDX source is fresh', /salesforce-package|sfdx/i),
  proved('changes', 'merges, deletes and undeletes are followed', /merge/i, /undelete/i),
  proved('readiness', 'readiness shows counts before anything is written', /readiness/i),
  proved('doctor', 'doctor tests every link', /doctor/i),
  proved('cli.surface', 'the surface of the commands is as recorded', /cli.*(surface|snapshot)/i),
];

const speed: Check[] = [
  atMost('store.commit.p99', 5, 'ms', () => figure(benchStore, 'store.commit.p99')),
  atMost('store.loop.max', 20, 'ms', () => figure(benchStore, 'store.loop.max')),
  ...CRMS.flatMap((crm) => [
    atMost(`calls.${crm}.map`, 1.1, '× floor', () => figure(benchCalls, `calls.${crm}.map`, 'ratio')),
    atMost(`calls.${crm}.changed10k`, 1.1, '× floor', () =>
      figure(benchCalls, `calls.${crm}.changed10k`, 'ratio'),
    ),
    atMost(`calls.${crm}.unchanged`, 1, '× floor', () =>
      figure(benchCalls, `calls.${crm}.unchanged`, 'ratio'),
    ),
    atMost(`writes.${crm}.unchanged`, 0, 'writes', () => figure(benchCalls, `writes.${crm}.unchanged`)),
    atMost(`map.cpuSeconds.${crm}`, 25, 's', () => figure(benchMap[crm], 'map.cpuSeconds')),
  ]),
  atMost('map.seconds.salesforce', 60, 's', () => figure(benchMap.salesforce, 'map.seconds')),
  atMost('map.seconds.hubspot', 1.15, '× calls / documented rate', async () => {
    const seconds = await figure(benchMap.hubspot, 'map.seconds');
    return seconds / (await figure(benchMap.hubspot, 'map.callsPerRate'));
  }),
];

const commands: Check[] = [
  holds('start.unset', 'a missing setting names itself and ends with 2', async () => {
    const folder = emptyFolder();
    const env = {
      ...process.env,
      ALONGSIDE_FOLDER: folder,
      ALONGSIDE_MASTER_KEY: '',
      ALONGSIDE_MASTER_KEY_FILE: '',
    };
    const { code, stderr } = await run('npm', ['start', '--silent'], { env, timeout: 30_000 });
    const named = /ALONGSIDE_[A-Z_]+|DATABASE_URL|HUBSPOT_[A-Z_]+/.exec(stderr)?.[0] ?? null;
    return { value: named, ok: code === BAD_USAGE && named !== null };
  }),
  holds('cli.commands', 'sf partner has every command', async () => {
    const { stdout } = await must('npm', ['run', '--silent', 'partner', '--', 'partner', '--help']);
    const wanted = [
      'connect',
      'doctor',
      'provision',
      'import',
      'map',
      'run',
      'status',
      'export',
      'backup',
      'restore',
    ];
    const missing = wanted.filter((name) => !new RegExp(`\\bpartner ${name}\\b`).test(stdout));
    return {
      value: missing.length === 0 ? wanted.length : `lacks ${missing.join(', ')}`,
      ok: missing.length === 0,
    };
  }),
  holds('cli.usage', 'an unknown option ends with 2', async () => {
    const { code } = await run('npm', [
      'run',
      '--silent',
      'partner',
      '--',
      'partner',
      'status',
      '--no-such-option',
    ]);
    return { value: code, ok: code === BAD_USAGE };
  }),
  holds('plugin.packed', 'the tarball installs and runs', async () => {
    const { code, stdout } = await packedPlugin('partner', '--help');
    return code === 0 && stdout.includes('partner');
  }),
];

export const checks: readonly Check[] = [...newcomer, ...demos, ...sandbox, ...suite, ...speed, ...commands];
