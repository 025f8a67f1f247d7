/** Claims from the form to the CRM: who is first, who is held, what stands where, and what happens when the CRM refuses. */
import { describe, expect } from 'vitest';
import { claimsBy } from '../../../server/use/registrations/claims.ts';
import { unwrittenKey, waitingKey } from '../../../server/use/registrations/collections.ts';
import { readDeal } from '../../../server/use/cards/readDeal.ts';
import { CRMS, type Story, storyTests } from '../story.ts';
import { ClaimDesk } from './claimDesk.ts';

const STRANGER = { as: 'rep', mayOpen: new Set<string>() } as const;

/** Rows of an object of ours in the org, as they stand there; null where this CRM has no objects. */
function rowsOf({ crm, sandbox }: Story, object: string): Record<string, unknown>[] | null {
  return crm === 'salesforce' ? [...sandbox.salesforce.org.rows(object)] : null;
}

describe.concurrent.each(CRMS)('claims on %s', (crm) => {
  const it = storyTests(crm, async (story) => {
    await story.map();
    await story.poll();
  });

  it('go to who was first; a rival is held, told the end of the protection and nothing else', async ({
    story,
  }) => {
    const desk = new ClaimDesk(story);
    expect(await desk.submit('first', desk.form('press', [desk.part('acme', ['resell'])]))).toBe('saved');
    expect(await desk.move('first', { move: 'approve', why: null })).toBe('saved');
    const first = await desk.claim('first');
    expect(first).toMatchObject({ state: 'approved', submission: { sequence: 1 } });
    const form = desk.form('press', [
      desk.part('beacon', ['resell'], 6_000),
      desk.part('cobalt', ['coSell'], 4_000),
    ]);
    const { told, refusals } = await desk.preview(form, STRANGER);
    expect(refusals).toEqual([]);
    expect(told).toEqual({
      outcome: 'hold',
      lines: [
        {
          partner: story.id('beacon'),
          role: 'resell',
          reason: {
            key: 'conflict.told.protected',
            args: { until: { kind: 'date', day: first.protection?.until } },
          },
          registration: null,
          deal: null,
          score: null,
        },
      ],
    });
    expect(await desk.submit('second', form)).toBe('saved');
    expect(await desk.claim('second')).toMatchObject({ state: 'inReview', submission: { outcome: 'hold' } });
    expect(await desk.move('second', { move: 'approve', why: 'Both' })).toEqual([
      'registration.approve.taken participants',
    ]);
    const rows = rowsOf(story, 'Deal_Registration__c');
    if (rows) {
      expect(rows.map((row) => row['Status__c']).sort()).toEqual(['approved', 'inReview']);
      expect(rows.map((row) => row['OwnerId'])).toEqual([story.id('rep'), story.id('rep')]);
      expect(rowsOf(story, 'Registration_Participant__c')).toHaveLength(3);
      expect(rowsOf(story, 'Registration_Conflict__c')).toMatchObject([
        { Kind__c: 'roleClash', Role__c: 'resell', Against__c: expect.any(String) as string },
      ]);
    }
    const { store, connection } = story.context;
    expect(await claimsBy(store, [unwrittenKey(connection)], 10)).toEqual([]);
    expect(await claimsBy(store, [waitingKey(connection)], 10)).toHaveLength(1);
  });

  it('for one exclusive role have one winner, however many ask at once', async ({ story }) => {
    const desk = new ClaimDesk(story);
    await desk.policy({ autoApproval: {}, velocity: 1_000 });
    const variants = ['Obsidian Press', 'OBSIDIAN PRESS Inc.', 'obsidian press LLC'];
    const partners = ['acme', 'beacon', 'cobalt'];
    const asked = Array.from({ length: 12 }, (_none, at) => {
      const name = variants[at % variants.length] ?? '';
      const customer = {
        name,
        website: 'https://www.ObsidianPress.com',
        country: null,
        account: null,
        match: 'none',
      } as const;
      const account = { ...customer, account: story.id('press'), match: 'chosen' } as const;
      return desk.form('press', [desk.part(partners[at % 3] ?? '', ['resell'])], {
        customer: at % 2 ? customer : account,
        products: at % 4 ? ['Edge'] : ['edge', 'Core'],
      });
    });
    const ended = await Promise.all(asked.map((form, at) => desk.submit(`op${at}`, form)));
    const states = await Promise.all(
      ended.map(async (end, at) => (Array.isArray(end) ? end.join() : (await desk.claim(`op${at}`)).state)),
    );
    expect(states.filter((state) => state === 'approved')).toHaveLength(1);
    // The winner's own partner is shown its claim, a second is refused; all others are held.
    const others = new Set(states.filter((state) => state !== 'approved'));
    expect(
      [...others].every((state) => state === 'inReview' || state.startsWith('registration.alreadyYours')),
    ).toBe(true);
    const sequences = await Promise.all(
      ended.flatMap((end, at) =>
        Array.isArray(end) ? [] : [desk.claim(`op${at}`).then((one) => one.submission?.sequence)],
      ),
    );
    expect(new Set(sequences).size).toBe(sequences.length);
  });

  it('bring their partners and their state to the deal, and leave both as they are when settled again', async ({
    story,
  }) => {
    const desk = new ClaimDesk(story);
    const deal = story.id('marineOpen');
    const parts = [desk.part('acme', ['resell'], 7_000), desk.part('beacon', ['implementation'], 3_000)];
    expect(await desk.submit('one', desk.form('marine', parts, { deal }))).toBe('saved');
    expect(await desk.move('one', { move: 'approve', why: 'Clear' })).toBe('saved');
    const consent = { move: 'consent', partner: story.id('acme'), consent: 'accepted', name: 'Kim' } as const;
    const contact = { as: 'partner', partner: story.id('acme'), name: 'Kim' } as const;
    expect(await desk.move('one', consent, contact)).toBe('saved');
    expect(await desk.move('one', consent, contact)).toEqual(['registration.consent.given null']);
    const team = await readDeal(story.context, deal, Number.MAX_SAFE_INTEGER);
    expect(team?.parts.map(({ partner, status, share }) => [partner, status, share])).toEqual(
      expect.arrayContaining([
        [story.id('acme'), 'active', 7_000],
        [story.id('beacon'), 'invited', 3_000],
      ]),
    );
    const { protection } = await desk.claim('one');
    expect(team?.fields).toMatchObject({ registrationStatus: 'approved', protectedUntil: protection?.until });
    expect(team?.fields.partnerCount).toBe(2);
    const stamps = story.hand.stamps();
    expect(await desk.move('one', { move: 'assign', decider: null })).toBe('unchanged');
    expect(story.hand.stamps()).toBe(stamps);
  });

  it('expire, are converted and follow their deal when time goes by and the deal is won', async ({
    story,
  }) => {
    const desk = new ClaimDesk(story);
    const { world } = story.sandbox;
    const deal = story.id('marineOpen');
    await desk.submit('lost', desk.form('press', [desk.part('acme', ['resell'])]));
    await desk.move('lost', { move: 'approve', why: null });
    await desk.submit('won', desk.form('marine', [desk.part('acme', ['resell'])], { deal }));
    await desk.move('won', { move: 'approve', why: 'Clear' });
    await desk.keep();
    expect(await desk.keep()).toEqual({ claims: 0, failed: 0 });
    story.hand.winDeal(deal);
    await story.poll();
    expect(await desk.keep()).toMatchObject({ failed: 0 });
    expect(await desk.claim('won')).toMatchObject({ state: 'converted' });
    world.advance(92 * 86_400_000);
    expect(await desk.keep()).toMatchObject({ failed: 0 });
    expect(await desk.claim('lost')).toMatchObject({ state: 'expired' });
    expect(await desk.keep()).toEqual({ claims: 0, failed: 0 });
    expect(
      rowsOf(story, 'Deal_Registration__c')
        ?.map((row) => row['Status__c'])
        .sort() ?? [],
    ).toEqual(crm === 'salesforce' ? ['converted', 'expired'] : []);
  });

  it('are refused by field and keep nothing', async ({ story }) => {
    const desk = new ClaimDesk(story);
    const wrong = desk.form('press', [desk.part('foundry', ['resell'], 9_000)], {
      expectedClose: '2020-01-01',
    });
    expect(await desk.submit('wrong', wrong)).toEqual([
      'registration.close.past expectedClose',
      'registration.partner.unknown participants.0.partner',
      'registration.shares.open participants',
    ]);
    await expect(desk.claim('wrong')).rejects.toThrow('no claim');
  });
});

describe('a claim that Salesforce refuses', () => {
  const it = storyTests('salesforce', async (story) => {
    await story.map();
    await story.poll();
  });

  it('gives up its place: the next is judged again, and what was typed is kept', async ({ story }) => {
    const desk = new ClaimDesk(story);
    await desk.policy({ autoApproval: {}, velocity: 1_000 });
    let refuses = true;
    const { org } = story.sandbox.salesforce;
    org.validationRule(
      'Deal_Registration__c',
      'Frozen',
      'Not this one.',
      'Amount__c',
      (row) => refuses && row['Amount__c'] === 99,
    );
    const amount = { minor: 9_900, currency: 'EUR' };
    const first = desk.form('press', [desk.part('acme', ['resell'])], { amount });
    const second = desk.form('press', [desk.part('beacon', ['resell'])]);
    const [ended, held] = await Promise.all([desk.submit('first', first), desk.submit('second', second)]);
    expect(ended).toMatchObject({ refused: expect.stringContaining('Not this one') as string });
    expect(held).toBe('saved');
    expect(await desk.claim('first')).toMatchObject({ state: 'draft', submission: null, amount });
    expect((await desk.claim('first')).history.at(-1)).toMatchObject({ move: 'release' });
    expect(await desk.claim('second')).toMatchObject({ state: 'approved' });
    expect(rowsOf(story, 'Deal_Registration__c')?.map((row) => row['Status__c'])).toEqual(['approved']);
    refuses = false;
    expect(await desk.submit('first', first)).toBe('saved');
    expect(await desk.claim('first')).toMatchObject({ state: 'inReview' });
  });
});
