/** Salesforce: what an org is, has and lacks, and bringing it what it lacks. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Crm } from '../../server/ports.ts';
import { type SalesforceSandbox, startSalesforce } from '../../server/sandbox/salesforce/index.ts';
import { plant } from '../../server/sandbox/salesforce/people.ts';
import { World } from '../../server/sandbox/world.ts';
import { planProvision } from '../../shared/schema/planProvision.ts';
import { openAdapter } from '../contract/salesforceBench.ts';

describe('provisioning Salesforce', () => {
  let sandbox: SalesforceSandbox;
  beforeEach(async () => {
    sandbox = await startSalesforce(new World('clean'));
  });
  afterEach(() => sandbox.close());

  const provision = async (crm: Crm) => {
    const { wanted, found } = await crm.describe();
    const plan = planProvision(wanted, found);
    return { plan, outcomes: await crm.apply(plan.steps) };
  };

  it('brings an empty org all it lacks, and then has nothing more to do', async () => {
    const crm = await openAdapter(sandbox, { admin: true });
    expect(await crm.keeps()).toEqual([]);
    const first = await provision(crm);
    expect(first.outcomes.map((outcome) => outcome.status)).toEqual(first.plan.steps.map(() => 'done'));
    const second = await provision(crm);
    expect(second.plan).toEqual({ steps: [], conflicts: [], leftOut: [] });
    const described = await crm.describe();
    expect(await crm.keeps()).toEqual([
      'task',
      'accountOverlap',
      'dealPartner',
      'partnerTouchpoint',
      'partnerProgram',
      'sharingPolicy',
      'dealRegistration',
      'registrationParticipant',
      'registrationConflict',
    ]);
    expect(described).toMatchObject({
      account: { id: sandbox.orgId },
      currency: { company: 'EUR', multiple: false, codes: ['EUR'] },
      allowance: { limit: 100_000 },
    });
    expect(described.nativeFields.account).toContainEqual({
      name: 'Name',
      field: 'name',
      label: 'Account Name',
      type: 'string',
      options: [],
      required: true,
      writable: true,
    });
  });

  it('changes nothing when the same steps are applied again', async () => {
    const crm = await openAdapter(sandbox, { admin: true });
    const { plan } = await provision(crm);
    const again = await crm.apply(plan.steps);
    expect(again.map((outcome) => outcome.status)).not.toContain('failed');
    expect((await provision(crm)).plan.steps).toEqual([]);
  });

  it('adds options without taking away what an admin added', async () => {
    const crm = await openAdapter(sandbox, { admin: true });
    await provision(crm);
    const field = sandbox.org.objects.get('account')?.field('Partner_Status__c');
    if (!field?.picklist) throw new Error('the field is not there');
    const own = { value: 'ours', label: 'Ours', active: true, isDefault: false };
    field.picklist.values = [own, ...field.picklist.values.filter(({ value }) => value !== 'terminated')];
    const { plan, outcomes } = await provision(crm);
    expect(plan.steps).toMatchObject([{ kind: 'addOptions', options: ['terminated'] }]);
    expect(outcomes).toEqual([{ status: 'done' }]);
    const active = sandbox.org.objects
      .get('account')
      ?.field('Partner_Status__c')
      ?.picklist?.values.filter((value) => value.active);
    expect(active?.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['ours', 'active', 'terminated']),
    );
  });

  it('lengthens a field that is too short', async () => {
    const crm = await openAdapter(sandbox, { admin: true });
    await provision(crm);
    const field = sandbox.org.objects.get('account_overlap__c')?.field('Partner_Account_Name__c');
    if (!field) throw new Error('the field is not there');
    field.length = 80;
    const { plan } = await provision(crm);
    expect(plan.steps).toMatchObject([{ kind: 'lengthen', from: 80 }]);
    expect(sandbox.org.objects.get('account_overlap__c')?.field('Partner_Account_Name__c')?.length).toBe(255);
  });

  it('refuses without an administrator, and where our package is installed', async () => {
    const crm = await openAdapter(sandbox, {});
    const { wanted, found } = await crm.describe();
    const { steps } = planProvision(wanted, found);
    await expect(crm.apply(steps)).rejects.toMatchObject({ fault: { kind: 'denied' } });
    const packaged = await openAdapter(sandbox, { admin: true, namespace: 'alongside' });
    await expect(packaged.apply(steps)).rejects.toThrow(/package is installed/);
  });

  it('opens a field that is there and closed to the integration user', async () => {
    const crm = await openAdapter(sandbox, { admin: true });
    await provision(crm);
    for (const row of sandbox.org.rows('FieldPermissions'))
      if (row['Field'] === 'Account.Partner_Tier__c')
        sandbox.org.force('FieldPermissions', String(row['Id']), {
          PermissionsRead: false,
          PermissionsEdit: false,
        });
    sandbox.org.forgetAccess();
    const { plan } = await provision(crm);
    expect(plan.steps.map((step) => step.kind)).toEqual(['grant']);
    expect((await provision(crm)).plan.steps).toEqual([]);
  });

  it('leaves in a permission set what an admin added to it', async () => {
    const crm = await openAdapter(sandbox, { admin: true });
    await provision(crm);
    const { org } = sandbox;
    const rep = org.rows('PermissionSet').find((row) => row['Name'] === 'Alongside_Rep')?.['Id'] as string;
    plant(org, 'FieldPermissions', {
      ParentId: rep,
      SobjectType: 'Account',
      Field: 'Account.Site',
      PermissionsRead: true,
      PermissionsEdit: false,
    });
    const [overlap] = org
      .rows('ObjectPermissions')
      .filter((row) => row['ParentId'] === rep && row['SobjectType'] === 'Account_Overlap__c');
    org.force('ObjectPermissions', String(overlap?.['Id']), { PermissionsViewAllRecords: true });
    const { wanted } = await crm.describe();
    expect(await crm.apply([{ kind: 'grant', objects: wanted }])).toEqual([{ status: 'done' }]);
    const fields = org.rows('FieldPermissions').filter((row) => row['ParentId'] === rep);
    expect(fields.map((row) => row['Field'])).toEqual(
      expect.arrayContaining(['Account.Site', 'Account.Partner_Status__c']),
    );
    const [after] = org
      .rows('ObjectPermissions')
      .filter((row) => row['ParentId'] === rep && row['SobjectType'] === 'Account_Overlap__c');
    expect(after).toMatchObject({
      PermissionsRead: true,
      PermissionsEdit: false,
      PermissionsViewAllRecords: true,
    });
  });

  it('carries out the other steps when Salesforce refuses one', async () => {
    const crm = await openAdapter(sandbox, { admin: true });
    const { wanted, found } = await crm.describe();
    const steps = planProvision(wanted, found).steps.filter((step) => step.kind === 'createField');
    const [first, ...rest] = steps;
    if (first?.kind !== 'createField') throw new Error('a plan without fields');
    const refused = { ...first, field: { ...first.field, type: 'longText' as const, length: 9_000_000 } };
    const outcomes = await crm.apply([refused, ...rest]);
    expect(outcomes[0]).toMatchObject({ status: 'failed', error: { fault: { kind: 'rejected' } } });
    expect(outcomes.slice(1)).toEqual(rest.map(() => ({ status: 'done' })));
  });
});

describe('an org that people have worked in for years', () => {
  it('keeps its own fields under our names: they are told as conflicts, not granted, not read and not written', async () => {
    const sandbox = await startSalesforce(new World('lived-in'));
    try {
      const crm = await openAdapter(sandbox, { admin: true });
      const { wanted, found } = await crm.describe();
      const plan = planProvision(wanted, found);
      expect(plan.conflicts.map(({ field }) => field)).toEqual(['Partner_Tier__c', 'Partner_Count__c']);
      expect((await crm.apply(plan.steps)).map((outcome) => outcome.status)).toEqual(
        plan.steps.map(() => 'done'),
      );
      const granted = sandbox.org.rows('FieldPermissions').map((row) => row['Field']);
      expect(granted).toContain('Account.Partner_Status__c');
      expect(granted).not.toContain('Account.Partner_Tier__c');
      const [row] = sandbox.org.rows('Account');
      const id = String(row?.['Id']);
      const read = await crm.get('account', [id], ['name', 'partnerTier']);
      expect(read.get(id)?.fields).toEqual({ name: row?.['Name'] });
      const change = { object: 'account', op: 'update', id, fields: { partnerTier: 'Gold' } } as const;
      expect(await crm.write([change])).toMatchObject([
        { status: 'failed', error: { fault: { kind: 'denied', what: 'Account.Partner_Tier__c' } } },
      ]);
    } finally {
      await sandbox.close();
    }
  });
});
