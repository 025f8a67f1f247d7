/** What is derived can be deleted, runs can break off, the store can be lost: the same world comes back. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { openApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { COLLECTIONS, mirrorAccounts, mirrorDeals, reviews } from '../../server/use/collections.ts';
import { mapAccounts } from '../../server/use/mapAccounts.ts';
import { company, LINES } from './company.ts';
import { CRMS, customerOn, environment, Story, storyTests } from './story.ts';

const lines = [LINES.foundry, LINES.marine, LINES.biotech, LINES.freight];

describe.concurrent.each(CRMS)('starting over on %s', (crm) => {
  const it = storyTests(crm, async (story) => {
    await story.import('acme', lines);
  });

  const derived = async (story: Story) => {
    const { store } = story.context;
    const all = await Promise.all(
      [mirrorAccounts, mirrorDeals, reviews].map((one) => store.page(one as never, { limit: 1_000 })),
    );
    return JSON.stringify(all);
  };

  it('rebuilds the mirror byte for byte and writes nothing', async ({ story }) => {
    await story.map();
    await story.decide('marine', 'acme', 'rejected');
    await story.poll();
    await story.map();
    const [mirror, state, stamps] = [await derived(story), story.state(), story.hand.stamps()];
    for (const one of COLLECTIONS)
      if (one.class === 'derived') await story.context.store.removePrefix(one, '');
    await story.reopen();
    const run = await story.map();
    expect(run.counts['written'] ?? 0).toBe(0);
    expect(await derived(story)).toBe(mirror);
    expect(story.state()).toEqual(state);
    expect(story.hand.stamps()).toBe(stamps);
  });

  it('misses nothing that a person decided when the store is restored from its backup', async ({ story }) => {
    await story.map();
    await story.decide('marine', 'acme', 'rejected');
    await story.decide('biotech', 'acme', 'confirmed');
    const kept: string[] = [];
    for await (const line of story.app.backup()) kept.push(line);
    const state = story.state();
    const folder = await mkdtemp(join(tmpdir(), 'alongside-restored-'));
    const app = await openApp(readConfig(environment(story.sandbox, folder)), { clock: story.sandbox.world });
    try {
      const { tenants } = await story.app.settings.read();
      await app.settings.update((draft) => void Object.assign(draft.tenants, tenants));
      await app.restore(linesOf(kept), { replace: true });
      const context = await app.open(customerOn(crm).tenant, crm);
      const run = await mapAccounts(context);
      await context.close();
      expect(run.counts['written'] ?? 0).toBe(0);
      expect(story.state()).toEqual(state);
    } finally {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('ends as an undisturbed run when it is broken off after any of its writes', async ({ story }) => {
    const undisturbed = await Story.begin(crm, company);
    await undisturbed.import('acme', lines);
    await undisturbed.map();
    const wanted = undisturbed.shown();
    await undisturbed.close();
    for (let nth = 0; nth < 3; nth++) {
      const path = crm === 'salesforce' ? /\/composite/ : /batch\/update$/;
      // Acted on, and the answer never comes back: as after a kill between the write and our commit.
      story.sandbox.world.fail({
        crm,
        path,
        method: 'POST',
        skip: nth,
        times: 50,
        effect: { drop: 'after' },
      });
      await story.map().catch(() => undefined);
      story.sandbox.world.faults.clear();
    }
    await story.map({ retry: true });
    expect(story.shown()).toEqual(wanted);
    expect(await story.waiting()).toEqual(['biotech acme']);
    expect((await story.map()).counts['written'] ?? 0).toBe(0);
  });
});

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
