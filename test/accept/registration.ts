/** Everything that multi-partner deal registration promises: races, zones, speed, and what only tests and browsers can show. */
import { atMost, holds, once, type Check } from './check.ts';
import { npmRun, run, type Json } from './command.ts';
import { figure } from './figure.ts';
import { provedBy, testsIn } from './proof.ts';

const CRMS = ['salesforce', 'hubspot'] as const;
const HOUR = 3_600_000;

// They end with another code than 0 where something falls short; what it is stands in what they print.
const race = once(() =>
  run('npm', ['run', '--silent', 'race', '--', '--runs', '100'], { timeout: 2 * HOUR }),
);
const zones = once(() => run('npm', ['run', '--silent', 'zones']));
const bench = once(() => run('npm', ['run', '--silent', 'bench:registration'], { timeout: HOUR }));

const raced = async (): Promise<Json> => {
  const line = (await race()).json.find(({ name }) => name === 'race');
  if (!line) throw new Error('the race printed no line');
  return line;
};

const races: Check[] = [
  holds(
    'race.runs',
    '100 races of 200 claimants on SQLite and on two processes with PostgreSQL',
    async () => {
      const { runs } = await raced();
      return { value: Number(runs), ok: runs === 100 };
    },
  ),
  holds('race.winners', 'one for each race for an exclusive part', async () => {
    const { winners, exclusive } = await raced();
    return { value: `${String(winners)} of ${String(exclusive)}`, ok: winners === exclusive };
  }),
  atMost('race.lost', 0, 'claims', () => figure(race, 'race', 'lost')),
  atMost('race.doubled', 0, 'claims', () => figure(race, 'race', 'doubled')),
  holds('race.violations', 'none, and exit code 0', async () => {
    const { violations, told } = await raced();
    const { code } = await race();
    return {
      value: violations === 0 ? 0 : JSON.stringify(told).slice(0, 500),
      ok: code === 0 && violations === 0,
    };
  }),
];

const clocks: Check[] = [
  holds('zones', 'protection is never shorter than promised, in all zones across ten years', async () => {
    const { code, json } = await zones();
    const line = json.find(({ name }) => name === 'zones');
    return { value: Number(line?.['violations'] ?? -1), ok: code === 0 && line?.['violations'] === 0 };
  }),
];

const speed: Check[] = CRMS.flatMap((crm) => [
  atMost(`registration.${crm}.verdict.p99`, 100, 'ms', () =>
    figure(bench, `registration.${crm}.verdict.p99`),
  ),
  atMost(`registration.${crm}.draft.p99`, 100, 'ms', () => figure(bench, `registration.${crm}.draft.p99`)),
  atMost(`registration.${crm}.inbox.p99`, 50, 'ms', () => figure(bench, `registration.${crm}.inbox.p99`)),
]);

const rules = testsIn('test/domain/registration', 'test/domain/conflict');
const server = testsIn(
  'test/use/registrations',
  'test/cards',
  'test/http/partnerPage',
  'test/flows',
  'test/jobs/claims',
  'test/race',
  'test/salesforce-package.test.ts',
);
const browser = testsIn('test/browser/registration', 'test/browser/partnerPage');

const domain: Check[] = [
  provedBy(
    rules,
    'moves',
    'states, moves, who may make them',
    /the table of moves leads where/,
    /keeps to every rule/,
  ),
  provedBy(
    rules,
    'table',
    'kind × exclusivity × product × protection, every cell',
    /the table has every cell/,
  ),
  provedBy(rules, 'policy', 'the policy and its defaults', /a policy of nothing is the default/),
  provedBy(
    rules,
    'protection',
    'protection by tier and type, in days of the zone',
    /is never shorter than promised/,
    /longest of the claim/,
  ),
  provedBy(
    rules,
    'decision',
    'business days, holidays, one pause',
    /leaves out holidays/,
    /stands still once/,
  ),
  provedBy(rules, 'precedence', 'precedence by sequence, then key', /precedence is by sequence/),
  provedBy(
    rules,
    'told',
    'a rival is told the end of the protection and nothing else',
    /a rival is told the end/,
  ),
  provedBy(
    rules,
    'life',
    'expiry, conversion, mergers, tasks; twice changes nothing',
    /the life of a claim/,
    /nothing follows from what has followed/,
    /tasks ask the decider/,
  ),
];

const onEach = (words: string): RegExp[] => CRMS.map((crm) => new RegExp(words.replace('CRM', crm), 'i'));

const flows: Check[] = [
  provedBy(
    server,
    'model',
    'no illegal move, whatever the order, repetition or crash',
    ...onEach('claims by HTTP on CRM'),
  ),
  provedBy(
    server,
    'cards',
    'register, join and see on cards of deal and account',
    ...onEach('registering a deal on CRM'),
  ),
  provedBy(server, 'inbox', 'the approval inbox', ...onEach('page of registrations on CRM')),
  provedBy(server, 'policyPage', 'the policy is edited on a page', ...onEach('registration policy on CRM')),
  provedBy(
    server,
    'badInput',
    'bad input is refused by field and kept in the form',
    /what is wrong is refused at its field/,
    /was deleted meanwhile/,
    /on its way out is refused/,
  ),
  provedBy(
    server,
    'partnerPage',
    'the page for partners without an account',
    ...onEach('page for partners on CRM'),
  ),
  provedBy(
    server,
    'links',
    'links are made, copied and withdrawn on cards',
    ...onEach('links for contacts on CRM'),
  ),
  provedBy(server, 'privacy', 'a rep finds nothing of a rival in the CRM', ...onEach('a rival on CRM')),
  provedBy(
    server,
    'jobs',
    'clocks, tasks and rows typed into the CRM are kept by jobs, also after kill -9',
    /test\/jobs\/claims\.test/,
    /claimsKilled/,
    /typed into Salesforce/i,
  ),
  provedBy(server, 'refused', 'a refused claim gives up its place', /refuses gives up its place/),
  provedBy(server, 'newDeal', 'a deal is made for an approved claim', /is made once for an approved claim/),
  provedBy(
    server,
    'customer',
    'the customer is found by the matching engine',
    /is surely an account by name/,
  ),
];

const browsers: Check[] = [
  provedBy(
    browser,
    'browser.story',
    'four partners register, one clashes, another joins, the manager approves, a contact agrees',
    ...onEach('on CRM four partners register'),
  ),
  provedBy(
    browser,
    'browser.phone',
    'a partner’s contact works on a phone without JavaScript',
    /phone without JavaScript/,
  ),
];

const tidy: Check[] = [
  holds('check', 'types, lint and formatting are clean', async () => (await npmRun('check')).code === 0),
];

export const checks: readonly Check[] = [
  ...domain,
  ...flows,
  ...browsers,
  ...tidy,
  ...clocks,
  ...races,
  ...speed,
];
