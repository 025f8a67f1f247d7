/** A deal registered from the cards of either CRM by HTTP: drafts of several partners, what stands against them, what becomes of them. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginOperation, Operations } from '../../server/use/operations.ts';
import { prepareMove } from '../../server/use/registrations/moveClaim.ts';
import { changeProgram, readRules } from '../../server/use/rules.ts';
import { registrationPolicy, type Wish } from '../../shared/domain/registration.ts';
import { CRMS } from '../use/story.ts';
import {
  actionsOn,
  badgeOn,
  ClaimWorker,
  day,
  money,
  offered,
  options,
  partsOn,
  percent,
  text,
  verdictOn,
} from './claims.ts';
import { blocks, CardBench, type Answered } from './desk.ts';

describe.each(CRMS)('registering a deal on %s', (crm) => {
  let bench: CardBench;
  beforeAll(async () => {
    bench = await CardBench.begin(crm);
    await bench.story.map();
    await bench.story.poll();
    await policy({ velocity: 1_000 });
  });
  afterAll(() => bench?.close());

  const rep = (card: 'deal' | 'account', ref: string) => new ClaimWorker(bench, 'rep', card, ref);
  const rival = (card: 'deal' | 'account', ref: string) => new ClaimWorker(bench, 'reader', card, ref);

  async function policy(of: object): Promise<void> {
    const { context } = bench.story;
    const { program } = await readRules(context);
    await changeProgram(context, { ...program, registration: registrationPolicy.parse(of) }, null);
  }

  /** What the channel manager says of a claim. */
  async function decides(key: string, wish: Wish): Promise<void> {
    const { context } = bench.story;
    const actor = { as: 'channelManager', user: bench.user('manager') } as const;
    const decide = await prepareMove(context, 'Europe/Berlin', key, wish, actor);
    if (!decide) throw new Error(`no claim ${key}`);
    const act = { user: 'M', record: null, hash: '', action: wish.move, key: randomUUID() };
    const begun = await beginOperation(context, act, decide);
    if (begun.kind !== 'begun') throw new Error(JSON.stringify(begun));
    await new Operations().finish(context, begun.id);
  }

  const names = (answer: Answered) => actionsOn(answer).map(({ name }) => name);
  const keyOn = (answer: Answered, name: string) => offered(answer, name).targets[0] ?? '';

  describe('from its own card', () => {
    test('a rep begins a draft, adds partners until nothing is missing, and submits it', async () => {
      const me = rep('deal', 'marineOpen');
      expect(badgeOn(await me.look())).toMatchObject({ key: 'registration.none' });
      const form = {
        products: text('Edge; Core'),
        amount: money(150_000),
        note: text('Theirs'),
        expectedClose: day('2099-12-31'),
      };
      const begun = await me.act('registerDeal', form);
      expect(begun.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
      expect(names(begun)).not.toContain('registerDeal');
      expect(offered(begun, 'submitClaim').disabledReason).toMatchObject({
        key: 'registration.participants.none',
      });
      await me.act('addParticipant', {
        partner: me.partner('acme'),
        roles: options('resell'),
        share: percent(6_000),
      });
      const added = await me.act('addParticipant', {
        partner: me.partner('beacon'),
        roles: options('resell'),
      });
      expect(partsOn(added)).toMatchObject([
        { name: 'Acme Integrators', says: ['registration.roles.doubled'] },
        { name: 'Beacon Resell', says: ['registration.roles.doubled', 'registration.share.missing'] },
      ]);
      const changed = await me.act(
        'changeParticipant',
        { roles: options('implementation') },
        bench.story.id('beacon'),
      );
      expect(partsOn(changed)).toMatchObject([{ says: [] }, { says: ['registration.share.missing'] }]);
      const split = await me.act('splitClaim');
      expect(partsOn(split).map(({ share }) => share)).toEqual([percent(5_000), percent(5_000)]);
      expect(verdictOn(split)).toBe('verdict.clear');
      const done = await me.act('submitClaim');
      expect(done.body).toMatchObject({ ok: true, done: { key: 'done.saved' }, changedRecord: true });
      expect(badgeOn(done)).toMatchObject({ key: 'registration.submitted' });
      expect(verdictOn(done)).toBeUndefined();
      const history = blocks(done, 'timeline').find(({ title }) => title?.key === 'claim.history');
      expect(history?.items[0]?.message).toEqual({
        key: 'claimMove.submit',
        args: { who: { kind: 'word', key: 'actor.you' } },
      });
    });

    test('a card with a claim on it costs no call of the CRM', async () => {
      const before = bench.story.sandbox.world.calls.count(crm);
      await rep('deal', 'marineOpen').look();
      expect(bench.story.sandbox.world.calls.count(crm)).toBe(before);
    });

    test('another rep sees how it stands and no more, and brings in a partner that complements it', async () => {
      const other = rival('deal', 'marineOpen');
      const seen = await other.look();
      expect(badgeOn(seen)).toMatchObject({ key: 'registration.submitted' });
      expect(seen.text).not.toMatch(/Theirs|Edge/);
      expect(names(seen)).not.toContain('withdrawClaim');
      const clash = await other.act('joinClaim', {
        partner: other.partner('cobalt'),
        roles: options('resell'),
      });
      expect(clash.body).toMatchObject({ ok: false, code: 'registration.join.clash', field: 'roles' });
      const joined = await other.act('joinClaim', {
        partner: other.partner('cobalt'),
        roles: options('managedService'),
      });
      expect(joined.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
      expect(JSON.stringify(blocks(joined, 'notice'))).toContain('claim.joined');
      const mine = await rep('deal', 'marineOpen').look();
      expect(partsOn(mine).map(({ name, share }) => [name, share])).toEqual([
        ['Acme Integrators', percent(5_000)],
        ['Beacon Resell', percent(5_000)],
        ['Cobalt Cloud', percent(0)],
      ]);
    });

    test.runIf(crm === 'salesforce')(
      'what the user cannot read in the org stands nowhere on it',
      async () => {
        const seen = (hid: string[]) => bench.deal('rep', 'marineOpen', {}, { claims: { hid } });
        expect((await seen(['dealRegistration.*'])).text).not.toMatch(/Theirs|Edge/);
        expect(badgeOn(await seen(['deal.registrationStatus']))).toBeUndefined();
        const others = { acc: 'edit', hid: ['deal.registrationStatus'] };
        const told = await bench.deal('reader', 'marineOpen', {}, { claims: others });
        expect(told.text).not.toMatch(/registration\.(submitted|inReview)"/);
      },
    );

    test('once approved it is protected, can be extended once, and takes its partners onto the team', async () => {
      const me = rep('deal', 'marineOpen');
      const key = keyOn(await me.look(), 'withdrawClaim');
      await decides(key, { move: 'approve', why: 'Clear' });
      const approved = await me.look();
      expect(badgeOn(approved)).toEqual({ kind: 'word', key: 'registration.daysLeft', args: { days: 90 } });
      expect(blocks(approved, 'table')[0]?.rows).toHaveLength(3);
      const told = await rival('deal', 'marineOpen').look();
      expect(badgeOn(told)).toEqual(badgeOn(approved));
      expect(JSON.stringify(blocks(told, 'facts'))).toContain('claim.protectedUntil');
      const empty = await me.act('extendClaim', { evidence: text('  ') });
      expect(empty.body).toMatchObject({ ok: false, code: 'registration.why.missing', field: 'evidence' });
      const extended = await me.act('extendClaim', { evidence: text('A workshop with them') });
      expect(badgeOn(extended)).toMatchObject({ key: 'registration.daysLeft', args: { days: 120 } });
      expect(offered(extended, 'extendClaim').disabledReason).toMatchObject({
        key: 'registration.extend.again',
      });
      const gone = await me.act('withdrawClaim', { why: text('They chose another') });
      expect(badgeOn(gone)).toMatchObject({ key: 'registration.withdrawn' });
    });
  });

  describe('from the card of an account', () => {
    test('an open deal that is there already is offered to link to, before and after it is submitted', async () => {
      const me = rep('account', 'marine');
      const drafted = await me.draft({ products: text('Edge') }, ['beacon', 'coSell', 10_000]);
      expect(verdictOn(drafted)).toBe('verdict.hold');
      expect(partsOn(drafted)[1]).toMatchObject({ name: 'claim.whole', says: ['conflict.directOverlap'] });
      const deal = { kind: 'select', option: bench.story.id('marineOpen') } as const;
      const linked = await me.act('linkDeal', { deal });
      expect(linked.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
      expect(verdictOn(linked)).toBe('verdict.clear');
      expect((await me.act('submitClaim')).body).toMatchObject({ ok: true });
      expect(badgeOn(await rep('deal', 'marineOpen').look())).toMatchObject({
        key: 'registration.submitted',
      });
      const link = { name: 'linkDeal', targets: [keyOn(await me.look(), 'withdrawClaim')] };
      const other = { kind: 'select', option: bench.story.id('foundryWon') } as const;
      const elsewhere = await me.send(link, { deal: other });
      expect(elsewhere.body).toMatchObject({
        ok: false,
        code: 'registration.deal.otherCustomer',
        field: 'deal',
      });
      const nowhere = await me.send(link, { deal: { kind: 'select', option: '999' } });
      expect(nowhere.body).toMatchObject({ ok: false });
      const apart = await me.send(link, { deal: null });
      expect(apart.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
      const there = rep('deal', 'marineOpen');
      const twice = await there.draft({}, ['beacon', 'coSell', 10_000]);
      expect(verdictOn(twice)).toBe('verdict.refused');
      expect((await there.act('linkDeal', {}, bench.story.id('marineOpen'))).body).toMatchObject({
        ok: true,
      });
      const settled = await there.act('withdrawClaim');
      expect(badgeOn(settled)).toMatchObject({ key: 'registration.submitted' });
      expect(partsOn(settled).map(({ name }) => name)).toEqual(['Beacon Resell']);
    });

    test('a rival is told when the protection ends and nothing else, changes that part, and joins instead', async () => {
      await policy({ velocity: 1_000, autoApproval: {} });
      const first = rep('account', 'press');
      await first.draft({ products: text('Edge'), note: text('First here') }, ['acme', 'resell', 10_000]);
      expect((await first.act('submitClaim')).body).toMatchObject({ ok: true });
      const second = rival('account', 'press');
      const drafted = await second.draft({ products: text('edge') }, ['beacon', 'resell', 10_000]);
      expect(partsOn(drafted)).toMatchObject([{ name: 'Beacon Resell', says: ['conflict.told.protected'] }]);
      expect(verdictOn(drafted)).toBe('verdict.hold');
      expect(drafted.text).not.toMatch(/Acme|First here/);
      const changed = await second.act('changeParticipant', { roles: options('implementation') });
      expect(verdictOn(changed)).toBe('verdict.join');
      expect(changed.text).not.toMatch(/Acme|First here/);
      const joined = await second.act('joinClaim');
      expect(joined.body).toMatchObject({ ok: true, done: { key: 'done.saved' } });
      expect(names(joined)).toContain('registerDeal');
      expect(JSON.stringify(blocks(joined, 'notice'))).toContain('claim.joined');
      expect(names(joined)).not.toContain('joinClaim');
      expect(partsOn(await first.look()).map(({ name }) => name)).toEqual([
        'Acme Integrators',
        'Beacon Resell',
      ]);
    });

    test('a partner with an open claim on the customer is shown that claim, and a second one is refused', async () => {
      const me = rep('account', 'press');
      const drafted = await me.draft({}, ['acme', 'coSell', 10_000]);
      expect(verdictOn(drafted)).toBe('verdict.refused');
      const submit = offered(drafted, 'submitClaim');
      expect(submit.disabledReason).toEqual({ key: 'verdict.refused' });
      expect(JSON.stringify(blocks(drafted, 'suggestions'))).toContain('claim.existing');
      const sent = await me.send(submit);
      expect(sent.body).toMatchObject({ ok: false, code: 'registration.alreadyYours' });
      const dropped = await me.act('withdrawClaim', {}, submit.targets[0]);
      expect(dropped.body).toMatchObject({ ok: true });
      expect(names(dropped)).toContain('registerDeal');
    });

    test('a question is answered, a rejection appealed against once', async () => {
      await policy({ velocity: 1_000 });
      const me = rep('account', 'dairy');
      await me.draft({}, ['acme', 'resell', 10_000]);
      const key = keyOn(await me.act('submitClaim'), 'withdrawClaim');
      await decides(key, { move: 'askInfo', why: 'Who decides there?' });
      const asked = await me.look();
      expect(JSON.stringify(blocks(asked, 'notice'))).toContain('Who decides there?');
      const edited = await me.act('editClaim', { note: text('Their CFO decides') });
      expect(edited.body).toMatchObject({ ok: true });
      const answered = await me.act('answerClaim', { why: text('The CFO') });
      expect(answered.body).toMatchObject({ ok: true });
      await decides(key, { move: 'reject', why: 'Known to us' });
      const rejected = await me.look();
      expect(JSON.stringify(blocks(rejected, 'notice'))).toContain('Known to us');
      const appealed = await me.act('appealClaim', { why: text('We met them first') });
      expect(appealed.body).toMatchObject({ ok: true });
      expect(names(appealed)).not.toContain('appealClaim');
    });
  });

  describe('from the page, where the customer is typed', () => {
    test('an account that is surely the customer counts as it, and another name is looked for anew', async () => {
      const me = new ClaimWorker(bench, 'reader', 'registrations', '');
      const nameless = await me.act('registerDeal', { customerWebsite: text('obsidianpress.com') });
      expect(nameless.body).toMatchObject({
        ok: false,
        code: 'registration.customer.missing',
        field: 'customerName',
      });
      const customer = {
        customerName: text('OBSIDIAN PRESS Inc.'),
        customerWebsite: text('https://www.ObsidianPress.com'),
      };
      const drafted = await me.draft({ ...customer, products: text('Edge') }, ['cobalt', 'resell', 10_000]);
      expect(verdictOn(drafted)).toBe('verdict.hold');
      expect(partsOn(drafted)).toMatchObject([{ says: ['conflict.told.protected'] }]);
      expect(drafted.text).not.toContain('Acme');
      const renamed = await me.act('editClaim', {
        customerName: text('Nobody Knows Ltd'),
        customerWebsite: null,
      });
      expect(verdictOn(renamed)).toBe('verdict.clear');
      expect((await me.act('submitClaim')).body).toMatchObject({ ok: true });
    });
  });

  test.runIf(crm === 'hubspot')(
    'who may not read the account of a deal types the customer, and learns no name by it',
    async () => {
      const { story } = bench;
      const ids = ['manager' as const].map((who) => Number(bench.user(who)));
      const { restrictions } = story.sandbox.hubspot.portal.people;
      restrictions.set(`0-2:${story.id('freight')}`, { view: ids, edit: ids });
      const me = rep('deal', 'freightLost');
      const nameless = await me.act('registerDeal');
      expect(nameless.body).toMatchObject({ ok: false, field: 'customerName' });
      const drafted = await me.act('registerDeal', { customerName: text('Some Freight') });
      expect(drafted.text).toContain('Some Freight');
      expect(drafted.text).toContain('registration.deal.lost');
      expect(drafted.text).not.toContain('Juniper');
    },
  );

  describe('what is wrong', () => {
    const NOBODY = 'reg00000000000000000000000000';

    test('is refused at its field, keeps nothing, and stands in the way of nothing', async () => {
      const me = rep('account', 'optics');
      const tooMany = Array.from({ length: 21 }, (_none, at) => `P${at}`).join(';');
      const many = await me.act('registerDeal', { products: text(tooMany) });
      expect(many.body).toMatchObject({ ok: false, code: 'registration.products.many', field: 'products' });
      const hidden = await me.act('registerDeal', { note: text('a\u202eb') });
      expect(hidden.body).toMatchObject({ ok: false, code: 'registration.text.invisible', field: 'note' });
      const negative = await me.act('registerDeal', { amount: money(-1) });
      expect(negative.body).toMatchObject({
        ok: false,
        code: 'registration.amount.invalid',
        field: 'amount',
      });
      expect(names(await me.look())).toContain('registerDeal');
      await me.draft({ expectedClose: day('2020-01-01'), amount: money(1, 'XAU') });
      const add = offered(await me.look(), 'addParticipant');
      for (const [values, code, field] of [
        [{ roles: options('resell') }, 'registration.partner.missing', 'partner'],
        [
          { partner: me.partner('foundry'), roles: options('resell') },
          'registration.partner.unknown',
          'partner',
        ],
        [{ partner: me.partner('acme'), share: percent(10_001) }, 'registration.share.invalid', 'share'],
        [
          { partner: me.partner('acme'), evidence: text('javascript:x') },
          'registration.evidence.invalid',
          'evidence',
        ],
        [
          { partner: me.partner('acme'), contribution: text('x'.repeat(2_001)) },
          'registration.text.long',
          'contribution',
        ],
      ] as const) {
        expect((await me.send(add, values)).body).toMatchObject({ ok: false, code, field });
      }
      await me.act('addParticipant', { partner: me.partner('acme'), roles: options('resell', 'emperor') });
      const twice = await me.send(add, { partner: me.partner('acme'), roles: options('coSell') });
      expect(twice.body).toMatchObject({ ok: false, code: 'registration.partner.twice', field: 'partner' });
      const seen = await me.look();
      expect(partsOn(seen)).toMatchObject([
        { name: 'Acme Integrators', says: ['registration.share.missing'] },
        {
          name: 'claim.whole',
          says: ['registration.amount.currency', 'registration.close.past', 'conflict.lateClaim'],
        },
      ]);
      const submitted = await me.send(offered(seen, 'submitClaim'));
      expect(submitted.body).toMatchObject({ ok: false, code: 'registration.amount.currency' });
    });

    test('a claim of somebody else is not there, whatever is asked of it', async () => {
      const mine = await rep('account', 'optics').look();
      const key = keyOn(mine, 'submitClaim');
      const other = rival('account', 'optics');
      expect(names(await other.look())).not.toContain('submitClaim');
      for (const name of [
        'submitClaim',
        'editClaim',
        'withdrawClaim',
        'joinClaim',
        'extendClaim',
        'splitClaim',
      ]) {
        for (const target of [key, NOBODY, '../registrations', 'x'.repeat(400)]) {
          expect([name, (await other.send({ name, targets: [target] })).status]).toEqual([name, 404]);
        }
      }
      const elsewhere = rep('account', 'timber');
      expect((await elsewhere.send({ name: 'submitClaim', targets: [key] })).status).toBe(404);
    });

    test('what was submitted cannot be changed, and a form that is sent again begins no second claim', async () => {
      const me = rep('account', 'timber');
      const register = offered(await me.look(), 'registerDeal');
      const again = randomUUID();
      const answers = await Promise.all([1, 2].map(() => me.send(register, { note: text('Once') }, again)));
      expect(answers.map(({ body }) => body.ok)).toEqual([true, true]);
      const key = keyOn(await me.look(), 'submitClaim');
      await me.act('editClaim', { note: text('Changed since') });
      await me.send(register, { note: text('Once') }, again);
      expect((await me.look()).text).toContain('Changed since');
      await me.act('addParticipant', {
        partner: me.partner('acme'),
        roles: options('resell'),
        share: percent(10_000),
      });
      await me.act('submitClaim');
      const late = await me.send({ name: 'editClaim', targets: [key] }, { note: text('Too late') });
      expect(late.body).toMatchObject({ ok: false, code: 'registration.move.state' });
      const twice = await me.send({ name: 'submitClaim', targets: [key] });
      expect(twice.body).toMatchObject({ ok: false, code: 'registration.move.state' });
    });

    test('a partner that is on its way out is refused, and named where it stood already', async () => {
      const me = rep('account', 'foundry');
      await me.draft({}, ['cobalt', 'resell', 10_000]);
      await bench.story.context.crm.write([
        {
          object: 'account',
          op: 'update',
          id: bench.story.id('cobalt'),
          fields: { partnerStatus: 'offboarding' },
        },
      ]);
      await bench.story.poll();
      const seen = await me.look();
      expect(partsOn(seen)[0]?.says).toContain('registration.partner.leaving');
      const sent = await me.send(offered(seen, 'submitClaim'));
      expect(sent.body).toMatchObject({ ok: false, code: 'registration.partner.leaving', field: 'partner' });
      await me.act('removeParticipant', {}, bench.story.id('cobalt'));
      const again = await me.act('addParticipant', {
        partner: me.partner('cobalt'),
        roles: options('coSell'),
      });
      expect(again.body).toMatchObject({ ok: false, code: 'registration.partner.leaving', field: 'partner' });
    });

    test('a customer that was deleted meanwhile is named as gone, and what was typed is still there', async () => {
      await rep('account', 'biotech').draft({ note: text('They called us') }, ['acme', 'resell', 10_000]);
      bench.story.hand.remove(bench.story.id('biotech'));
      await bench.story.map();
      const page = new ClaimWorker(bench, 'rep', 'registrations', '');
      const seen = await page.look();
      expect(seen.text).toContain('They called us');
      expect(seen.text).toContain('registration.customer.gone');
      expect((await rep('account', 'biotech').look()).status).toBe(404);
    });

    test('what the CRM refuses is a draft again with all that was typed', async () => {
      if (crm !== 'salesforce') return;
      const me = rep('account', 'freight');
      await me.draft({ note: text('Keep this'), amount: money(77_00) }, ['acme', 'resell', 10_000]);
      let frozen = true;
      const { org } = bench.story.sandbox.salesforce;
      org.validationRule('Deal_Registration__c', 'Frozen', 'Not now.', 'Amount__c', () => frozen);
      const refused = await me.act('submitClaim');
      expect(refused.body).toMatchObject({ ok: false, message: { key: 'refused.notSaved' } });
      frozen = false;
      const draft = await me.look();
      expect(draft.text).toContain('Keep this');
      expect((await me.act('submitClaim')).body).toMatchObject({ ok: true });
    });
  });
});
