import { afterEach, describe, expect, it } from 'vitest';
import { seedCompany } from '../../server/sandbox/seed.ts';
import { type Answered, type Opened, open } from './hubspotClient.ts';

const COMPANIES = '/crm/objects/2026-03/companies';
const opened: Opened[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ hubspot }) => hubspot.close()));
});

async function start(...options: Parameters<typeof open>): Promise<Opened> {
  const portal = await open(...options);
  opened.push(portal);
  return portal;
}

describe('faults', () => {
  it('strike before or after the effect, as often as planned', async () => {
    const { ask, hubspot, world } = await start();
    const make = () => ask('POST', COMPANIES, { properties: { name: 'X' } });
    const count = () => hubspot.portal.objects('companies').length;
    world.fail({
      crm: 'hubspot',
      method: 'POST',
      path: /companies$/,
      effect: { answer: { status: 502, body: '<html>Bad Gateway</html>' } },
    });
    const page = await make();
    expect([page.status, page.headers.get('content-type'), count()]).toEqual([
      502,
      'text/html;charset=utf-8',
      0,
    ]);
    world.fail({
      crm: 'hubspot',
      effect: { answerAfter: { status: 477, headers: { 'Retry-After': '60' } } },
    });
    expect([(await make()).status, count()]).toEqual([477, 1]);
    world.fail({ crm: 'hubspot', effect: { drop: 'before' } });
    await expect(make()).rejects.toThrow();
    world.fail({ crm: 'hubspot', skip: 1, effect: { drop: 'after' } });
    expect([(await make()).status, count()]).toEqual([201, 2]);
    await expect(make()).rejects.toThrow();
    expect(count()).toBe(3);
    expect(world.calls.count('hubspot')).toBe(5);
  });
});

describe('control routes', () => {
  it('count, fail, load and tell the truth for another process', async () => {
    const { ask, hubspot } = await start();
    const control = async (method: string, path: string, body?: unknown): Promise<Answered> => {
      const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
      const response = await fetch(`${hubspot.url}/sandbox${path}`, init);
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? '' : JSON.parse(text),
      };
    };
    const small = seedCompany({ accounts: 30, deals: 5, partners: 1, lists: { min: 5, max: 5 } });
    const { body: ids } = await control('POST', '/load', small);
    const { body: truth } = await control('GET', '/objects?type=companies');
    expect(truth).toHaveLength(30);
    expect(truth[0]).toMatchObject({ id: ids['account-1'] });
    await control('POST', '/fail', { path: 'batch/read$', effect: { answer: { status: 503 } } });
    expect((await ask('POST', `${COMPANIES}/batch/read`, { inputs: [{ id: '1' }] })).status).toBe(503);
    await ask('GET', `${COMPANIES}/${ids['account-1']}`);
    expect((await control('GET', '/calls')).body).toEqual({
      counted: 2,
      byPath: { [`POST ${COMPANIES}/batch/read`]: 1, [`GET ${COMPANIES}/{id}`]: 1 },
    });
    await control('POST', '/calls/reset');
    expect((await control('GET', '/calls')).body).toMatchObject({ counted: 0 });
    expect((await control('GET', '/nothing')).status).toBe(404);
  });
});

describe('a loaded portal', () => {
  it('holds owners, companies and deals as the company has them, dated before today', async () => {
    const { ask, hubspot, world } = await start();
    const company = seedCompany({ accounts: 60, deals: 20 });
    const ids = hubspot.load(company);
    const deal = company.deals.find(({ outcome }) => outcome === 'won');
    const read = await ask(
      'GET',
      `/crm/objects/2026-03/deals/${ids.get(deal?.ref ?? '')}?properties=hs_is_closed_won,amount&associations=companies`,
    );
    expect(read.body.properties).toMatchObject({ hs_is_closed_won: 'true', amount: String(deal?.amount) });
    expect(read.body.associations.companies.results[0].id).toBe(ids.get(deal?.accountRef ?? ''));
    const partner = hubspot.portal.object('companies', ids.get('account-1') ?? '');
    expect(partner?.properties).toMatchObject({ type: 'PARTNER', partner_type: 'System Integrator' });
    const yesterday = world.now() - 86_400_000;
    expect(hubspot.portal.objects('companies').every(({ updatedAt }) => updatedAt <= yesterday)).toBe(true);
  });

  it('leaves a free portal all its ten properties', async () => {
    const { ask, hubspot } = await start({ edition: 'free' });
    hubspot.load(seedCompany({ accounts: 20, deals: 2 }));
    expect((await ask('GET', '/crm/limits/2026-03/custom-properties')).body.overallUsage).toBe(0);
  });
});

describe('a lived-in portal', () => {
  it('has twins, merges, archived and hidden companies, other hands in the properties and little of the day left', async () => {
    const { ask, hubspot } = await start({ kind: 'lived-in' });
    const company = seedCompany({ accounts: 200, deals: 20 });
    const ids = hubspot.load(company);
    const live = hubspot.portal.objects('companies');
    const byDomain = Map.groupBy(live, ({ properties }) => properties['domain'] ?? '');
    expect(
      [...byDomain].filter(([domain, twins]) => domain !== '' && twins.length > 1).length,
    ).toBeGreaterThan(0);
    expect(live.filter(({ properties }) => properties['hs_merged_object_ids'])).toHaveLength(3);
    expect(company.accounts.every(({ ref }) => hubspot.portal.object('companies', ids.get(ref) ?? ''))).toBe(
      true,
    );
    const archived = await ask('GET', `${COMPANIES}?archived=true&limit=100`);
    expect(archived.body.results.length).toBeGreaterThan(0);
    expect(hubspot.portal.property('companies', 'partner_count')?.type).toBe('string');
    const { currentUsage, usageLimit } = (
      await ask('GET', '/account-info/2026-03/api-usage/daily/private-apps')
    ).body.results[0];
    expect(currentUsage / usageLimit).toBeGreaterThan(0.6);
  });

  it('applies validation rules always and required properties from 2026-09 on', async () => {
    const { ask } = await start({ kind: 'lived-in' });
    const properties = { name: 'D', type: 'DISTRIBUTOR' };
    expect((await ask('POST', COMPANIES, { properties })).status).toBe(201);
    const later = await ask('POST', '/crm/objects/2026-09/companies', { properties });
    expect(later.body.errors[0].code).toBe('MISSING_CONDITIONAL_REQUIRED_PROPERTY');
    const phone = await ask('POST', COMPANIES, { properties: { name: 'P', phone: 'call me' } });
    expect(phone.body.errors[0].code).toBe('INVALID_FORMAT');
  });
});
