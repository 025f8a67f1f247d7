/** Whole runs in bad moments end in the same state as undisturbed ones: no twins, counts that add up, few calls wasted. */
import { beforeAll, describe, expect, it } from 'vitest';
import { CrmError } from '../../server/ports.ts';
import type { Run } from '../../server/use/collections.ts';
import { connectionStatus } from '../../server/use/status.ts';
import { LINES } from '../use/company.ts';
import { CRMS, Story } from '../use/story.ts';
import { BAD_MOMENTS, type BadMoment } from './plan.ts';

const DAY = 86_400_000;

interface Calm {
  state: ReturnType<Story['state']>;
  calls: { map: number; poll: number };
}

async function begin(crm: (typeof CRMS)[number]): Promise<Story> {
  const story = await Story.begin(crm);
  await story.import('acme', [LINES.foundry, LINES.marine, LINES.biotech, LINES.freight]);
  await story.import('beacon', [LINES.foundry, LINES.marine]);
  return story;
}

/** What happens in the CRM between the full run and the poll. */
function change(story: Story): void {
  story.hand.setWebsite(story.id('freight'), 'https://elsewhere.example.com');
  story.hand.winDeal(story.id('marineOpen'));
}

async function failureOf(run: () => Promise<Run>): Promise<CrmError | null> {
  try {
    await run();
    return null;
  } catch (error) {
    if (error instanceof CrmError) return error;
    throw error;
  }
}

/** A pause the CRM asks for is no failure: the run says when it goes on. */
const STATE_AFTER: Readonly<Partial<Record<string, Run['state']>>> = {
  exhausted: 'exhausted',
  throttled: 'interrupted',
};

/** Runs in the bad moment, and where that stopped or maimed the run, once more when it is over. */
async function endure(story: Story, moment: BadMoment, kind: 'map' | 'poll', calm: number): Promise<void> {
  const run = (): Promise<Run> => (kind === 'map' ? story.map() : story.poll());
  moment.strike(story);
  const before = story.sandbox.world.calls.count(story.crm);
  const spent = () => story.sandbox.world.calls.count(story.crm) - before;
  if (moment.ends === 'done') {
    const { state, counts } = await run();
    expect(state).toBe('done');
    expect(counts['failed'] ?? 0).toBe(0);
    expect(spent()).toBeLessThanOrEqual(calm + moment.waste);
    return;
  }
  if (moment.ends === 'failures') {
    const { counts } = await run();
    expect(counts['failed']).toBeGreaterThan(0);
    expect(spent()).toBeLessThanOrEqual(calm + moment.waste);
    const { failures, examples } = await connectionStatus(story.context, story.context.connection, 1);
    expect(failures).toBe(counts['failed']);
    expect(examples.every(({ reason, record }) => reason !== '' && record !== '')).toBe(true);
  } else {
    const error = await failureOf(run);
    expect(error?.fault.kind).toBe(moment.ends);
    expect(spent()).toBeLessThanOrEqual(moment.waste);
    const { runs } = await connectionStatus(story.context, story.context.connection, 1);
    const state = STATE_AFTER[moment.ends] ?? 'failed';
    expect(runs[0]).toMatchObject({ state, problem: error?.message });
  }
  story.sandbox.world.faults.clear();
  story.hand.relent();
  story.sandbox.world.advance(DAY);
  await story.reopen();
  // A poll tells only of new changes; what was refused is tried again by a full run.
  const again = moment.ends === 'failures' || kind === 'map' ? story.map({ retry: true }) : story.poll();
  expect((await again).state).toBe('done');
}

describe.each(CRMS)('runs on %s', (crm) => {
  let calm: Calm;

  beforeAll(async () => {
    const story = await begin(crm);
    const count = () => story.sandbox.world.calls.count(crm);
    let before = count();
    await story.map();
    const map = count() - before;
    change(story);
    before = count();
    await story.poll();
    calm = { state: story.state(), calls: { map, poll: count() - before } };
    await story.close();
  });

  // Most of it is waiting as the CRM asks, which all can do at once.
  it.concurrent.for(BAD_MOMENTS[crm])('$name: $ends', async (moment, { onTestFinished }) => {
    const story = await begin(crm);
    onTestFinished(() => story.close());
    await endure(story, moment, 'map', calm.calls.map);
    change(story);
    await endure(story, moment, 'poll', calm.calls.poll);
    expect(story.state()).toEqual(calm.state);
  });
});
