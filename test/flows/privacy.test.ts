/** What a rival may not be told stands nowhere that a rival can look: a rep reads either CRM in every way there is, and every card. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plant } from '../../server/sandbox/salesforce/people.ts';
import { keepClaims } from '../../server/use/registrations/keepClaims.ts';
import { registrations } from '../../server/use/registrations/collections.ts';
import { changeProgram, readRules } from '../../server/use/rules.ts';
import { registrationPolicy } from '../../shared/domain/registration.ts';
import type { InputValues } from '../../shared/contract/field.ts';
import { PARTNERS } from '../use/company.ts';
import { CRMS } from '../use/story.ts';
import { actionsOn, ClaimWorker, day, money, offered, options, percent, text } from '../cards/claims.ts';
import { type Answered, CardBench } from '../cards/desk.ts';
import { leaks, type Seen, seenOnHubspot, seenOnSalesforce } from './seen.ts';

const ZONE = 'Europe/Berlin';
const RIVAL = { firstName: 'Rita', lastName: 'Rival', email: 'rita@customer.example' };
/** Written nowhere but in the claim. */
const WORDS = {
  amount: '7654321',
  note: 'whispered to us',
  contribution: 'Found the sponsor',
  evidence: 'minutes-of-may',
  product: 'Moonlight',
  reason: 'agreed over lunch',
};

describe.each(CRMS)('a rival on %s', (crm) => {
  let bench: CardBench;
  let rival: string;
  let ownDeal: string;
  let secrets: string[];
  /** The partners of the claim are accounts of the CRM: their own records name them. */
  let own: Map<string, string[]>;

  beforeAll(async () => {
    bench = await CardBench.begin(crm);
    ({ rival, deal: ownDeal } = await (crm === 'salesforce' ? onSalesforce(bench) : onHubspot(bench)));
    await bench.story.map();
    await bench.story.poll();
    const { context } = bench.story;
    const { program } = await readRules(context);
    const registration = registrationPolicy.parse({ velocity: 1_000 });
    await changeProgram(context, { ...program, registration }, null);
    const partners = ['cobalt', 'beacon'] as const;
    own = new Map(partners.map((ref) => [bench.story.id(ref), [PARTNERS[ref], bench.story.id(ref)]]));
    secrets = [
      ...Object.values(WORDS),
      'marineOpen',
      bench.story.id('marineOpen'),
      ...[...own.values()].flat(),
    ];
  });
  afterAll(() => bench?.close());

  const see = (): Promise<Seen[]> =>
    crm === 'salesforce'
      ? seenOnSalesforce(bench.story.sandbox, rival)
      : seenOnHubspot(bench.story.sandbox, Number(rival), secrets);

  /** As the rival, whom the gateway and HubSpot name. */
  const ask = (
    card: string,
    record: { object: 'deal' | 'account'; id: string } | null,
    more: object = {},
  ) => {
    const { portalId } = bench.story.sandbox.hubspot;
    const query = `portalId=${portalId}&userId=${rival}&userEmail=r%40customer.example&appId=77`;
    return bench.ask('rep', { ask: 'view', card, record, ...more } as never, {
      claims: { sub: rival },
      query,
    });
  };
  const account = (ref: string) => ({ object: 'account' as const, id: bench.story.id(ref) });
  const dealCard = (more: object = {}) => ask('deal', { object: 'deal', id: ownDeal }, more);

  /** Every card that a rep may open. */
  async function cards(): Promise<Seen[]> {
    const places = [
      ['deal', { object: 'deal' as const, id: ownDeal }],
      ['account', account('marine')],
      ['partner', account('cobalt')],
      ['partner', account('beacon')],
      ['partner', account('acme')],
      ['registrations', null],
      ['program', null],
      ['review', null],
    ] as const;
    const answers = await Promise.all(places.map(async ([card, record]) => ask(card, record)));
    return answers.map(({ text: said }, at) => ({
      door: `${places[at]?.[0]} card`,
      record: places[at]?.[1]?.id ?? '',
      text: said,
    }));
  }

  /** The rest of the day: what was decided is written, and jobs do what follows. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      await bench.story.poll();
      bench.story.sandbox.world.advance(1_000);
      await keepClaims(bench.story.context, ZONE);
    }
  }

  async function nothingLeaks(asked: boolean): Promise<void> {
    await settle();
    const seen = await see();
    expect(seen.map(({ record }) => record)).toContain(bench.story.id('marine'));
    expect(seen.map(({ record }) => record)).toContain(ownDeal);
    // Whoever reads an account sees its tasks, and one waits for the decider.
    if (asked)
      expect(seen.map(({ door }) => door)).toContain(crm === 'hubspot' ? 'tasks record' : 'Task list');
    expect(leaks(seen, secrets, own)).toEqual([]);
    // A card offers partners to choose from by search alone, so that none names one unasked.
    expect(leaks(await cards(), secrets, own)).toEqual([]);
  }

  test('sees nothing of a claim that waits', async () => {
    const rep = new ClaimWorker(bench, 'rep', 'deal', 'marineOpen');
    const form = {
      products: text(WORDS.product),
      amount: money(Number(WORDS.amount) * 100, 'EUR'),
      expectedClose: day('2099-12-31'),
      note: text(WORDS.note),
    };
    await rep.draft(form, ['beacon', 'implementation', 4_000]);
    const added = await rep.act('addParticipant', {
      partner: rep.partner('cobalt'),
      roles: options('resell'),
      share: percent(6_000),
      contribution: text(WORDS.contribution),
      evidence: text(`https://files.example.com/${WORDS.evidence}`),
    });
    expect(added.body, added.text).toMatchObject({ ok: true });
    await nothingLeaks(false);
    const submitted = await rep.act('submitClaim');
    expect(submitted.body, submitted.text).toMatchObject({ ok: true });
    expect((await rep.look()).text).toContain(WORDS.contribution);
    await nothingLeaks(true);
  });

  test('who may read its deal sees its state there, and nothing else', async () => {
    const theirs = bench.story.id('marineOpen');
    const others = secrets.filter((secret) => !['marineOpen', theirs].includes(secret));
    const { hubspot, salesforce } = bench.story.sandbox;
    const { restrictions } = hubspot.portal.people;
    const restricted = [...restrictions];
    restrictions.clear();
    salesforce.org.setSharing('Opportunity', 'Read');
    // What the CRM has said of the deal is good for five minutes.
    bench.story.sandbox.world.advance(6 * 60_000);
    await bench.story.poll();
    const seen = await see();
    expect(seen.map(({ record }) => record)).toContain(theirs);
    expect(leaks(seen, others, own)).toEqual([]);
    const { text: card } = await ask('deal', { object: 'deal', id: theirs });
    expect(card).toContain('registration.');
    expect(leaks([{ door: 'deal card', record: theirs, text: card }], others, own)).toEqual([]);
    for (const [record, rule] of restricted) restrictions.set(record, rule);
    salesforce.org.setSharing('Opportunity', 'Private');
    bench.story.sandbox.world.advance(6 * 60_000);
  });

  test('sees nothing of it when it is approved, but the last protected day', async () => {
    const page = await bench.ask('manager', { ask: 'view', card: 'registrations', record: null });
    const approve = actionsOn(page).find(
      ({ name, targets }) => name === 'approveClaims' && targets.length > 0,
    );
    if (!approve) throw new Error(page.text);
    const done = await bench.ask('manager', {
      ...bench.act(approve, { why: text(WORDS.reason) }),
      card: 'registrations',
      record: null,
    } as never);
    expect(done.body, done.text).toMatchObject({ ok: true });
    await nothingLeaks(true);
  });

  test('who claims the same is told of protection, and nothing else, whatever is tried', async () => {
    const values: InputValues = { products: text(WORDS.product), expectedClose: day('2099-12-31') };
    let seen = await dealCard(bench.act(offered(await dealCard(), 'registerDeal'), values));
    seen = await dealCard(
      bench.act(offered(seen, 'addParticipant'), {
        partner: { kind: 'record', object: 'account', id: bench.story.id('acme') },
        roles: options('resell'),
        share: percent(10_000),
      }),
    );
    expect(seen.text).toContain('conflict.');
    const answers: Answered[] = [seen, await dealCard(bench.act(offered(seen, 'submitClaim')))];
    const [claim = ''] = (await keysOf(bench)).filter(
      (key) => !answers.some(({ text: said }) => said.includes(key)),
    );
    expect(claim).toMatch(/^reg/);
    for (const name of [
      'joinClaim',
      'withdrawClaim',
      'editClaim',
      'answerClaim',
      'linkDeal',
      'approveClaims',
    ])
      for (const [card, record] of [
        ['deal', { object: 'deal', id: ownDeal }],
        ['account', account('marine')],
        ['registrations', null],
      ] as const)
        answers.push(await ask(card, record, bench.act({ name, targets: [claim] }, {})));
    const strange = { object: 'deal', id: bench.story.id('marineOpen') } as const;
    if (crm === 'hubspot') answers.push(await ask('deal', strange));
    const said = answers.map(({ text: words }, at) => ({ door: `answer ${at}`, record: '', text: words }));
    // The rival's own claim may be of the same product.
    const others = secrets.filter((secret) => secret !== WORDS.product);
    expect(leaks(said, others, own)).toEqual([]);
    await settle();
    expect(leaks(await see(), others, own)).toEqual([]);
    expect(leaks(await cards(), others, own)).toEqual([]);
  });

  test('would be found out: what is planted is seen on every door', async () => {
    const { hubspot, salesforce } = bench.story.sandbox;
    const marine = bench.story.id('marine');
    if (crm === 'hubspot') {
      hubspot.portal.update('companies', marine, { name: `${PARTNERS.cobalt} sells here` });
      hubspot.portal.people.restrictions.clear();
    } else {
      salesforce.org.update('Account', marine, { Phone: WORDS.amount });
      for (const object of ['Deal_Registration__c', 'Opportunity']) salesforce.org.setSharing(object, 'Read');
    }
    const found = leaks(await see(), secrets, own).join('\n');
    const doors =
      crm === 'hubspot'
        ? ['companies record', 'companies search', 'companies export', 'deals export']
        : [
            'Account list',
            'Account record',
            'Account page',
            'Deal_Registration__c export',
            'Opportunity Deal_Partners__r',
          ];
    for (const door of doors) expect(found).toContain(door);
    // What the CRM has said of the deal is good for five minutes.
    bench.story.sandbox.world.advance(6 * 60_000);
    await bench.story.poll();
    expect(leaks(await cards(), secrets, own)).toContain(`${PARTNERS.cobalt} in account card`);
  });
});

async function keysOf({ story: { context } }: CardBench): Promise<string[]> {
  const page = await context.store.page(registrations, { limit: 10 });
  return page.map(({ document }) => document.registration.key);
}

/** A colleague with a deal of their own at the same customer, where reps see each other's accounts and not their deals. */
async function onSalesforce({ story: { sandbox, id }, story }: CardBench) {
  const { salesforce } = sandbox;
  const { org } = salesforce;
  salesforce.load({ owners: [{ ref: 'rival', ...RIVAL, active: true }], accounts: [], deals: [], lists: [] });
  const rival = String(org.rows('User').find(({ Email }) => Email === RIVAL.email)?.['Id']);
  const set = org.rows('PermissionSet').find(({ Name }) => Name === 'Alongside_Rep');
  plant(org, 'PermissionSetAssignment', { AssigneeId: rival, PermissionSetId: String(set?.['Id']) });
  org.setSharing('Account', 'Read');
  org.setSharing('Opportunity', 'Private');
  // Whoever reads an account sees its tasks.
  org.setSharing('Task', 'Read');
  const deal = org.insert('Opportunity', {
    Name: 'Rita’s deal',
    AccountId: id.call(story, 'marine'),
    StageName: 'Proposal/Price Quote',
    CloseDate: '2099-12-31',
    OwnerId: rival,
  });
  return { rival, deal };
}

/** As on Salesforce: the first rep's deal is restricted to its team. */
async function onHubspot(bench: CardBench) {
  const { hubspot } = bench.story.sandbox;
  const { people } = hubspot.portal;
  const { userId, ownerId } = people.add({ ...RIVAL, superAdmin: false });
  const theirs = [Number(bench.user('rep')), Number(bench.user('manager'))];
  people.restrictions.set(`0-3:${bench.story.id('marineOpen')}`, { view: theirs, edit: theirs });
  const answer = await fetch(`${hubspot.url}/crm/v3/objects/deals`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hubspot.privateAppToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      properties: {
        dealname: 'Rita’s deal',
        hubspot_owner_id: ownerId,
        dealstage: 'presentationscheduled',
        closedate: '2099-12-31',
      },
      associations: [
        {
          to: { id: bench.story.id('marine') },
          types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 }],
        },
      ],
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const { id: deal } = (await answer.json()) as { id: string };
  return { rival: String(userId), deal };
}
