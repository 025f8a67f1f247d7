/** The runner keeps claims: what was typed into the CRM is taken up, and what time brings about comes without anybody asking. */
import { afterEach, describe, expect } from 'vitest';
import { type Runner, startRunner } from '../../server/jobs/runner.ts';
import { claimsBy } from '../../server/use/registrations/claims.ts';
import { liveKey } from '../../server/use/registrations/collections.ts';
import { ClaimDesk, ZONE } from '../use/registrations/claimDesk.ts';
import { customerOn, type Story, storyTests } from '../use/story.ts';

const POLL = 60;
const DAY = 86_400_000;

let runner: Runner | undefined;
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});

async function started({ app, crm }: Story): Promise<Runner> {
  const { tenant, connection } = customerOn(crm);
  const setting = { tenant, connection, stamp: '1', pollSeconds: POLL, mapAt: '02:00', timeZone: ZONE };
  runner = await startRunner({
    store: app.store,
    clock: app.clock,
    log: () => undefined,
    connections: async () => [setting],
    open: (of, name, signal) => app.open(of, name, { signal }),
    map: async () => undefined,
  });
  return runner;
}

/** A poll later, and everything that it led to. */
async function passed({ app, sandbox }: Story, { tick }: Runner, time = POLL * 1_000): Promise<void> {
  sandbox.world.advance(time);
  await tick();
  await expect.poll(async () => (await app.store.pending()).jobs, { timeout: 20_000 }).toBe(0);
}

describe('the runner', () => {
  const it = storyTests('salesforce', async (story) => {
    await story.map();
    await story.poll();
  });

  it('takes up a typed row after a poll, and ends the claim after its last day', async ({ story }) => {
    const { org } = story.sandbox.salesforce;
    await new ClaimDesk(story).policy({ autoApproval: {} });
    const running = await started(story);
    await passed(story, running);
    const row = org.insert('Deal_Registration__c', {
      Account__c: story.id('press'),
      OwnerId: story.id('rep'),
    });
    org.insert('Registration_Participant__c', {
      Registration__c: row,
      Partner__c: story.id('acme'),
      Roles__c: 'resell',
      Share__c: 100,
    });
    const status = () => org.rows('Deal_Registration__c').map((one) => one['Status__c']);
    await passed(story, running);
    await expect.poll(status, { timeout: 20_000 }).toEqual(['approved']);
    await passed(story, running, 89 * DAY);
    expect(status()).toEqual(['approved']);
    await passed(story, running, 3 * DAY);
    await expect.poll(status, { timeout: 20_000 }).toEqual(['expired']);
    const { store, connection } = story.context;
    expect(await claimsBy(store, [liveKey(connection)], 10)).toEqual([]);
  });
});
