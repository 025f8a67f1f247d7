/** The User Interface API, as Lightning's services ask it: fields, wordings, related lists, and what a user may not see. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { text, lookup, pick } from '../../server/sandbox/salesforce/fields.ts';
import { SObject } from '../../server/sandbox/salesforce/schema.ts';
import { plant } from '../../server/sandbox/salesforce/people.ts';
import { openOrg, type TestOrg } from './org.ts';

let org: TestOrg;
let ids: Map<string, string>;
const id = (ref: string): string => ids.get(ref) ?? '';

const owner = (ref: string) => ({
  ref,
  firstName: ref,
  lastName: 'Rep',
  email: `${ref}@vendor.example`,
  active: true,
});

beforeAll(async () => {
  org = await openOrg();
  ids = org.sandbox.load({
    owners: [owner('ann'), owner('bob')],
    accounts: [
      { ref: 'acme', name: 'Acme', kind: 'customer', ownerRef: 'ann', website: 'https://acme.example' },
      { ref: 'other', name: 'Other', kind: 'prospect', ownerRef: 'bob' },
    ],
    deals: [],
    lists: [],
  });
  const truth = org.sandbox.org;
  const sighting = new SObject('Sighting__c', truth.nextKeyPrefix(), 'Sighting').add(
    text('Id', 18, { type: 'id' }),
    text('Name', 80),
    lookup(
      'Account__c',
      'Account',
      { master: true, childRelationshipName: 'Sightings__r', onDelete: 'Cascade' },
      { label: 'Account', everyone: true },
    ),
    lookup('By__c', 'Account', { childRelationshipName: 'Seen__r' }),
    pick('Sort__c', ['far', 'near']),
    text('Secret__c', 20),
  );
  const sort = sighting.field('Sort__c')?.picklist?.values.find(({ value }) => value === 'far');
  if (sort) sort.label = 'From afar';
  sighting.sharing = 'ControlledByParent';
  truth.register(sighting);
  for (const profile of truth.table('PermissionSet').byId)
    plant(truth, 'ObjectPermissions', {
      ParentId: profile.Id,
      SobjectType: 'Sighting__c',
      PermissionsRead: true,
    });
  for (const name of ['one', 'two', 'three'])
    truth.insert('Sighting__c', {
      Name: name,
      Account__c: id('acme'),
      By__c: name === 'two' ? null : id('other'),
      Sort__c: 'far',
      Secret__c: 'hush',
    });
  truth.hideField('ann@vendor.example', 'Sighting__c.Secret__c');
  truth.hideField('ann@vendor.example', 'Account.Website');
  truth.setSharing('Account', 'Private');
});

afterAll(() => org.sandbox.close());

interface View {
  fields: Record<string, { displayValue: string | null; value: unknown }>;
}

/** Whatever of an answer a test looks at. */
interface Body extends View {
  systemModstamp: string;
  weakEtag: number;
  count: number;
  records: View[];
  nextPageToken: string | null;
  0: { errorCode: string };
}

async function ask(user: string, path: string): Promise<{ status: number; body: Body }> {
  const token = org.sandbox.grants.access(id(user));
  const answer = await fetch(`${org.sandbox.url}/services/data/v65.0/ui-api${path}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return { status: answer.status, body: (await answer.json()) as Body };
}

describe('a record', () => {
  test('comes with the fields that were asked for, and its stamps', async () => {
    const { status, body } = await ask(
      'ann',
      `/records/${id('acme')}?fields=Account.Name,Account.Owner.Name`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      apiName: 'Account',
      id: id('acme'),
      fields: {
        Name: { value: 'Acme', displayValue: null },
        Owner: {
          displayValue: 'ann Rep',
          value: { apiName: 'User', fields: { Name: { value: 'ann Rep' } } },
        },
      },
    });
    expect(body.systemModstamp).toBe(new Date(body.weakEtag).toISOString());
  });

  test('leaves out an optional field that the user may not read, and refuses one that is not optional', async () => {
    const optional = await ask(
      'ann',
      `/records/${id('acme')}?optionalFields=Account.Website,Account.SystemModstamp`,
    );
    expect(Object.keys(optional.body.fields)).toEqual(['SystemModstamp']);
    const wanted = await ask('ann', `/records/${id('acme')}?fields=Account.Website`);
    expect(wanted.status).toBe(400);
    expect(wanted.body[0]).toMatchObject({ errorCode: 'INVALID_FIELD' });
  });

  test('is refused to who may not see it, and not found where there is none', async () => {
    const foreign = await ask('bob', `/records/${id('acme')}?fields=Account.Name`);
    expect(foreign.status).toBe(403);
    expect(foreign.body).toEqual([
      {
        errorCode: 'INSUFFICIENT_ACCESS',
        message:
          "You don't have access to this record. Ask your administrator for help or to request access.",
      },
    ]);
    const missing = await ask('ann', '/records/001000000000000AAA?fields=Account.Name');
    expect(missing.status).toBe(404);
    expect(missing.body[0].errorCode).toBe('NOT_FOUND');
    expect((await ask('ann', '/records/nonsense?fields=Account.Name')).status).toBe(404);
  });
});

describe('a related list', () => {
  const list = (more = '') =>
    `/related-list-records/${id('acme')}/Sightings__r?optionalFields=Sighting__c.Name,Sighting__c.Sort__c,Sighting__c.Secret__c,Sighting__c.By__r.Name${more}`;

  test('has the rows with the wording of each field, and without those that are hidden', async () => {
    const { body } = await ask('ann', list());
    expect(body.count).toBe(3);
    expect(body.records[0]?.fields).toEqual({
      Name: { displayValue: null, value: 'one' },
      Sort__c: { displayValue: 'From afar', value: 'far' },
      By__r: expect.objectContaining({ displayValue: 'Other' }),
    });
    expect(body.records[1]?.fields['By__r']).toEqual({ displayValue: null, value: null });
  });

  test('goes on over pages', async () => {
    const first = await ask('ann', list('&pageSize=2'));
    expect(first.body).toMatchObject({ count: 2, nextPageToken: '2', previousPageToken: null });
    const second = await ask('ann', list(`&pageSize=2&pageToken=${first.body.nextPageToken}`));
    expect(second.body).toMatchObject({ count: 1, nextPageToken: null, previousPageToken: '0' });
    expect((await ask('ann', list('&pageSize=5000'))).status).toBe(400);
  });

  test('is closed to who may not see its record, and there is none of another name', async () => {
    expect((await ask('bob', list())).status).toBe(403);
    const unknown = await ask('ann', `/related-list-records/${id('acme')}/Nothings__r`);
    expect(unknown.status).toBe(400);
  });
});
