/** Whatever happens, in whatever order: in the end the CRM holds what a fresh run over the same world would write. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLLECTIONS } from '../../server/use/collections.ts';
import { LINES } from './company.ts';
import { CRMS, Story } from './story.ts';

const ACCOUNTS = ['foundry', 'marine', 'freight', 'biotech'] as const;
const account = fc.constantFrom(...ACCOUNTS);
const LISTS = [
  [LINES.foundry, LINES.marine, LINES.biotech, LINES.freight],
  [LINES.marine, LINES.stranger],
  [LINES.foundry, LINES.marine, LINES.biotech].map((line) => ({ ...line, id: `x${line.id}` })),
];
const LEVELS = ['counts', 'overlaps', 'all'] as const;

const step = fc.oneof(
  fc.record({
    act: fc.constant('website' as const),
    account,
    to: fc.constantFrom('juniperfreight.nl', 'own.example.com'),
  }),
  fc.record({
    act: fc.constant('rename' as const),
    account,
    to: fc.constantFrom('Halcyon Marine', 'Quartz Biotech'),
  }),
  fc.record({ act: fc.constantFrom('delete' as const, 'undelete' as const), account }),
  fc.record({
    act: fc.constant('decide' as const),
    account,
    to: fc.constantFrom('confirmed' as const, 'rejected' as const),
  }),
  fc.record({ act: fc.constant('policy' as const), to: fc.constantFrom(...LEVELS) }),
  fc.record({ act: fc.constant('list' as const), to: fc.constantFrom(...LISTS) }),
  fc.record({ act: fc.constantFrom('poll' as const, 'map' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function take(story: Story, one: Step, gone: Set<string>): Promise<void> {
  switch (one.act) {
    case 'website':
      if (!gone.has(one.account)) story.hand.setWebsite(story.id(one.account), `https://${one.to}`);
      break;
    case 'rename':
      if (!gone.has(one.account)) story.hand.rename(story.id(one.account), one.to);
      break;
    case 'delete':
      if (!gone.has(one.account)) story.hand.remove(story.id(one.account));
      gone.add(one.account);
      break;
    case 'undelete':
      if (gone.delete(one.account)) story.hand.undelete(story.id(one.account));
      break;
    case 'decide': {
      const pair = `${one.account} acme`;
      const isThere = [...story.shown(), ...(await story.waiting())].some((text) => text.startsWith(pair));
      if (isThere && !gone.has(one.account)) {
        await story.map();
        const still = [...story.shown(), ...(await story.waiting())].some((text) => text.startsWith(pair));
        if (still) await story.decide(one.account, 'acme', one.to);
      }
      break;
    }
    case 'policy':
      await story.policy('acme', { theirs: { level: one.to } });
      break;
    case 'list':
      await story.import('acme', one.to);
      break;
    case 'poll':
      await story.poll();
      break;
    case 'map':
      await story.map();
      break;
  }
}

describe.concurrent.each(CRMS)('any sequence of acts on %s', (crm) => {
  it('ends where a fresh run would', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        const story = await Story.begin(crm);
        try {
          const gone = new Set<string>();
          await story.import('acme', LISTS[0] ?? []);
          await story.map();
          for (const one of steps) await take(story, one, gone);
          await story.poll();
          await story.map();
          const [state, waiting] = [story.state(), await story.waiting()];
          for (const one of COLLECTIONS) {
            if (one.class === 'derived') await story.context.store.removePrefix(one, '');
          }
          for (const { key } of story.hand.overlaps()) story.hand.removeOverlap(key);
          await story.map();

          expect(story.state()).toEqual(state);
          expect(await story.waiting()).toEqual(waiting);
        } finally {
          await story.close();
        }
      }),
      { numRuns: 4 },
    );
  });
});
