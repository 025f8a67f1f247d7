import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answered, type Opened, open } from './hubspotClient.ts';

const COMPANIES = '/crm/objects/2026-03/companies';
let portal: Opened;
beforeAll(async () => {
  portal = await open();
});
afterAll(() => portal.hubspot.close());

function company(properties: Record<string, unknown>): string {
  return portal.hubspot.portal.create('companies', properties).id;
}

describe('single records', () => {
  it('are the same record at legacy, dated and type-id addresses', async () => {
    const made = await portal.ask('POST', COMPANIES, {
      properties: { name: 'Acme', domain: 'https://WWW.Acme.com/x' },
    });
    expect(made.status).toBe(201);
    for (const path of [
      '/crm/v3/objects/companies',
      '/crm/objects/2026-09/0-2',
      '/crm/objects/2026-03/company',
    ]) {
      const { body } = await portal.ask(
        'GET',
        `${path}/${made.body.id}?properties=domain,website,city,nonsense`,
      );
      expect(body.properties).toMatchObject({ domain: 'acme.com', website: 'acme.com', city: null });
      expect(body.properties).not.toHaveProperty('nonsense');
    }
    expect((await portal.ask('GET', '/crm/2026-03/objects/companies')).status).toBe(404);
  });

  it('answer typed calls of the real client', async () => {
    const { crm } = portal.client;
    const made = await crm.companies.basicApi.create({
      properties: { name: 'Typed', numberofemployees: '12' },
    });
    const read = await crm.companies.basicApi.getById(made.id, ['numberofemployees']);
    expect(read.properties['numberofemployees']).toBe('12');
    await crm.companies.basicApi.archive(made.id);
    await expect(crm.companies.basicApi.getById(made.id)).rejects.toMatchObject({ code: 404 });
    expect((await portal.ask('GET', `${COMPANIES}/${made.id}?archived=true`)).body.archived).toBe(true);
    portal.hubspot.portal.restore('companies', made.id);
    expect((await crm.companies.basicApi.getById(made.id)).archived).toBe(false);
  });

  it('name every refused property in one answer and store nothing', async () => {
    const id = company({ name: 'Strict' });
    const { status, body } = await portal.ask('PATCH', `${COMPANIES}/${id}`, {
      properties: {
        city: 'Bonn',
        nope: 'x',
        lifecyclestage: 'king',
        numberofemployees: 'many',
        hs_object_id: '1',
        description: 'y'.repeat(65_537),
      },
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR' });
    expect(body.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(body.errors.map((error: { code: string }) => error.code)).toEqual([
      'PROPERTY_DOESNT_EXIST',
      'INVALID_OPTION',
      'INVALID_LONG',
      'READ_ONLY_VALUE',
      'VALUE_TOO_LONG',
    ]);
    expect(body.message).toContain('king was not one of the allowed options: [subscriber, lead');
    expect(portal.hubspot.portal.object('companies', id)?.properties).not.toHaveProperty('city');
  });

  it('keep stamp and history when an equal value is written, and move them when it changes', async () => {
    const id = company({ name: 'Still', city: 'Bonn' });
    const before = portal.hubspot.portal.object('companies', id)?.updatedAt;
    portal.world.advance(60_000);
    await portal.ask('PATCH', `${COMPANIES}/${id}`, { properties: { city: 'Bonn' } });
    expect(portal.hubspot.portal.object('companies', id)?.updatedAt).toBe(before);
    await portal.ask('PATCH', `${COMPANIES}/${id}`, { properties: { city: 'Ulm' } });
    await portal.ask('PATCH', `${COMPANIES}/${id}`, { properties: { city: '' } });
    const { body } = await portal.ask('GET', `${COMPANIES}/${id}?properties=city&propertiesWithHistory=city`);
    expect(body.properties.city).toBeNull();
    expect(Date.parse(body.properties.hs_lastmodifieddate)).toBeGreaterThanOrEqual((before ?? 0) + 60_000);
    expect(body.propertiesWithHistory.city.map((entry: { value: string }) => entry.value)).toEqual([
      '',
      'Ulm',
      'Bonn',
    ]);
    expect(body.propertiesWithHistory.city[0]).toMatchObject({ sourceType: 'INTEGRATION' });
  });

  it('page by id without gaps and refuse more than 100 a page', async () => {
    const ids = Array.from({ length: 5 }, (_, index) => company({ name: `Page ${index}` }));
    const seen: string[] = [];
    for (let after: string | undefined = ids[0]; after;) {
      const { body }: Answered = await portal.ask('GET', `${COMPANIES}?limit=2&after=${after}`);
      seen.push(...body.results.map(({ id }: { id: string }) => id));
      after = body.paging?.next.after;
    }
    expect(seen).toEqual(ids);
    expect((await portal.ask('GET', `${COMPANIES}?limit=101`)).status).toBe(400);
  });

  it('follow the deal stage in what HubSpot calculates', async () => {
    const { body } = await portal.ask('POST', '/crm/objects/2026-03/deals', {
      properties: { dealname: 'D', dealstage: 'closedwon', amount: '10.5' },
    });
    const read = await portal.ask(
      'GET',
      `/crm/objects/2026-03/deals/${body.id}?properties=hs_is_closed_won,hs_is_closed,pipeline`,
    );
    expect(read.body.properties).toMatchObject({
      hs_is_closed_won: 'true',
      hs_is_closed: 'true',
      pipeline: 'default',
    });
  });

  it('of contacts are unique by e-mail and stamped in lastmodifieddate', async () => {
    const path = '/crm/objects/2026-03/contacts';
    const first = await portal.ask('POST', path, { properties: { email: 'A@b.example' } });
    const second = await portal.ask('POST', path, { properties: { email: 'a@B.example' } });
    expect(second).toMatchObject({
      status: 409,
      body: { category: 'CONFLICT', message: `Contact already exists. Existing ID: ${first.body.id}` },
    });
    const found = await portal.ask('GET', `${path}/a@b.example?idProperty=email`);
    expect(found.body.properties).toHaveProperty('lastmodifieddate');
  });
});

describe('batches', () => {
  it('read what is there and name what is not', async () => {
    const id = company({ name: 'There' });
    const { status, body } = await portal.ask('POST', `${COMPANIES}/batch/read`, {
      inputs: [{ id }, { id: '5' }, { id: '6' }],
      properties: ['name'],
    });
    expect(status).toBe(207);
    expect(body.results.map((result: { id: string }) => result.id)).toEqual([id]);
    expect(body).toMatchObject({
      numErrors: 2,
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['5', '6'] } }],
    });
  });

  it('refuse 101 inputs, none at all, and the same id twice', async () => {
    const id = company({ name: 'Twice' });
    const inputs = Array.from({ length: 101 }, (_, index) => ({ id: String(index + 1) }));
    expect((await portal.ask('POST', `${COMPANIES}/batch/read`, { inputs })).status).toBe(400);
    expect((await portal.ask('POST', `${COMPANIES}/batch/archive`, { inputs: [] })).status).toBe(400);
    const twice = await portal.ask('POST', `${COMPANIES}/batch/update`, {
      inputs: [id, id].map((same) => ({ id: same, properties: { city: 'X' } })),
    });
    expect(twice.status).toBe(400);
    expect(twice.body.message).toContain(id);
  });

  it('write nothing when one row is wrong, unless rows carry trace ids', async () => {
    const rows = [{ properties: { name: 'Good' } }, { properties: { name: 'Bad', nope: '1' } }];
    const count = portal.hubspot.portal.objects('companies').length;
    expect((await portal.ask('POST', `${COMPANIES}/batch/create`, { inputs: rows })).status).toBe(400);
    expect(portal.hubspot.portal.objects('companies')).toHaveLength(count);
    const inputs = rows.map((row, index) => ({ ...row, objectWriteTraceId: `t${index}` }));
    const { status, body } = await portal.ask('POST', `${COMPANIES}/batch/create`, { inputs });
    expect(status).toBe(207);
    expect(body.results).toMatchObject([{ objectWriteTraceId: 't0', properties: { name: 'Good' } }]);
    expect(body).toMatchObject({
      numErrors: 1,
      errors: [{ category: 'VALIDATION_ERROR', context: { objectWriteTraceId: ['t1'] } }],
    });
  });

  it('upsert by a unique property: new once, then the same record', async () => {
    portal.hubspot.portal.define('companies', {
      name: 'ext_key',
      type: 'string',
      fieldType: 'text',
      hasUniqueValue: true,
    });
    const upsert = (city: string) =>
      portal.ask('POST', `${COMPANIES}/batch/upsert`, {
        inputs: [{ idProperty: 'ext_key', id: 'k1', properties: { city } }],
      });
    const first = await upsert('Bonn');
    const second = await upsert('Ulm');
    expect([first.status, first.body.results[0].new, second.body.results[0].new]).toEqual([200, true, false]);
    expect(second.body.results[0].id).toBe(first.body.results[0].id);
    const other = await portal.ask('POST', COMPANIES, { properties: { name: 'Thief', ext_key: 'k1' } });
    expect(other.body.errors[0].code).toBe('CONFLICTING_UNIQUE_VALUE');
    const notUnique = { inputs: [{ idProperty: 'name', id: 'x', properties: {} }] };
    expect((await portal.ask('POST', `${COMPANIES}/batch/upsert`, notUnique)).status).toBe(400);
  });

  it('answer the codes that the real client insists on', async () => {
    const { batchApi } = portal.client.crm.companies;
    const made = await batchApi.create({ inputs: [{ properties: { name: 'One' } }] } as never);
    const id = made.results[0]?.id ?? '';
    expect(
      (await batchApi.update({ inputs: [{ id, properties: { city: 'Bonn' } }] })).results[0]?.properties[
        'city'
      ],
    ).toBe('Bonn');
    expect(
      (await batchApi.read({ inputs: [{ id }], properties: ['city'], propertiesWithHistory: [] })).results,
    ).toHaveLength(1);
    await batchApi.archive({ inputs: [{ id }] });
    expect(portal.hubspot.portal.object('companies', id)?.archived).toBe(true);
  });

  it('are refused with 423 while one of their records is locked', async () => {
    const id = company({ name: 'Busy' });
    portal.hubspot.portal.lock('companies', id, 1);
    const write = () =>
      portal.ask('POST', `${COMPANIES}/batch/update`, { inputs: [{ id, properties: { city: 'Bonn' } }] });
    expect((await write()).status).toBe(423);
    expect((await write()).status).toBe(200);
  });
});

describe('merges', () => {
  const merge = (primaryObjectId: string, objectIdToMerge: string) =>
    portal.ask('POST', `${COMPANIES}/merge`, { primaryObjectId, objectIdToMerge });

  it('leave one record under a new id that every old id of the chain answers', async () => {
    const [a, b, c] = ['A', 'B', 'C'].map((name) => company({ name, city: name === 'B' ? 'Bonn' : '' })) as [
      string,
      string,
      string,
    ];
    const deal = portal.hubspot.portal.create('deals', { dealname: 'Moves along' }).id;
    await portal.ask('PUT', `/crm/v4/objects/deals/${deal}/associations/default/companies/${b}`);
    const first = await merge(a, b);
    const second = await merge(first.body.id, c);
    const survivor = second.body.id;
    expect(new Set([a, b, c, first.body.id, survivor]).size).toBe(5);
    const read = await portal.ask('POST', `${COMPANIES}/batch/read`, {
      inputs: [{ id: b }],
      properties: ['name', 'city', 'hs_merged_object_ids'],
    });
    expect(read.body.results).toMatchObject([{ id: survivor, properties: { name: 'A', city: 'Bonn' } }]);
    expect(read.body.results[0].properties.hs_merged_object_ids.split(';')).toEqual(
      expect.arrayContaining([a, b, c]),
    );
    expect(portal.hubspot.portal.linked('deals', deal, 'companies')).toEqual([survivor]);
    const archived = await portal.ask('GET', `${COMPANIES}?archived=true&limit=100`);
    expect(archived.body.results.map((result: { id: string }) => result.id)).not.toContain(b);
  });

  it('keep the primary id where the portal merges the old way', async () => {
    portal.hubspot.portal.switches.mergeKeepsId = true;
    const [a, b] = [company({ name: 'Kept' }), company({ name: 'Gone', city: 'Ulm' })];
    const merged = await merge(a, b);
    portal.hubspot.portal.switches.mergeKeepsId = false;
    expect(merged.body.id).toBe(a);
    expect(portal.hubspot.portal.object('companies', b)?.properties).toMatchObject({
      name: 'Kept',
      city: 'Ulm',
      hs_merged_object_ids: b,
    });
    expect((await merge(a, b)).status).toBe(400);
  });
});
