/** Deciding on matches from an account's card and from the queue, and changing the program, on either CRM by HTTP. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LINES } from '../use/company.ts';
import { CRMS } from '../use/story.ts';
import { blocks, CardBench, type Answered } from './desk.ts';

const PAGE = { record: null } as const;

describe.each(CRMS)('matches on %s', (crm) => {
  let bench: CardBench;
  beforeAll(async () => {
    bench = await CardBench.begin(crm);
    await bench.story.import('acme', [LINES.marine, LINES.foundry, LINES.biotech]);
    await bench.story.import('beacon', [{ ...LINES.biotech, id: '78' }]);
    await bench.story.map();
  });
  afterAll(() => bench?.close());

  const managerOn = (answer: Answered) =>
    blocks(answer, 'facts')[0]?.facts.find(({ label }) => label.key === 'partner.manager')?.value;
  const actionOf = (answer: Answered, name: string) => {
    const items = [...blocks(answer, 'suggestions'), ...blocks(answer, 'pairs')].flatMap(
      ({ items }) => items as never[],
    ) as {
      actions: { name: string; targets: string[] }[];
    }[];
    const found = items.flatMap(({ actions }) => actions).find((one) => one.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
  const because = { reason: { kind: 'select', option: 'otherCompany' } };

  test('a rejected overlap stays gone, whatever maps it again', async () => {
    const seen = await bench.account('rep', 'marine');
    expect(blocks(seen, 'suggestions')[0]?.items).toHaveLength(1);
    const reject = actionOf(seen, 'rejectOverlap');
    const without = await bench.account('rep', 'marine', bench.act(reject));
    expect(without.body).toMatchObject({ ok: false, code: 'overlap.reject.missing', field: 'reason' });
    const rejected = await bench.account('rep', 'marine', bench.act(reject, because));
    expect(rejected.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
    expect(bench.story.shown()).toContain('marine acme rejected');
    await bench.story.map();
    expect(bench.story.shown()).toContain('marine acme rejected');
    const deal = await bench.deal('rep', 'marineOpen');
    expect(blocks(deal, 'suggestions')[0]?.items).toEqual([]);
  });

  test('the queue is for channel managers, and several are decided at once', async () => {
    const denied = await bench.ask('rep', { ask: 'view', card: 'review', ...PAGE });
    expect(denied.status).toBe(404);
    const queue = await bench.ask('manager', { ask: 'view', card: 'review', ...PAGE });
    const [pairs] = blocks(queue, 'pairs');
    const targets = pairs?.items.map(({ id }) => id) ?? [];
    expect(targets).toHaveLength(2);
    const bulk = bench.act({ name: 'confirmOverlap', targets });
    const refused = await bench.ask('rep', { card: 'review', ...PAGE, ...bulk });
    expect(refused.status).toBe(200);
    expect(refused.body).toMatchObject({ ok: false, code: 'refused.channelManager' });
    const decided = await bench.ask('manager', { card: 'review', ...PAGE, ...bulk });
    expect(decided.body).toMatchObject({ ok: true });
    expect(blocks(decided, 'pairs')[0]?.items).toEqual([]);
    expect(bench.story.shown()).toEqual(
      expect.arrayContaining(['biotech acme confirmed', 'biotech beacon confirmed']),
    );
  });

  test('a threshold is tried before it is saved, and holds afterwards', async () => {
    const thresholds = { sureAt: { kind: 'number', value: 99 }, likelyAt: { kind: 'number', value: 60 } };
    const tried = await bench.ask('manager', {
      card: 'program',
      ...PAGE,
      ...bench.act({ name: 'previewThresholds', targets: [] }, thresholds),
    });
    const save = blocks(tried, 'table')
      .flatMap(({ actions }) => actions)
      .find(({ name }) => name === 'saveThresholds');
    expect(save?.targets).toEqual(['99', '60']);
    const byRep = await bench.ask('rep', { card: 'program', ...PAGE, ...bench.act(save as never) });
    expect(byRep.body).toMatchObject({ ok: false, code: 'refused.channelManager' });
    const saved = await bench.ask('manager', { card: 'program', ...PAGE, ...bench.act(save as never) });
    expect(saved.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
    const shown = await bench.ask('manager', { ask: 'view', card: 'program', ...PAGE });
    const form = shown.body.ok && 'view' in shown.body ? shown.body.view.forms['thresholds'] : undefined;
    expect(form?.fields.map((field) => field.value)).toEqual([99, 60]);
    const wrong = bench.act({ name: 'saveThresholds', targets: ['10', '60'] });
    const refused = await bench.ask('manager', { card: 'program', ...PAGE, ...wrong });
    expect(refused.body).toMatchObject({ ok: false, code: 'threshold.order' });
  });

  test('two companies are tried, a role and a sharing default are changed', async () => {
    const trial = {
      oursName: { kind: 'text', text: 'Quartz Biotech' },
      theirsName: { kind: 'text', text: 'Quartz Biotech Inc' },
    };
    const tried = await bench.ask('manager', {
      card: 'program',
      ...PAGE,
      ...bench.act({ name: 'tryMatch', targets: [] }, trial),
    });
    expect(blocks(tried, 'suggestions')[0]?.items).toHaveLength(1);
    const role = {
      weight: { kind: 'number', value: 7 },
      exclusive: { kind: 'checkbox', checked: true },
      stages: { kind: 'multiSelect', options: ['renewal'] },
    };
    const changed = await bench.ask('manager', {
      card: 'program',
      ...PAGE,
      ...bench.act({ name: 'saveRole', targets: ['coSell'] }, role),
    });
    expect(changed.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
    const sharing = {
      level: { kind: 'select', option: 'counts' },
      fields: { kind: 'multiSelect', options: [] },
    };
    const shared = await bench.ask('manager', {
      card: 'program',
      ...PAGE,
      ...bench.act({ name: 'saveSharing', targets: ['theirs'] }, sharing),
    });
    expect(shared.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
    const plan = await bench.ask('manager', {
      card: 'program',
      ...PAGE,
      ...bench.act({ name: 'previewProvisioning', targets: [] }),
    });
    expect(plan.body.ok).toBe(true);
  });

  test('the partner card shows what is shared, and no more', async () => {
    const card = await bench.account('rep', 'acme', { card: 'partner' });
    expect(card.status).toBe(200);
    const lists = blocks(card, 'table').find(({ title }) => title?.key === 'lists.title');
    expect(lists?.rows).toHaveLength(1);
    expect(managerOn(card)).toEqual({ kind: 'word', key: 'value.none' });
    const { sandbox } = bench.story;
    const partner = bench.story.id('acme');
    const person = bench.story.id('rep');
    if (crm === 'hubspot')
      sandbox.hubspot.portal.update('companies', partner, { alongside_partner_manager: person });
    else sandbox.salesforce.org.update('Account', partner, { Partner_Manager__c: person });
    await bench.story.poll();
    expect(managerOn(await bench.account('rep', 'acme', { card: 'partner' }))).toEqual({
      kind: 'text',
      text: 'Rhea Rep',
    });
    const plain = await bench.account('rep', 'foundry', { card: 'partner' });
    expect(plain.body).toMatchObject({ ok: true, view: { state: 'empty' } });
  });

  test('partners are found by a part of their name, and only partners', async () => {
    const search = (text: string) =>
      bench.deal('rep', 'marineOpen', { ask: 'search', source: 'partner', text } as never);
    const found = await search('coBALT');
    expect(found.body).toMatchObject({
      ok: true,
      choices: [{ value: bench.story.id('cobalt'), label: { text: 'Cobalt Cloud' } }],
    });
    expect((await search('Northgate')).body).toMatchObject({ ok: true, choices: [] });
  });
});
