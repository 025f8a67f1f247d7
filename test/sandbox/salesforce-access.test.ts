/** Who may see and change which record: private sharing, details by their master, hidden fields, and the lived-in org. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INTEGRATION } from '../../server/sandbox/salesforce/people.ts';
import { deploy, field, objectFile, openOrg, permissionSetFile, refusal, type TestOrg } from './org.ts';

let org: TestOrg;
afterEach(() => org.sandbox.close());

const company = {
  owners: ['ann', 'bob'].map((ref) => ({
    ref,
    firstName: ref,
    lastName: 'Rep',
    email: `${ref}@sandbox.example`,
    active: ref === 'ann',
  })),
  accounts: [
    {
      ref: 'a1',
      name: 'Customer',
      kind: 'customer' as const,
      ownerRef: 'ann',
      country: 'US',
      registrationNumber: 'US-1',
      website: 'https://customer.example',
    },
    {
      ref: 'a2',
      name: 'Partner',
      kind: 'partner' as const,
      partnerType: 'ISV',
      ownerRef: 'bob',
      registrationNumber: 'US-1',
    },
  ],
  deals: [
    {
      ref: 'd1',
      accountRef: 'a1',
      name: 'Deal',
      outcome: 'won' as const,
      amount: 5,
      closeDate: '2026-03-01',
      ownerRef: 'ann',
    },
  ],
  lists: [],
};

async function seenBy(userId: string, recordId: string): Promise<Record<string, unknown>> {
  const soql = `SELECT RecordId, HasReadAccess, HasEditAccess, HasDeleteAccess FROM UserRecordAccess WHERE UserId = '${userId}' AND RecordId = '${recordId}'`;
  return (await org.admin.query(soql)).records[0] ?? {};
}

describe('sharing', () => {
  let ids: Map<string, string>;
  const id = (ref: string): string => ids.get(ref) ?? '';
  beforeEach(async () => {
    org = await openOrg();
    ids = org.sandbox.load(company);
    org.sandbox.org.setSharing('Account', 'Private');
  });

  it("a private account is its owner's and the administrator's", async () => {
    expect(await seenBy(id('ann'), id('a1'))).toMatchObject({ HasReadAccess: true, HasEditAccess: true });
    expect(await seenBy(id('bob'), id('a1'))).toMatchObject({ HasReadAccess: false, HasEditAccess: false });
    const integration = await org.integration();
    expect((await integration.query('SELECT Id FROM Account')).totalSize).toBe(0);
    expect((await org.admin.query('SELECT Id FROM Account')).totalSize).toBe(2);
    expect(
      await refusal(integration.sobject('Account').update({ Id: id('a1'), Name: 'Mine' })),
    ).toMatchObject({ errorCode: 'NOT_FOUND' });
  });

  it('a detail follows its master, for those its permission set lets at it', async () => {
    const master = field(
      'Account__c',
      'MasterDetail',
      '<referenceTo>Account</referenceTo><relationshipName>Notes</relationshipName><writeRequiresMasterRead>true</writeRequiresMasterRead>',
    );
    const right = (object: string, all: boolean) =>
      `<objectPermissions><allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>${object}</object><viewAllRecords>${all}</viewAllRecords></objectPermissions>`;
    const files = {
      'objects/Note__c.object': objectFile('Note', master, 'ControlledByParent'),
      'permissionsets/Rep.permissionset': permissionSetFile(
        right('Account', false) + right('Note__c', false),
      ),
      'permissionsets/All.permissionset': permissionSetFile(right('Account', true) + right('Note__c', false)),
    };
    expect(
      (await deploy(org.admin, files, { CustomObject: ['Note__c'], PermissionSet: ['Rep', 'All'] })).problems,
    ).toEqual([]);
    const truth = org.sandbox.org;
    const note = truth.insert('Note__c', { Account__c: id('a1') });
    const give = (set: string, user: string) =>
      truth.insert('PermissionSetAssignment', {
        PermissionSetId: truth.rows('PermissionSet').find((row) => row['Name'] === set)?.['Id'],
        AssigneeId: user,
      });
    expect(await seenBy(id('ann'), note)).toMatchObject({ HasReadAccess: false });
    give('Rep', id('ann'));
    give('Rep', id('bob'));
    expect(await seenBy(id('ann'), note)).toMatchObject({ HasReadAccess: true, HasEditAccess: true });
    expect(await seenBy(id('bob'), note)).toMatchObject({ HasReadAccess: false });
    const integrationId = String(truth.rows('User').find((user) => user['Username'] === INTEGRATION)?.['Id']);
    give('All', integrationId);
    const integration = await org.integration();
    expect((await integration.query('SELECT Id FROM Note__c')).totalSize).toBe(1);
    expect((await integration.sobject('Note__c').create({ Account__c: id('a2') })).success).toBe(true);
  });

  it('UserRecordAccess asks for its user and records', async () => {
    expect(await refusal(org.admin.query('SELECT RecordId FROM UserRecordAccess'))).toMatchObject({
      errorCode: 'MALFORMED_QUERY',
    });
  });

  it('a hidden field is no field for that user', async () => {
    org.sandbox.org.setSharing('Account', 'ReadWrite');
    org.sandbox.org.hideField(INTEGRATION, 'Account.Website');
    const integration = await org.integration();
    expect(await refusal(integration.query('SELECT Website FROM Account'))).toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    expect(await refusal(integration.query("SELECT Id FROM Account WHERE Website = 'x'"))).toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    expect(await refusal(integration.sobject('Account').create({ Name: 'x', Website: 'x' }))).toMatchObject({
      errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
    });
    expect((await org.admin.query('SELECT Website FROM Account')).totalSize).toBe(2);
  });
});

describe('a lived-in org', () => {
  beforeEach(async () => {
    org = await openOrg({}, 'lived-in');
  });

  it('has required and restricted fields, record types and person accounts of its own', async () => {
    const accounts = org.admin.sobject('Account');
    expect(await refusal(accounts.create({ Name: 'No region' }))).toMatchObject({
      errorCode: 'REQUIRED_FIELD_MISSING',
    });
    expect(await refusal(accounts.create({ Name: 'x', Region__c: 'Moon' }))).toMatchObject({
      errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    });
    const described = await org.admin.describe('Account');
    expect(described.recordTypeInfos.map((info) => info.name)).toContain('Partner');
    expect(described.fields.find((one) => one.name === 'Partner_Tier__c')).toMatchObject({ type: 'double' });
    expect((await org.admin.query('SELECT Name FROM Account WHERE IsPersonAccount = true')).totalSize).toBe(
      1,
    );
  });

  it("keeps a frozen, a locked and a merged account, and little of the day's allowance", async () => {
    const byName = async (name: string) =>
      String((await org.admin.query(`SELECT Id FROM Account WHERE Name = '${name}'`)).records[0]?.Id);
    const change = async (name: string) =>
      refusal(org.admin.sobject('Account').update({ Id: await byName(name), Phone: '1' }));
    expect(await change('Frozen Foods Holding')).toMatchObject({
      errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    });
    expect(await change('Locked Machinery AG')).toMatchObject({ errorCode: 'UNABLE_TO_LOCK_ROW' });
    const merged = await org.admin.query(
      'SELECT MasterRecordId FROM Account WHERE IsDeleted = true AND MasterRecordId != null',
      { scanAll: true },
    );
    expect(merged.totalSize).toBe(1);
    const { DailyApiRequests } = await org.admin.limits();
    expect(DailyApiRequests?.Remaining).toBeLessThan(18_001);
  });

  it('has people who left: their records stand, but nothing new can be theirs', async () => {
    const left = await org.admin.query('SELECT Id FROM User WHERE IsActive = false');
    const refused = await refusal(
      org.admin
        .sobject('Account')
        .create({ Name: 'x', Region__c: 'EMEA', OwnerId: String(left.records[0]?.Id) }),
    );
    expect(refused.errorCode).toBe('INACTIVE_OWNER_OR_USER');
  });

  it('takes a company as it is, twins and all', async () => {
    const ids = org.sandbox.load(company);
    expect(org.sandbox.org.row('Account', ids.get('a1') ?? '')).toMatchObject({
      Region__c: 'AMER',
      Is_Partner__c: false,
    });
    expect(org.sandbox.org.row('Account', ids.get('a2') ?? '')).toMatchObject({
      Partner_Kind__c: 'ISV',
      Is_Partner__c: true,
    });
    const twin = await refusal(
      org.admin.sobject('Account').create({ Name: 'Twin', Region__c: 'AMER', VAT_Number__c: 'us1' }),
    );
    expect(twin.errorCode).toBe('DUPLICATES_DETECTED');
    expect(org.sandbox.load(company).get('a1')).toBe(ids.get('a1'));
  });
});
