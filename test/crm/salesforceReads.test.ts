/** Salesforce: reading many records in few calls, currencies, and who may see what. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all } from '../contract/rows.ts';
import { openAdapter, openSalesforceBench, type SalesforceBench } from '../contract/salesforceBench.ts';
import { startSalesforce } from '../../server/sandbox/salesforce/index.ts';
import { seedCompany } from '../../server/sandbox/seed.ts';
import { World } from '../../server/sandbox/world.ts';

const MANY = 17_000;

describe('reading Salesforce', () => {
  let bench: SalesforceBench;
  let accounts: string[];
  beforeAll(async () => {
    bench = await openSalesforceBench();
    accounts = Array.from({ length: MANY }, (_none, n) =>
      bench.addAccount({ name: `Account, "${n}"`, website: `${n}.example` }),
    );
    await bench.crm.describe();
  });
  afterAll(() => bench.close());

  it('reads very many records by a bulk query, in ascending id', async () => {
    const before = bench.crm.calls();
    const found = await all(bench.crm, {
      object: 'account',
      fields: ['name', 'overlapCount'],
      native: ['NumberOfEmployees'],
    });
    expect(bench.crm.calls() - before).toBeLessThanOrEqual(6);
    expect(found.map((record) => record.id)).toEqual(accounts);
    expect(found.at(-1)).toMatchObject({
      fields: { name: `Account, "${MANY - 1}"`, overlapCount: null },
      native: { NumberOfEmployees: null },
    });
    expect(found.at(-1)?.stamp).toBe(
      Date.parse(String(bench.sandbox.org.row('Account', accounts.at(-1) as string)?.['SystemModstamp'])),
    );
  });

  it('reads ten thousand ids in one call', async () => {
    const before = bench.crm.calls();
    expect((await bench.crm.get('account', accounts.slice(0, 10_000), ['name'])).size).toBe(10_000);
    expect(bench.crm.calls() - before).toBe(1);
  });

  it('never asks for a currency where there is only one', async () => {
    const [account = ''] = accounts;
    bench.addDeal({ name: 'One', account, amount: 10 });
    bench.world.fail({
      crm: 'salesforce',
      path: /Currency(IsoCode|Type)/,
      times: Infinity,
      effect: { answer: { status: 400, body: [] } },
    });
    const [deal] = await all(bench.crm, { object: 'deal', fields: ['amount'] });
    bench.reset();
    expect(deal?.fields).toEqual({ amount: { minor: 1000, currency: 'EUR' } });
  });

  it('says what a user may do with a record, and the highest role the user has', async () => {
    const [id = ''] = accounts;
    const { org } = bench.sandbox;
    const [user] = org.rows('User').filter((row) => row['Username'] !== bench.sandbox.integrationUser);
    const admin = String(user?.['Id']);
    expect(await bench.crm.may(admin, 'edit', { object: 'account', id })).toBe(true);
    expect(await bench.crm.may(admin, 'read', { object: 'account', id: bench.absentAccount })).toBe(false);
    expect(await bench.crm.roleOf(admin)).toBe(null);
    for (const name of ['Alongside_Channel_Manager', 'Alongside_Rep']) {
      const set = org.rows('PermissionSet').find((row) => row['Name'] === name);
      org.insert('PermissionSetAssignment', { AssigneeId: admin, PermissionSetId: set?.['Id'] });
    }
    expect(await bench.crm.roleOf(admin)).toBe('Channel Manager');
  });
});

describe('an org with record types', () => {
  it('names an account’s record type instead of its id, and reads a field however it is spelt', async () => {
    const sandbox = await startSalesforce(new World('lived-in'), {});
    const company = seedCompany({ accounts: 12, deals: 0, partners: 2, lists: { min: 1, max: 2 } });
    const ids = sandbox.load(company);
    const crm = await openAdapter(sandbox, {});
    const partners = company.accounts.filter(({ kind }) => kind === 'partner').map(({ ref }) => ids.get(ref));
    try {
      const found = await all(crm, { object: 'account', fields: ['name'], native: ['RecordType', 'type'] });
      const named = found.filter(({ native }) => native['RecordType'] === 'Partner').map(({ id }) => id);
      expect(named).toEqual(expect.arrayContaining(partners));
      expect(found.every(({ native }) => native['type'] !== undefined)).toBe(true);
      const { nativeFields } = await crm.describe();
      const recordType = nativeFields.account?.find(({ name }) => name === 'RecordType');
      expect(recordType?.options).toEqual(expect.arrayContaining(['Customer', 'Partner']));
    } finally {
      await crm.close();
      await sandbox.close();
    }
  });
});
