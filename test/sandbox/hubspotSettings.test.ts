import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type Opened, open } from './hubspotClient.ts';

const PROPERTIES = '/crm/properties/2026-03/companies';
const opened: Opened[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ hubspot }) => hubspot.close()));
});
afterAll(() => expect(opened).toEqual([]));

async function start(...options: Parameters<typeof open>): Promise<Opened> {
  const portal = await open(...options);
  opened.push(portal);
  return portal;
}

interface Linked {
  toObjectId: number;
  associationTypes: { typeId: number }[];
}

const text = (name: string) => ({
  name,
  label: name,
  type: 'string',
  fieldType: 'text',
  groupName: 'companyinformation',
});

describe('properties', () => {
  it('are made once, and an archived one comes back when made again', async () => {
    const { ask, hubspot } = await start();
    expect((await ask('POST', PROPERTIES, { ...text('ext_key'), hasUniqueValue: true })).status).toBe(201);
    expect(await ask('POST', PROPERTIES, text('ext_key'))).toMatchObject({
      status: 409,
      body: { category: 'OBJECT_ALREADY_EXISTS' },
    });
    expect((await ask('DELETE', `${PROPERTIES}/ext_key`)).status).toBe(204);
    expect((await ask('GET', `${PROPERTIES}/ext_key`)).status).toBe(404);
    expect((await ask('POST', PROPERTIES, text('ext_key'))).status).toBe(201);
    expect(hubspot.portal.property('companies', 'ext_key')?.archived).toBe(false);
  });

  it.each([
    ['a capital in the name', { ...text('Ext_Key') }],
    ['a field type of another type', { ...text('a'), fieldType: 'number' }],
    ['an unknown type', { ...text('a'), type: 'text' }],
    ['an unknown group', { ...text('a'), groupName: 'nowhere' }],
    ['an enumeration without options', { ...text('a'), type: 'enumeration', fieldType: 'select' }],
    [
      'a property without a label',
      { name: 'a', type: 'string', fieldType: 'text', groupName: 'companyinformation' },
    ],
  ])('refuse %s', async (_, body) => {
    const { ask } = await start();
    expect((await ask('POST', PROPERTIES, body)).status).toBe(400);
  });

  it('replace all options when patched, and keep standard definitions as they are', async () => {
    const { ask } = await start();
    const option = (value: string) => ({ label: value, value });
    await ask('POST', PROPERTIES, {
      ...text('tier'),
      type: 'enumeration',
      fieldType: 'select',
      options: [option('gold'), option('tin')],
    });
    const { body } = await ask('PATCH', `${PROPERTIES}/tier`, { options: [option('gold')] });
    expect(body.options.map((each: { value: string }) => each.value)).toEqual(['gold']);
    expect((await ask('PATCH', `${PROPERTIES}/name`, { label: 'Mine' })).status).toBe(400);
  });

  it('of a free portal end at ten, which the limits API tells beforehand', async () => {
    const { ask } = await start({ edition: 'free' });
    const inputs = Array.from({ length: 11 }, (_, index) => text(`own_${index}`));
    const made = await ask('POST', `${PROPERTIES}/batch/create`, { inputs });
    expect(made.status).toBe(207);
    expect(made.body.results).toHaveLength(10);
    expect(made.body.errors[0].message).toContain('limit of 10 custom properties');
    const limits = await ask('GET', '/crm/limits/2026-03/custom-properties');
    expect(limits.body).toMatchObject({ overallLimit: 10, overallUsage: 10, overallPercentage: 100 });
    expect(
      (await ask('POST', '/crm/properties/2026-03/deals', { ...text('more'), groupName: 'dealinformation' }))
        .status,
    ).toBe(400);
  });

  it('are listed by typed calls of the real client, groups too', async () => {
    const { client } = await start();
    const { results } = await client.crm.properties.coreApi.getAll('deals');
    expect(results.find(({ name }) => name === 'dealstage')?.options.map(({ value }) => value)).toContain(
      'closedwon',
    );
    await client.crm.properties.groupsApi.create('companies', {
      name: 'ours',
      label: 'Ours',
      displayOrder: -1,
    });
    expect(
      (await client.crm.properties.groupsApi.getAll('companies')).results.map(({ name }) => name),
    ).toContain('ours');
  });
});

describe('editions', () => {
  it('grant labels from Professional and custom objects from Enterprise', async () => {
    const label = { label: 'Reseller', name: 'reseller' };
    const schema = {
      name: 'share',
      labels: { singular: 'Share', plural: 'Shares' },
      requiredProperties: ['title'],
      properties: [{ name: 'title', label: 'Title', type: 'string', fieldType: 'text' }],
      primaryDisplayProperty: 'title',
      associatedObjects: [],
    };
    const outcome: Record<string, number[]> = {};
    for (const edition of ['free', 'professional', 'enterprise'] as const) {
      const { ask } = await start({ edition });
      const labels = await ask('POST', '/crm/v4/associations/deals/companies/labels', label);
      const schemas = await ask('POST', '/crm-object-schemas/v3/schemas', schema);
      outcome[edition] = [labels.status, schemas.status];
    }
    expect(outcome).toEqual({ free: [403, 403], professional: [200, 403], enterprise: [200, 201] });
  });
});

describe('associations', () => {
  it('join both ways, the first company as primary, and answer nothing linked as an error', async () => {
    const { ask, client, hubspot } = await start();
    const [deal, lone] = ['A', 'B'].map((dealname) => hubspot.portal.create('deals', { dealname }).id) as [
      string,
      string,
    ];
    const company = hubspot.portal.create('companies', { name: 'C' }).id;
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 341 }];
    const made = await ask('POST', '/crm/v4/associations/deals/companies/batch/create', {
      inputs: [{ from: { id: deal }, to: { id: company }, types }],
    });
    expect(made.status).toBe(201);
    const { status, body } = await ask('POST', '/crm/associations/2026-03/deals/companies/batch/read', {
      inputs: [{ id: deal }, { id: lone }],
    });
    expect(status).toBe(207);
    expect(
      body.results[0].to[0].associationTypes.map((type: { typeId: number }) => type.typeId).sort(),
    ).toEqual([341, 5]);
    expect(body.errors[0].subCategory).toBe('crm.associations.NO_ASSOCIATIONS_FOUND');
    const back = await client.crm.associations.v4.basicApi.getPage('companies', company, 'deals');
    expect(back.results[0]?.associationTypes.map(({ typeId }) => typeId).sort()).toEqual([342, 6]);
    const beside = await ask('GET', `/crm/objects/2026-03/deals/${deal}?associations=companies`);
    expect(beside.body.associations.companies.results).toContainEqual({
      id: company,
      type: 'deal_to_company',
    });
  });

  it('leave one primary company: a new one takes the place of the old', async () => {
    const { ask, hubspot } = await start();
    const deal = hubspot.portal.create('deals', { dealname: 'A' }).id;
    const [first, second] = ['F', 'S'].map((name) => hubspot.portal.create('companies', { name }).id) as [
      string,
      string,
    ];
    const path = `/crm/objects/2026-03/deals/${deal}/associations/companies`;
    for (const company of [first, second])
      await ask('PUT', `${path}/${company}`, [
        { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 341 },
      ]);
    const typesOf = async () => {
      const { body } = await ask('GET', path);
      const entries = body.results.map((linked: Linked) => [
        String(linked.toObjectId),
        linked.associationTypes.map(({ typeId }) => typeId).sort(),
      ]);
      return Object.fromEntries(entries) as Record<string, number[]>;
    };
    expect(await typesOf()).toEqual({ [first]: [341, 5], [second]: [341] });
    await ask('PUT', `${path}/${second}`, [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 }]);
    expect(await typesOf()).toEqual({ [first]: [341], [second]: [341, 5] });
  });

  it('refuse unknown types and records', async () => {
    const { ask, hubspot } = await start();
    const deal = hubspot.portal.create('deals', { dealname: 'A' }).id;
    const company = hubspot.portal.create('companies', { name: 'C' }).id;
    const link = (to: string, associationTypeId: number) =>
      ask('PUT', `/crm/v4/objects/deals/${deal}/associations/companies/${to}`, [
        { associationCategory: 'HUBSPOT_DEFINED', associationTypeId },
      ]);
    expect((await link(company, 999)).status).toBe(400);
    expect((await link('7', 341)).status).toBe(400);
    expect((await link(company, 5)).status).toBe(201);
  });
});

describe('people', () => {
  it('keep owners who left apart from those who may own records', async () => {
    const { ask, client, hubspot } = await start();
    const gone = hubspot.portal.people.add({
      firstName: 'Gone',
      lastName: 'Girl',
      email: 'gone@vendor.example',
      active: false,
    });
    const { results } = await client.crm.owners.ownersApi.getPage(undefined, undefined, 100, true);
    expect(results).toMatchObject([{ id: gone.ownerId, archived: true }]);
    const refused = await ask('POST', '/crm/objects/2026-03/companies', {
      properties: { name: 'X', hubspot_owner_id: gone.ownerId },
    });
    expect(refused.body.errors[0].code).toBe('INVALID_OPTION');
  });

  it('may see and edit what the portal says', async () => {
    const { ask, hubspot } = await start();
    const { people } = hubspot.portal;
    const [reader, outsider] = ['Reader', 'Outsider'].map((firstName) =>
      people.add({ firstName, lastName: 'X', email: `${firstName}@vendor.example` }),
    );
    const deal = hubspot.portal.create('deals', { dealname: 'Secret' }).id;
    hubspot.portal.restrict('deals', deal, { view: [reader?.userId ?? 0], edit: [] });
    const hcrn = `hcrn:${hubspot.portalId}:crm-object:0-3:${deal}`;
    const { body } = await ask(
      'GET',
      `/resource-permissions/v3/permitted-users?resource=${encodeURIComponent(hcrn)}`,
    );
    const admin = people.list[0]?.userId;
    expect(body.resources[hcrn]['crm-object:VIEW'].permittedUsers).toEqual([admin, reader?.userId]);
    expect(body.resources[hcrn]['crm-object:EDIT'].permittedUsers).toEqual([admin]);
    expect(body.resources[hcrn]['crm-object:VIEW'].permittedUsers).not.toContain(outsider?.userId);
    const foreign = await ask(
      'GET',
      `/resource-permissions/v3/permitted-users?resource=hcrn:1:crm-object:0-3:${deal}`,
    );
    expect(foreign.status).toBe(400);
  });
});
