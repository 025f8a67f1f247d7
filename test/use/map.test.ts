/** A first run writes what is sure and queues what is likely; a second one finds nothing to do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LINES } from './company.ts';
import { CRMS, Story } from './story.ts';

describe.each(CRMS)('mapping on %s', (crm) => {
  let story: Story;
  beforeAll(async () => {
    story = await Story.begin(crm);
    await story.import('acme', [LINES.foundry, LINES.marine, LINES.biotech, LINES.stranger]);
    await story.import('beacon', [LINES.foundry]);
  });
  afterAll(() => story.close());

  it('writes sure overlaps with summaries and keeps likely ones for a person', async () => {
    const run = await story.map();
    expect(run.state).toBe('done');
    expect(story.shown()).toEqual(['foundry acme sure', 'foundry beacon sure', 'marine acme sure']);
    expect(await story.waiting()).toEqual(['biotech acme']);
    expect(story.account('foundry')).toMatchObject({
      overlapCount: 2,
      overlapPartners: 'Acme Integrators; Beacon Resell',
    });
    expect(story.account('marine')).toMatchObject({ overlapCount: 1, overlapPartners: 'Acme Integrators' });
    expect(story.account('biotech')).toMatchObject({ overlapCount: null, overlapPartners: null });
    expect(story.overlap('marine', 'acme')).toMatchObject({
      ourSegment: 'openOpportunity',
      partnerSegment: 'customer',
      partnerAccountName: 'Halcyon Marine',
      partnerOwner: 'Owner of Halcyon Marine',
    });
    // The policy names no contact.
    expect(story.overlap('marine', 'acme')).not.toHaveProperty('partnerContact');
    expect(run.counts).toMatchObject({ accounts: 11, sure: 3, likely: 1, 'upsert.accountOverlap': 3 });
  });

  it('writes nothing the second time', async () => {
    const before = story.hand.stamps();
    const run = await story.map();
    expect(run.counts['written'] ?? 0).toBe(0);
    expect(run.counts['unchanged']).toBe(3);
    expect(story.hand.stamps()).toBe(before);
    expect(await story.waiting()).toEqual(['biotech acme']);
  });

  it('finds nothing to do in the polls after it', async () => {
    const before = story.hand.stamps();
    await story.poll();
    const run = await story.poll();
    expect(run.counts['written'] ?? 0).toBe(0);
    expect(story.hand.stamps()).toBe(before);
  });
});
