/** What stands on the cards: who is suggested, what is named as missing, what is kept from whom. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actRequest } from '../../shared/contract/request.ts';
import type { BlockKind, BlockOf, CardView } from '../../shared/contract/view.ts';
import { addPart } from '../../shared/domain/team.ts';
import { SEGMENTS } from '../../shared/schema/objects.ts';
import { accountCard, askDraft, rejectInput } from '../../shared/views/accountCard.ts';
import { refusalAnswer, searchAnswer } from '../../shared/views/answers.ts';
import { dealCard, partInput, touchpointInput } from '../../shared/views/dealCard.ts';
import { partnerCard } from '../../shared/views/partnerCard.ts';
import {
  programPage,
  roleInput,
  sharingInput,
  thresholdInput,
  trialInput,
} from '../../shared/views/programPage.ts';
import { reviewQueue } from '../../shared/views/reviewQueue.ts';
import { formattersFor } from '../../shared/views/words/format.ts';
import { say } from '../../shared/views/words/say.ts';
import { known, readOnlyAccount, unknown } from './fixtures/accounts.ts';
import {
  readOnly,
  settled,
  teamOf,
  TODAY,
  twelvePartners,
  twoSuggested,
  outOfDate,
  justEnded,
  noPartners,
} from './fixtures/deals.ts';
import { partner } from './fixtures/names.ts';
import { overlap } from './fixtures/overlaps.ts';
import { hidden, working } from './fixtures/partners.ts';
import { fresh, tried } from './fixtures/programs.ts';
import { flooded, waiting } from './fixtures/reviews.ts';

function only<Kind extends BlockKind>(view: CardView, kind: Kind, at = 0): BlockOf<Kind> {
  const found = view.blocks.filter((block): block is BlockOf<Kind> => block.kind === kind)[at];
  if (!found) throw new Error(`no ${kind}`);
  return found;
}
const idsOf = (view: CardView) => only(view, 'suggestions').items.map(({ id }) => id);

describe('the deal card', () => {
  test('suggests who knows the account and is not on the deal: nobody twice, nobody rejected, the surest first', () => {
    expect(idsOf(dealCard(twoSuggested))).toEqual(['ovl1', 'ovl2']);
    const twice = [overlap(1), overlap(1, { target: 'other', decision: 'confirmed', score: 1 })];
    expect(idsOf(dealCard({ ...twoSuggested, overlaps: twice }))).toEqual(['other']);
  });

  test('a suggestion opens the form with its partner chosen, and what comes back adds it', () => {
    const [item] = only(dealCard(twoSuggested), 'suggestions').items;
    const [add] = item?.actions ?? [];
    expect(add?.form).toMatchObject({ name: 'addPart', values: { partner: { id: partner(1).id } } });
    const sent = actRequest.shape.values.parse({
      ...add?.form?.values,
      roles: { kind: 'multiSelect', options: ['implementation', 'nonsense'] },
    });
    const added = addPart(twoSuggested.team, partInput(sent), { deal: 'D1', today: TODAY, locked: false });
    if (!added.ok) throw new Error(added.refusal.code);
    const after = dealCard({ ...twoSuggested, team: added.team });
    expect(idsOf(after)).toEqual(['ovl2']);
    const gaps = (view: CardView) => only(view, 'coverage').steps.filter(({ by }) => by.length === 0).length;
    expect(gaps(after)).toBe(gaps(dealCard(twoSuggested)) - 1);
  });

  test('names the stages that nobody covers, and offers to add someone for each', () => {
    const { steps, summary } = only(dealCard(twoSuggested), 'coverage');
    expect(summary).toEqual({
      key: 'coverage.gaps',
      args: {
        stages: {
          kind: 'list',
          items: ['implementation', 'adoption', 'renewal'].map((stage) => ({
            kind: 'word',
            key: `stage.${stage}`,
          })),
        },
      },
    });
    expect(steps.map(({ action }) => action?.form?.values?.['stages'])).toEqual([
      undefined,
      undefined,
      undefined,
      ...['implementation', 'adoption', 'renewal'].map((stage) => ({
        kind: 'multiSelect',
        options: [stage],
      })),
    ]);
  });

  test('the form of a part starts from the part and gives the same part back', () => {
    for (const [at, { actions }] of only(dealCard(twelvePartners), 'table').rows.entries()) {
      const values = actRequest.shape.values.parse(actions[0]?.form?.values);
      const part = twelvePartners.team.find(({ key }) => key === actions[0]?.targets[0]);
      const { roles, stages, contact, share, note } = part ?? {};
      expect(partInput(values), String(at)).toEqual({ partner: '', roles, stages, contact, share, note });
    }
  });

  test('the lead stands first and what is left is the total', () => {
    const team = teamOf(
      { partner: 'P2', roles: ['coSell'], stages: [], contact: null, share: 7_000, note: null },
      { partner: 'P1', roles: ['lead'], stages: [], contact: null, share: null, note: null },
    );
    const table = only(dealCard({ ...twoSuggested, team }), 'table');
    expect(table.rows.map(({ cells }) => cells['partner'])).toMatchObject([{ id: 'P1' }, { id: 'P2' }]);
    expect(table.total?.['share']).toEqual({ kind: 'percent', basisPoints: 3_000 });
  });

  test.each([
    ['may not edit', readOnly, 'refused.mayNotEdit'],
    ['finds it settled', settled, 'team.locked'],
  ])('who %s is told why nothing on the team can be done', (_who, state, key) => {
    const view = dealCard(state);
    const { rows, actions } = only(view, 'table');
    const all = [
      ...actions,
      ...rows.flatMap((row) => row.actions),
      ...only(view, 'suggestions').items.flatMap((one) => one.actions),
    ];
    expect(all.map(({ disabledReason }) => disabledReason)).toEqual(all.map(() => ({ key })));
  });

  test('what the viewer may not read is not there, and is not called empty either', () => {
    expect(JSON.stringify(dealCard(readOnly))).not.toContain('Litware"');
    expect(dealCard(readOnly).blocks.some(({ kind }) => kind === 'facts')).toBe(false);
    expect(only(dealCard({ ...noPartners, amount: null }), 'facts').facts[1]?.value).toEqual({
      kind: 'word',
      key: 'value.none',
    });
  });

  test('what is out of date says so first, with a way to ask again', () => {
    const view = dealCard(outOfDate);
    expect(view).toMatchObject({ state: 'stale', age: 10_800_000 });
    expect(view.blocks[0]).toMatchObject({ kind: 'notice', actions: [{ name: 'reload' }] });
  });

  test('an end can be taken back with the share it had', () => {
    const { actions } = only(dealCard(justEnded), 'notice');
    expect(actions).toMatchObject([{ name: 'reopenPart', targets: [justEnded.ended?.key, '833'] }]);
  });

  test('a touchpoint takes three clicks: open, choose what happened, save', () => {
    const view = dealCard(twoSuggested);
    expect(only(view, 'actions', 1).actions).toMatchObject([
      { name: 'logTouchpoint', form: { name: 'touchpoint' } },
    ]);
    const open = view.forms['touchpoint']?.fields.filter(({ required, value }) => required && value === null);
    expect(open?.map(({ name }) => name)).toEqual(['kind']);
    const sent = {
      kind: { kind: 'select', option: 'demo' },
      partner: { kind: 'select', option: 'P1' },
      on: { kind: 'date', day: TODAY },
      note: null,
      link: { kind: 'text', text: ' ' },
    } as const;
    expect(touchpointInput(sent)).toEqual({ kind: 'demo', partner: 'P1', on: TODAY, note: null, link: null });
  });

  test('the story runs backwards, and no link of it can run a script', () => {
    const [first] = twelvePartners.touchpoints;
    if (!first) throw new Error('no touchpoint');
    const evil = { ...first, key: 'evil', on: '2099-01-01', note: null, link: 'javascript:alert(1)' };
    const { items } = only(
      dealCard({ ...twelvePartners, touchpoints: [...twelvePartners.touchpoints, evil] }),
      'timeline',
    );
    const days = items.map(({ at }) => (at.kind === 'date' ? at.day : ''));
    expect(days).toEqual(days.toSorted().toReversed());
    expect(items[0]).toMatchObject({ id: 'evil' });
    expect(items[0]).not.toHaveProperty('detail');
  });
});

describe('the account card', () => {
  test('a decision can be changed, what is rejected cannot be asked about, and what was asked waits', () => {
    const items = only(accountCard(known), 'suggestions').items;
    const offered = Object.fromEntries(items.map(({ id, actions }) => [id, actions.map(({ name }) => name)]));
    const asks = ['askForHelp', 'askForHelp', 'askForHelp'];
    expect(offered).toEqual({
      ovl0: ['rejectOverlap', ...asks],
      ovl1: ['confirmOverlap', 'rejectOverlap', ...asks],
      ovl2: ['confirmOverlap', 'rejectOverlap', ...asks],
      ovl3: ['confirmOverlap'],
    });
    const introduction = items[0]?.actions.find(({ targets }) => targets[1] === 'introduction');
    expect(introduction?.disabledReason).toEqual({ key: 'ask.asked' });
    expect(accountCard(unknown).state).toBe('empty');
    expect(only(accountCard(readOnlyAccount), 'suggestions').items[0]?.actions[0]?.disabledReason).toEqual({
      key: 'refused.mayNotEdit',
    });
  });

  test('a late request is marked', () => {
    const { rows } = only(accountCard(known), 'table');
    expect(rows.map(({ cells }) => cells['state'])).toMatchObject(
      ['open', 'late', 'done', 'gone'].map((state) => ({ key: `askState.${state}` })),
    );
  });

  test('the text of a request tells nothing of our account but what may leave', () => {
    const secret = fc.option(fc.constantFrom('Secret Name', 'Secret City', 'Secret Land'), {
      nil: undefined,
    });
    fc.assert(
      fc.property(secret, secret, secret, fc.boolean(), (name, city, country, nothing) => {
        const all = { segment: 'customer' as const, owner: 'Secret Owner', ownerEmail: 's@ecret' };
        const told = Object.fromEntries(
          Object.entries({ name, city, country }).filter(([, value]) => value !== undefined),
        );
        const one = overlap(0, { tellable: nothing ? null : { ...all, ...told } });
        const draft = askDraft('introduction', one);
        const shown = JSON.stringify(draft);
        expect(shown).not.toContain('Secret Owner');
        expect(shown).not.toContain('ecret"}');
        if (nothing || name === undefined) expect(draft.args).toEqual({ partner: one.partner.name });
        else expect(draft.args?.['account']).toBe(name);
      }),
    );
  });

  test('a rejection needs a reason of the list', () => {
    expect(rejectInput({ reason: { kind: 'select', option: 'otherCompany' }, note: null })).toEqual({
      reason: 'otherCompany',
      note: null,
    });
    expect(rejectInput({ reason: { kind: 'select', option: 'because' } }).reason).toBeNull();
  });
});

describe('the partner card', () => {
  test('small counts look alike, hidden segments are missing, and nothing stands there to subtract from', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(12), { minLength: 9, maxLength: 9 }),
        fc.subarray([...SEGMENTS]),
        (counts, shown) => {
          const at = (row: number) => ({
            customer: counts[row * 3] ?? 0,
            openOpportunity: counts[row * 3 + 1] ?? 0,
            prospect: counts[row * 3 + 2] ?? 0,
          });
          const overlaps = { customer: at(0), openOpportunity: at(1), prospect: at(2) };
          const termsOf = (segment: (typeof SEGMENTS)[number]) =>
            shown.includes(segment) ? working.terms.customer : hidden;
          const terms = {
            customer: termsOf('customer'),
            openOpportunity: termsOf('openOpportunity'),
            prospect: termsOf('prospect'),
          };
          const table = only(partnerCard({ ...working, overlaps, terms }), 'table');
          expect(table.total).toBeUndefined();
          expect(table.rows.map(({ id }) => id)).toEqual(shown);
          for (const { id, cells } of table.rows) {
            for (const ours of SEGMENTS) {
              const count = overlaps[id as (typeof SEGMENTS)[number]][ours];
              expect(cells[ours]).toEqual(
                count < 5
                  ? { kind: 'word', key: 'count.below', args: { limit: 5 } }
                  : { kind: 'number', value: count },
              );
            }
          }
        },
      ),
    );
  });
});

describe('the program page', () => {
  test('saves thresholds only after a look at what they would change, and just those', () => {
    const save = (view: CardView) =>
      view.blocks
        .flatMap((block) => ('actions' in block ? block.actions : []))
        .filter(({ name }) => name === 'saveThresholds');
    expect(save(programPage(fresh))).toEqual([]);
    expect(save(programPage(tried))).toMatchObject([{ targets: ['80', '50'] }]);
    expect(programPage(tried).forms['thresholds']?.fields.map(({ value }) => value)).toEqual([80, 50]);
  });

  test('its forms give back what they start from', () => {
    expect(
      thresholdInput({ sureAt: { kind: 'number', value: 80 }, likelyAt: { kind: 'number', value: 50 } }),
    ).toEqual({
      sureAt: 80,
      likelyAt: 50,
    });
    expect(thresholdInput({ sureAt: null })).toBeNull();
    const tables = programPage(tried).blocks.filter((block) => block.kind === 'table');
    const row = (id: string) =>
      tables.flatMap(({ rows }) => rows).find((one) => one.id === id)?.actions[0]?.form?.values;
    expect(roleInput(row('lead') ?? {})).toEqual(tried.rules.roles.lead);
    expect(roleInput({ weight: null })).toBeNull();
    expect(sharingInput(row('theirs') ?? {})).toEqual(tried.rules.sharing.theirs);
    expect(sharingInput({})).toBeNull();
    const fields = programPage(tried).forms['trial']?.fields ?? [];
    const sent = fields.flatMap((one) =>
      one.kind === 'text'
        ? [[one.name, one.value === null ? null : { kind: 'text' as const, text: one.value }] as const]
        : [],
    );
    expect(trialInput(Object.fromEntries(sent))).toEqual({
      ours: tried.trial?.ours,
      theirs: tried.trial?.theirs,
    });
  });
});

describe('the review queue', () => {
  test('puts the two side by side: same, different, not shared, and nothing where neither knows', () => {
    const { items } = only(reviewQueue(waiting), 'pairs');
    const compared = (at: number) => items[at]?.rows.map(({ label, same }) => [label.key, same]);
    expect(compared(1)).toEqual([
      ['company.name', false],
      ['company.website', true],
      ['company.country', false],
      ['company.city', null],
      ['company.owner', null],
    ]);
    expect(items[0]?.rows[0]?.theirs).toEqual({ kind: 'word', key: 'value.notShared' });
  });

  test('counts all that waits, and says how many are not shown', () => {
    const block = only(reviewQueue(flooded), 'pairs');
    expect(block).toMatchObject({ more: { args: { count: 980 } }, title: { args: { count: 1_000 } } });
    expect(block.items).toHaveLength(20);
  });
});

describe('a refusal', () => {
  test('is in plain words of the viewer’s language, at the field it is about', () => {
    const decision = addPart(
      twoSuggested.team,
      { ...partInput({}), partner: 'P2', roles: ['coSell'], share: 5_000 },
      {
        deal: 'D1',
        today: TODAY,
        locked: false,
      },
    );
    if (decision.ok) throw new Error('was not refused');
    const answer = refusalAnswer(decision.refusal, 'de-CH');
    expect(answer).toMatchObject({ ok: false, code: 'team.share.above', field: 'share', retry: false });
    expect(
      say(answer.words, answer.message, formattersFor('de-DE', 'UTC', 'de')).replaceAll('\u00a0', ' '),
    ).toBe('50 % ist mehr als übrig ist: 40 % des Partneranteils sind nicht verteilt.');
  });

  test('a search answers names to choose from', () => {
    expect(searchAnswer([{ id: 'P1', name: 'Northwind' }], 'en-US')).toEqual({
      ok: true,
      choices: [{ value: 'P1', label: { text: 'Northwind' } }],
      words: { language: 'en', byKey: {} },
    });
  });
});
