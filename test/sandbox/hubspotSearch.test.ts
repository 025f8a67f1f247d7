import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Opened, open } from './hubspotClient.ts';

const SEARCH = '/crm/objects/2026-03/companies/search';
let portal: Opened;
const ids: string[] = [];

beforeAll(async () => {
  portal = await open();
  for (let index = 0; index < 12; index += 1) {
    portal.world.advance(1_000);
    const city = index % 2 === 0 ? 'Bonn' : 'Ulm';
    const properties = {
      name: `Company ${index} GmbH`,
      numberofemployees: String(index * 9),
      ...(index > 2 && { city }),
    };
    ids.push(portal.hubspot.portal.create('companies', properties).id);
  }
});
afterAll(() => portal.hubspot.close());

type Filter = Record<string, unknown>;

async function search(body: Record<string, unknown>) {
  const answer = await portal.ask('POST', SEARCH, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as {
    total: number;
    results: { id: string; properties: Record<string, string> }[];
    paging?: { next: { after: string } };
  };
}

async function found(...groups: Filter[][]) {
  const { results } = await search({ filterGroups: groups.map((filters) => ({ filters })), limit: 100 });
  return results.map(({ id }) => ids.indexOf(id));
}

describe('filters', () => {
  const size = (operator: string, rest: Filter): Filter => ({
    propertyName: 'numberofemployees',
    operator,
    ...rest,
  });
  const city = (operator: string, rest: Filter = {}): Filter => ({ propertyName: 'city', operator, ...rest });

  it.each<[string, Filter, number[]]>([
    ['compare numbers as numbers', size('GT', { value: '72' }), [9, 10, 11]],
    ['include the ends of BETWEEN', size('BETWEEN', { value: '18', highValue: '36' }), [2, 3, 4]],
    ['know LT and LTE apart', size('LT', { value: '9' }), [0]],
    ['match text without case', city('EQ', { value: 'ULM' }), [3, 5, 7, 9, 11]],
    ['count no value as not equal', city('NEQ', { value: 'Ulm' }), [0, 1, 2, 4, 6, 8, 10]],
    ['take lists', size('IN', { values: ['0', '99'] }), [0, 11]],
    ['see absence', city('NOT_HAS_PROPERTY'), [0, 1, 2]],
    ['match whole tokens only', { propertyName: 'name', operator: 'CONTAINS_TOKEN', value: '1' }, [1]],
    [
      'match tokens by wildcard',
      { propertyName: 'name', operator: 'CONTAINS_TOKEN', value: '1*' },
      [1, 10, 11],
    ],
  ])('%s', async (_, filter, expected) => {
    expect(await found([filter])).toEqual(expected);
  });

  it('join groups by or and filters by and', async () => {
    expect(
      await found([city('EQ', { value: 'Bonn' }), size('GT', { value: '72' })], [size('EQ', { value: '0' })]),
    ).toEqual([0, 10]);
  });

  it('reach stamp and id in one keyset condition', async () => {
    const { updatedAt } = portal.hubspot.portal.object('companies', ids[8] ?? '') ?? { updatedAt: 0 };
    const stamp = (operator: string) => ({
      propertyName: 'hs_lastmodifieddate',
      operator,
      value: String(updatedAt),
    });
    const beyond = { propertyName: 'hs_object_id', operator: 'GT', value: ids[8] };
    expect(await found([stamp('GT')], [stamp('EQ'), beyond])).toEqual([9, 10, 11]);
    expect(await found([stamp('GTE')])).toEqual([8, 9, 10, 11]);
  });
});

describe('pages', () => {
  it('follow one sort in either direction and say the total', async () => {
    const page = await search({
      sorts: [{ propertyName: 'numberofemployees', direction: 'DESCENDING' }],
      limit: 5,
      after: '5',
      properties: ['numberofemployees'],
    });
    expect(page.results.map(({ properties }) => properties['numberofemployees'])).toEqual([
      '54',
      '45',
      '36',
      '27',
      '18',
    ]);
    expect(page).toMatchObject({ total: 12, paging: { next: { after: '10' } } });
    expect((await search({ limit: 5, after: '10' })).paging).toBeUndefined();
  });

  it('move a changed record to the end of the order by stamp', async () => {
    portal.world.advance(1_000);
    portal.hubspot.portal.update('companies', ids[3] ?? '', { phone: '1' });
    const { results } = await search({ sorts: ['hs_lastmodifieddate'], limit: 100 });
    expect(results.at(-1)?.id).toBe(ids[3]);
    expect(results).toHaveLength(12);
  });

  it.each<[string, Record<string, unknown>]>([
    ['more than 200 a page', { limit: 201 }],
    ['results past 10,000', { limit: 200, after: '9900' }],
    ['a second sort', { sorts: ['name', 'city'] }],
    ['a sixth group', { filterGroups: Array.from({ length: 6 }, () => ({ filters: [] })) }],
    [
      'a seventh filter in a group',
      {
        filterGroups: [
          { filters: Array.from({ length: 7 }, () => ({ propertyName: 'name', operator: 'HAS_PROPERTY' })) },
        ],
      },
    ],
    [
      'an unknown operator',
      { filterGroups: [{ filters: [{ propertyName: 'name', operator: 'EQUALS', value: 'x' }] }] },
    ],
    [
      'an unknown property',
      { filterGroups: [{ filters: [{ propertyName: 'nope', operator: 'EQ', value: 'x' }] }] },
    ],
    [
      'a filter without its value',
      { filterGroups: [{ filters: [{ propertyName: 'name', operator: 'EQ' }] }] },
    ],
    ['a body over 3,000 characters', { query: 'x'.repeat(3_000) }],
  ])('refuse %s', async (_, body) => {
    const answer = await portal.ask('POST', SEARCH, body);
    expect(answer).toMatchObject({ status: 400, body: { status: 'error', category: 'VALIDATION_ERROR' } });
  });
});

describe('the index', () => {
  it('shows new values, new records and deletions only after the lag', async () => {
    const { hubspot, world } = portal;
    hubspot.portal.searchLag(5_000);
    const named = (value: string) => found([{ propertyName: 'name', operator: 'EQ', value }]);
    hubspot.portal.update('companies', ids[0] ?? '', { name: 'Renamed' });
    hubspot.portal.archive('companies', ids[1] ?? '');
    expect(await named('Renamed')).toEqual([]);
    expect(await named('Company 1 GmbH')).toEqual([1]);
    const direct = await portal.ask('GET', `/crm/objects/2026-03/companies/${ids[0]}`);
    expect(direct.body.properties.name).toBe('Renamed');
    world.advance(5_000);
    expect(await named('Renamed')).toEqual([0]);
    expect(await named('Company 1 GmbH')).toEqual([]);
    hubspot.portal.searchLag(0);
  });
});

it('answers a typed search of the real client', async () => {
  const filterGroups = [{ filters: [{ propertyName: 'name', operator: 'EQ', value: 'company 5 gmbh' }] }];
  const page = await portal.client.crm.companies.searchApi.doSearch({
    filterGroups,
    limit: 1,
    after: '0',
    properties: ['name'],
    sorts: [],
  } as never);
  expect(page).toMatchObject({ total: 1, results: [{ id: ids[5] }] });
});

it('keeps its order by stamp and id whatever happens to the records', async () => {
  const other = await open();
  const truth = other.hubspot.portal;
  const step = fc.tuple(
    fc.constantFrom('create', 'update', 'archive', 'restore', 'merge', 'wait'),
    fc.nat(),
    fc.nat(),
  );
  const known: string[] = [];
  const act = ([kind, a, b]: [string, number, number]) => {
    if (kind === 'wait') return other.world.advance((a % 5) * 1_000);
    if (kind === 'create' || known.length === 0)
      return void known.push(truth.create('companies', { name: `C${a}` }).id);
    const [first = '', second = ''] = [known[a % known.length], known[b % known.length]];
    const isLive = (id: string) => truth.object('companies', id)?.archived === false;
    const isSame = truth.object('companies', first)?.id === truth.object('companies', second)?.id;
    if (kind === 'update' && isLive(first)) truth.update('companies', first, { city: `City ${b}` });
    if (kind === 'archive') truth.archive('companies', first);
    if (kind === 'restore') truth.restore('companies', first);
    if (kind === 'merge' && !isSame && isLive(first) && isLive(second))
      known.push(truth.merge('companies', first, second).id);
  };
  const sorted = async (property: string) => {
    const seen: string[] = [];
    for (let after = '0'; after !== '';) {
      const { body } = await other.ask('POST', SEARCH, { sorts: [property], limit: 7, after });
      seen.push(...body.results.map(({ id }: { id: string }) => id));
      after = body.paging?.next.after ?? '';
    }
    return seen;
  };
  const runs = fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
    steps.forEach(act);
    const live = truth.objects('companies');
    expect(await sorted('hs_object_id')).toEqual(live.map(({ id }) => id));
    const byStamp = live.toSorted((a, b) => a.updatedAt - b.updatedAt || Number(a.id) - Number(b.id));
    expect(await sorted('hs_lastmodifieddate')).toEqual(byStamp.map(({ id }) => id));
  });
  await fc.assert(runs, { numRuns: 25 });
  await other.hubspot.close();
});

describe('an export', () => {
  const view = {
    ...{ exportType: 'VIEW', format: 'CSV', exportName: 'All', language: 'EN' },
    ...{ objectType: 'COMPANY', objectProperties: ['name', 'city'] },
  };
  const begin = (body: object, token?: string) =>
    portal.ask('POST', '/crm/v3/exports/export/async', body, token);

  it('holds every record with the wanted properties, by their labels', async () => {
    const { status, body } = await begin(view);
    expect(status).toBe(202);
    const told = await portal.ask('GET', `/crm/v3/exports/export/async/tasks/${String(body.id)}/status`);
    expect(told.body).toMatchObject({ status: 'COMPLETE' });
    const file = await (await fetch(String(told.body.result))).text();
    const lines = file.trimEnd().split('\r\n');
    const known = portal.hubspot.portal.objects('companies');
    expect(lines).toEqual([
      '"Record ID","Name","City"',
      ...known.map(({ id, properties: { name, city = '' } }) => `"${id}","${name}","${city}"`),
    ]);
  });

  it('needs its scope, and properties that exist', async () => {
    expect((await begin({ ...view, objectProperties: ['nothing'] })).status).toBe(400);
    portal.hubspot.portal.tokens.addPrivate('pat-few', ['crm.objects.companies.read'], 1, 'a@b.example');
    expect((await begin(view, 'pat-few')).status).toBe(403);
    expect((await portal.ask('GET', '/crm/v3/exports/export/async/tasks/99/status')).status).toBe(404);
  });
});
