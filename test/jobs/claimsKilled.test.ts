/** Keeping claims is killed at each of its requests that may write: whoever goes on brings what an undisturbed run brings. */
import { afterEach, expect, test } from 'vitest';
import { runInChild } from '../../server/jobs/child.ts';
import { ClaimDesk } from '../use/registrations/claimDesk.ts';
import { customerOn, environment, Story } from '../use/story.ts';

const CHILD = new URL('./claimsChild.ts', import.meta.url);
const OURS = ['Deal_Registration__c', 'Registration_Participant__c', 'Registration_Conflict__c', 'Task'];

const open: Story[] = [];
afterEach(async () => {
  for (const story of open.splice(0)) await story.close();
});

/** A row that was typed and noticed, and clashes with a claim that stands. */
async function noticed(): Promise<Story> {
  const story = await Story.begin('salesforce');
  open.push(story);
  await story.map();
  await story.poll();
  const desk = new ClaimDesk(story);
  await desk.submit('first', desk.form('press', [desk.part('acme', ['resell'])]));
  await desk.keep();
  const { org } = story.sandbox.salesforce;
  story.sandbox.world.advance(5_000);
  const row = org.insert('Deal_Registration__c', { Account__c: story.id('press'), OwnerId: story.id('rep') });
  org.insert('Registration_Participant__c', {
    Registration__c: row,
    Partner__c: story.id('beacon'),
    Roles__c: 'resell',
    Share__c: 100,
  });
  await story.poll();
  return story;
}

/** What stands in the org, without what differs between two runs. */
function shown({ sandbox }: Story): unknown {
  const { org } = sandbox.salesforce;
  const accounts = org.rows('Account').map((row) => [row['Name'], row['Open_Registrations__c']]);
  const rows = OURS.map((name) =>
    org
      .rows(name)
      .map((row) => [
        row['Status__c'],
        row['Verdict__c'],
        row['Roles__c'],
        row['Kind__c'],
        String(row['Alongside_Key__c'] ?? '').length,
        String(row['Subject'] ?? '').replace(/\d/g, '0'),
        [...String(row['History__c'] ?? '').matchAll(/"move":"(\w+)"/g)].map(([, move]) => move),
      ]),
  );
  return { accounts, rows };
}

/** Kills the process right after the org has acted on its nth request; false: it ended before. */
async function killedAt(story: Story, n: number): Promise<boolean> {
  const { calls } = story.sandbox.world;
  const add = calls.add.bind(calls);
  let seen = 0;
  let pid: number | undefined;
  calls.add = (call) => {
    add(call);
    if (call.counted) seen += 1;
    if (call.counted && seen === n && pid !== undefined) process.kill(pid, 'SIGKILL');
  };
  Object.assign(process.env, environment(story.sandbox, story.folder));
  const { tenant, connection } = customerOn('salesforce');
  try {
    await runInChild(CHILD, [tenant, connection], new AbortController().signal, (child) => (pid = child));
    return false;
  } catch (error) {
    expect((error as Error).message).toContain('SIGKILL');
    return true;
  } finally {
    calls.add = add;
  }
}

test('loses nothing and doubles nothing, at whichever request it comes', { timeout: 120_000 }, async () => {
  const undisturbed = await noticed();
  undisturbed.sandbox.world.calls.reset();
  // By a process as well: what a process asks once is among its requests.
  expect(await killedAt(undisturbed, Infinity)).toBe(false);
  const requests = undisturbed.sandbox.world.calls.entries.filter(({ counted }) => counted);
  const points = requests.flatMap(({ method }, at) => (method === 'POST' ? [at + 1] : []));
  expect(points.length).toBeGreaterThan(3);
  const expected = shown(undisturbed);
  expect(JSON.stringify(expected)).toMatch(/inReview.*hold/);
  for (const n of points) {
    const story = await noticed();
    expect(await killedAt(story, n), `request ${n} was reached`).toBe(true);
    await new ClaimDesk(story).keep();
    expect(shown(story), `killed at request ${n}`).toEqual(expected);
    await story.close();
    open.splice(open.indexOf(story), 1);
  }
});
