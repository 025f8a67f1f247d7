/** What a channel manager is told before changing how companies are matched holds when it is changed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainMatch } from '../../server/use/explainMatch.ts';
import { previewMatching } from '../../server/use/previewMatching.ts';
import { reportMatches } from '../../server/use/reportMatches.ts';
import { changeProgram, readRules } from '../../server/use/rules.ts';
import { LINES } from './company.ts';
import { CRMS, Story } from './story.ts';

/** A name and nothing else: likely, by any rules. */
const BIOTECH = { id: '3', name: 'Quartz Biotech' };

describe.each(CRMS)('tuning of matching on %s', (crm) => {
  let story: Story;
  beforeAll(async () => {
    story = await Story.begin(crm);
    await story.import('acme', [LINES.foundry, LINES.marine, BIOTECH, LINES.freight]);
    await story.import('beacon', [LINES.foundry, BIOTECH]);
    await story.map();
    await story.policy('acme', { theirs: { level: 'all', fields: ['name'] } });
    await story.decide('marine', 'acme', 'rejected');
  });
  afterAll(() => story.close());

  const preview = (change: Parameters<typeof previewMatching>[1]) => previewMatching(story.context, change);

  it('tells which pairs would move, asks no CRM and writes nothing', async () => {
    const [before, calls] = [story.hand.stamps(), story.context.crm.calls()];
    const { settings, accounts, changes, ...counts } = await preview({ sureAt: 100, likelyAt: 100 });
    expect([story.hand.stamps(), story.context.crm.calls()]).toEqual([before, calls]);
    expect(settings.after).toEqual({ ...settings.before, sureAt: 100, likelyAt: 100 });
    expect(accounts).toBe(8);
    const moved = changes.map(({ account, partner, from, decision }) =>
      [story.ref(account), story.ref(partner), from, decision].join(' '),
    );
    expect(moved).toContain('biotech acme likely ');
    const { sure, likely } = counts.before;
    expect({ sure, likely }).toEqual({ sure: 3, likely: 2 });
    expect(changes.find(({ account }) => account === story.id('biotech'))?.theirs).toBe('Quartz Biotech');
  });

  it('changes nothing when nothing is changed', async () => {
    const { settings, moves, changes, before, after, stay, writes } = await preview({});
    expect(settings.after).toEqual(settings.before);
    expect([moves, changes, stay, writes]).toEqual([[], [], 0, 0]);
    expect(after).toEqual(before);
  });

  it('refuses settings that no program could hold', async () => {
    await expect(preview({ sureAt: 30, likelyAt: 60 })).rejects.toThrow(/likelyAt may not be above sureAt/);
  });

  it('does what it said once the program is changed, and a decided pair stays', async () => {
    const change = { likelyAt: 90, sureAt: 99 };
    const told = await preview(change);
    const { program } = await readRules(story.context);
    await changeProgram(story.context, { ...program, matching: { ...program.matching, ...change } }, null);
    await story.map();
    const sure = story.shown().filter((row) => row.endsWith(' sure'));
    expect(sure).toHaveLength(told.after.sure);
    expect(await story.waiting()).toHaveLength(told.after.likely);
    expect(story.shown()).toContain('marine acme rejected');
    const back = await preview({ sureAt: program.matching.sureAt, likelyAt: program.matching.likelyAt });
    expect(back.after).toEqual(told.before);
    await changeProgram(story.context, program, null);
    await story.map();
  });

  it('shows nothing of a pair that the policy hides, but counts it', async () => {
    await story.policy('beacon', { theirs: { level: 'counts' } });
    const { changes, hidden, before } = await preview({ sureAt: 100, likelyAt: 100 });
    expect(changes.map(({ partner }) => partner)).not.toContain(story.id('beacon'));
    expect(before.sure).toBe(3);
    expect(hidden).toBe(1);
    await story.policy('beacon', { theirs: { level: 'overlaps' } });
  });

  it('reports on decided pairs once each, whatever names their rows have had', async () => {
    await story.decide('foundry', 'acme', 'confirmed');
    const first = await reportMatches(story.context);
    expect(first).toMatchObject({ decided: 2, gone: 0, suggestion: { sureAt: null, likelyAt: null } });
    expect(first.tiers.sure).toEqual({ confirmed: 1, rejected: 1, share: 0.5, interval: null });
    const lines = [LINES.foundry, LINES.marine].map((line) => ({ ...line, id: `new-${line.id}` }));
    await story.import('acme', lines);
    await story.map();
    expect((await reportMatches(story.context)).decided).toBe(2);
    await story.import('acme', [LINES.foundry]);
    expect(await reportMatches(story.context)).toMatchObject({ decided: 1, gone: 1 });
    await story.import('acme', [LINES.foundry, LINES.marine, BIOTECH]);
    await story.map();
  });

  it('explains a stored pair as mapping scored it, no further than the policy shows', async () => {
    const { context } = story;
    const [review] = await story.reviews();
    if (!review) throw new Error('nothing waits for review');
    const { account, partner, row, score } = review;
    const explained = await explainMatch(context, { account, partner, row });
    expect(explained).toMatchObject({ score, tier: 'likely', decision: null });
    expect(explained.steps.at(-1)?.total).toBe(score);
    expect(explained.steps.map(({ key }) => key)).toEqual(review.reasons.map(({ key }) => key));
    await story.policy('acme', { theirs: { level: 'overlaps' } });
    const { steps } = await explainMatch(context, { account, partner, row });
    expect(steps.some(({ args }) => 'theirs' in args)).toBe(false);
    await story.policy('acme', { theirs: { level: 'counts' } });
    await expect(explainMatch(context, { account, partner, row })).rejects.toThrow(/no such pair/);
  });

  it('explains two records that are nowhere stored, and refuses what is no record', async () => {
    const company = { name: 'Halcyon Marine Ltd', website: 'halcyonmarine.co.uk' };
    const { tier, score, steps } = await explainMatch(story.context, { ours: company, theirs: company });
    expect(tier).toBe('sure');
    expect(steps.at(-1)?.total).toBe(score);
    const other = { ours: company, theirs: { name: 'Saffron Dairy' } };
    expect((await explainMatch(story.context, other)).tier).toBe('no');
    for (const wrong of [null, {}, { ours: company }, { ...other, more: 1 }, { ours: 'x', theirs: 'y' }])
      await expect(explainMatch(story.context, wrong)).rejects.toMatchObject({ code: 'match.request' });
  });

  it('weighs two records by the lists of the partner that is named', async () => {
    const company = { name: 'Halcyon Marine' };
    const asked = { ours: company, theirs: company };
    await story.import(
      'beacon',
      Array.from({ length: 60 }, (_, n) => ({ id: `${n}`, ...company })),
    );
    const scoreBy = async (ref: 'acme' | 'beacon') =>
      (await explainMatch(story.context, { ...asked, partner: story.id(ref) })).score;
    expect(await scoreBy('acme')).toBeGreaterThan(await scoreBy('beacon'));
    expect((await explainMatch(story.context, asked)).score).toBe(await scoreBy('beacon'));
    const unknown = explainMatch(story.context, { ...asked, partner: 'nobody' });
    await expect(unknown).rejects.toMatchObject({ code: 'match.partner' });
  });
});
