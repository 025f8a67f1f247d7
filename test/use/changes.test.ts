/** What changes in the CRM reaches its overlaps by the next poll, once, and nothing else is written. */
import { describe, expect } from 'vitest';
import { LINES } from './company.ts';
import { CRMS, storyTests } from './story.ts';

describe.concurrent.each(CRMS)('changes on %s', (crm) => {
  const it = storyTests(crm, async (story) => {
    await story.import('acme', [LINES.foundry, LINES.marine, LINES.biotech, LINES.freight]);
    await story.import('beacon', [LINES.foundry]);
    await story.map();
    await story.poll();
  });

  it('adds and removes overlaps when an account changes', async ({ story }) => {
    story.hand.setWebsite(story.id('press'), 'https://www.juniperfreight.nl');
    story.hand.rename(story.id('press'), 'Juniper Freight Nederland BV');
    story.hand.setWebsite(story.id('marine'), 'https://other-company.example.org');
    story.hand.rename(story.id('marine'), 'Entirely Different Undertaking');
    await story.poll();
    expect(story.shown()).not.toContain('marine acme sure');
    expect(story.account('marine').overlapCount).toBeNull();
    story.hand.setWebsite(story.id('marine'), 'https://halcyonmarine.co.uk');
    story.hand.rename(story.id('marine'), 'Halcyon Marine Ltd');
    await story.poll();
    expect(story.shown()).toContain('marine acme sure');
    expect(story.account('marine').overlapCount).toBe(1);
    const before = story.hand.stamps();
    expect((await story.poll()).counts['written'] ?? 0).toBe(0);
    expect((await story.map()).counts['written'] ?? 0).toBe(0);
    expect(story.hand.stamps()).toBe(before);
  });

  it('moves an account to another segment when a deal is won', async ({ story }) => {
    expect(story.overlap('marine', 'acme')['ourSegment']).toBe('openOpportunity');
    story.hand.winDeal(story.id('marineOpen'));
    await story.poll();
    expect(story.overlap('marine', 'acme')['ourSegment']).toBe('customer');
    expect((await story.map()).counts['written'] ?? 0).toBe(0);
  });

  it('follows a delete and an undelete', async ({ story }) => {
    story.hand.remove(story.id('marine'));
    await story.poll();
    await story.map();
    expect(story.shown()).not.toContain('marine acme sure');
    story.hand.undelete(story.id('marine'));
    await story.poll();
    await story.map();
    expect(story.shown()).toContain('marine acme sure');
    expect(story.account('marine').overlapCount).toBe(1);
  });

  it('lets rows and decisions follow the survivors of merges, without twins', async ({ story }) => {
    await story.decide('foundry', 'acme', 'confirmed');
    await story.decide('foundry', 'beacon', 'rejected');
    // A→B in one poll, B→C in the next one.
    story.merge('press', 'foundry');
    await story.poll();
    expect(story.shown()).toContain('press acme confirmed');
    expect(story.shown()).toContain('press beacon rejected');
    story.merge('dairy', 'press');
    await story.poll();
    expect(story.shown()).toContain('dairy acme confirmed');
    expect(story.shown()).toContain('dairy beacon rejected');
    expect(story.account('dairy').overlapCount).toBe(1);
    const { overlaps } = story.state();
    expect(new Set(overlaps.map(({ key }) => key)).size).toBe(overlaps.length);
    expect(overlaps.filter(({ account }) => account === story.id('dairy'))).toHaveLength(2);
    await story.map();
    expect(story.state().overlaps).toHaveLength(overlaps.length);
    expect((await story.map()).counts['written'] ?? 0).toBe(0);
  });

  it('follows a chain of merges that one poll sees', async ({ story }) => {
    await story.decide('foundry', 'acme', 'rejected');
    story.merge('press', 'foundry');
    story.merge('dairy', 'press');
    await story.poll();
    expect(story.shown()).toContain('dairy acme rejected');
    expect((await story.map()).counts['written'] ?? 0).toBe(0);
  });

  it('follows a merge of two partners', async ({ story }) => {
    await story.decide('foundry', 'beacon', 'confirmed');
    story.merge('cobalt', 'beacon');
    await story.poll();
    await story.map();
    expect(story.shown()).toContain('foundry cobalt confirmed');
    expect(story.state().overlaps.filter(({ account }) => account === story.id('foundry'))).toHaveLength(2);
    expect((await story.map()).counts['written'] ?? 0).toBe(0);
  });

  it('puts back a row that someone took out or overwrote', async ({ story }) => {
    const { key } = story.overlap('marine', 'acme');
    story.hand.removeOverlap(key);
    await story.poll();
    expect(story.shown()).toContain('marine acme sure');
    story.hand.editOverlap(key, { partnerAccountName: 'Nonsense', score: 1 });
    await story.poll();
    expect(story.overlap('marine', 'acme')['partnerAccountName']).toBe('Halcyon Marine');
    expect((await story.map()).counts['written'] ?? 0).toBe(0);
  });

  it('keeps a decision that someone typed into the CRM', async ({ story }) => {
    story.hand.editOverlap(story.overlap('marine', 'acme').key, { decision: 'rejected' });
    await story.poll();
    expect(story.shown()).toContain('marine acme rejected');
    expect(story.account('marine').overlapCount).toBeNull();
    story.hand.editOverlap(story.overlap('marine', 'acme').key, { decision: 'confirmed' });
    await story.poll();
    await story.map();
    expect(story.shown()).toContain('marine acme confirmed');
    // Tightened and loosened, the word is still there although the row was gone.
    await story.policy('acme', { theirs: { level: 'counts' } });
    await story.map();
    expect(story.shown()).not.toContain('marine acme confirmed');
    await story.policy('acme', { theirs: { level: 'overlaps' } });
    await story.map();
    expect(story.shown()).toContain('marine acme confirmed');
  });

  it('waits for a person when more than a fifth is gone', async ({ story }) => {
    for (let n = 0; n < 60; n++)
      story.ids.set(`extra${n}`, story.hand.addAccount({ name: `Extra ${n} Trading` }));
    await story.poll();
    await story.map();
    for (let n = 0; n < 30; n++) story.hand.remove(story.id(`extra${n}`));
    const look = () => (crm === 'salesforce' ? story.poll() : story.map());
    expect((await look()).state).toBe('held');
    expect((await look()).state).toBe('held');
    const accept = crm === 'salesforce' ? story.poll({ acceptGone: true }) : story.map({ acceptGone: true });
    const run = await accept;
    expect(run.state).toBe('done');
    expect(run.counts['gone']).toBe(30);
    expect((await look()).state).toBe('done');
  });
});
