/** What channel managers see in the CRM of claims that clash: every row names the claim that it is held against, and they stay few. */
import { describe, expect } from 'vitest';
import { storyTests, type Story } from '../story.ts';
import { ClaimDesk } from './claimDesk.ts';

function rows({ sandbox }: Story, object: string): Record<string, unknown>[] {
  return [...sandbox.salesforce.org.rows(object)];
}

describe.concurrent('conflicts of claims', () => {
  const it = storyTests('salesforce', async (story) => {
    await story.map();
    await story.poll();
  });

  it('name a claim that came to the CRM only after the one it holds', async ({ story }) => {
    const desk = new ClaimDesk(story);
    // The first claim is accepted while the CRM answers nonsense.
    story.sandbox.world.fail({
      crm: 'salesforce',
      method: 'POST',
      body: /Deal_Registration__c/,
      times: Infinity,
      effect: { answer: { status: 200, body: { compositeResponse: [] } } },
    });
    await desk.submit('first', desk.form('press', [desk.part('acme', ['resell'])]));
    expect((await desk.claim('first')).state).toBe('submitted');
    expect(rows(story, 'Deal_Registration__c')).toEqual([]);
    story.sandbox.world.faults.clear();
    await desk.submit('second', desk.form('press', [desk.part('beacon', ['resell'])]));
    await desk.keep();
    await desk.keep();
    const registrations = rows(story, 'Deal_Registration__c');
    const idOf = (key: string) => registrations.find((row) => row['Alongside_Key__c'] === key)?.['Id'];
    expect(rows(story, 'Registration_Conflict__c')).toMatchObject([
      {
        Kind__c: 'roleClash',
        Registration__c: idOf((await desk.claim('second')).key),
        Against__c: idOf((await desk.claim('first')).key),
      },
    ]);
    expect(await desk.keep()).toEqual({ claims: 0, failed: 0 });
  });
});
