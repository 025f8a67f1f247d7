/** The registration policy on the program page by HTTP: a channel manager changes a part of it, and a new version holds. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRules } from '../../server/use/rules.ts';
import type { InputValues } from '../../shared/contract/field.ts';
import { CRMS } from '../use/story.ts';
import { actionsOn, money, text } from './claims.ts';
import { CardBench, type Answered, type Who } from './desk.ts';

const number = (value: number) => ({ kind: 'number', value }) as const;

describe.each(CRMS)('the registration policy on %s', (crm) => {
  let bench: CardBench;
  beforeAll(async () => {
    bench = await CardBench.begin(crm);
  });
  afterAll(() => bench?.close());

  const page = (who: Who, more: object = {}): Promise<Answered> =>
    bench.ask(who, { ask: 'view', card: 'program', record: null, ...more });
  /** Opens the form of a part, changes these fields and sends all of it, as a person does. */
  async function save(part: string, values: InputValues, who: Who = 'manager'): Promise<Answered> {
    const seen = actionsOn(await page(who));
    const action = seen.find(({ name, targets }) => name === 'savePolicy' && targets[0] === part);
    if (!action) throw new Error(`no form for ${part}`);
    return page(who, bench.act(action, { ...action.form?.values, ...values }));
  }
  const policy = async () => (await readRules(bench.story.context)).program.registration;

  test('each part is saved as a version of its own, and leaves the others alone', async () => {
    const { version, program } = await readRules(bench.story.context);
    const texts = text('Not a partner of this customer\nNothing shows the part\n');
    expect((await save('texts', { reasons: texts, engagement: text('First come.') })).body).toMatchObject({
      ok: true,
      done: { key: 'done.saved' },
    });
    await save('decision', {
      businessDays: number(3),
      holidays: text('2026-12-24\n2026-12-31'),
      zone: text('Europe/Berlin'),
    });
    await save('protection', {
      days: number(60),
      rules: text('Gold; reseller; 120\n; isv; 45\n'),
      reminders: text('7, 1'),
    });
    await save('approval', {
      automatic: { kind: 'checkbox', checked: true },
      tiers: text('Gold, Silver'),
      upTo: money(5_000_000),
    });
    await save('limits', { velocity: number(5), domains: text('https://www.litware.com\n') });
    await save('newDeal', {
      creates: { kind: 'checkbox', checked: true },
      stage: text('Qualification'),
      values: text('LeadSource = Partner\nProbability = 20\nHot = true'),
    });
    const { version: now } = await readRules(bench.story.context);
    expect(now).toBe(version + 6);
    const before = program.registration;
    expect(await policy()).toEqual({
      ...before,
      reasons: ['Not a partner of this customer', 'Nothing shows the part'],
      engagement: 'First come.',
      decision: {
        ...before.decision,
        businessDays: 3,
        holidays: ['2026-12-24', '2026-12-31'],
        zone: 'Europe/Berlin',
      },
      protection: {
        ...before.protection,
        days: 60,
        rules: [
          { tier: 'Gold', type: 'reseller', days: 120 },
          { tier: null, type: 'isv', days: 45 },
        ],
        reminders: [7, 1],
      },
      autoApproval: { tiers: ['Gold', 'Silver'], upTo: { minor: 5_000_000, currency: 'EUR' } },
      velocity: 5,
      namedAccounts: { accounts: [], domains: ['litware.com'] },
      newDeal: {
        kind: null,
        stage: 'Qualification',
        owner: 'claimOwner',
        closeInDays: 90,
        values: { LeadSource: 'Partner', Probability: 20, Hot: true },
      },
    });
  });

  test('the forms start from what holds, so that saving without a change makes no version', async () => {
    const { version } = await readRules(bench.story.context);
    for (const part of ['decision', 'protection', 'approval', 'limits', 'newDeal', 'texts']) {
      expect((await save(part, {})).body).toMatchObject({ ok: true, done: { key: 'done.unchanged' } });
    }
    expect((await readRules(bench.story.context)).version).toBe(version);
  });

  test.each([
    ['decision', { businessDays: number(0) }, 'businessDays'],
    ['decision', { holidays: text('24.12.2026') }, 'holidays'],
    ['decision', { zone: text('Mars/Base') }, 'zone'],
    ['protection', { days: null }, 'days'],
    ['protection', { rules: text('Gold; unicorn; 5') }, 'rules'],
    ['protection', { rules: text('just words') }, 'rules'],
    ['limits', { domains: text('gmail.com') }, 'domains'],
    ['limits', { velocity: number(1.5) }, 'velocity'],
    ['newDeal', { stage: null }, 'stage'],
    ['texts', { reasons: text('x'.repeat(301)) }, 'reasons'],
  ] as const)('%s with %o is refused at the field', async (part, values, field) => {
    const before = await policy();
    const refused = await save(part, values);
    expect(refused.body).toMatchObject({ ok: false, code: `claimPolicy.wrong.${part}`, field });
    expect(await policy()).toEqual(before);
  });

  test('a rep reads it and changes nothing', async () => {
    expect((await page('rep')).text).toContain('First come.');
    const denied = await save('texts', { engagement: text('Mine.') }, 'rep');
    expect(denied.body).toMatchObject({ ok: false, code: 'refused.channelManager' });
  });
});
