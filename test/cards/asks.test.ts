/** Asking a partner for help from an account's card, on either CRM by HTTP: one task, for the right person, telling no more than may leave. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '../../shared/contract/action.ts';
import { askedHelp } from '../../server/use/cards/collections.ts';
import { LINES } from '../use/company.ts';
import { CRMS } from '../use/story.ts';
import { blocks, CardBench, type Answered } from './desk.ts';

interface TrueTask {
  subject: unknown;
  text: unknown;
  due: string;
  owner: unknown;
  accounts: string[];
}

describe.each(CRMS)('help asked for on %s', (crm) => {
  let bench: CardBench;
  beforeAll(async () => {
    bench = await CardBench.begin(crm);
    await bench.story.import('acme', [LINES.marine, LINES.foundry, LINES.freight]);
    await bench.story.map();
  });
  afterAll(() => bench?.close());

  const asking = (answer: Answered, kind: string): Action => {
    const items = blocks(answer, 'suggestions').flatMap((block) => block.items);
    const found = items
      .flatMap(({ actions }) => actions)
      .find(({ name, targets }) => name === 'askForHelp' && targets[1] === kind);
    if (!found) throw new Error(`nobody can be asked for ${kind}`);
    return found;
  };
  const due = () => new Date(bench.story.app.clock.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const values = (text: string, day = due()) => ({
    due: { kind: 'date', day },
    text: { kind: 'text', text },
  });
  const stateCells = (answer: Answered) =>
    blocks(answer, 'table')
      .filter(({ columns }) => columns.some(({ key }) => key === 'assignee'))
      .flatMap(({ rows }) => rows.map(({ cells }) => [cells['kind'], cells['state'], cells['assignee']]));

  test('a double click makes one task for whoever looks after the partner, and the card shows it', async () => {
    const seen = await bench.account('rep', 'marine');
    const act = bench.act(asking(seen, 'introduction'), values('Could you introduce us?'), randomUUID());
    const answers = await Promise.all([1, 2].map(() => bench.account('rep', 'marine', act)));
    expect(answers.map(({ body }) => body)).toMatchObject([
      { ok: true, done: { key: 'done.asked' } },
      { ok: true, done: { key: 'done.asked' } },
    ]);
    const [task, ...more] = tasks(bench);
    expect(more).toEqual([]);
    expect(task).toMatchObject({
      subject: 'Ask Acme Integrators for an introduction',
      text: expect.stringMatching(/^Could you introduce us\?\n\nAlongside ask[a-z2-7]{26}$/) as string,
      due: due(),
      owner: ownerOf(bench, 'acme'),
      accounts: [bench.story.id('marine')],
    });
    const shown = await bench.account('rep', 'marine');
    expect(stateCells(shown)).toEqual([
      [
        { kind: 'word', key: 'ask.introduction' },
        { kind: 'word', key: 'askState.open' },
        { kind: 'text', text: 'Rhea Rep' },
      ],
    ]);
    expect(asking(shown, 'introduction').disabledReason).toEqual({ key: 'ask.asked' });
    const again = bench.act(asking(shown, 'introduction'), values('Once more'));
    expect((await bench.account('rep', 'marine', again)).body).toMatchObject({
      ok: false,
      code: 'ask.asked',
    });
    expect(tasks(bench)).toHaveLength(1);
  });

  test('the ready text tells nothing of the account until the policy lets it leave', async () => {
    const before = asking(await bench.account('rep', 'freight'), 'information');
    expect(before.form?.drafts).toEqual({
      text: { key: 'ask.information.anonymous', args: { partner: 'Acme Integrators' } },
    });
    await bench.story.policy('acme', { ours: { level: 'all', fields: ['name'] } });
    const after = asking(await bench.account('rep', 'freight'), 'information');
    expect(after.form?.drafts).toEqual({
      text: {
        key: 'ask.information.named',
        args: { partner: 'Acme Integrators', account: 'Juniper Freight BV' },
      },
    });
  });

  test('a task that is finished in the CRM is done on the card, and help can be asked for again', async () => {
    finish(bench);
    await bench.story.poll();
    const shown = await bench.account('rep', 'marine');
    expect(stateCells(shown)[0]?.[1]).toEqual({ kind: 'word', key: 'askState.done' });
    const act = bench.act(asking(shown, 'introduction'), values('And once more'));
    expect((await bench.account('rep', 'marine', act)).body).toMatchObject({ ok: true });
    expect(tasks(bench)).toHaveLength(2);
  });

  test('a task is followed however many are open', async () => {
    const { store, connection } = bench.story.context;
    const asked = await store.page(askedHelp, { limit: 2 });
    const done = asked.find(({ document }) => document.state === 'done');
    if (!done) throw new Error('nothing was done');
    const others = Array.from({ length: 5_001 }, (_, at) => ({
      id: `${done.id}${at}`,
      document: { ...done.document, state: 'open' as const },
    }));
    await store.put(askedHelp, others);
    await bench.story.poll();
    const open = await store.byKeys(askedHelp, [`open/${connection}`], 1);
    expect([...open.values()].flat()).toEqual(
      asked.filter(({ document }) => document.state === 'open').map(({ id }) => id),
    );
    await store.remove(
      askedHelp,
      others.map((other) => other.id),
    );
  });

  test('a task whose making brought no answer is found again, not made again', async () => {
    const seen = await bench.account('rep', 'foundry');
    const { world } = bench.story.sandbox;
    const before = tasks(bench).length;
    world.fail({
      crm,
      path: crm === 'hubspot' ? /objects\/[\d-]+\/tasks$/ : /sobjects\/Task$/,
      method: 'POST',
      effect: { drop: 'after' },
    });
    const act = bench.act(asking(seen, 'jointCall'), values('Join us?'), randomUUID());
    const lost = await bench.account('rep', 'foundry', act);
    expect(lost.body).toMatchObject({ ok: false, code: 'down', retry: true });
    expect((await bench.account('rep', 'foundry', act)).body).toMatchObject({ ok: true });
    expect(tasks(bench)).toHaveLength(before + 1);
  });

  test.each([
    ['a day in the past', { due: { kind: 'date', day: '2020-01-01' } }, 'ask.due.past'],
    ['no day', { due: null }, 'ask.due.missing'],
    ['no text', { text: { kind: 'text', text: '  ' } }, 'ask.text.missing'],
  ])('%s is refused beside its field', async (_name, wrong, code) => {
    const act = bench.act(asking(await bench.account('rep', 'freight'), 'information'), {
      ...values('Tell us'),
      ...wrong,
    });
    const before = tasks(bench).length;
    expect((await bench.account('rep', 'freight', act)).body).toMatchObject({ ok: false, code });
    expect(tasks(bench)).toHaveLength(before);
  });

  test('who may only read asks for nothing, and nobody asks about another account than the card’s', async () => {
    const action = asking(await bench.account('rep', 'freight'), 'information');
    const before = tasks(bench).length;
    const foreign = await bench.account('rep', 'marine', bench.act(action, values('Tell us')));
    expect(foreign.status).toBe(404);
    if (crm === 'salesforce') {
      const denied = await bench.account('reader', 'freight', bench.act(action, values('Tell us')));
      expect(denied.body).toMatchObject({ ok: false, code: 'refused.mayNotEdit' });
    }
    expect(tasks(bench)).toHaveLength(before);
  });
});

/** Every task in the CRM, as it truly is. */
function tasks({ story: { sandbox, crm } }: CardBench): TrueTask[] {
  if (crm === 'salesforce') {
    return sandbox.salesforce.org.rows('Task').map((row) => ({
      subject: row['Subject'],
      text: row['Description'],
      due: String(row['ActivityDate']),
      owner: row['OwnerId'],
      accounts: [String(row['WhatId'])],
    }));
  }
  const { portal } = sandbox.hubspot;
  return portal.objects('tasks').map(({ id, properties }) => ({
    subject: properties['hs_task_subject'],
    text: properties['hs_task_body'],
    due: (properties['hs_timestamp'] ?? '').slice(0, 10),
    owner: properties['hubspot_owner_id'],
    accounts: portal.linked('tasks', id, 'companies'),
  }));
}

function ownerOf({ story: { sandbox, crm, ids } }: CardBench, ref: string): unknown {
  const id = ids.get(ref) ?? '';
  if (crm === 'hubspot')
    return sandbox.hubspot.portal.object('companies', id)?.properties['hubspot_owner_id'];
  return sandbox.salesforce.org.rows('Account').find(({ Id }) => Id === id)?.['OwnerId'];
}

/** By hand, as the partner's manager does it. */
function finish({ story: { sandbox, crm } }: CardBench): void {
  if (crm === 'salesforce') {
    const [task] = sandbox.salesforce.org.rows('Task');
    sandbox.salesforce.org.update('Task', String(task?.['Id']), { Status: 'Completed' });
    return;
  }
  const { portal } = sandbox.hubspot;
  const [task] = portal.objects('tasks');
  portal.update('tasks', task?.id ?? '', { hs_task_status: 'COMPLETED' });
}
