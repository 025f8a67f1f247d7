/** The page of registrations by HTTP on either CRM: a channel manager works through what waits, a rep sees their own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginOperation } from '../../server/use/operations.ts';
import { prepareMove } from '../../server/use/registrations/moveClaim.ts';
import { changeProgram, readRules } from '../../server/use/rules.ts';
import type { Action } from '../../shared/contract/action.ts';
import type { InputValues } from '../../shared/contract/field.ts';
import { registrationPolicy } from '../../shared/domain/registration.ts';
import { CRMS } from '../use/story.ts';
import { actionsOn, ClaimWorker, day, money, offered, options, percent, text } from './claims.ts';
import { blocks, CardBench, type Answered, type Who } from './desk.ts';

const REASONS = ['We serve this customer ourselves', 'Nothing shows the partner’s part'];

describe.each(CRMS)('the page of registrations on %s', (crm) => {
  let bench: CardBench;
  beforeAll(async () => {
    bench = await CardBench.begin(crm);
    await bench.story.map();
    await bench.story.poll();
    assign(bench);
    await policy({});
  });
  afterAll(() => bench?.close());

  async function policy(of: object): Promise<void> {
    const { context } = bench.story;
    const { program } = await readRules(context);
    const registration = registrationPolicy.parse({ velocity: 1_000, reasons: REASONS, ...of });
    await changeProgram(context, { ...program, registration }, null);
  }

  const page = (who: Who, more: object = {}): Promise<Answered> =>
    bench.ask(who, {
      ask: 'view',
      card: 'registrations',
      record: null,
      ...more,
    });
  const send = (who: Who, { name, targets }: Pick<Action, 'name' | 'targets'>, values: InputValues = {}) =>
    page(who, bench.act({ name, targets }, values));

  /** Everything that can be done, on the page as a whole too. */
  function actions(answer: Answered): Action[] {
    const { body } = answer;
    if (!body.ok || !('view' in body)) throw new Error(answer.text);
    return [...actionsOn(answer), ...body.view.actions];
  }
  const queue = (answer: Answered) => blocks(answer, 'pairs')[0]?.items ?? [];
  const customers = (answer: Answered) =>
    queue(answer).map(({ name }) => ('name' in name ? name.name : 'text' in name ? name.text : ''));
  const itemOf = (answer: Answered, customer: string) => {
    const item = queue(answer)[customers(answer).indexOf(customer)];
    if (!item) throw new Error(`no ${customer} among ${customers(answer).join()}`);
    return item;
  };
  const verdictOf = (answer: Answered, customer: string) =>
    itemOf(answer, customer).badges.find(({ label }) => label.key === 'inbox.verdict')?.value;
  const actionOn = (answer: Answered, customer: string, name: string) => {
    const action = itemOf(answer, customer).actions.find((one) => one.name === name);
    if (!action) throw new Error(`no ${name} on ${customer}`);
    return action;
  };

  async function claims(who: Who, ref: string, partner: string, role: string): Promise<void> {
    const worker = new ClaimWorker(bench, who, 'account', ref);
    await worker.draft({ products: text('Edge'), amount: money(900_000) }, [partner, role, 10_000]);
    const done = await worker.act('submitClaim');
    expect(done.body).toMatchObject({ ok: true });
  }

  /** As the partner's contact answers on the page behind a link. */
  async function declines(key: string, partner: string): Promise<void> {
    const { context } = bench.story;
    const wish = { move: 'consent', partner, consent: 'declined', name: 'Bea' } as const;
    const actor = { as: 'partner', partner, name: 'Bea' } as const;
    const decide = await prepareMove(context, 'Europe/Berlin', key, wish, actor);
    if (!decide) throw new Error(`no claim ${key}`);
    const act = { user: 'B', record: null, hash: '', action: 'consent', key };
    expect((await beginOperation(context, act, decide)).kind).toBe('begun');
  }

  test('is empty for everybody at first, and lets anybody begin a claim on a customer they type', async () => {
    for (const who of ['rep', 'manager'] as const) {
      const seen = await page(who);
      expect(seen.body).toMatchObject({ ok: true, view: { state: 'empty', record: null } });
      expect(queue(seen)).toEqual([]);
    }
    const begun = await send(
      'rep',
      { name: 'registerDeal', targets: [] },
      {
        customerName: text('Wingtip Toys'),
        customerWebsite: text('wingtiptoys.example.com'),
        products: text('Edge'),
        expectedClose: day('2099-12-31'),
      },
    );
    expect(begun.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
    const added = await send('rep', offered(begun, 'addParticipant'), {
      partner: { kind: 'record', object: 'account', id: bench.story.id('acme') },
      roles: options('resell'),
      share: percent(10_000),
    });
    const submitted = await send('rep', offered(added, 'submitClaim'));
    expect(submitted.body).toMatchObject({ ok: true });
    const [own] = blocks(submitted, 'table');
    expect(own?.rows).toMatchObject([
      { cells: { customer: { text: 'Wingtip Toys' }, state: { key: 'registration.submitted' } } },
    ]);
    expect(blocks(submitted, 'pairs')).toEqual([]);
  });

  test('claims stand in the order in which they are due and pressing, a clash beside what it clashes with', async () => {
    await claims('rep', 'dairy', 'acme', 'resell');
    await claims('reader', 'dairy', 'beacon', 'resell');
    await claims('rep', 'optics', 'cobalt', 'implementation');
    const seen = await page('manager');
    expect(queue(seen)).toHaveLength(4);
    const [first] = queue(seen);
    expect(first?.reasons).toMatchObject([
      { message: { key: 'conflict.roleClash', args: { partner: 'Acme Integrators' } } },
    ]);
    const parts = first?.rows.filter(({ label }) => label.key === 'inbox.part');
    expect(parts).toMatchObject([
      { label: { args: { partner: 'Beacon Resell' } }, theirs: null },
      { label: { args: { partner: 'Acme Integrators' } }, ours: null },
    ]);
    expect(verdictOf(seen, 'Zephyr Optics')).toMatchObject({ key: 'inbox.verdict.clear' });
    expect(Buffer.byteLength(seen.text)).toBeLessThan(50_000);
    const before = bench.story.sandbox.world.calls.count(crm);
    await page('manager');
    expect(bench.story.sandbox.world.calls.count(crm)).toBe(before);
    const byRep = await page('rep');
    expect(blocks(byRep, 'pairs')).toEqual([]);
    expect(byRep.text).not.toContain('Beacon Resell');
  });

  test('what is held is approved with a reason only; the clear ones at one blow', async () => {
    const seen = await page('manager');
    const held = queue(seen)[0];
    const bulk = blocks(seen, 'pairs')[0]?.bulk[0];
    if (!held || !bulk) throw new Error('nothing to decide');
    const unexplained = await send('manager', { ...bulk, targets: [held.id] });
    expect(unexplained.body).toMatchObject({ ok: false, code: 'registration.why.missing', field: 'why' });
    const clear = actions(seen).find(({ label }) => label.key === 'inbox.approveClear');
    if (!clear) throw new Error('nothing is clear');
    expect(clear.targets).toHaveLength(3);
    const done = await send('manager', { ...clear, targets: [...clear.targets, held.id] });
    expect(done.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
    expect(queue(done).map(({ id }) => id)).toEqual([held.id]);
    expect(blocks(done, 'notice')).toMatchObject([
      { title: { key: 'inbox.left' }, message: { key: 'registration.approve.taken' } },
    ]);
    const why = { template: { kind: 'select', option: '0' } } as const;
    const taken = await send('manager', { name: 'approveClaims', targets: [held.id] }, why);
    expect(taken.body).toMatchObject({ ok: false, code: 'registration.approve.taken' });
  });

  test('a question stops the clock and goes to the claimant; the answer brings the claim back', async () => {
    await claims('rep', 'timber', 'cobalt', 'managedService');
    const seen = await page('manager');
    const ask = actionOn(seen, 'Larkspur Timber AB', 'askInfo');
    expect((await send('manager', ask)).body).toMatchObject({ ok: false, field: 'why' });
    const asked = await send('manager', ask, {
      template: { kind: 'select', option: '1' },
      why: text('Who met them?'),
    });
    expect(itemOf(asked, 'Larkspur Timber AB').badges).toMatchObject([
      { value: { key: 'registration.moreInfo' } },
      { label: { key: 'inbox.verdict' } },
    ]);
    const mine = await page('rep');
    expect(mine.text).toContain('Who met them?');
    const answered = await send('rep', offered(mine, 'answerClaim'), { why: text('We did.') });
    expect(answered.body).toMatchObject({ ok: true });
    expect(itemOf(await page('manager'), 'Larkspur Timber AB').badges[0]?.value).toMatchObject({
      key: 'registration.inReview',
    });
  });

  test('another can be asked to decide, if they are one who decides', async () => {
    const seen = await page('manager');
    const delegate = actionOn(seen, 'Larkspur Timber AB', 'delegateClaim');
    const stranger = await send('manager', delegate, { user: { kind: 'select', option: '4711' } });
    expect(stranger.body).toMatchObject({ ok: false, code: 'delegate.unknown', field: 'user' });
    const { body } = seen;
    const choices = body.ok && 'view' in body ? body.view.forms['delegate']?.fields[0] : undefined;
    expect(choices).toMatchObject({ kind: 'select', choices: [{ value: bench.user('manager') }] });
    const given = await send('manager', delegate, {
      user: { kind: 'select', option: bench.user('manager') },
    });
    expect(itemOf(given, 'Larkspur Timber AB').badges.at(-1)?.label.key).toBe('claim.decider');
  });

  test('a customer that is only likely is settled first', async () => {
    const begun = await send(
      'rep',
      { name: 'registerDeal', targets: [] },
      {
        customerName: text('Quartz Biotech'),
        products: text('Edge'),
      },
    );
    const added = await send('rep', offered(begun, 'addParticipant'), {
      partner: { kind: 'record', object: 'account', id: bench.story.id('beacon') },
      roles: options('coSell'),
      share: percent(10_000),
    });
    await send('rep', offered(added, 'submitClaim'));
    const seen = await page('manager');
    const approve = actionOn(seen, 'Quartz Biotech', 'approveClaims');
    expect(approve.disabledReason).toMatchObject({ key: 'registration.approve.customer' });
    const settle = actionOn(seen, 'Quartz Biotech', 'settleCustomer');
    const nobody = await send('manager', settle);
    expect(nobody.body).toMatchObject({ ok: false, field: 'account' });
    const settled = await send('manager', settle, {
      account: { kind: 'select', option: bench.story.id('biotech') },
    });
    expect(verdictOf(settled, 'Quartz Biotech Inc')).toMatchObject({ key: 'inbox.verdict.clear' });
  });

  test('a rejection tells the claimant why, and an appeal is for someone else to decide', async () => {
    const seen = await page('manager');
    const reject = actionOn(seen, 'Quartz Biotech Inc', 'rejectClaim');
    expect((await send('manager', reject)).body).toMatchObject({
      ok: false,
      code: 'registration.why.missing',
    });
    const rejected = await send('manager', reject, { template: { kind: 'select', option: '0' } });
    expect(customers(rejected)).not.toContain('Quartz Biotech Inc');
    const mine = await page('rep');
    const appeal = actions(mine).find(({ name }) => name === 'appealClaim');
    if (!appeal) throw new Error('nothing to appeal against');
    await send('rep', appeal, { why: text('They asked for us.') });
    const again = actionOn(await page('manager'), 'Quartz Biotech Inc', 'approveClaims');
    expect(again.disabledReason).toMatchObject({ key: 'registration.appeal.sameDecider' });
  });

  test('what stands approved without a deal is listed, and the CRM holds what was decided', async () => {
    const seen = await page('manager');
    const without = blocks(seen, 'table').find(({ title }) => title?.key === 'inbox.withoutDeal');
    expect(without?.rows).toHaveLength(3);
    expect(without?.rows[0]?.actions[0]).toMatchObject({
      name: 'createDeal',
      disabledReason: { key: 'inbox.createDeal.unset' },
    });
    if (crm === 'hubspot') return;
    const rows = bench.story.sandbox.salesforce.org.rows('Deal_Registration__c');
    expect(rows.filter((row) => row['Status__c'] === 'approved')).toHaveLength(3);
    const rejected = rows.find((row) => row['Status__c'] === 'appealed');
    expect(rejected?.['Reason__c']).toBe(REASONS[0]);
  });

  test('where a partner declines after the approval, the shares are divided anew', async () => {
    const worker = new ClaimWorker(bench, 'rep', 'account', 'press');
    await worker.draft({ products: text('Edge') }, ['acme', 'coSell', 6_000], ['beacon', 'coSell', 4_000]);
    const submitted = await worker.act('submitClaim');
    const key = offered(submitted, 'withdrawClaim').targets[0] ?? '';
    await send('manager', { name: 'approveClaims', targets: [key] });
    await declines(key, bench.story.id('beacon'));
    const row = blocks(await page('manager'), 'table')
      .find(({ title }) => title?.key === 'inbox.unshared')
      ?.rows.find(({ id }) => id === key);
    const reshare = row?.actions[0];
    if (reshare?.name !== 'reshareClaim') throw new Error('nothing to divide');
    const less = await send('manager', reshare, { share0: percent(9_000) });
    expect(less.body).toMatchObject({ ok: false, code: 'registration.shares.open' });
    const empty = await send('manager', reshare, { share0: percent(20_000) });
    expect(empty.body).toMatchObject({ ok: false, code: 'registration.share.invalid', field: 'share0' });
    const divided = await send('manager', reshare, { share0: percent(10_000) });
    expect(divided.body).toMatchObject({ ok: true });
    expect(blocks(divided, 'table').map(({ title }) => title?.key)).not.toContain('inbox.unshared');
  });

  test('what the CRM refuses of a deal stands in the list with its field, and is tried again', async () => {
    const stage = { salesforce: 'Prospecting', hubspot: 'Appointment Scheduled' }[crm];
    const without = (answer: Answered) =>
      blocks(answer, 'table').find(({ title }) => title?.key === 'inbox.withoutDeal')?.rows ?? [];
    await policy({ newDeal: { stage, values: { No_Such_Field__c: 'x' } } });
    const [row] = without(await page('manager'));
    const create = row?.actions[0];
    if (!row || create?.name !== 'createDeal') throw new Error('no deal to create');
    const refused = await send('manager', create);
    expect(refused.body).toMatchObject({ ok: false, code: 'newDeal.unknown' });
    const again = without(await page('manager')).find(({ id }) => id === row.id);
    expect(again?.tone).toBe('bad');
    expect(again?.actions[0]?.label.key).toBe('inbox.createDeal.again');
    expect(JSON.stringify(again?.cells['refused'])).toContain('No_Such_Field__c: ');
    await policy({ newDeal: { stage } });
    const made = await send('manager', create);
    expect(made.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
    expect(without(made).map(({ id }) => id)).not.toContain(row.id);
  });

  test('a rep may decide nothing, and a claim that is not there is not found', async () => {
    const key = queue(await page('manager'))[0]?.id ?? '';
    for (const name of [
      'approveClaims',
      'rejectClaim',
      'askInfo',
      'delegateClaim',
      'settleCustomer',
      'reshareClaim',
    ]) {
      const denied = await send('rep', { name, targets: [key] });
      expect(denied.body).toMatchObject({ ok: false, code: 'refused.channelManager' });
      const missing = await send('manager', { name, targets: ['reg0000'] });
      expect(missing.status).toBe(404);
    }
  });
});

/** Who the channel managers are is said by permission sets there, and by the app's settings on HubSpot. */
function assign({ crm, story, user }: CardBench): void {
  if (crm === 'hubspot') return;
  const { org } = story.sandbox.salesforce;
  const set = org.rows('PermissionSet').find(({ Name }) => Name === 'Alongside_Channel_Manager');
  const assignment = { AssigneeId: user.call({ crm, story }, 'manager'), PermissionSetId: set?.['Id'] };
  org.insert('PermissionSetAssignment', assignment);
}
