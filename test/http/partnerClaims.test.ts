/** What a partner's contact hands in by a link: a referral or a claim with other partners, kept once, refused by field, told nothing of others. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimOf } from '../../server/use/registrations/claims.ts';
import { prepareMove } from '../../server/use/registrations/moveClaim.ts';
import { CRMS } from '../use/story.ts';
import { PartnerDesk, type Visitor, wordsOf } from './partnerDesk.ts';

const REFERRAL = {
  customer: 'Tamarind Motors',
  website: 'tamarindmotors.com',
  country: 'India',
  name: 'Kim Contact',
};
const CLAIM = {
  customer: 'Larch Shipping',
  website: 'larchshipping.com',
  country: '',
  products: 'Edge, Core; Edge',
  amount: '25,000.50',
  currency: 'eur',
  close: '2099-12-31',
  note: 'They asked us.',
  roles0: ['resell', 'implementation'],
  share0: '66.67',
  partner1: 'BEACON resell GmbH',
  roles1: 'coSell',
  share1: '33.33',
  name: 'Kim Contact',
};

describe.each(CRMS)('what contacts hand in on %s', (crm) => {
  let desk: PartnerDesk;
  beforeAll(async () => {
    desk = await PartnerDesk.begin(crm);
    await desk.claims.policy({ velocity: 1_000, participants: 3 });
  });
  afterAll(() => desk?.close());

  async function opened(purpose: 'referral' | 'registration', of: object = {}) {
    const { address, link } = await desk.link({ purpose, ...of });
    const kim: Visitor = desk.visitor();
    return { address, kim, key: link.claim, page: await kim.open(address) };
  }

  async function kept(key: string) {
    const { store, connection } = desk.story.context;
    return (await claimOf(store, connection, key))?.registration ?? null;
  }

  test('a referral needs little, is one claim however often it is sent, and is agreed to by whoever sent it', async () => {
    const { address, kim, key, page } = await opened('referral');
    expect(page.status).toBe(200);
    expect(await kept(key)).toBeNull();
    const statuses = await Promise.all([1, 2, 3].map(() => kim.send(address, REFERRAL)));
    expect(statuses.map(({ status }) => status)).toEqual([303, 303, 303]);
    const claim = await kept(key);
    expect(claim).toMatchObject({
      customer: { name: 'Tamarind Motors', website: 'tamarindmotors.com' },
      owner: desk.story.id('rep'),
      enteredBy: null,
      participants: [
        { partner: desk.story.id('acme'), roles: ['sourcing'], share: 10_000, consent: 'accepted' },
      ],
    });
    expect(claim?.history.map(({ move }) => move)).toEqual(['submit', 'consent']);
    expect(claim?.history[0]?.by).toMatchObject({ as: 'partner', name: 'Kim Contact' });
    const after = await kim.open(address);
    expect(wordsOf(after)).toContain('How your registration stands');
    expect(after.html).not.toContain('<form');
    expect(await kept(key)).toEqual(claim);
  });

  test('a claim names its other partners by name or website, and their shares stay theirs', async () => {
    const { address, kim, key } = await opened('registration');
    expect((await kim.send(address, CLAIM)).status).toBe(303);
    expect(await kept(key)).toMatchObject({
      products: ['Edge', 'Core'],
      amount: { minor: 2_500_050, currency: 'EUR' },
      expectedClose: '2099-12-31',
      note: 'They asked us.',
      participants: [
        {
          partner: desk.story.id('acme'),
          roles: ['resell', 'implementation'],
          share: 6_667,
          consent: 'accepted',
        },
        { partner: desk.story.id('beacon'), roles: ['coSell'], share: 3_333, consent: 'pending' },
      ],
    });
    const after = await kim.open(address);
    expect(wordsOf(after)).toContain('66.67%');
    expect(after.html).not.toMatch(/beacon|33\.33|25,000/i);
  });

  test('shares that do not make up the whole are refused, what was typed is kept, and the corrected claim is taken', async () => {
    const { address, kim, key } = await opened('registration');
    const wrong = {
      ...CLAIM,
      customer: 'Alder Works',
      website: '',
      share1: '30',
      note: '"><script>alert(1)</script>',
    };
    const refused = await kim.send(address, wrong);
    expect(refused.status).toBe(422);
    expect(wordsOf(refused)).toContain('The shares must make up 100 %: 3.33% is left.');
    expect(refused.html).toContain('value="Alder Works"');
    expect(refused.html).toContain('value="BEACON resell GmbH"');
    expect(refused.html).toMatch(/id="roles1-coSell"[^>]* checked/);
    expect(refused.html).toMatch(/<details open><summary>Another partner \(1\)/);
    expect(refused.html).not.toContain('<script');
    expect(await kept(key)).toBeNull();
    expect((await kim.send(address, { ...wrong, share1: '33,33' })).status).toBe(303);
    expect((await kept(key))?.state).toBe('submitted');
  });

  test.each([
    ['no customer', { customer: '  ' }, 'Give the name of the customer', 'customer'],
    ['a huge customer', { customer: 'x'.repeat(300) }, 'at most 255 characters', 'customer'],
    ['a share that is none', { share0: 'two thirds' }, 'A share is a percentage', 'share0'],
    ['a share beyond two decimals', { share0: '66.666' }, 'A share is a percentage', 'share0'],
    ['an amount that is none', { amount: 'a lot' }, 'Give an amount of nought or more', 'amount'],
    [
      'an amount of the other language',
      { amount: '25.000,50' },
      'Give an amount of nought or more',
      'amount',
    ],
    ['an amount without currency', { currency: '' }, 'Give an amount of nought or more', 'amount'],
    ['a currency that is not had', { currency: 'XXX' }, 'no currency XXX', 'amount'],
    ['a close in the past', { close: '2001-01-01' }, 'may not lie in the past', 'close'],
    ['a close that is no day', { close: 'soon' }, 'Give the day', 'close'],
    ['no role', { roles0: [] }, 'Choose at least one role', 'roles0'],
    ['a role that is none', { roles0: 'owner' }, 'Choose roles of the program', 'roles0'],
    ['no name', { name: '' }, 'Type your name', 'name'],
    ['an invisible note', { note: 'a\u0000b' }, 'cannot be seen', 'note'],
    ['one partner twice', { partner1: 'Acme Integrators' }, 'named already', 'partner1'],
    ['a customer of no partner', { partner1: 'Halcyon Marine' }, 'cannot take this partner', 'partner1'],
    ['a company that nobody knows', { partner1: 'Nobody Knows Ltd' }, 'cannot take this partner', 'partner1'],
  ])('%s is refused in its field', async (_name, change, words, field) => {
    const { address, kim, key } = await opened('registration');
    const refused = await kim.send(address, { ...CLAIM, ...change });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused)).toContain(words);
    expect(refused.html).toContain(`id="${field}-problem"`);
    expect(refused.html).toContain(`href="#${field}"`);
    expect(await kept(key)).toBeNull();
  });

  test('whether another company is a partner, is leaving or has a claim of its own sounds alike', async () => {
    const beacons = await desk.link({ purpose: 'referral', partner: desk.story.id('beacon') });
    const lee = desk.visitor();
    await lee.open(beacons.address);
    const customer = { customer: 'Rowan Mills', website: 'rowanmills.com' };
    expect((await lee.send(beacons.address, { ...REFERRAL, ...customer })).status).toBe(303);
    const { address, kim } = await opened('registration');
    const taken = await kim.send(address, { ...CLAIM, ...customer });
    const unknown = await kim.send(address, { ...CLAIM, ...customer, partner1: 'Nobody Knows Ltd' });
    expect(taken.status).toBe(422);
    expect(said(taken.html)).toEqual(said(unknown.html));
  });

  test('what was found out about the customer, and what was changed by us, is not shown to who handed it in', async () => {
    const { address, kim, key } = await opened('referral');
    const customer = { customer: 'halcyon marine', website: 'www.halcyonmarine.co.uk' };
    expect((await kim.send(address, { ...REFERRAL, ...customer })).status).toBe(303);
    expect((await kept(key))?.customer.account).toBe(desk.story.id('marine'));
    const page = await kim.open(address);
    expect(wordsOf(page)).toContain('Customer halcyon marine');
    expect(page.html).not.toMatch(/Halcyon Marine|Ltd|United Kingdom/);
  });

  test('who is refused too often waits, and nothing that was typed is kept in the log', async () => {
    const { address, kim } = await opened('referral');
    let last = 0;
    for (let sent = 0; sent < 40 && last !== 429; sent++) {
      ({ status: last } = await kim.send(
        address,
        { ...REFERRAL, customer: '' },
        { 'x-forwarded-for': `198.51.100.${sent}` },
      ));
    }
    expect(last).toBe(429);
    const text = new URL(address).pathname.split('/').at(-1) ?? '';
    expect(desk.log.join('\n')).toContain('page.refused');
    expect(desk.log.join('\n')).not.toContain(text.slice(-20));
    expect(desk.log.join('\n')).not.toMatch(/Kim|Tamarind/);
  });

  test('one address that asks without end is stopped, others are not', async () => {
    const statuses = new Set<number>();
    for (let asked = 0; asked < 125; asked++) {
      const page = await fetch(`${desk.url}/partner/x`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
      await page.arrayBuffer();
      statuses.add(page.status);
    }
    expect(statuses).toEqual(new Set([404, 429]));
    expect(
      (await desk.visitor({ 'x-forwarded-for': '203.0.113.10' }).open(`${desk.url}/partner/x`)).status,
    ).toBe(404);
  });
});

/** What the page says is wrong. */
function said(html: string): string[] {
  return [...html.matchAll(/<li>(.*?)<\/li>/g)].map(([, item = '']) => item);
}

describe('a claim that the CRM refuses', () => {
  let desk: PartnerDesk;
  beforeAll(async () => {
    desk = await PartnerDesk.begin('salesforce');
  });
  afterAll(() => desk?.close());

  test('comes back to its contact as it was typed, without what the CRM said, until one of us takes it up', async () => {
    let refuses = true;
    const { org } = desk.story.sandbox.salesforce;
    org.validationRule('Deal_Registration__c', 'Frozen', 'Rhea says no.', 'Amount__c', () => refuses);
    const { address, link } = await desk.link({ purpose: 'registration' });
    const kim = desk.visitor();
    await kim.open(address);
    const refused = await kim.send(address, CLAIM);
    expect(refused.status).toBe(503);
    expect(wordsOf(refused)).toContain('could not be kept');
    expect(refused.html).not.toMatch(/Rhea|Amount__c/);
    const again = await desk.visitor().open(address);
    expect(again.html).toContain('value="Larch Shipping"');
    expect(again.html).toContain('value="Beacon Resell"');
    expect(again.html).toContain('value="66.67"');
    const { context } = desk.story;
    const claim = (await claimOf(context.store, context.connection, link.claim))?.registration;
    const parts = [
      desk.claims.part('acme', ['resell'], 1_000),
      desk.claims.part('cobalt', ['coSell'], 9_000),
    ];
    const form = { ...desk.claims.form('press', parts), customer: claim?.customer ?? never() };
    const edit = await prepareMove(context, 'UTC', link.claim, { move: 'edit', form }, desk.claims.rep);
    expect(await context.store.transaction((tx) => (edit ?? never)(tx))).toMatchObject({ ok: true });
    const taken = await desk.visitor().open(address);
    expect(wordsOf(taken)).toContain('Status Draft');
    expect(taken.html).not.toMatch(/cobalt|beacon/i);
    // The address itself may hold any digits.
    expect(wordsOf(taken)).not.toMatch(/\b90\b/);
    refuses = false;
  });
});

function never(): never {
  throw new Error('there is no such claim');
}
