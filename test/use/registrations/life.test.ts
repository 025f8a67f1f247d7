/** The life of claims as jobs keep it: tasks, the account's count, changed and vanished records; done twice nothing is written. */
import { describe, expect } from 'vitest';
import type { Registration } from '../../../shared/domain/registration.ts';
import { dealTeams } from '../../../server/use/cards/collections.ts';
import { company } from '../company.ts';
import { CRMS, type Story, storyTests } from '../story.ts';
import { ClaimDesk } from './claimDesk.ts';

const DAY = 86_400_000;
const person = (ref: string) => ({
  ref,
  firstName: ref,
  lastName: 'Person',
  email: `${ref}@customer.example`,
  active: true,
});
const staffed = { ...company, owners: [...company.owners, person('decider'), person('delegate')] };

async function setUp(story: Story): Promise<void> {
  await story.map();
  await story.poll();
}

/** Keeps claims until nothing is left to do, then twice more, which must write nothing and ask the CRM nothing. */
async function settled(desk: ClaimDesk): Promise<void> {
  const { story } = desk;
  const { calls } = story.sandbox.world;
  for (let round = 0; round < 3; round += 1) {
    await story.poll();
    if ((await desk.keep()).claims === 0) break;
  }
  const before = everything(story);
  calls.reset();
  expect(await desk.keep()).toEqual({ claims: 0, failed: 0 });
  expect(calls.count(story.crm)).toBe(0);
  expect(everything(story)).toBe(before);
}

/** All that stands in the CRM, with its stamps. */
function everything({ crm, sandbox }: Story): string {
  const { org } = sandbox.salesforce;
  const { portal } = sandbox.hubspot;
  const all =
    crm === 'salesforce'
      ? ['Account', 'Opportunity', 'Task', 'Deal_Registration__c', 'Registration_Participant__c'].map(
          (name) => org.rows(name),
        )
      : ['companies', 'deals', 'tasks'].map((type) => portal.objects(type));
  return JSON.stringify(all);
}

/** The account's or deal's own field, by our name; null where it is empty. */
function field({ crm, sandbox }: Story, object: 'account' | 'deal', id: string, name: string): unknown {
  if (crm === 'salesforce') {
    const row = sandbox.salesforce.org
      .rows(object === 'account' ? 'Account' : 'Opportunity')
      .find((one) => one['Id'] === id);
    const api = `${name.replace(/([A-Z])/g, '_$1').replace(/^./, (first) => first.toUpperCase())}__c`;
    return row?.[api] ?? null;
  }
  const type = object === 'account' ? 'companies' : 'deals';
  const property = `alongside_${name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)}`;
  return sandbox.hubspot.portal.object(type, id)?.properties[property] || null;
}

const endOf = ({ protection }: Registration): number => protection?.endsAt ?? 0;

describe('a deal that HubSpot hides from us', () => {
  const it = storyTests('hubspot', setUp, staffed);

  it('keeps its claim: only what is gone is let go of', async ({ story }) => {
    const desk = new ClaimDesk(story);
    const { world } = story.sandbox;
    const { store, connection } = story.context;
    const deal = story.id('marineOpen');
    await desk.submit('one', desk.form('marine', [desk.part('acme', ['resell'])], { deal }));
    await store.removePrefix(dealTeams, `${connection}/`);
    const body = { status: 'COMPLETE', results: [] };
    const effect = { answer: { status: 200, body } };
    world.fail({ crm: 'hubspot', path: /deals\/batch\/read/, times: Infinity, effect });
    world.advance(((await desk.claim('one')).clock?.dueAt ?? 0) - world.now());
    expect(await desk.keep()).toMatchObject({ claims: 1, failed: 0 });
    expect(await desk.claim('one')).toMatchObject({ deal });
  });
});

describe.concurrent.each(CRMS)('the life of a claim on %s', (crm) => {
  const it = storyTests(crm, setUp, staffed);

  it('asks the decider at once, the delegate when it is overdue, the owner before it ends, each once and naming no partner', async ({
    story,
  }) => {
    const desk = new ClaimDesk(story);
    const { world } = story.sandbox;
    await desk.policy({ decision: { decider: story.id('decider'), delegate: story.id('delegate') } });
    const parts = [desk.part('acme', ['resell'], 6_000), desk.part('beacon', ['coSell'], 4_000)];
    expect(await desk.submit('one', desk.form('press', parts))).toBe('saved');
    const [asked, ...more] = desk.tasks();
    expect(more).toEqual([]);
    const clock = (await desk.claim('one')).clock;
    expect(asked).toMatchObject({ owner: story.id('decider'), on: [story.id('press')] });
    expect(asked?.subject).toMatch(/^Decide on a deal registration by .+ \/ Bis .+ entscheiden$/);
    expect(asked?.text).toMatch(/Obsidian Press .*\n\n.*Obsidian Press .*\n\nAlongside tsk[a-z2-7]{26}$/s);
    await settled(desk);
    world.advance((clock?.dueAt ?? 0) - world.now());
    await desk.keep();
    await settled(desk);
    expect(desk.tasks().map(({ owner }) => owner)).toEqual([story.id('decider'), story.id('delegate')]);
    expect(await desk.move('one', { move: 'approve', why: 'Good' })).toBe('saved');
    const approved = await desk.claim('one');
    for (const left of [14, 7, 1]) {
      world.advance(endOf(approved) - left * DAY - world.now() + 3_600_000);
      await desk.keep();
      await settled(desk);
    }
    const toOwner = desk.tasks().filter(({ owner }) => owner === story.id('rep'));
    expect(toOwner.map(({ subject, due }) => [subject.split(' /')[0], due])).toEqual([
      ['Link a deal to your approved registration', expect.any(String)],
      ...[1, 2, 3].map(() => [
        expect.stringMatching(/^Your deal registration is protected until /),
        approved.protection?.until,
      ]),
    ]);
    const told = JSON.stringify(desk.tasks());
    expect(told).not.toMatch(/Acme|Beacon|10[.,]000/);
  });

  it('hangs a task on the deal where the customer is no account, and on nothing where there is neither', async ({
    story,
  }) => {
    const desk = new ClaimDesk(story);
    await desk.policy({ decision: { decider: story.id('decider') } });
    const customer = {
      name: 'Wholly New',
      website: null,
      country: null,
      account: null,
      match: 'none',
    } as const;
    const part = desk.part('acme', ['resell']);
    expect(await desk.submit('new', desk.form('press', [part], { customer }))).toBe('saved');
    expect(
      await desk.submit(
        'deal',
        desk.form('press', [part], {
          customer: { ...customer, name: 'Other New' },
          deal: story.id('marineOpen'),
        }),
      ),
    ).toBe('saved');
    expect(desk.tasks().map(({ on, text }) => [on, /Wholly|Other/.exec(text)?.[0]])).toEqual([
      [[], 'Wholly'],
      [[story.id('marineOpen')], 'Other'],
    ]);
    await settled(desk);
  });

  it('asks whoever looks after the partner where the policy names nobody', async ({ story }) => {
    const desk = new ClaimDesk(story);
    expect(await desk.submit('one', desk.form('press', [desk.part('acme', ['resell'])]))).toBe('saved');
    expect(desk.tasks().map(({ owner }) => owner)).toEqual([story.id('rep')]);
  });

  it('saves the claim although the CRM refuses the task, and tries that one again after a day', async ({
    story,
  }) => {
    const desk = new ClaimDesk(story);
    await desk.policy({ decision: { decider: story.id('decider'), businessDays: 20 } });
    const body =
      crm === 'salesforce'
        ? [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'No tasks here.', fields: [] }]
        : { status: 'error', category: 'VALIDATION_ERROR', message: 'No tasks here.' };
    desk.failTasks({ answer: { status: 400, body } }, Infinity);
    expect(await desk.submit('one', desk.form('press', [desk.part('acme', ['resell'])]))).toBe('saved');
    expect(await desk.claim('one')).toMatchObject({ state: 'submitted' });
    expect(desk.tasks()).toEqual([]);
    await settled(desk);
    story.sandbox.world.faults.clear();
    story.sandbox.world.advance(DAY);
    await desk.keep();
    expect(desk.tasks()).toHaveLength(1);
    await settled(desk);
  });

  it('finds a task again whose making brought no answer', async ({ story }) => {
    const desk = new ClaimDesk(story);
    await desk.policy({ decision: { decider: story.id('decider') } });
    desk.failTasks({ drop: 'after' });
    expect(await desk.submit('one', desk.form('press', [desk.part('acme', ['resell'])]))).toBe('saved');
    expect(desk.tasks()).toHaveLength(1);
    expect(await desk.keep()).toMatchObject({ claims: 1, failed: 0 });
    expect(desk.tasks()).toHaveLength(1);
    await settled(desk);
  });

  it('counts the open claims on the account, and takes them off where they end or go elsewhere', async ({
    story,
  }) => {
    const desk = new ClaimDesk(story);
    const count = (ref: string) => Number(field(story, 'account', story.id(ref), 'openRegistrations'));
    const parts = (partner: string, role: 'resell' | 'coSell') => [desk.part(partner, [role])];
    await Promise.all([
      desk.submit('one', desk.form('press', parts('acme', 'resell'))),
      desk.submit('two', desk.form('press', parts('beacon', 'coSell'))),
      desk.submit('three', desk.form('press', parts('cobalt', 'coSell'))),
    ]);
    expect(count('press')).toBe(3);
    expect(await desk.move('two', { move: 'reject', why: 'Not now' })).toBe('saved');
    expect(count('press')).toBe(2);
    expect(await desk.move('three', { move: 'settleCustomer', account: story.id('optics') })).toBe('saved');
    expect([count('press'), count('optics')]).toEqual([1, 1]);
    await settled(desk);
    expect(await desk.move('one', { move: 'withdraw', why: 'Gone' })).toBe('saved');
    expect(field(story, 'account', story.id('press'), 'openRegistrations')).toBeNull();
    await settled(desk);
  });

  it('follows a deal that is lost, opened again and won, and clears one that it is no longer linked to', async ({
    story,
  }) => {
    const desk = new ClaimDesk(story);
    const deal = story.id('marineOpen');
    const stage = (name: string) =>
      crm === 'salesforce'
        ? story.sandbox.salesforce.org.update('Opportunity', deal, { StageName: name })
        : void story.sandbox.hubspot.portal.update('deals', deal, {
            dealstage: name.replace(' ', '').toLowerCase(),
          });
    const status = () => field(story, 'deal', deal, 'registrationStatus');
    await desk.submit('one', desk.form('marine', [desk.part('acme', ['resell'])], { deal }));
    await desk.move('one', { move: 'approve', why: 'Clear' });
    const open = { salesforce: 'Prospecting', hubspot: 'appointmentscheduled' }[crm];
    for (const [name, state] of [
      ['Closed Lost', 'approved'],
      [open, 'approved'],
      ['Closed Won', 'converted'],
      [open, 'approved'],
    ] as const) {
      stage(name);
      await story.poll();
      await desk.keep();
      expect([name, (await desk.claim('one')).state, status()]).toEqual([name, state, state]);
      await settled(desk);
    }
    expect(await desk.move('one', { move: 'linkDeal', deal: null })).toBe('saved');
    expect(status()).toBeNull();
    await settled(desk);
  });

  it('follows a partner into another, with the parts of both as one', async ({ story }) => {
    const desk = new ClaimDesk(story);
    await desk.policy({ autoApproval: {} });
    const parts = [
      desk.part('acme', ['coSell'], 5_000),
      desk.part('beacon', ['resell'], 3_000),
      desk.part('cobalt', ['implementation'], 2_000),
    ];
    await desk.submit('one', desk.form('press', parts));
    story.merge('beacon', 'cobalt');
    await story.poll();
    await desk.keep();
    const { state, participants } = await desk.claim('one');
    const standing = [state, ...participants.map(({ partner, roles, share }) => [partner, roles, share])];
    expect(standing).toEqual([
      'approved',
      [story.id('acme'), ['coSell'], 5_000],
      [story.id('beacon'), ['resell', 'implementation'], 5_000],
    ]);
    await settled(desk);
    if (crm === 'salesforce') {
      const rows = story.sandbox.salesforce.org.rows('Registration_Participant__c');
      expect(rows.map((row) => row['Partner__c'])).toEqual([story.id('acme'), story.id('beacon')]);
    }
  });

  it('follows an account into another, and lets go of an account and a deal that are gone', async ({
    story,
  }) => {
    const desk = new ClaimDesk(story);
    const deal = story.id('marineOpen');
    await desk.submit('merged', desk.form('press', [desk.part('acme', ['resell'])]));
    await desk.submit('gone', desk.form('marine', [desk.part('acme', ['resell'])], { deal }));
    story.merge('optics', 'press');
    if (crm === 'salesforce') story.sandbox.salesforce.org.remove('Opportunity', deal);
    else story.sandbox.hubspot.portal.archive('deals', deal);
    await story.poll();
    await story.map();
    await desk.keep();
    expect((await desk.claim('merged')).customer.account).toBe(story.id('optics'));
    expect(field(story, 'account', story.id('optics'), 'openRegistrations')).not.toBeNull();
    expect(await desk.claim('gone')).toMatchObject({ deal: null, state: 'submitted' });
    story.hand.remove(story.id('marine'));
    await story.poll();
    await story.map();
    await desk.keep();
    expect(await desk.claim('gone')).toMatchObject({ customer: { account: null, match: 'none' } });
    await settled(desk);
  });
});
