/** What the CRM refuses stops nothing else, is on record with its reason, and is not sent again until something changes. */
import { describe, expect } from 'vitest';
import { failures } from '../../server/use/collections.ts';
import { LINES } from './company.ts';
import { CRMS, storyTests } from './story.ts';

describe.concurrent.each(CRMS)('refusals on %s', (crm) => {
  const it = storyTests(crm, async (story) => {
    await story.import('acme', [LINES.foundry, LINES.marine, LINES.freight]);
  });

  it('writes the rest, records the refusal and sends it again only after a change', async ({ story }) => {
    story.hand.refuse(story.id('marine'));
    const run = await story.map();
    expect(story.shown()).toEqual(['foundry acme sure', 'freight acme sure']);
    expect(run.counts['failed']).toBeGreaterThan(0);
    const recorded = (await story.context.store.page(failures, { limit: 10 })).map(
      ({ document }) => document,
    );
    const refused = recorded.find(({ object }) => object === 'accountOverlap');
    expect(refused?.record).toBe(story.id('marine'));
    expect(refused?.code).toMatch(/VALIDATION/);
    expect(refused?.reason).toMatch(/frozen/i);

    // Not sent again by itself, even where our own summary moved the record's stamp.
    await story.map();
    const calls = story.sandbox.world.calls;
    calls.reset();
    const quiet = await story.map();
    expect(quiet.counts['failed']).toBe(run.counts['failed']);
    const sent = calls.entries.filter(
      ({ method, path }) => method !== 'GET' && /composite|update/.test(path),
    );
    expect(sent).toEqual([]);

    // The record changes, and the rule with it.
    story.hand.relent();
    story.hand.rename(story.id('marine'), 'Halcyon Marine Limited');
    await story.poll();
    expect(story.shown()).toContain('marine acme sure');
    expect(await story.context.store.count(failures)).toBe(0);
  });

  it('is tried again when a person asks', async ({ story }) => {
    story.hand.refuse(story.id('marine'));
    await story.map();
    story.hand.relent();
    await story.map();
    expect(story.shown()).not.toContain('marine acme sure');
    await story.map({ retry: true });
    expect(story.shown()).toContain('marine acme sure');
    expect((await story.map()).counts['failed'] ?? 0).toBe(0);
  });

  it('reaches an account that was locked by the next poll', async ({ story }) => {
    story.hand.lock(story.id('marine'), 40);
    await story.map();
    story.hand.lock(story.id('marine'), 0);
    if (crm === 'salesforce') story.sandbox.salesforce.org.lockRows('Account', story.id('marine'), 0);
    for (let n = 0; n < 3; n++) await story.poll();
    await story.map();
    expect(story.shown()).toContain('marine acme sure');
    expect(await story.context.store.count(failures)).toBe(0);
  });
});
