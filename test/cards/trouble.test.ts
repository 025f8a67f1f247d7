/** Acts that meet a slow, failing or dying CRM or server, and people who act at the same time. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { beginOperation, Operations } from '../../server/use/operations.ts';
import { LINES } from '../use/company.ts';
import { CRMS } from '../use/story.ts';
import { blocks, CardBench } from './desk.ts';

describe.each(CRMS)('trouble on %s', (crm) => {
  let bench: CardBench;
  beforeAll(async () => {
    bench = await CardBench.begin(crm);
    await bench.story.import('acme', [LINES.marine]);
    await bench.story.map();
  });
  afterAll(() => bench?.close());
  beforeEach(() => bench.story.sandbox.world.faults.clear());

  const partOf = (ref: string, roles: string[]) =>
    bench.act(
      { name: 'addPart', targets: [] },
      {
        partner: { kind: 'record', object: 'account', id: bench.story.id(ref) },
        roles: { kind: 'multiSelect', options: roles },
      },
      randomUUID(),
    );
  const team = async () => blocks(await bench.deal('rep', 'marineOpen'), 'table')[0]?.rows ?? [];

  test('of two who each make a partner the lead, one is told that there is a lead', async () => {
    const answers = await Promise.all(
      ['acme', 'beacon'].map((ref) => bench.deal('rep', 'marineOpen', partOf(ref, ['lead']))),
    );
    const refused = answers.filter(({ body }) => !body.ok);
    expect(refused.map(({ body }) => body)).toMatchObject([{ code: 'team.lead.second', field: 'roles' }]);
    expect(await team()).toHaveLength(1);
  });

  test('a slow CRM is not waited for: the act is accepted, shown, and written in the end', async () => {
    const before = (await team()).length;
    const path = crm === 'hubspot' ? /deals\/batch\/update$/ : /composite|sobjects/;
    bench.story.sandbox.world.fail({ crm, path, effect: { delay: 3_000 } });
    const act = partOf('cobalt', ['marketplace']);
    const accepted = await bench.deal('rep', 'marineOpen', act);
    expect(accepted.body).toMatchObject({ ok: true, done: { key: 'done.accepted' }, changedRecord: false });
    expect(blocks(accepted, 'table')[0]?.rows).toHaveLength(before + 1);
    const written = async () => (await bench.deal('rep', 'marineOpen', act)).body;
    await expect.poll(written, { timeout: 15_000 }).toMatchObject({ ok: true, done: { key: 'done.saved' } });
    expect(await team()).toHaveLength(before + 1);
  });

  test('a CRM that cannot be reached is said in words, and nothing is shown that was not saved', async () => {
    const before = await team();
    bench.story.sandbox.world.fail({ crm, times: Infinity, effect: { drop: 'before' } });
    const end = bench.act({ name: 'endPart', targets: [String(before[0]?.id)] });
    const failed = await bench.deal('rep', 'marineOpen', end);
    expect(failed.status).toBe(200);
    if (failed.body.ok) {
      // The adapter tries for longer than an answer waits; the card says in the end what became of it.
      expect(failed.body).toMatchObject({ done: { key: 'done.accepted' } });
      const state = async () => (await bench.deal('rep', 'marineOpen')).body;
      await expect.poll(state, { timeout: 30_000 }).toMatchObject({ view: { state: 'error' } });
      bench.story.sandbox.world.faults.clear();
      const said = blocks(await bench.deal('rep', 'marineOpen'), 'notice');
      expect(said.map(({ message }) => message.key)).toEqual(['refused.notSaved']);
    } else {
      expect(failed.body).toMatchObject({ retry: true });
      bench.story.sandbox.world.faults.clear();
    }
    expect(await team()).toEqual(before);
  });

  test('what a dead process had accepted is finished by another, once', async () => {
    const { context } = bench.story;
    const before = (await team()).length;
    const deal = bench.story.id('marineOpen');
    const fields = {
      key: `tpt${'a'.repeat(26)}`,
      account: bench.story.id('marine'),
      deal,
      partner: bench.story.id('acme'),
      kind: 'demo' as const,
      on: '2026-01-05',
    };
    const act = { user: 'someone', record: deal, action: 'logTouchpoint', key: randomUUID(), hash: 'x' };
    const begun = await beginOperation(context, act, async () => ({
      ok: true,
      intent: { kind: 'write', changes: [{ object: 'partnerTouchpoint', op: 'upsert', fields }] },
    }));
    const id = 'id' in begun ? begun.id : '';
    await new Operations().finish(context, id);
    await new Operations().finish(context, id);
    const items = blocks(await bench.deal('rep', 'marineOpen'), 'timeline')[0]?.items ?? [];
    expect(items.filter((item) => item.id === fields.key)).toHaveLength(1);
    expect(await team()).toHaveLength(before);
  });
});
