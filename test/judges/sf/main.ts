/** `npm run judge:sf`: the official sf CLI works with our imitation org, deploys our package and runs our plugin; one JSON line a step. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSandbox } from '../../../server/sandbox/sandbox.ts';
import { newcomer, PROJECT, run, type Finished, type Json } from '../../accept/command.ts';
import { emptyFolder } from '../../accept/leftovers.ts';
import { install, judgeAll, type Step } from '../verdict.ts';

const HERE = import.meta.dirname;
const CLI = join(HERE, 'node_modules', '@salesforce', 'cli');
/** One command of the CLI; the first one after the installation compiles for long. */
const PATIENCE = 120_000;
const OVERLAP = 'Account_Overlap__c';

process.exitCode = await judge();

async function judge(): Promise<number> {
  await install(HERE);
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
  const faulty = join(home, 'faulty');
  await cp(join(project, 'force-app'), faulty, { recursive: true });
  const list = join(faulty, 'main/default/objects', OVERLAP, 'listViews/All.listView-meta.xml');
  await writeFile(list, (await readFile(list, 'utf8')).replace('Partner__c', 'No_Such__c'));
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
      'deploy finds a fault',
      ['project', 'deploy', 'start', '--source-dir', faulty],
      (answer) => refusals(answer).some((refusal) => refusal.includes('Could not resolve list view column')),
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
  const asked = steps.map(([name, args, holds]): Step => [
    name,
    async () => {
      const finished = await sf(args);
      const answer = answerOf(finished);
      const ok = (await holds(answer)) && (finished.code === 0 || refusals(answer).length > 0);
      return { goal: true, value: ok || reasonOf(finished, answer), ok };
    },
  ]);
  try {
    return await judgeAll('sf', asked);
  } finally {
    await sandbox.close();
  }
}

function upsert(file: string): string[] {
  return ['data', 'upsert', 'bulk', '-s', OVERLAP, '-f', file, '-i', 'Alongside_Key__c', '--wait', '2'];
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

/** What a deployment refused, a line a component. */
function refusals(answer: Json): string[] {
  const { componentFailures = [] } = (resultOf(answer)['details'] ?? {}) as Json;
  return [componentFailures].flat().map((failure) => String((failure as Json)['problem']));
}

function reasonOf(finished: Finished, answer: Json): unknown {
  const refused = refusals(answer);
  if (refused.length > 0) return refused;
  return answer['message'] ?? finished.stderr.trim().split('\n').at(-1) ?? '';
}

function resultOf(answer: Json): Json {
  return (answer['result'] ?? {}) as Json;
}
