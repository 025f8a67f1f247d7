/** The team of a deal, edited from the card of either CRM by HTTP, and what the CRM holds of it afterwards. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LINES } from '../use/company.ts';
import { CRMS, customerOn } from '../use/story.ts';
import { blocks, CardBench, type Answered } from './desk.ts';

describe.each(CRMS)('the team of a deal on %s', (crm) => {
  let bench: CardBench;
  beforeAll(async () => {
    bench = await CardBench.begin(crm);
    await bench.story.import('acme', [LINES.marine, LINES.foundry]);
    await bench.story.import('beacon', [{ ...LINES.marine, id: '77' }]);
    await bench.story.map();
  });
  afterAll(() => bench?.close());

  const table = (answer: Answered) => blocks(answer, 'table')[0];
  const coverage = (answer: Answered) => blocks(answer, 'coverage')[0];

  test('a rep adds a suggested partner as implementation: the gap closes, a reload shows it, the CRM holds it', async () => {
    const seen = await bench.deal('rep', 'marineOpen');
    expect(seen.status).toBe(200);
    const suggested = blocks(seen, 'suggestions')[0]?.items ?? [];
    expect(suggested).toHaveLength(2);
    expect(suggested.every(({ reasons }) => reasons.length > 0)).toBe(true);
    const gap = coverage(seen)?.steps[3];
    expect(gap?.by).toEqual([]);
    const add = suggested[0]?.actions[0];
    if (!add) throw new Error('nothing to add');
    const values = {
      ...add.form?.values,
      roles: { kind: 'multiSelect', options: ['implementation'] },
      share: { kind: 'percent', basisPoints: 2_500 },
    };
    const added = await bench.deal('rep', 'marineOpen', bench.act(add, values));
    expect(added.body).toMatchObject({ ok: true, done: { key: 'done.saved' }, changedRecord: true });
    expect(coverage(added)?.steps[3]?.by).toHaveLength(1);
    const reloaded = await bench.deal('rep', 'marineOpen');
    expect(table(reloaded)?.rows).toHaveLength(1);
    expect(Buffer.byteLength(reloaded.text)).toBeLessThan(50_000);
    const [row] = await inCrm(bench, 'marineOpen');
    expect(row).toMatchObject({ roles: ['implementation'], share: 2_500, status: 'active' });
  });

  test('the stage is told as the CRM tells it to people', async () => {
    const [facts] = blocks(await bench.deal('rep', 'marineOpen'), 'facts');
    const stage = facts?.facts.find(({ label }) => label.key === 'deal.stage')?.value;
    const told = { salesforce: 'Proposal/Price Quote', hubspot: 'Qualified To Buy' }[crm];
    expect(stage).toMatchObject({ kind: 'text', text: told });
  });

  test('a double click on Save makes one row and one answer', async () => {
    const before = await inCrm(bench, 'marineOpen');
    const other = ['acme', 'beacon'].find((ref) =>
      before.every((row) => row.partner !== bench.story.id(ref)),
    );
    const values = {
      partner: { kind: 'record', object: 'account', id: bench.story.id(other ?? '') },
      roles: { kind: 'multiSelect', options: ['coSell'] },
    };
    const act = bench.act({ name: 'addPart', targets: [] }, values, randomUUID());
    const answers = await Promise.all([1, 2].map(() => bench.deal('rep', 'marineOpen', act)));
    expect(answers.map(({ body }) => body.ok)).toEqual([true, true]);
    expect(await inCrm(bench, 'marineOpen')).toHaveLength(before.length + 1);
    const again = await bench.deal('rep', 'marineOpen', act);
    expect(again.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
    const otherwise = bench.act(act as never, { roles: null }, act.operationKey);
    const conflict = await bench.deal('rep', 'marineOpen', { ...otherwise, action: 'addPart', targets: [] });
    expect(conflict.status).toBe(200);
    expect(conflict.body).toMatchObject({ ok: false, code: 'request.repeated' });
  });

  test('shares are split and never exceed the whole; a rule that says no is an answer in plain words', async () => {
    const split = await bench.deal('rep', 'marineOpen', bench.act({ name: 'splitEvenly', targets: [] }));
    expect(split.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
    expect((await inCrm(bench, 'marineOpen')).map(({ share }) => share)).toEqual([5_000, 5_000]);
    const [row] = table(split)?.rows ?? [];
    const change = row?.actions.find(({ name }) => name === 'changePart');
    if (!change) throw new Error('nothing to change');
    const more = { ...change.form?.values, share: { kind: 'percent', basisPoints: 6_000 } };
    const refused = await bench.deal('rep', 'marineOpen', bench.act(change, more));
    expect(refused.status).toBe(200);
    expect(refused.body).toMatchObject({ ok: false, code: 'team.share.above', field: 'share' });
    expect((await inCrm(bench, 'marineOpen')).map(({ share }) => share)).toEqual([5_000, 5_000]);
  });

  test('ending a part frees its share, and can be taken back', async () => {
    const seen = await bench.deal('rep', 'marineOpen');
    const end = table(seen)?.rows[0]?.actions.find(({ name }) => name === 'endPart');
    if (!end) throw new Error('nothing to end');
    const ended = await bench.deal('rep', 'marineOpen', bench.act(end));
    expect(table(ended)?.rows).toHaveLength(1);
    const undo = blocks(ended, 'notice').flatMap(({ actions }) => actions)[0];
    expect(undo?.name).toBe('reopenPart');
    const back = await bench.deal('rep', 'marineOpen', bench.act(undo as never));
    expect(table(back)?.rows).toHaveLength(2);
    expect((await inCrm(bench, 'marineOpen')).map(({ share }) => share)).toEqual([5_000, 5_000]);
  });

  test('a touchpoint is logged and stands in the story of the deal', async () => {
    const seen = await bench.deal('rep', 'marineOpen');
    const form = seen.body.ok && 'view' in seen.body ? seen.body.view.forms['touchpoint'] : undefined;
    const filled = Object.fromEntries((form?.fields ?? []).map((field) => [field.name, field]));
    const values = {
      kind: { kind: 'select', option: 'demo' },
      partner: { kind: 'select', option: (filled['partner'] as { value: string }).value },
      on: { kind: 'date', day: (filled['on'] as { value: string }).value },
    };
    const logged = await bench.deal(
      'rep',
      'marineOpen',
      bench.act({ name: 'logTouchpoint', targets: [] }, values),
    );
    expect(logged.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
    const shown = blocks(await bench.deal('rep', 'marineOpen'), 'timeline')[0]?.items ?? [];
    expect(shown.filter(({ message }) => message.key === 'timeline.touchpoint')).toHaveLength(1);
  });

  test('what the CRM refuses is not saved, says why, and leaves the card as the CRM is', async () => {
    const before = await inCrm(bench, 'marineOpen');
    const release = refuseDeals(bench);
    const refused = await bench.deal(
      'rep',
      'marineOpen',
      bench.act({ name: 'takeUnallocated', targets: [before[0]?.key ?? ''] }),
    );
    expect(refused.body).toMatchObject({ ok: false });
    const change = await bench.deal(
      'rep',
      'marineOpen',
      bench.act(
        { name: 'changePart', targets: [String(before[0]?.key)] },
        { roles: { kind: 'multiSelect', options: ['lead'] } },
      ),
    );
    expect(change.body).toMatchObject({ ok: false, message: { key: 'refused.notSaved' } });
    release();
    expect(await inCrm(bench, 'marineOpen')).toEqual(before);
    expect(table(await bench.deal('rep', 'marineOpen'))?.rows).toHaveLength(2);
  });

  test('a hit costs no call, and a record that is newer than the mirror is read once', async () => {
    const { world } = bench.story.sandbox;
    const first = await bench.deal('rep', 'marineOpen');
    const before = world.calls.count(crm);
    await bench.deal('rep', 'marineOpen');
    expect(world.calls.count(crm)).toBe(before);
    renameDeal(bench, 'marineOpen', 'Renamed by hand');
    const stamp = (first.body.ok && 'view' in first.body ? (first.body.view.stamp ?? 0) : 0) + 60_000;
    await bench.deal('rep', 'marineOpen', { stamp });
    // The deal with its account; a CRM that keeps rows as records of their own is asked for those as well.
    expect(world.calls.count(crm) - before).toBe(crm === 'hubspot' ? 2 : 3);
  });

  test('an age is shown once polls have stayed out for longer than they should', async () => {
    await bench.story.poll();
    const fresh = await bench.deal('rep', 'marineOpen');
    expect(fresh.body).toMatchObject({ view: { state: 'ready', age: null } });
    bench.story.sandbox.world.advance(95_000);
    const old = await bench.deal('rep', 'marineOpen');
    expect(old.body).toMatchObject({ view: { state: 'stale' } });
    await bench.story.poll();
    const again = await bench.deal('rep', 'marineOpen');
    expect(again.body).toMatchObject({ view: { state: 'ready', age: null } });
  });
});

/** What stands in the CRM, by key. */
async function inCrm(bench: CardBench, deal: string) {
  const { tenant, connection } = customerOn(bench.crm);
  const context = await bench.story.app.open(tenant, connection);
  const fields = ['key', 'partner', 'roles', 'share', 'status', 'endedOn'] as const;
  const rows = [];
  for await (const page of context.crm.find({
    object: 'dealPartner',
    fields,
    where: [{ field: 'deal', in: [bench.story.id(deal)] }],
  })) {
    rows.push(...page.map((record) => record.fields));
  }
  await context.close();
  return rows.sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1));
}

/** The customer's own rule now stands against every change of a deal's team. */
function refuseDeals({ story: { sandbox, crm } }: CardBench): () => void {
  if (crm === 'salesforce') {
    let on = true;
    sandbox.salesforce.org.validationRule(
      'Deal_Partner__c',
      'Frozen',
      'Teams are frozen.',
      'Roles__c',
      () => on,
    );
    return () => (on = false);
  }
  const message =
    'Property values were not valid: [{"isValid":false,"message":"frozen","name":"alongside_deal_partners"}]';
  sandbox.world.fail({
    crm: 'hubspot',
    path: /deals\/batch\/update$/,
    times: Infinity,
    effect: {
      answer: {
        status: 400,
        body: { status: 'error', category: 'VALIDATION_ERROR', message, errors: [{ message }] },
      },
    },
  });
  return () => sandbox.world.faults.clear();
}

function renameDeal({ story, crm }: CardBench, ref: string, name: string): void {
  const { salesforce, hubspot, world } = story.sandbox;
  world.advance(2_000);
  if (crm === 'salesforce') salesforce.org.update('Opportunity', story.id(ref), { Name: name });
  else hubspot.portal.update('deals', story.id(ref), { dealname: name });
}
