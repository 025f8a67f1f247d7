/** The channel manager's rules decide who is a partner, who takes part and what is sure, wherever they were changed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeProgram, readRules } from '../../server/use/rules.ts';
import { mapAccounts } from '../../server/use/mapAccounts.ts';
import { receiveChanges } from '../../server/use/receiveChanges.ts';
import { LINES } from './company.ts';
import { CRMS, Story } from './story.ts';

describe.each(CRMS)('the program on %s', (crm) => {
  let story: Story;
  beforeEach(async () => {
    story = await Story.begin(crm);
    await story.import('acme', [LINES.foundry, LINES.marine]);
    await story.map();
  });
  afterEach(() => story.close());

  it('takes back overlaps of accounts that no longer take part or became partners', async () => {
    const { program } = await readRules(story.context);
    const field = crm === 'salesforce' ? 'Type' : 'lifecyclestage';
    const values = crm === 'salesforce' ? ['Customer - Direct'] : ['customer'];
    await changeProgram(story.context, { ...program, accounts: { field, is: 'except', values } }, null);
    expect((await story.map()).counts['remove.accountOverlap']).toBe(1);
    expect(story.shown()).toEqual(['marine acme sure']);
    const partners = [{ id: story.id('marine'), type: null, tier: null }];
    await changeProgram(story.context, { ...program, partners: { by: 'file', partners } }, null);
    await story.map();
    expect(story.shown()).toEqual(['foundry acme sure']);
  });

  it('asks for one full run when rules change, but not before anything was mapped', async () => {
    // Setting up changed the program, before the first run.
    expect((await story.app.store.pending()).jobs).toBe(0);
    await story.policy('acme', { theirs: { level: 'counts' } });
    const { program } = await readRules(story.context);
    await changeProgram(story.context, program, null);
    expect((await story.app.store.pending()).jobs).toBe(1);
    const map = async () => void (await mapAccounts(story.context));
    const worker = await story.app.store.work({ map }, { concurrency: 1 });
    await expect.poll(() => story.shown(), { timeout: 20_000 }).toEqual([]);
    await worker.stop();
  });

  it('moves tiers with the thresholds', async () => {
    const { program } = await readRules(story.context);
    await story.import('acme', [
      { ...LINES.foundry, country: '' },
      { ...LINES.marine, name: 'Halcyon Shipping', country: '' },
    ]);
    await story.map();
    const before = (await story.waiting()).length + story.shown().length;
    const matching = { ...program.matching, sureAt: 100, likelyAt: 99 };
    await changeProgram(story.context, { ...program, matching }, null);
    await story.map();
    expect((await story.waiting()).length + story.shown().length).toBeLessThanOrEqual(before);
    expect(story.shown()).not.toContain('marine acme sure');
  });
});

describe('a program edited in Salesforce itself', () => {
  let story: Story;
  beforeEach(async () => {
    story = await Story.begin('salesforce');
    await story.import('acme', [LINES.foundry]);
    await story.map();
    await story.poll();
  });
  afterEach(() => story.close());

  it('is adopted by the poll, which asks for a full run; a broken one is refused and the last good one stays', async () => {
    const { org } = story.sandbox.salesforce;
    const row = org.rows('Partner_Program__c')[0];
    const id = String(row?.['Id']);
    const { program } = await readRules(story.context);
    const waiting = (await story.app.store.pending()).jobs;
    const edited = { ...program, matching: { sureAt: 90, likelyAt: 60 } };
    org.update('Partner_Program__c', id, { Rules__c: JSON.stringify(edited) });
    await story.poll();
    expect((await readRules(story.context)).program.matching).toMatchObject(edited.matching);
    expect((await story.app.store.pending()).jobs).toBe(waiting + 1);
    const events: string[] = [];
    const listening = { ...story.context, log: (event: string) => void events.push(event) };
    for (const broken of ['{"matching":{"sureAt":1000}}', 'not JSON at all']) {
      story.sandbox.world.advance(2_000);
      org.update('Partner_Program__c', id, { Rules__c: broken });
      await receiveChanges(listening);
      expect(events).toContain('program.refused');
      expect((await readRules(story.context)).program.matching).toMatchObject(edited.matching);
    }
    await mapAccounts(listening);
    expect((await readRules(story.context)).program.matching).toMatchObject(edited.matching);
  });
});
