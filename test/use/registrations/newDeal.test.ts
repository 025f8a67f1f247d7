/** A deal for an approved claim without one: made once as the program says, found again, and refused without harm to the approval. */
import { describe, expect } from 'vitest';
import { describeNewDeal } from '../../../server/use/registrations/describeNewDeal.ts';
import { createDeal } from '../../../server/use/registrations/newDeal.ts';
import { claimOf } from '../../../server/use/registrations/claims.ts';
import { keepClaims } from '../../../server/use/registrations/keepClaims.ts';
import { pick } from '../../../server/sandbox/salesforce/fields.ts';
import { readDeal } from '../../../server/use/cards/readDeal.ts';
import { keyOf } from '../../../shared/domain/key.ts';
import type { ClaimForm } from '../../../shared/domain/registration.ts';
import { CRMS, type Story, storyTests } from '../story.ts';
import { ClaimDesk, ZONE } from './claimDesk.ts';

const STAGE = { salesforce: 'Qualification', hubspot: 'Qualified To Buy' } as const;
const NEW: ClaimForm['customer'] = {
  name: 'Tamarind Motors',
  website: 'tamarindmotors.com',
  country: 'IN',
  account: null,
  match: 'none',
};

/** Deals of this name as they stand in the CRM. */
function dealsNamed({ crm, sandbox }: Story, name: string): Record<string, unknown>[] {
  return crm === 'salesforce'
    ? sandbox.salesforce.org.rows('Opportunity').filter((row) => row['Name'] === name)
    : sandbox.hubspot.portal
        .objects('deals')
        .map(({ properties }) => properties)
        .filter((row) => row['dealname'] === name);
}

async function refusedDeal({ context: { store, connection } }: Story, operationKey: string) {
  return (await claimOf(store, connection, keyOf('reg', operationKey)))?.refusedDeal ?? null;
}

describe.concurrent.each(CRMS)('a new deal on %s', (crm) => {
  const it = storyTests(crm, async (story) => {
    await story.map();
    await story.poll();
  });
  const stage = STAGE[crm];

  it('is made once for an approved claim, as the program says, and gets its partners', async ({ story }) => {
    const desk = new ClaimDesk(story);
    await desk.policy({ newDeal: { stage, closeInDays: 30 } });
    const parts = [desk.part('acme', ['resell'], 7_000), desk.part('beacon', ['implementation'], 3_000)];
    expect(await desk.submit('one', desk.form('press', parts))).toBe('saved');
    expect((await desk.claim('one')).deal).toBeNull();
    expect(await desk.move('one', { move: 'approve', why: 'Clear' })).toBe('saved');
    const { deal, key, state } = await desk.claim('one');
    expect(state).toBe('approved');
    expect(dealsNamed(story, 'Obsidian Press: Edge')).toHaveLength(1);
    const team = await readDeal(story.context, deal ?? '', null);
    expect(team?.fields).toMatchObject({
      name: 'Obsidian Press: Edge',
      account: story.id('press'),
      stage,
      closeDate: '2099-12-31',
      amount: { minor: 1_000_000, currency: 'EUR' },
      registrationStatus: 'approved',
      createdAt: expect.any(Number) as number,
    });
    expect(team?.fields.owner).toBeTruthy();
    expect(team?.parts.map(({ partner }) => partner).sort()).toEqual(
      [story.id('acme'), story.id('beacon')].sort(),
    );
    if (crm === 'salesforce') {
      const [row] = story.sandbox.salesforce.org.rows('Deal_Registration__c');
      expect(row?.['Deal__c']).toBe(deal);
    }
    expect(await createDeal(story.context, ZONE, key)).toEqual({ ok: true, done: 'unchanged' });
    expect(await keepClaims(story.context, ZONE)).toMatchObject({ failed: 0 });
    expect(dealsNamed(story, 'Obsidian Press: Edge')).toHaveLength(1);
  });

  it('is found again when the answer to its making was lost, also for a customer who is no account', async ({
    story,
  }) => {
    const desk = new ClaimDesk(story);
    await desk.policy({ newDeal: { stage } });
    for (const [operation, customer, name] of [
      ['ours', undefined, 'Obsidian Press: Edge'],
      ['new', NEW, 'Tamarind Motors: Edge'],
    ] as const) {
      const path = crm === 'salesforce' ? /\/sobjects\/Opportunity$/ : /\/objects\/[^/]+\/deals$/;
      story.sandbox.world.fail({ crm, method: 'POST', path, effect: { drop: 'after' } });
      const form = desk.form('press', [desk.part('acme', ['resell'])], customer && { customer });
      expect(await desk.submit(operation, form)).toBe('saved');
      expect(await desk.move(operation, { move: 'approve', why: 'Clear' })).toBe('saved');
      expect(await desk.claim(operation)).toMatchObject({ state: 'approved', deal: null });
      expect(dealsNamed(story, name)).toHaveLength(1);
      story.sandbox.world.advance(120_000);
      await keepClaims(story.context, ZONE);
      expect((await desk.claim(operation)).deal).not.toBeNull();
      expect(dealsNamed(story, name)).toHaveLength(1);
    }
  });

  it('is one, however many ask for it at once', async ({ story }) => {
    const desk = new ClaimDesk(story);
    await desk.submit('one', desk.form('press', [desk.part('acme', ['resell'])]));
    await desk.move('one', { move: 'approve', why: 'Clear' });
    await desk.policy({ newDeal: { stage } });
    const { key } = await desk.claim('one');
    await Promise.all(Array.from({ length: 4 }, () => createDeal(story.context, ZONE, key)));
    expect(dealsNamed(story, 'Obsidian Press: Edge')).toHaveLength(1);
    expect((await desk.claim('one')).deal).not.toBeNull();
  });

  it('that would be refused is told before anything is written, and is made once the program is mended', async ({
    story,
  }) => {
    const desk = new ClaimDesk(story);
    await desk.policy({ newDeal: { stage: 'No such stage', values: { Nobody_knows__c: 1 } } });
    await desk.submit('one', desk.form('press', [desk.part('acme', ['resell'])]));
    expect(await desk.move('one', { move: 'approve', why: 'Clear' })).toBe('saved');
    const claim = await desk.claim('one');
    const { key } = claim;
    expect(claim.state).toBe('approved');
    const tried = await describeNewDeal(story.context, ZONE, claim);
    expect(tried?.problems.map(({ code }) => code).sort()).toEqual(['newDeal.option', 'newDeal.unknown']);
    expect(await refusedDeal(story, 'one')).toMatchObject({
      code: 'newDeal.option',
      field: crm === 'salesforce' ? 'StageName' : 'dealstage',
    });
    expect(await createDeal(story.context, ZONE, key)).toMatchObject({ ok: false, retry: false });
    expect(dealsNamed(story, 'Obsidian Press: Edge')).toEqual([]);
    await desk.policy({ newDeal: { stage } });
    expect((await describeNewDeal(story.context, ZONE, claim))?.problems).toEqual([]);
    expect(await createDeal(story.context, ZONE, key)).toEqual({ ok: true, done: 'saved' });
    expect(await refusedDeal(story, 'one')).toBeNull();
    expect(dealsNamed(story, 'Obsidian Press: Edge')).toHaveLength(1);
  });
});

describe('a new deal on Salesforce', () => {
  const it = storyTests('salesforce', async (story) => {
    await story.map();
  });

  it('that the org refuses leaves the approval as it is and says of which field; linking another one ends it', async ({
    story,
  }) => {
    const { org } = story.sandbox.salesforce;
    org.validationRule('Opportunity', 'Small', 'Too small.', 'Amount', (row) => Number(row['Amount']) < 1e6);
    const desk = new ClaimDesk(story);
    await desk.policy({ newDeal: { stage: STAGE.salesforce } });
    await desk.submit('one', desk.form('marine', [desk.part('acme', ['resell'])]));
    expect(await desk.move('one', { move: 'approve', why: 'Clear' })).toBe('saved');
    // Its customer has an open deal already, so that nothing is made before a person says so.
    expect(await refusedDeal(story, 'one')).toBeNull();
    const { key } = await desk.claim('one');
    expect(await createDeal(story.context, ZONE, key)).toMatchObject({ ok: false, retry: false });
    expect(await desk.claim('one')).toMatchObject({ state: 'approved', deal: null });
    expect(await refusedDeal(story, 'one')).toMatchObject({
      code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      field: 'Amount',
      reason: expect.stringContaining('Too small.') as string,
    });
    expect(await desk.move('one', { move: 'linkDeal', deal: story.id('marineOpen') })).toBe('saved');
    expect((await desk.claim('one')).deal).toBe(story.id('marineOpen'));
    expect(await desk.move('one', { move: 'linkDeal', deal: null })).toBe('saved');
    expect((await desk.claim('one')).deal).toBeNull();
  });

  it('needs a value for what the org requires, which the program gives', async ({ story }) => {
    const { org } = story.sandbox.salesforce;
    const field = pick('Region__c', ['EMEA', 'AMER'], true, { nillable: false, label: 'Sales Region' });
    org.sobject('Opportunity', org.adminId).add({ ...field, custom: true });
    org.forgetAccess();
    const desk = new ClaimDesk(story);
    await desk.policy({ newDeal: { stage: STAGE.salesforce } });
    await desk.submit('one', desk.form('press', [desk.part('acme', ['resell'])]));
    await desk.move('one', { move: 'approve', why: 'Clear' });
    expect(await refusedDeal(story, 'one')).toMatchObject({ code: 'newDeal.required', field: 'Region__c' });
    await desk.policy({ newDeal: { stage: STAGE.salesforce, values: { Region__c: 'EMEA' } } });
    await keepClaims(story.context, ZONE);
    const [deal] = dealsNamed(story, 'Obsidian Press: Edge');
    expect(deal).toMatchObject({ Region__c: 'EMEA', StageName: STAGE.salesforce });
    expect((await desk.claim('one')).deal).toBe(deal?.['Id']);
  });
});
