/** Rows of claims typed straight into the CRM: taken up, judged, given their place; edits are taken over or put right. */
import { describe, expect } from 'vitest';
import { COLLECTIONS } from '../../../server/use/collections.ts';
import { claimOf, claimsBy } from '../../../server/use/registrations/claims.ts';
import {
  type KeptClaim,
  registrations,
  rowKey,
  sequences,
} from '../../../server/use/registrations/collections.ts';
import { keyOf } from '../../../shared/domain/key.ts';
import { type Story, storyTests } from '../story.ts';
import { ClaimDesk } from './claimDesk.ts';

const ROWS = 'Deal_Registration__c';
const PARTS = 'Registration_Participant__c';

/** A channel manager at work in the org itself. */
class Typist {
  readonly story: Story;
  readonly desk: ClaimDesk;
  constructor(story: Story) {
    this.story = story;
    this.desk = new ClaimDesk(story);
  }

  get #org() {
    return this.story.sandbox.salesforce.org;
  }

  /** A new row, which names the account and nothing else unless told. */
  row(account: string | null, fields: Record<string, unknown> = {}): string {
    this.story.sandbox.world.advance(5_000);
    return this.#org.insert(ROWS, {
      ...(account !== null && { Account__c: this.story.id(account) }),
      OwnerId: this.story.id('rep'),
      ...fields,
    });
  }

  part(row: string, partner: string, roles: string | null, share: number): string {
    return this.#org.insert(PARTS, {
      Registration__c: row,
      Partner__c: this.story.id(partner),
      Roles__c: roles,
      Share__c: share,
    });
  }

  edit(id: string, fields: Record<string, unknown>, object = ROWS): void {
    this.story.sandbox.world.advance(5_000);
    this.#org.update(object, id, fields);
  }

  remove(id: string, object = ROWS): void {
    this.#org.remove(object, id);
  }

  standing(id: string): Record<string, unknown> | undefined {
    return this.#org.rows(ROWS).find((row) => row['Id'] === id);
  }

  rows(): Record<string, unknown>[] {
    return this.#org.rows(ROWS);
  }

  parts(): Record<string, unknown>[] {
    return this.#org.rows(PARTS);
  }

  async kept(row: string): Promise<KeptClaim> {
    const { store, connection } = this.story.context;
    const [kept] = await claimsBy(store, [rowKey(connection, row)], 1);
    if (!kept) throw new Error(`no claim of row ${row}`);
    return kept;
  }

  /** A poll, and the job that it asks for; then both once more, which must write nothing. */
  async noticed(): Promise<void> {
    await this.story.poll();
    await this.desk.keep();
    await this.story.poll();
    await this.desk.keep();
    const { org } = this.story.sandbox.salesforce;
    const all = () =>
      JSON.stringify(['Account', 'Opportunity', 'Task', ROWS, PARTS].map((name) => org.rows(name)));
    const before = all();
    await this.story.poll();
    expect(await this.desk.keep()).toEqual({ claims: 0, failed: 0 });
    expect(all()).toBe(before);
  }
}

describe.concurrent('a row that is typed into Salesforce', () => {
  const it = storyTests('salesforce', async (story) => {
    await story.map();
    await story.poll();
  });

  it('is taken up with its partners, judged, keyed and given a history; its status is not believed', async ({
    story,
  }) => {
    const typist = new Typist(story);
    const row = typist.row('press', { Status__c: 'approved', Products__c: 'Edge; Core', Amount__c: 5_000 });
    typist.part(row, 'acme', 'resell', 70);
    typist.part(row, 'beacon', 'implementation', 30);
    await typist.noticed();
    const { registration } = await typist.kept(row);
    expect(registration).toMatchObject({
      key: keyOf('reg', `salesforce/${row}`),
      state: 'submitted',
      customer: { name: 'Obsidian Press', account: story.id('press'), match: 'chosen' },
      products: ['Edge', 'Core'],
      amount: { minor: 500_000, currency: 'EUR' },
      owner: story.id('rep'),
      submission: { outcome: 'clear', sequence: 0, typedAt: expect.any(Number) as number },
    });
    expect(registration.history.map(({ move, by }) => [move, by.as])).toEqual([
      ['edit', 'system'],
      ['submit', 'system'],
    ]);
    expect(typist.standing(row)).toMatchObject({
      Alongside_Key__c: registration.key,
      Status__c: 'submitted',
      Customer_Name__c: 'Obsidian Press',
      Verdict__c: 'clear',
    });
    expect(typist.parts().map((one) => one['Alongside_Key__c'])).toEqual(
      registration.participants.map(({ key }) => key),
    );
    expect(typist.rows()).toHaveLength(1);
    expect(typist.desk.tasks()).toHaveLength(1);
  });

  it('is held where it clashes, after what was submitted before it and before what came later', async ({
    story,
  }) => {
    const typist = new Typist(story);
    const { desk } = typist;
    await desk.submit('first', desk.form('press', [desk.part('acme', ['resell'])]));
    const row = typist.row('press');
    typist.part(row, 'beacon', 'resell', 100);
    story.sandbox.world.advance(5_000);
    await desk.submit('later', desk.form('press', [desk.part('cobalt', ['resell'])]));
    await typist.noticed();
    const { registration } = await typist.kept(row);
    expect(registration).toMatchObject({
      state: 'inReview',
      submission: { outcome: 'hold', sequence: 1, typedAt: expect.any(Number) as number },
    });
    expect((await desk.claim('later')).submission).toMatchObject({ sequence: 2 });
    const conflicts = story.sandbox.salesforce.org.rows('Registration_Conflict__c');
    expect(conflicts.filter((one) => one['Registration__c'] === row)).toMatchObject([
      { Kind__c: 'roleClash', Role__c: 'resell' },
    ]);
  });

  it('gives what was clear to a person where it stands before it', async ({ story }) => {
    const typist = new Typist(story);
    const { desk } = typist;
    const row = typist.row('press');
    typist.part(row, 'acme', 'resell', 100);
    story.sandbox.world.advance(5_000);
    await desk.submit('later', desk.form('press', [desk.part('beacon', ['resell'])]));
    await desk.submit('other', desk.form('optics', [desk.part('beacon', ['resell'])]));
    expect(await desk.claim('later')).toMatchObject({ state: 'submitted' });
    await typist.noticed();
    expect((await typist.kept(row)).registration).toMatchObject({
      state: 'submitted',
      submission: { outcome: 'clear', sequence: 0 },
    });
    expect(await desk.claim('later')).toMatchObject({ state: 'inReview' });
    expect(await desk.claim('other')).toMatchObject({ state: 'submitted' });
    const conflicts = story.sandbox.salesforce.org.rows('Registration_Conflict__c');
    expect(conflicts).toMatchObject([{ Kind__c: 'roleClash', Against__c: row }]);
  });

  it('of a partner that has the claim already is kept and goes to a person', async ({ story }) => {
    const typist = new Typist(story);
    const { desk } = typist;
    await desk.submit('first', desk.form('press', [desk.part('acme', ['resell'])]));
    const row = typist.row('press');
    typist.part(row, 'acme', 'resell', 100);
    await typist.noticed();
    expect((await typist.kept(row)).registration).toMatchObject({
      state: 'inReview',
      submission: { outcome: 'refused' },
    });
  });

  it('stays a draft until it holds what a claim must, and is submitted then', async ({ story }) => {
    const typist = new Typist(story);
    const row = typist.row(null, {
      Customer_Name__c: 'Zephyr Optics',
      Customer_Website__c: 'zephyroptics.com',
    });
    await typist.noticed();
    expect((await typist.kept(row)).registration).toMatchObject({ state: 'draft', submission: null });
    expect(typist.standing(row)).toMatchObject({ Status__c: 'draft' });
    typist.part(row, 'acme', null, 60);
    await typist.noticed();
    expect((await typist.kept(row)).registration).toMatchObject({
      state: 'draft',
      participants: [{ roles: [], share: 6_000 }],
    });
    typist.edit(String(typist.parts()[0]?.['Id']), { Roles__c: 'resell', Share__c: 100 }, PARTS);
    await typist.noticed();
    expect((await typist.kept(row)).registration).toMatchObject({
      state: 'submitted',
      customer: { account: story.id('optics') },
    });
  });

  it('is edited by moves where there are any, and put right where there are none', async ({ story }) => {
    const typist = new Typist(story);
    const { desk } = typist;
    const deal = story.id('marineOpen');
    await desk.submit('one', desk.form('marine', [desk.part('acme', ['resell'])]));
    const [{ Id: row }] = typist.rows() as [{ Id: string }];
    const before = typist.standing(row);
    await typist.noticed();
    typist.edit(row, {
      Status__c: 'approved',
      Protected_Until__c: '2099-01-01',
      Note__c: 'mine',
      Decider__c: story.id('rep'),
      Deal__c: deal,
    });
    typist.edit(String(typist.parts()[0]?.['Id']), { Roles__c: 'lead', Share__c: 1 }, PARTS);
    typist.part(row, 'beacon', 'coSell', 99);
    await typist.noticed();
    const claim = await desk.claim('one');
    expect(claim).toMatchObject({ decider: story.id('rep'), deal, note: null, protection: null });
    expect(claim.history.map(({ move }) => move)).toEqual(['submit', 'linkDeal', 'assign']);
    expect(typist.standing(row)).toMatchObject({
      Status__c: before?.['Status__c'],
      Protected_Until__c: null,
      Note__c: null,
      Decider__c: story.id('rep'),
      Deal__c: deal,
    });
    expect(typist.parts()).toMatchObject([{ Roles__c: 'resell', Share__c: 100 }]);
    const [opportunity] = story.sandbox.salesforce.org.rows('Opportunity').filter(({ Id }) => Id === deal);
    expect(opportunity?.['Registration_Status__c']).toBe(claim.state);
  });

  it('is written anew where somebody deleted it: how a claim stands follows from its moves', async ({
    story,
  }) => {
    const typist = new Typist(story);
    const { desk } = typist;
    await desk.submit('one', desk.form('press', [desk.part('acme', ['resell'])]));
    await typist.noticed();
    const [{ Id: row }] = typist.rows() as [{ Id: string }];
    typist.remove(row);
    await typist.noticed();
    expect(typist.rows()).toMatchObject([{ Alongside_Key__c: (await desk.claim('one')).key }]);
    expect(typist.parts()).toHaveLength(1);
    typist.remove(String(typist.parts()[0]?.['Id']), PARTS);
    await typist.noticed();
    expect(typist.parts()).toHaveLength(1);
  });

  it('is taken up too where it was typed before anybody looked, and one that the store has lost comes back', async ({
    story,
  }) => {
    const typist = new Typist(story);
    const { store, connection } = story.context;
    await typist.desk.submit('one', typist.desk.form('press', [typist.desk.part('acme', ['resell'])]));
    await typist.noticed();
    const row = typist.row('optics');
    typist.part(row, 'beacon', 'resell', 100);
    const kept = await typist.desk.claim('one');
    for (const one of COLLECTIONS) if (one.class === 'derived') await store.removePrefix(one, '');
    await store.removePrefix(registrations, `${connection}/`);
    await store.remove(sequences, [connection]);
    await story.map();
    await typist.noticed();
    expect(await typist.desk.claim('one')).toEqual(kept);
    expect((await typist.kept(row)).registration).toMatchObject({ state: 'submitted' });
    await typist.desk.submit('next', typist.desk.form('marine', [typist.desk.part('acme', ['resell'])]));
    expect((await typist.desk.claim('next')).submission).toMatchObject({ sequence: 2 });
    expect(typist.rows()).toHaveLength(3);
  });

  it('is taken up once, although the CRM gives no answer in between', async ({ story }) => {
    const typist = new Typist(story);
    const { world } = story.sandbox;
    const row = typist.row('press');
    typist.part(row, 'acme', 'resell', 100);
    await story.poll();
    world.fail({ crm: 'salesforce', body: /"method":"PATCH"/, times: Infinity, effect: { drop: 'after' } });
    expect(await typist.desk.keep()).toMatchObject({ claims: 1, failed: 1 });
    world.faults.clear();
    await typist.noticed();
    expect(typist.rows()).toMatchObject([{ Id: row, Status__c: 'submitted' }]);
    expect(typist.parts()).toHaveLength(1);
    const { store, connection } = story.context;
    expect(await claimOf(store, connection, keyOf('reg', `salesforce/${row}`))).toMatchObject({ row });
  });
});
