/** Who a typed customer is: found among our accounts by the matching engine, followed by polls, decided by a person in doubt. */
import { describe, expect } from 'vitest';
import {
  accountIndexes,
  accountKeys,
  accountNames,
  accountWords,
  changedAccounts,
} from '../../../server/use/customers/collections.ts';
import { findCustomer } from '../../../server/use/registrations/findCustomer.ts';
import type { Customer } from '../../../shared/domain/registration.ts';
import { CRMS, type Story, storyTests } from '../story.ts';
import { ClaimDesk } from './claimDesk.ts';

function typed(name: string, website: string | null = null, country: string | null = null): Customer {
  return { name, website, country, account: null, match: 'none' };
}

/** As `sure press`, by the company's refs. */
async function found(story: Story, customer: Customer): Promise<string> {
  const { account, match } = await findCustomer(story.context, customer);
  return account === null ? match : `${match} ${story.ref(account)}`;
}

describe.concurrent.each(CRMS)('the customer of a claim on %s', (crm) => {
  const it = storyTests(crm, async (story) => {
    await story.map();
    await story.poll();
  });

  it('is surely an account by name and site, likely by one of them, and none of ours otherwise', async ({
    story,
  }) => {
    const told = async (...of: Parameters<typeof typed>) => found(story, typed(...of));
    expect(await told('OBSIDIAN PRESS, Inc.', 'https://www.ObsidianPress.com/about')).toBe('sure press');
    expect(await told('Northgate Foundry', 'northgate-foundry.de', 'DE')).toBe('sure foundry');
    expect(await told('Quartz Biotech')).toBe('likely biotech');
    expect(await told('Another Name Entirely', 'zephyroptics.com')).toBe('likely optics');
    expect(await told('Tamarind Motors', 'tamarindmotors.com', 'IN')).toBe('none');
    expect(await told('', null)).toBe('none');
    expect(await told('x'.repeat(100_000), null)).toBe('none');
    const chosen: Customer = { ...typed('Obsidian Press'), account: story.id('timber'), match: 'chosen' };
    expect(await found(story, chosen)).toBe('chosen timber');
  });

  it('is followed through new, renamed, merged and deleted accounts as polls bring them', async ({
    story,
  }) => {
    const { hand } = story;
    const kelp = hand.addAccount({ name: 'Kelpwood Robotics', website: 'https://kelpwood.io' });
    hand.rename(story.id('optics'), 'Vermilion Lenses');
    hand.setWebsite(story.id('optics'), 'https://vermilion-lenses.com');
    await story.poll();
    expect(await found(story, typed('Kelpwood Robotics', 'kelpwood.io'))).toBe(`sure ${kelp}`);
    expect(await found(story, typed('Vermilion Lenses', 'vermilion-lenses.com'))).toBe('sure optics');
    expect(await found(story, typed('Zephyr Optics', 'zephyroptics.com'))).toBe('none');
    // The next mapping takes what polls noted into the index, and sees what is gone.
    hand.remove(story.id('dairy'));
    story.merge('marine', 'timber');
    await story.map({ acceptGone: true });
    expect(await found(story, typed('Saffron Dairy SAS', 'saffrondairy.fr'))).toBe('none');
    expect(await found(story, typed('Halcyon Marine', 'halcyonmarine.co.uk'))).toBe('sure marine');
    expect(await story.context.store.count(changedAccounts)).toBe(0);
    expect(await found(story, typed('Kelpwood Robotics', 'kelpwood.io'))).toBe(`sure ${kelp}`);
    expect(await found(story, typed('Vermilion Lenses', 'vermilion-lenses.com'))).toBe('sure optics');
  });

  it('is neither of two accounts that both are it, but for a person to say', async ({ story }) => {
    const twin = story.hand.addAccount({ name: 'Obsidian Press', website: 'https://obsidianpress.com' });
    await story.poll();
    const of = typed('Obsidian Press', 'obsidianpress.com');
    const [first, again] = [await findCustomer(story.context, of), await findCustomer(story.context, of)];
    expect(first).toEqual(again);
    expect(first.match).toBe('likely');
    expect([twin, story.id('press')]).toContain(first.account);
  });

  it('is found although all that was derived for it is lost, and the same', async ({ story }) => {
    const of = typed('Juniper Freight', 'juniperfreight.nl');
    const before = await found(story, of);
    for (const collection of [accountNames, accountWords, accountKeys, accountIndexes] as const) {
      await story.context.store.removePrefix<unknown>(collection, '');
      expect(await found(story, of)).toBe(before);
    }
    expect(before).toBe('sure freight');
  });

  it('has an older open deal of ours, which holds the claim; an amount is in a currency of the connection', async ({
    story,
  }) => {
    const desk = new ClaimDesk(story);
    const customer = typed('Halcyon Marine', 'halcyonmarine.co.uk');
    const form = desk.form('marine', [desk.part('acme', ['resell'])], { customer });
    expect(await desk.submit('one', form)).toBe('saved');
    const held = await desk.claim('one');
    expect(held).toMatchObject({ state: 'inReview', submission: { outcome: 'hold' } });
    const { told } = await desk.preview({ ...form, customer: held.customer }, { as: 'channelManager' });
    expect(told.lines.map(({ deal }) => deal)).toContain(story.id('marineOpen'));
    const francs = { ...form, amount: { minor: 1, currency: 'XPF' } };
    expect(await desk.submit('francs', francs)).toEqual(['registration.amount.currency amount']);
  });

  it('that is likely waits for a person, whose word on it no later form undoes', async ({ story }) => {
    const desk = new ClaimDesk(story);
    await desk.policy({ autoApproval: {} });
    const customer = typed('Quartz Biotech');
    const form = desk.form('biotech', [desk.part('acme', ['resell'])], { customer });
    expect(await desk.submit('one', form)).toBe('saved');
    expect(await desk.claim('one')).toMatchObject({
      state: 'inReview',
      customer: { account: story.id('biotech'), match: 'likely' },
    });
    expect(await desk.move('one', { move: 'settleCustomer', account: null })).toBe('saved');
    expect(await desk.move('one', { move: 'askInfo', why: 'Which product?' })).toBe('saved');
    expect(await desk.move('one', { move: 'answer', form, why: 'Edge' }, desk.rep)).toBe('saved');
    expect((await desk.claim('one')).customer).toMatchObject({ account: null, match: 'none' });
    const other = typed('Halcyon Marine Ltd', 'halcyonmarine.co.uk');
    expect(await desk.move('one', { move: 'askInfo', why: 'Who?' })).toBe('saved');
    expect(
      await desk.move('one', { move: 'answer', form: { ...form, customer: other }, why: null }, desk.rep),
    ).toBe('saved');
    expect((await desk.claim('one')).customer).toMatchObject({ account: story.id('marine'), match: 'sure' });
  });
});
