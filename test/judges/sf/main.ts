/** `npm run judge:sf`: the official sf CLI works with our imitation org, deploys our package and runs our plugin; one JSON line a step. */
import { readFileSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSandbox } from '../../../server/sandbox/sandbox.ts';
import { must, newcomer, PROJECT, run, type Finished, type Json } from '../../accept/command.ts';
import { emptyFolder } from '../../accept/leftovers.ts';

const HERE = import.meta.dirname;
const CLI = join(HERE, 'node_modules', '@salesforce', 'cli');
/** One command of the CLI; the first one after the installation compiles for long. */
const PATIENCE = 120_000;
const OVERLAP = 'Account_Overlap__c';

process.exitCode = await judge();

async function judge(): Promise<number> {
  await installCli();
  const sandbox = await createSandbox();
  const home = emptyFolder();
  const { salesforce } = sandbox;
  const [customer = '', partner = ''] = ['Judged Customer', 'Judging Partner'].map((Name) =>
    salesforce.org.insert('Account', { Name }),
  );
  const rows = join(home, 'overlaps.csv');
  await writeFile(
    rows,
    `Alongside_Key__c,Account__c,Partner__c,Row__c\nov-judge,${customer},${partner},row\n`,
  );
  const exported = join(home, 'accounts.csv');
  const project = join(home, 'salesforce-package');
  await cp(join(PROJECT, 'salesforce-package'), project, { recursive: true });
  const sf = sfIn(home, project, salesforce.adminToken);
  const overlaps = () => salesforce.org.rows(OVERLAP).length;
  const steps: [string, string[], (answer: Json) => boolean | Promise<boolean>][] = [
    [
      'login',
      ['org', 'login', 'access-token', '--instance-url', salesforce.url, '--no-prompt', '--set-default'],
      (answer) => resultOf(answer)['orgId'] === salesforce.orgId,
    ],
    ['display', ['org', 'display'], (answer) => resultOf(answer)['connectedStatus'] === 'Connected'],
    ['limits', ['org', 'list', 'limits'], (answer) => Array.isArray(answer['result'])],
    [
      'query',
      ['data', 'query', '--query', 'SELECT Id, Name, Owner.Name FROM Account ORDER BY Name'],
      (answer) => resultOf(answer)['totalSize'] === 2,
    ],
    [
      'create',
      ['data', 'create', 'record', '--sobject', 'Account', '--values', "Name='Made by sf'"],
      () => salesforce.org.rows('Account').length === 3,
    ],
    [
      'update',
      [
        'data',
        'update',
        'record',
        '-s',
        'Account',
        '-i',
        customer,
        '--values',
        "Website='https://judged.example'",
      ],
      () => salesforce.org.row('Account', customer)?.['Website'] === 'https://judged.example',
    ],
    [
      'export.bulk',
      [
        'data',
        'export',
        'bulk',
        '-q',
        'SELECT Id, Name FROM Account',
        '--output-file',
        exported,
        '--wait',
        '2',
      ],
      async () => (await readFile(exported, 'utf8')).includes('Made by sf'),
    ],
    [
      'deploy',
      ['project', 'deploy', 'start', '--source-dir', 'force-app'],
      (answer) => resultOf(answer)['status'] === 'Succeeded',
    ],
    ['permission set', ['org', 'assign', 'permset', '-n', 'Alongside_Admin'], () => true],
    [
      'describe',
      ['sobject', 'describe', '--sobject', OVERLAP],
      (answer) => resultOf(answer)['name'] === OVERLAP,
    ],
    ['upsert.bulk', upsert(rows), () => overlaps() === 1],
    ['upsert.bulk again', upsert(rows), () => overlaps() === 1],
    // Last, since from then on each command also loads the plugin.
    ['plugin.link', ['plugins', 'link', PROJECT, '--no-install'], () => true],
    ['plugin.status', ['partner', 'status'], (answer) => Array.isArray(resultOf(answer)['connections'])],
  ];
  let failed = 0;
  try {
    for (const [name, args, holds] of steps) {
      const finished = await sf(args);
      const answer = answerOf(finished);
      const ok = finished.code === 0 && (await holds(answer));
      if (!ok) failed += 1;
      const reason = answer['message'] ?? finished.stderr.trim().split('\n').at(-1) ?? '';
      console.log(JSON.stringify({ name: `sf.${name}`, ok, ...(!ok && { reason }) }));
    }
  } finally {
    await sandbox.close();
  }
  return failed === 0 ? 0 : 1;
}

function upsert(file: string): string[] {
  return ['data', 'upsert', 'bulk', '-s', OVERLAP, '-f', file, '-i', 'Alongside_Key__c', '--wait', '2'];
}

/** The CLI is large, so it is installed when it is first asked for, and again when the lock file names another one. */
async function installCli(): Promise<void> {
  const wanted = dependencyOf(join(HERE, 'package.json'));
  if (wanted !== versionOf(join(CLI, 'package.json')))
    await must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: HERE });
}

function dependencyOf(file: string): string | undefined {
  const { dependencies } = JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Record<string, string> };
  return dependencies['@salesforce/cli'];
}

function versionOf(file: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The CLI as somebody uses it who has never logged in anywhere, in a copy of our package since it leaves notes there. */
function sfIn(home: string, project: string, token: string): (args: readonly string[]) => Promise<Finished> {
  const env = {
    ...newcomer(),
    HOME: home,
    SF_ACCESS_TOKEN: token,
    SF_DISABLE_TELEMETRY: 'true',
    SF_AUTOUPDATE_DISABLE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    SF_HIDE_RELEASE_NOTES: 'true',
    ALONGSIDE_FOLDER: join(home, 'alongside'),
    ALONGSIDE_MASTER_KEY: Buffer.alloc(32).toString('base64'),
  };
  const program = join(CLI, 'bin', 'run.js');
  const json = (args: readonly string[]) => (args[0] === 'plugins' ? [] : ['--json']);
  return (args) =>
    run(process.execPath, [program, ...args, ...json(args)], {
      cwd: project,
      env,
      timeout: PATIENCE,
    });
}

/** What `--json` printed; some commands print no JSON at all. */
function answerOf({ stdout }: Finished): Json {
  const from = stdout.indexOf('{');
  return from < 0 ? {} : (JSON.parse(stdout.slice(from)) as Json);
}

function resultOf(answer: Json): Json {
  return (answer['result'] ?? {}) as Json;
}
