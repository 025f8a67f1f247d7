/** The doors for cards: what is badly signed, stale, replayed, doubled, oversized or foreign gets the right status and changes nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificate } from '../../server/sandbox/salesforce/certificate.ts';
import { CardBench, type Who } from '../cards/desk.ts';
import { LINES } from '../use/company.ts';
import { CRMS } from '../use/story.ts';

const ADD = { name: 'addPart', targets: [] };

describe.each(CRMS)('the doors for cards of %s', (crm) => {
  let bench: CardBench;
  beforeAll(async () => {
    bench = await CardBench.begin(crm);
    await bench.story.import('acme', [LINES.marine]);
    await bench.story.map();
    restrict(bench);
  });
  afterAll(() => bench?.close());

  const adding = () =>
    bench.act(ADD, {
      partner: { kind: 'record', object: 'account', id: bench.story.id('acme') },
      roles: { kind: 'multiSelect', options: ['coSell'] },
    });

  /** What is refused is refused before anything happens, and no secret stands in the log. */
  async function refuses(status: number, attempt: () => ReturnType<CardBench['ask']>): Promise<void> {
    const before = stateOf(bench);
    const [reads, lines] = [bench.story.sandbox.world.calls.count(crm), bench.log.length];
    const answer = await attempt();
    expect(answer.status).toBe(status);
    expect(stateOf(bench)).toBe(before);
    if (status === 401) expect(bench.story.sandbox.world.calls.count(crm)).toBe(reads);
    const said = bench.log.slice(lines).join('\n');
    if (status !== 413) expect(said).toContain(`"status":${status}`);
    expect(said).not.toMatch(/eyJ|[A-Za-z0-9+/]{40}|customer\.example/);
  }

  test.each([
    ['a request with unknown fields', { body: '{"v":1,"ask":"view","tenant":"other"}' }, 400],
    ['what is no JSON', { body: '{"v":' }, 400],
    ['an empty body', { body: '' }, 400],
    ['more than a card ever sends', { body: ' '.repeat(300_000) }, 413],
    ['a clock that is ten minutes slow', { skew: -600_000 }, 401],
    ['a clock that is ten minutes fast', { skew: 600_000 }, 401],
  ])('%s is refused', async (_name, sent, status) => {
    await refuses(status, () => bench.deal('rep', 'marineOpen', {}, sent));
  });

  test('an act under the route of a view is no act', async () => {
    await refuses(400, () => bench.deal('rep', 'marineOpen', adding(), { path: `/cards/${crm}/view` }));
  });

  test('a credential that is sent twice counts for nothing', async () => {
    const name = crm === 'hubspot' ? 'x-hubspot-request-timestamp' : 'authorization';
    await refuses(401, () => bench.deal('rep', 'marineOpen', {}, { headers: { [name]: 'twice' } }));
  });

  test.runIf(crm === 'hubspot').each([
    ['another secret', { secret: 'guess' }, 401],
    ['a doubled user', { query: 'portalId=1&userId=1&userId=2&userEmail=a&appId=7' }, 400],
    ['no user', { query: 'portalId=1&userEmail=a&appId=7' }, 400],
    ['another portal', { query: 'portalId=99&userId=1&userEmail=a&appId=7' }, 404],
  ])('%s is refused', async (_name, sent, status) => {
    await refuses(status, () => bench.deal('rep', 'marineOpen', {}, sent));
  });

  test.runIf(crm === 'salesforce').each([
    ['another org', { claims: { iss: '00D000000000099AAA' } }, 401],
    ['another audience', { claims: { aud: 'elsewhere' } }, 401],
    ['a body that was not signed', { claims: { bod: 'x'.repeat(43) } }, 401],
    ['a role that does not exist', { claims: { role: 'owner' } }, 401],
    ['a life of a day', { claims: { exp: 4_000_000_000 } }, 401],
    ['a token about another record', { claims: { rec: '006000000000000AAA' } }, 404],
  ])('%s is refused', async (_name, sent, status) => {
    await refuses(status, () => bench.deal('rep', 'marineOpen', {}, sent));
  });

  test.runIf(crm === 'salesforce')(
    'a key that was not pinned is refused, and a token works once',
    async () => {
      const other = await makeCertificate('Other', Date.UTC(2026, 0, 1));
      await refuses(401, () => bench.deal('rep', 'marineOpen', {}, { key: other.key }));
      const iat = Math.floor(bench.story.app.clock.now() / 1_000);
      const once = { claims: { jti: 'the-very-same-token', iat, exp: iat + 60 } };
      expect((await bench.deal('rep', 'marineOpen', {}, once)).status).toBe(200);
      await refuses(401, () => bench.deal('rep', 'marineOpen', {}, once));
    },
  );

  test.runIf(crm === 'salesforce')('what the user cannot read in the org stands in no answer', async () => {
    const hid = ['deal.amount', 'deal.stage', 'accountOverlap.*', 'account.*'];
    const seen = await bench.deal('rep', 'marineOpen', {}, { claims: { hid } });
    expect(seen.text).not.toContain('deal.amount');
    expect(seen.text).not.toMatch(/Acme|Halcyon/);
    expect((await bench.deal('rep', 'marineOpen')).text).toMatch(/Halcyon/);
  });

  const CARDS = [
    ['deal', { deal: 'marineOpen' }],
    ['account', { account: 'marine' }],
    ['partner', { account: 'acme' }],
    ['program', {}],
    ['review', {}],
    ['registrations', {}],
  ] as const;
  /** Status of a view, then what an act is told: ok, no (a refusal in words), gone (404). */
  const MAY: Record<Who, Record<(typeof CARDS)[number][0], [number, string]>> = {
    rep: {
      deal: [200, 'ok'],
      account: [200, 'ok'],
      partner: [200, 'no'],
      program: [200, 'no'],
      review: [404, 'no'],
      registrations: [200, 'no'],
    },
    reader: {
      deal: [200, 'no'],
      account: [200, 'no'],
      partner: [200, 'no'],
      program: [200, 'no'],
      review: [404, 'no'],
      registrations: [200, 'no'],
    },
    manager: {
      deal: [200, 'ok'],
      account: [200, 'ok'],
      partner: [200, 'no'],
      program: [200, 'ok'],
      review: [200, 'no'],
      registrations: [200, 'gone'],
    },
    stranger: {
      deal: [404, 'gone'],
      account: [404, 'gone'],
      partner: [404, 'gone'],
      program: [200, 'no'],
      review: [404, 'no'],
      registrations: [200, 'no'],
    },
  };
  const ACTS = {
    deal: () => adding(),
    account: () =>
      bench.act({
        name: 'confirmOverlap',
        targets: [targetOn(bench)],
      }),
    partner: () => bench.act(ADD),
    program: () => bench.act({ name: 'saveThresholds', targets: ['91', '61'] }),
    // Nothing waits in this queue, so that even who may decide is told that there is nothing.
    review: () => bench.act({ name: 'confirmOverlap', targets: ['a/b/c'] }),
    registrations: () => bench.act({ name: 'approveClaims', targets: ['regless'] }),
  };

  test.each(
    (Object.keys(MAY) as Who[]).flatMap((who) => CARDS.map(([card, about]) => [who, card, about] as const)),
  )('%s on the %s card', async (who, card, about) => {
    const record =
      'deal' in about
        ? { object: 'deal' as const, id: bench.story.id(about.deal) }
        : 'account' in about
          ? { object: 'account' as const, id: bench.story.id(about.account) }
          : null;
    const [status, told] = MAY[who][card];
    const view = await bench.ask(who, { ask: 'view', card, record });
    expect(view.status).toBe(status);
    if (status === 404) expect(view.body).toMatchObject({ ok: false, code: 'trouble.forbidden' });
    const before = stateOf(bench);
    const act = await bench.ask(who, { ...ACTS[card](), card, record });
    const heard = act.status === 404 ? 'gone' : act.body.ok ? 'ok' : 'no';
    // What one of them has done already is refused to the next one in words of its own.
    const isRepeated = !act.body.ok && act.body.code === 'team.partner.twice';
    expect(isRepeated ? 'ok' : heard).toBe(told);
    if (told !== 'ok') expect(stateOf(bench)).toBe(before);
  });

  test('a record that is not there looks like one that may not be seen', async () => {
    const unknown = crm === 'hubspot' ? '987654321' : '006000000000999AAA';
    const record = { object: 'deal', id: unknown } as const;
    const missing = await bench.ask('rep', { ask: 'view', card: 'deal', record });
    const forbidden = await bench.deal('stranger', 'marineOpen');
    expect([missing.status, missing.text]).toEqual([forbidden.status, forbidden.text]);
  });
});

/** The marine deal and its accounts are closed to the stranger and read-only for the reader. */
function restrict({ story, user }: CardBench): void {
  if (story.crm !== 'hubspot') return;
  const { restrictions } = story.sandbox.hubspot.portal.people;
  const ids = (...who: Who[]) => who.map((one) => Number(user.call({ crm: 'hubspot', story }, one)));
  const rule = { view: ids('reader'), edit: ids('rep', 'manager') };
  restrictions.set(`0-3:${story.id('marineOpen')}`, rule);
  for (const ref of ['marine', 'acme']) restrictions.set(`0-2:${story.id(ref)}`, rule);
}

/** Everything of ours in the CRM. */
function stateOf({ story: { sandbox, crm } }: CardBench): string {
  if (crm === 'hubspot')
    return JSON.stringify([
      sandbox.hubspot.portal.objects('deals'),
      sandbox.hubspot.portal.objects('companies'),
    ]);
  const { org } = sandbox.salesforce;
  return JSON.stringify(
    ['Account', 'Opportunity', 'Deal_Partner__c', 'Account_Overlap__c', 'Partner_Program__c'].map((name) =>
      org.rows(name),
    ),
  );
}

function targetOn({ story }: CardBench): string {
  const { account, partner, row } = story.overlap('marine', 'acme');
  return `${account}/${partner}/${String(row)}`;
}
