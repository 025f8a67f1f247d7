/** Each side sees what was agreed and nothing else, and what may no longer be seen is gone after the next run. */
import { describe, expect } from 'vitest';
import { exportAccounts } from '../../server/use/exportAccounts.ts';
import { partnerId } from '../../server/use/importList.ts';
import { reviews } from '../../server/use/collections.ts';
import { LINES, PARTNERS } from './company.ts';
import { CRMS, storyTests } from './story.ts';
import { NO_TOTALS } from './world.ts';

describe.concurrent.each(CRMS)('sharing on %s', (crm) => {
  const it = storyTests(crm, async (story) => {
    await story.import('acme', [LINES.foundry, LINES.marine, LINES.biotech]);
    await story.map();
  });

  it.for(['hidden', 'counts'] as const)(
    'leaves nothing on accounts and in the queue at %s',
    async (level, { story }) => {
      expect(story.account('acme').overlapTotals).toBe(NO_TOTALS);
      await story.policy('acme', { theirs: { level } });
      const run = await story.map();
      expect(run.counts['remove.accountOverlap']).toBe(2);
      expect(story.shown()).toEqual([]);
      expect(await story.waiting()).toEqual([]);
      expect(story.account('foundry')).toMatchObject({ overlapCount: null, overlapPartners: null });
      expect(story.account('acme').overlapTotals).toBe(level === 'counts' ? NO_TOTALS : null);
      expect((await story.map()).counts['written'] ?? 0).toBe(0);
    },
  );

  it('takes everything back when a policy is revoked', async ({ story }) => {
    await story.policy('acme', { revoke: true });
    const run = await story.map();
    expect(run.counts['remove.accountOverlap']).toBe(2);
    expect(story.shown()).toEqual([]);
    expect(story.account('marine').overlapPartners).toBeNull();
  });

  it('takes back what left the list', async ({ story }) => {
    await story.import('acme', [LINES.foundry]);
    const run = await story.map();
    expect(run.counts['remove.accountOverlap']).toBe(1);
    expect(story.shown()).toEqual(['foundry acme sure']);
    expect(story.account('marine')).toMatchObject({ overlapCount: null, overlapPartners: null });
    expect(await story.waiting()).toEqual([]);
  });

  it('shows chosen fields only at all, in rows and in the queue', async ({ story }) => {
    await story.policy('acme', { theirs: { level: 'all', fields: ['contact'] } });
    await story.map();
    expect(story.overlap('foundry', 'acme')).toMatchObject({ partnerContact: 'Contact 1' });
    expect(story.overlap('foundry', 'acme')).not.toHaveProperty('partnerAccountName');
    await story.policy('acme', { theirs: { level: 'overlaps', fields: ['contact'] } });
    await story.map();
    expect(story.overlap('foundry', 'acme')).not.toHaveProperty('partnerContact');
    const kept = await story.context.store.page(reviews, { limit: 10 });
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toMatch(/Owner of|Contact 3|partner\.example/);
    expect(kept[0]?.document.shown).toEqual({ segment: 'customer' });
    expect(JSON.stringify(story.state().overlaps)).not.toContain('theirs');
  });

  it('exports what ours allows, with formulas made harmless', async ({ story }) => {
    const exported = async () => {
      const rows: string[][] = [];
      for await (const row of exportAccounts(story.context, partnerId(PARTNERS.acme))) rows.push(row);
      return rows.slice(1);
    };
    // Standard of this program: only that we know a company of theirs.
    expect(await exported()).toEqual([
      ['', '', '', '', '', 'customer'],
      ['', '', '', '', '', 'openOpportunity'],
    ]);
    story.hand.rename(story.id('press'), '=HYPERLINK("http://bad.example")');
    await story.policy('acme', { ours: { level: 'all', fields: ['name'] } });
    await story.poll();
    const rows = await exported();
    expect(rows).toHaveLength(8);
    expect(rows.map(([name]) => name)).toContain(`'=HYPERLINK("http://bad.example")`);
    expect(rows.every(([, website]) => website === '')).toBe(true);
    await story.policy('acme', { ours: { level: 'counts' } });
    expect(await exported()).toEqual([]);
  });
});
