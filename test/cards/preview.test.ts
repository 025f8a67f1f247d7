/** Trying other thresholds takes a process of its own: the answer does not wait for it, and the page shows its figures when they are there. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runInChild } from '../../server/jobs/child.ts';
import { Previews, keptPreview } from '../../server/use/cards/previews.ts';
import { LINES } from '../use/company.ts';
import { customerOn, environment, Story } from '../use/story.ts';
import { blocks, CardBench } from './desk.ts';

const CHILD = new URL('../../server/previewChild.ts', import.meta.url);
const WISHED = { sureAt: 99, likelyAt: 60 };

let story: Story;
beforeAll(async () => {
  story = await Story.begin('hubspot');
  await story.import('acme', [LINES.marine, LINES.foundry]);
  await story.map();
});
afterAll(() => story?.close());

test('the process of its own finds the figures and keeps them in the store', async () => {
  for (const [name, value] of Object.entries(environment(story.sandbox, story.folder)))
    vi.stubEnv(name, value);
  const asker = { ...customerOn('hubspot'), user: '7' };
  const { tenant, connection } = asker;
  const started: number[] = [];
  const looks = new Previews(async (_asker, { sureAt, likelyAt }, signal) => {
    const args = [tenant, connection, '7', String(sureAt), String(likelyAt)];
    await runInChild(CHILD, args, signal, (pid) => started.push(pid));
  });
  await looks.look(story.context, asker, WISHED);
  await vi.waitFor(
    async () => expect((await keptPreview(story.context, asker))?.figures).not.toBeNull(),
    20_000,
  );
  expect((await keptPreview(story.context, asker))?.figures).toMatchObject({ settings: WISHED });
  expect(started).toHaveLength(1);
  vi.unstubAllEnvs();
});

test('the answer comes before the figures do; loading the page again shows them', async () => {
  const release = Promise.withResolvers<void>();
  const bench = await CardBench.begin('hubspot', release.promise);
  try {
    const page = { card: 'program', record: null } as const;
    const values = {
      sureAt: { kind: 'number', value: WISHED.sureAt },
      likelyAt: { kind: 'number', value: WISHED.likelyAt },
    };
    const asked = bench.act({ name: 'previewThresholds', targets: [] }, values);
    const waiting = await bench.ask('manager', { ...page, ...asked });
    const keys = (answer: typeof waiting) => blocks(answer, 'notice').map(({ message }) => message.key);
    expect(keys(waiting)).toContain('preview.computing');
    release.resolve();
    await vi.waitFor(async () => {
      const seen = await bench.ask('manager', { ask: 'view', ...page });
      expect(keys(seen)).toContain('preview.writes');
    });
    const other = await bench.ask('rep', { ask: 'view', ...page });
    expect(keys(other)).not.toContain('preview.writes');
  } finally {
    await bench.close();
  }
});
