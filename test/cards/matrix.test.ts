/** Every role on every act of every card, and every other tenant: what is not theirs is denied in the right words, and nothing moves. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecordRef } from '../../shared/contract/value.ts';
import { CARD_KINDS, type CardKind } from '../../shared/contract/view.ts';
import { makeCertificate, type OrgCertificate } from '../../server/sandbox/salesforce/certificate.ts';
import { installations, programs } from '../../server/use/collections.ts';
import { LINES } from '../use/company.ts';
import { CRMS, customerOn } from '../use/story.ts';
import { CardBench, type Who } from './desk.ts';

/** The acts of each card and who may do them. */
const ACTS: Readonly<Record<CardKind, { acts: readonly string[]; needs: 'edit' | 'manage' | 'administer' }>> =
  {
    deal: {
      acts: [
        'addPart',
        'changePart',
        'endPart',
        'reopenPart',
        'splitEvenly',
        'takeUnallocated',
        'logTouchpoint',
      ],
      needs: 'edit',
    },
    account: { acts: ['confirmOverlap', 'rejectOverlap', 'askForHelp'], needs: 'edit' },
    partner: { acts: [], needs: 'edit' },
    program: {
      acts: [
        'saveThresholds',
        'saveRole',
        'saveSharing',
        'savePolicy',
        'previewThresholds',
        'tryMatch',
        'previewProvisioning',
      ],
      needs: 'manage',
    },
    review: { acts: ['confirmOverlap', 'rejectOverlap'], needs: 'manage' },
    registrations: {
      acts: [
        'approveClaims',
        'createDeal',
        'rejectClaim',
        'askInfo',
        'delegateClaim',
        'settleCustomer',
        'reshareClaim',
      ],
      needs: 'manage',
    },
    settings: { acts: ['addManager', 'removeManager'], needs: 'administer' },
  };
/** Acts on claims: who may do them depends on the claim, and one that is not the viewer's is not there. */
const ON_CLAIMS = [
  'editClaim',
  'addParticipant',
  'changeParticipant',
  'removeParticipant',
  'splitClaim',
  'submitClaim',
  'withdrawClaim',
  'joinClaim',
  'answerClaim',
  'appealClaim',
  'extendClaim',
  'linkDeal',
];
const WITH_CLAIMS = ['deal', 'account', 'registrations'] as const satisfies CardKind[];
const actsOf = (card: CardKind): readonly string[] =>
  (WITH_CLAIMS as readonly CardKind[]).includes(card)
    ? [...ACTS[card].acts, 'registerDeal', ...ON_CLAIMS]
    : ACTS[card].acts;
const MAY: Readonly<Record<Who, readonly string[]>> = {
  rep: ['edit'],
  reader: [],
  manager: ['edit', 'manage'],
  stranger: [],
};
const EVERYONE = Object.keys(MAY) as Who[];
const DENIED = CARD_KINDS.flatMap((card) =>
  ACTS[card].acts.flatMap((act) =>
    EVERYONE.filter((who) => !MAY[who].includes(ACTS[card].needs)).map((who) => [who, act, card] as const),
  ),
);

describe.each(CRMS)('what is not theirs on %s', (crm) => {
  let bench: CardBench;
  let intruder: OrgCertificate;
  const OTHER_ORG = '00D0000000000OTHAA';
  const OTHER_PORTAL = '77000077';

  beforeAll(async () => {
    bench = await CardBench.begin(crm);
    await bench.story.import('acme', [LINES.marine, LINES.biotech]);
    await bench.story.map();
    close(bench);
    intruder = await makeCertificate('Intruder', Date.UTC(2026, 0, 1));
    const { app } = bench.story;
    await app.settings.update((draft) => {
      const own = draft.tenants[customerOn(crm).tenant]?.connections[customerOn(crm).connection];
      if (!own) throw new Error('the customer has no connection');
      const accountId = crm === 'hubspot' ? OTHER_PORTAL : OTHER_ORG;
      draft.tenants['intruder'] = { connections: { own: { ...own, accountId } } };
    });
    const { name, pem } = intruder;
    const document = {
      account: { id: OTHER_ORG, name: 'Intruder' },
      connectedAt: 1,
      integrationUser: null,
      certificate: { name, pem, expiresAt: Date.now() * 2 },
    };
    await app.store.for('intruder').put(installations, [{ id: 'own', document }]);
  });
  afterAll(() => bench?.close());

  const recordOf = (card: CardKind): RecordRef | null => {
    if (card === 'deal') return { object: 'deal', id: bench.story.id('marineOpen') };
    if (card === 'account') return { object: 'account', id: bench.story.id('marine') };
    return card === 'partner' ? { object: 'account', id: bench.story.id('acme') } : null;
  };
  const target = () => {
    const { account, partner, row } = bench.story.overlap('marine', 'acme');
    return `${account}/${partner}/${String(row)}`;
  };

  test.each(DENIED)('%s may not %s on the %s card', async (who, act, card) => {
    const before = await stateOf(bench);
    const targets = act === 'saveThresholds' ? ['91', '61'] : [target(), 'introduction'];
    const values = {
      reason: { kind: 'select', option: 'otherCompany' },
      due: { kind: 'date', day: '2030-01-01' },
      text: { kind: 'text', text: 'Help' },
      user: { kind: 'select', option: bench.user('rep') },
    };
    const record = recordOf(card);
    const lines = bench.log.length;
    const answer = await bench.ask(who, { card, record, ...bench.act({ name: act, targets }, values) });
    const heard = answer.body.ok ? 'done' : answer.body.code;
    expect([answer.status, heard]).toEqual(denial(who, card, record));
    expect(await stateOf(bench)).toEqual(before);
    expect(bench.log.slice(lines).join('')).toMatch(/card\.(declined|refused)/);
  });

  test.each(WITH_CLAIMS.flatMap((card) => ON_CLAIMS.map((act) => [act, card] as const)))(
    '%s of a claim that is not there is not found on the %s card',
    async (act, card) => {
      const before = await stateOf(bench);
      for (const who of ['rep', 'reader', 'manager'] as const) {
        const acting = bench.act({ name: act, targets: ['reg00000000000000000000000000', 'x'] });
        const answer = await bench.ask(who, { card, record: recordOf(card), ...acting });
        expect([who, answer.status]).toEqual([who, 404]);
      }
      expect(await stateOf(bench)).toEqual(before);
    },
  );

  test('who may only read a deal may not register it, and a stranger finds nothing to register', async () => {
    const before = await stateOf(bench);
    const register = () => bench.act({ name: 'registerDeal', targets: [] });
    const reader = await bench.deal('reader', 'marineOpen', register());
    expect(reader.body).toMatchObject({ ok: false, code: 'refused.mayNotEdit' });
    expect((await bench.deal('stranger', 'marineOpen', register())).status).toBe(404);
    expect((await bench.account('stranger', 'marine', register())).status).toBe(404);
    expect(await stateOf(bench)).toEqual(before);
  });

  function denial(who: Who, card: CardKind, record: RecordRef | null): [number, string] {
    if (record && who === 'stranger') return [404, 'trouble.forbidden'];
    if (card === 'settings')
      return crm === 'hubspot' ? [200, 'refused.superAdmin'] : [200, 'request.unknownAction'];
    return [200, ACTS[card].needs === 'manage' ? 'refused.channelManager' : 'refused.mayNotEdit'];
  }

  test.each(CARD_KINDS)(
    'acts of other cards, and acts that there are none of, are unknown on the %s card',
    async (card) => {
      const before = await stateOf(bench);
      const foreign = CARD_KINDS.flatMap(actsOf).filter((act) => !actsOf(card).includes(act));
      for (const name of [...new Set(foreign), 'dropEverything', 'constructor', 'toString']) {
        const answer = await bench.ask('manager', {
          card,
          record: recordOf(card),
          ...bench.act({ name, targets: [] }),
        });
        expect([name, answer.status, answer.body]).toMatchObject([
          name,
          200,
          { ok: false, code: 'request.unknownAction' },
        ]);
      }
      expect(await stateOf(bench)).toEqual(before);
    },
  );

  test('a record of one kind is not shown as one of another', async () => {
    const [deal, account] = [recordOf('deal'), recordOf('account')];
    for (const [card, record] of [
      ['deal', account],
      ['account', deal],
      ['deal', { object: 'deal', id: account?.id ?? '' }],
      ['account', { object: 'account', id: deal?.id ?? '' }],
      ['program', deal],
      ['deal', null],
    ] as const) {
      const answer = await bench.ask('manager', { ask: 'view', card, record });
      expect([card, record, answer.status]).toEqual([card, record, 404]);
    }
  });

  test('who may not see a record finds nothing through its search either', async () => {
    const search = {
      ask: 'search',
      source: 'partner',
      text: 'acme',
      card: 'deal',
      record: recordOf('deal'),
    } as const;
    expect((await bench.ask('rep', search)).text).toContain('Acme');
    const denied = await bench.ask('stranger', search);
    expect(denied.status).toBe(404);
    expect(denied.text).not.toContain('Acme');
    for (const wrong of [{ source: 'user' }, { text: ' ' }, { text: 'x'.repeat(121) }, { limit: 5 }]) {
      expect((await bench.ask('rep', { ...search, ...wrong } as never)).status).toBe(400);
    }
  });

  test('another tenant that is proved to be itself is told nothing of this one', async () => {
    const { portalId } = bench.story.sandbox.hubspot;
    const query = `portalId=${OTHER_PORTAL}&userId=${bench.user('manager')}&userEmail=a%40x.example&appId=77`;
    const own = crm === 'hubspot' ? { query } : { claims: { iss: OTHER_ORG }, key: intruder.key };
    for (const card of CARD_KINDS) {
      const seen = await bench.ask('manager', { ask: 'view', card, record: recordOf(card) }, own);
      expect(seen.text).not.toMatch(/Halcyon|Acme|Quartz/);
      expect(seen.text).not.toContain(String(portalId));
    }
    const before = await stateOf(bench);
    const add = bench.act(
      { name: 'addPart', targets: [] },
      {
        partner: { kind: 'record', object: 'account', id: bench.story.id('acme') },
        roles: { kind: 'multiSelect', options: ['coSell'] },
      },
    );
    await bench.deal('rep', 'marineOpen', add, own);
    expect(await stateOf(bench)).toEqual(before);
  });

  test.runIf(crm === 'salesforce')(
    'no org speaks for another, and no act runs on a token that was used',
    async () => {
      const before = await stateOf(bench);
      const forged = await bench.deal('rep', 'marineOpen', {}, { key: intruder.key });
      const borrowed = await bench.deal('rep', 'marineOpen', {}, { claims: { iss: OTHER_ORG } });
      expect([forged.status, borrowed.status]).toEqual([401, 401]);
      const iat = Math.floor(bench.story.app.clock.now() / 1_000);
      const once = { claims: { jti: 'one-token-two-requests', iat, exp: iat + 60 } };
      const split = bench.act({ name: 'splitEvenly', targets: [] });
      const both = await Promise.all([1, 2].map(() => bench.deal('rep', 'marineOpen', split, once)));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
      expect(await stateOf(bench)).toEqual(before);
    },
  );

  test('nothing of a credential or of a person stands in the log', () => {
    expect(bench.log.length).toBeGreaterThan(0);
    expect(bench.log.join('\n')).not.toMatch(/eyJ|[A-Za-z0-9+/]{40}|customer\.example|Halcyon/);
  });
});

/** HubSpot: the marine deal and its accounts are closed to the stranger and read-only for the reader. */
function close(bench: CardBench): void {
  const { story } = bench;
  for (const who of EVERYONE) bench.user(who);
  if (story.crm !== 'hubspot') return;
  const ids = (...who: Who[]) => who.map((one) => Number(bench.user(one)));
  const rule = { view: ids('reader'), edit: ids('rep', 'manager') };
  const { restrictions } = story.sandbox.hubspot.portal.people;
  restrictions.set(`0-3:${story.id('marineOpen')}`, rule);
  for (const ref of ['marine', 'acme']) restrictions.set(`0-2:${story.id(ref)}`, rule);
}

/** Everything that an act could move: in the CRM, in the settings and in the program. */
async function stateOf({ story: { sandbox, crm, app } }: CardBench): Promise<unknown[]> {
  const { tenant, connection } = customerOn(crm);
  const ours = [await app.settings.read(), await app.store.for(tenant).get(programs, connection)];
  if (crm === 'hubspot') {
    const { portal } = sandbox.hubspot;
    return [...ours, ...['deals', 'companies', 'tasks'].map((type) => portal.objects(type))];
  }
  const { org } = sandbox.salesforce;
  const objects = [
    'Account',
    'Opportunity',
    'Task',
    'Deal_Partner__c',
    'Account_Overlap__c',
    'Partner_Touchpoint__c',
    'Partner_Program__c',
  ];
  return [...ours, ...objects.map((name) => org.rows(name))];
}
