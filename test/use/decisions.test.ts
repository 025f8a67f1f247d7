/** A person's word on a match wins over every score and is never lost. */
import { describe, expect } from 'vitest';
import { COLLECTIONS } from '../../server/use/collections.ts';
import { changeProgram, readRules } from '../../server/use/rules.ts';
import { LINES } from './company.ts';
import { CRMS, storyTests, type Story } from './story.ts';

async function forgetDerived({ store }: Story['context']): Promise<void> {
  for (const collection of COLLECTIONS)
    if (collection.class === 'derived') await store.removePrefix(collection, '');
}

describe.concurrent.each(CRMS)('decisions on %s', (crm) => {
  const lines = [LINES.foundry, LINES.marine, LINES.biotech];
  const it = storyTests(crm, async (story) => {
    await story.import('acme', lines);
    await story.map();
    await story.decide('biotech', 'acme', 'confirmed');
    await story.decide('marine', 'acme', 'rejected');
  });

  it('shows both in the record at once and counts only what is confirmed', async ({ story }) => {
    const decided = ['biotech acme confirmed', 'foundry acme sure', 'marine acme rejected'];
    expect(story.shown()).toEqual(decided);
    expect(story.account('biotech').overlapCount).toBe(1);
    expect(story.account('marine').overlapCount).toBeNull();
    expect(await story.waiting()).toEqual([]);
    expect((await story.map()).counts['written'] ?? 0).toBe(0);
    expect(story.shown()).toEqual(decided);
  });

  it('revives nothing when the list comes again with other ids', async ({ story }) => {
    await story.import(
      'acme',
      lines.map((line) => ({ ...line, id: `new-${line.id}` })),
    );
    await story.map();
    expect(story.shown()).toEqual(['biotech acme confirmed', 'foundry acme sure', 'marine acme rejected']);
    expect(story.account('marine').overlapCount).toBeNull();
    // The same ids with other words.
    await story.import(
      'acme',
      lines.map((line) => ({ ...line, id: `new-${line.id}`, name: `${line.name} Group` })),
    );
    await story.map();
    expect(story.shown()).toContain('marine acme rejected');
    expect(story.shown()).toContain('biotech acme confirmed');
  });

  it('keeps a decided pair that shares no key any more', async ({ story }) => {
    story.hand.rename(story.id('biotech'), 'Wholly Renamed Laboratories');
    story.hand.setWebsite(story.id('biotech'), 'https://wholly-renamed.example.net');
    await story.poll();
    expect(story.shown()).toContain('biotech acme confirmed');
    expect(story.account('biotech').overlapCount).toBe(1);
    expect((await story.map()).counts['written'] ?? 0).toBe(0);
    expect(story.shown()).toContain('biotech acme confirmed');
    await story.import(
      'acme',
      lines.map((line) => ({ ...line, id: `new-${line.id}` })),
    );
    await story.map();
    expect(story.shown()).toContain('biotech acme confirmed');
  });

  it('outlives every rule and every derived collection', async ({ story }) => {
    const before = story.shown();
    const { program } = await readRules(story.context);
    const matching = { ...program.matching, sureAt: 100, likelyAt: 100 };
    await changeProgram(story.context, { ...program, matching }, null);
    await story.map();
    expect(story.shown()).toEqual(before);
    await changeProgram(story.context, program, null);
    await story.policy('acme', { theirs: { level: 'hidden' } });
    await story.map();
    expect(story.shown()).toEqual([]);
    await forgetDerived(story.context);
    await story.policy('acme', { theirs: { level: 'overlaps' } });
    await story.map();
    expect(story.shown()).toEqual(before);
  });
});
