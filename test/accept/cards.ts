/** Everything that the cards inside the CRM records promise: stories, renderers, doors, speed, and what the vendors' own tools say. */
import { atMost, holds, once, type Check } from './check.ts';
import { npmRun, run, type Finished } from './command.ts';
import { figure } from './figure.ts';
import { provedBy, testsIn } from './proof.ts';

const CRMS = ['salesforce', 'hubspot'] as const;
const P99 = { sqlite: 10, postgres: 20 } as const;
const STORES = ['sqlite', 'postgres'] as const;

const benches = new Map<string, () => Promise<Finished>>(
  STORES.flatMap((store) =>
    CRMS.map((crm) => {
      const measure = once(() => npmRun('bench:cards', '--store', store, '--crm', crm));
      return [`${store}.${crm}`, measure] as const;
    }),
  ),
);
// It ends with another code than 0 where a figure falls short; the figures are there all the same.
const benchWorkbench = once(() => run('npm', ['run', '--silent', 'bench:workbench']));

const speed: Check[] = STORES.flatMap((store) =>
  CRMS.flatMap((crm) => {
    const place = `${store}.${crm}`;
    const bench = benches.get(place);
    if (!bench) throw new RangeError(`no bench of ${place}`);
    const of = (name: string) => () => figure(bench, `cards.${place}.${name}`);
    return [
      atMost(`cards.${place}.p99`, P99[store], 'ms', of('p99')),
      atMost(`cards.${place}.loopBlocked`, 20, 'ms', of('loopBlocked')),
      atMost(`cards.${place}.response`, 50_000, 'bytes', of('response')),
      atMost(`cards.${place}.crmCalls`, 0, 'calls', of('crmCalls')),
      holds(`cards.${place}.answered`, 'every request is answered with a view', async () => {
        const line = (await bench()).json.find(({ name }) => name === `cards.${place}.answered`);
        return { value: Number(line?.['value'] ?? 0), ok: line?.['ok'] === true };
      }),
    ];
  }),
);

const workbench: Check[] = [
  atMost('workbench.firstBuild', 60, 's', () => figure(benchWorkbench, 'workbench.firstBuild')),
  atMost('workbench.cachedStart', 3, 's', () => figure(benchWorkbench, 'workbench.cachedStart')),
  ...CRMS.map((crm) =>
    atMost(`workbench.${crm}.pageInteractive`, 2, 's', () =>
      figure(benchWorkbench, `workbench.${crm}.pageInteractive`),
    ),
  ),
  atMost('workbench.salesforce.rowsWithoutServer', 4, 's', () =>
    figure(benchWorkbench, 'workbench.salesforce.rowsWithoutServer'),
  ),
];

/** Each prints a JSON line a step, and ends with another code than 0 where one fell short. */
const judges: Check[] = (['package', 'apex', 'hubspot'] as const).map((name) =>
  holds(`judge.${name}`, "the vendors' own tools find nothing", async () => {
    const { code, json } = await run('npm', ['run', '--silent', `judge:${name}`]);
    const failed = json.filter(({ ok }) => ok !== true).map((line) => String(line['name']));
    return {
      value: failed.length > 0 ? `failed: ${failed.join(', ')}` : `${json.length} steps`,
      ok: code === 0 && json.length > 0 && failed.length === 0,
    };
  }),
);

const browser = testsIn('test/browser');
const cards = testsIn('test/cards', 'test/http', 'test/views', 'test/contract', 'test/sandbox');

const stories: Check[] = [
  provedBy(
    browser,
    'story.add',
    '(a) a suggested partner is added and the gap closes',
    /adds a (suggested )?partner/,
  ),
  provedBy(
    browser,
    'story.reject',
    '(b) a rejected overlap stays gone',
    /rejects a wrong overlap|wrong overlap that was rejected/,
  ),
  provedBy(browser, 'story.threshold', '(c) a threshold is tried, saved, and the queue follows', /threshold/),
  provedBy(
    browser,
    'story.away',
    '(d) without its server each card says so',
    /without (its|the) server/,
    /the server is away/,
  ),
  provedBy(browser, 'story.twice', '(e) a double click makes one row', /two clicks|double click/),
  provedBy(
    browser,
    'story.fresh',
    'a change on the page reaches the card, and an act the page',
    /somebody changed|edit of the record/,
    /stands in the record|drawn anew/,
  ),
  provedBy(browser, 'look', 'nothing overflows at sidebar width', /fits into the sidebar/),
];

const proofs: Check[] = [
  provedBy(
    cards,
    'views',
    'one set of fixtures, typed and worded, through both renderers',
    /^test\/views/,
    /cards\/hubspot\/fixtures/,
    /cards\/salesforce\/views/,
  ),
  provedBy(
    cards,
    'team',
    'the team of a deal is edited from either CRM',
    /team of a deal on salesforce/,
    /team of a deal on hubspot/,
  ),
  provedBy(
    cards,
    'asks',
    'help is asked for by one task that tells no more than may leave',
    /help asked for on salesforce/,
    /help asked for on hubspot/,
  ),
  provedBy(
    cards,
    'settings',
    'super admins name the channel managers',
    /settings page on hubspot/,
    /program page on salesforce/,
  ),
  provedBy(
    cards,
    'preview',
    'a look at other thresholds holds no card up',
    /preview\.test.*process of its own/,
    /preview\.test.*before the figures/,
  ),
  provedBy(
    cards,
    'freshness',
    'polls, stamps and ages',
    /stay fresh on salesforce/,
    /stay fresh on hubspot/,
    /an age is shown/,
  ),
  provedBy(
    cards,
    'matrix',
    'role × act × record on both CRMs: everything foreign is denied',
    /what is not theirs on salesforce/,
    /what is not theirs on hubspot/,
  ),
  provedBy(
    cards,
    'badInput',
    'bad signatures, sizes and fields are refused with the right status',
    /doors for cards of salesforce/,
    /doors for cards of hubspot/,
  ),
  provedBy(cards, 'trouble', 'slow, failing and dying CRMs', /trouble on salesforce/, /trouble on hubspot/),
];

const tidy: Check[] = [
  holds('check', 'types, lint and formatting are clean', async () => (await npmRun('check')).code === 0),
];

export const checks: readonly Check[] = [...stories, ...proofs, ...tidy, ...judges, ...workbench, ...speed];
