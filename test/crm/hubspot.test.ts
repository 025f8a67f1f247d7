/** The HubSpot adapter against the sandbox: what it reads and writes, and how many calls that takes. */
import { describe, expect, it } from 'vitest';
import { planProvision } from '../../shared/schema/planProvision.ts';
import type { Change } from '../../server/ports.ts';
import { all, openPortal, provision } from './hubspotPortal.ts';

const overlap = (account: string, key: string, more: object = {}): Change => ({
  object: 'accountOverlap',
  op: 'upsert',
  fields: { key, account, partner: '9', row: `row-${key}`, tier: 'sure', score: 91.5, ...more },
});

describe('reading', () => {
  it('lists companies a hundred at a time and resumes after an id', async () => {
    const { world, sandbox, crm } = await openPortal();
    for (let n = 0; n < 250; n += 1)
      sandbox.portal.create('companies', { name: `C${n}`, domain: `c${n}.example` });
    const records = await all(
      crm.find({ object: 'account', fields: ['name', 'website'], native: ['domain'] }),
    );
    expect(records).toHaveLength(250);
    expect(records[7]?.fields).toEqual({ name: 'C7', website: 'c7.example' });
    expect(records[7]?.native).toEqual({ domain: 'c7.example' });
    expect(crm.calls()).toBe(3);
    expect(world.calls.count('hubspot')).toBe(3);
    const rest = await all(
      crm.find({ object: 'account', fields: ['name'], ...(records[99] && { after: records[99].id }) }),
    );
    expect(rest.map(({ id }) => id)).toEqual(records.slice(100).map(({ id }) => id));
  });

  it('reads deals with their company and money without a further call', async () => {
    const { sandbox, crm } = await openPortal();
    const company = sandbox.portal.create('companies', { name: 'Acme' });
    const deal = sandbox.portal.create('deals', {
      dealname: 'Big',
      amount: '1200.50',
      dealstage: 'closedwon',
      pipeline: 'default',
    });
    sandbox.portal.links.add(link(sandbox.portal, 341), deal.id, company.id);
    const [record] = await all(crm.find({ object: 'deal', fields: ['name', 'account', 'amount', 'won'] }));
    expect(record?.fields).toEqual({
      name: 'Big',
      account: company.id,
      amount: { minor: 120_050, currency: 'EUR' },
      won: true,
    });
    expect(crm.calls()).toBe(2);
    const byAccount = await all(
      crm.find({
        object: 'deal',
        fields: ['name', 'account'],
        where: [{ field: 'account', in: [company.id] }],
      }),
    );
    expect(byAccount.map(({ fields }) => fields)).toEqual([{ name: 'Big', account: company.id }]);
    const got = await crm.get('deal', [deal.id, '1'], ['account']);
    expect([...got.keys()]).toEqual([deal.id]);
    expect(got.get(deal.id)?.fields).toEqual({ account: company.id });
  });

  it('finds any number of values however many searches that takes', async () => {
    const { sandbox, crm } = await openPortal();
    for (let n = 0; n < 700; n += 1)
      sandbox.portal.create('companies', { name: `C${n}`, domain: `company-number-${n}.example` });
    const domains = Array.from({ length: 300 }, (_, n) => `Company-Number-${n * 2}.example`);
    const records = await all(
      crm.find({ object: 'account', fields: ['name'], where: [{ field: 'website', in: domains }] }),
    );
    expect(records).toHaveLength(300);
    const ids = records.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
  });
});

function link(portal: Awaited<ReturnType<typeof openPortal>>['sandbox']['portal'], typeId: number) {
  const type = portal.links.types.find((candidate) => candidate.typeId === typeId);
  if (!type) throw new Error(`the sandbox knows no association type ${typeId}`);
  return type;
}

describe('writing rows', () => {
  it('folds rows and fields of one company into one update and writes nothing twice', async () => {
    const { world, sandbox, crm } = await openPortal();
    const a = sandbox.portal.create('companies', { name: 'A' }).id;
    const b = sandbox.portal.create('companies', { name: 'B' }).id;
    const changes: Change[] = [
      overlap(a, 'ovl1'),
      overlap(b, 'ovl2'),
      { object: 'account', op: 'update', id: a, fields: { overlapCount: 2 } },
      overlap(a, 'ovl3', { reasons: [{ key: 'domain', args: { domain: 'a.example' } }] }),
    ];
    const outcomes = await crm.write(changes);
    expect(outcomes).toEqual([
      { status: 'written', id: 'ovl1' },
      { status: 'written', id: 'ovl2' },
      { status: 'written', id: a },
      { status: 'written', id: 'ovl3' },
    ]);
    expect(sandbox.portal.object('companies', a)?.properties['alongside_overlap_count']).toBe('2');
    expect(crm.calls()).toBe(2);
    const again = await crm.write([changes[0] as Change, changes[3] as Change]);
    expect(again.map(({ status }) => status)).toEqual(['unchanged', 'unchanged']);
    expect(crm.calls()).toBe(2);
    expect(world.calls.count('hubspot')).toBe(2);
    const rows = await all(
      crm.find({ object: 'accountOverlap', fields: ['key', 'account', 'score', 'reasons'] }),
    );
    expect(rows.map(({ fields }) => fields)).toEqual([
      { key: 'ovl1', account: a, score: 91.5, reasons: null },
      { key: 'ovl2', account: b, score: 91.5, reasons: null },
      { key: 'ovl3', account: a, score: 91.5, reasons: [{ key: 'domain', args: { domain: 'a.example' } }] },
    ]);
  });

  it('takes a mapping run of 1,000 companies: one list, one write a hundred, no second read', async () => {
    const { world, sandbox, crm } = await openPortal();
    for (let n = 0; n < 1_000; n += 1) sandbox.portal.create('companies', { name: `C${n}` });
    const accounts = await all(crm.find({ object: 'account', fields: ['name', 'overlaps'] }));
    const outcomes = await crm.write(accounts.map(({ id }, n) => overlap(id, `ovl${n}`)));
    expect(outcomes.every(({ status }) => status === 'written')).toBe(true);
    expect(crm.calls()).toBe(20);
    const rows = await all(crm.find({ object: 'accountOverlap', fields: ['key'] }));
    expect(rows).toHaveLength(1_000);
    expect(crm.calls()).toBe(20);
    expect(world.calls.count('hubspot')).toBe(20);
    const [first] = await all((await openedAgain(sandbox)).find({ object: 'account', fields: ['overlaps'] }));
    expect(first?.rows?.accountOverlap?.[0]?.fields).toMatchObject({
      key: 'ovl0',
      account: accounts[0]?.id,
      tier: 'sure',
    });
  });

  it('reads again what another process may have written since', async () => {
    const { sandbox, crm, another } = await openPortal();
    const id = sandbox.portal.create('companies', { name: 'A' }).id;
    await all(crm.find({ object: 'account', fields: ['name'] }));
    const other = await another();
    await other.write([overlap(id, 'theirs')]);
    await crm.write([overlap(id, 'ours')]);
    const rows = await all((await another()).find({ object: 'accountOverlap', fields: ['key'] }));
    expect(rows.map((row) => row.id)).toEqual(['ours', 'theirs']);
  });

  it('finds the rows it has just written although search lags behind', async () => {
    const { sandbox, crm } = await openPortal();
    const id = sandbox.portal.create('companies', { name: 'A' }).id;
    sandbox.portal.searchLag(60_000);
    await crm.write([overlap(id, 'new')]);
    const rows = await all(crm.find({ object: 'accountOverlap', fields: ['key'] }));
    expect(rows.map((row) => row.id)).toEqual(['new']);
  });

  it('removes rows by key, with the parent and without', async () => {
    const { sandbox, crm } = await openPortal();
    const id = sandbox.portal.create('companies', { name: 'A' }).id;
    await crm.write([overlap(id, 'one'), overlap(id, 'two'), overlap(id, 'three')]);
    const outcomes = await crm.write([
      { object: 'accountOverlap', op: 'remove', fields: { key: 'one', account: id } },
      { object: 'accountOverlap', op: 'remove', id: 'two', fields: {} },
      { object: 'accountOverlap', op: 'remove', fields: { key: 'never', account: id } },
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['written', 'written', 'unchanged']);
    const rows = await all(crm.find({ object: 'accountOverlap', fields: ['key'] }));
    expect(rows.map((row) => row.id)).toEqual(['three']);
  });
});

async function openedAgain(sandbox: Awaited<ReturnType<typeof openPortal>>['sandbox']) {
  const { openHubSpot } = await import('../../server/crm/hubspot/index.ts');
  const { Leases, MovableClock } = await import('./hubspotPortal.ts');
  const tokens = { privateAppToken: sandbox.privateAppToken };
  return openHubSpot({
    url: sandbox.url,
    tokens,
    share: 1,
    clock: new MovableClock(),
    leases: new Leases().take,
  });
}

describe('provisioning', () => {
  it('fits what must be there into a free portal and adds nothing when done twice', async () => {
    const { sandbox, crm } = await openPortal({ provisioned: false });
    const before = await crm.describe();
    const plan = planProvision(before.wanted, before.found);
    expect(plan.conflicts).toEqual([]);
    expect(before.currency).toEqual({ company: 'EUR', multiple: false, codes: ['EUR'] });
    const outcomes = await crm.apply(plan.steps);
    expect(outcomes.every(({ status }) => status === 'done')).toBe(true);
    expect(sandbox.portal.property('companies', 'alongside_overlaps')).toMatchObject({ formField: false });
    expect((await crm.apply(plan.steps)).every(({ status }) => status === 'unchanged')).toBe(true);
    const after = await crm.describe();
    expect(planProvision(after.wanted, after.found).steps).toEqual([]);
  });

  it('adds options to what is there without losing those of others', async () => {
    const { sandbox, crm } = await openPortal({ provisioned: false });
    sandbox.portal.collection('companies');
    await provision(crm);
    const status = sandbox.portal.property('companies', 'alongside_partner_status');
    if (!status) throw new Error('provisioned');
    status.options = [{ label: 'Theirs', value: 'theirs', displayOrder: 0, hidden: false }];
    await provision(crm);
    const values = sandbox.portal
      .property('companies', 'alongside_partner_status')
      ?.options.map(({ value }) => value);
    expect(values).toEqual([
      'theirs',
      'prospect',
      'onboarding',
      'active',
      'atRisk',
      'offboarding',
      'terminated',
    ]);
  });
});
