/** HubSpot's bad moments: refused records, locks, limits, lost answers, nonsense. Good records go on, nothing is lost. */
import { describe, expect, it } from 'vitest';
import { openHubSpot } from '../../server/crm/hubspot/index.ts';
import type { Change, Outcome } from '../../server/ports.ts';
import { Leases, openPortal, type OpenedPortal } from './hubspotPortal.ts';

const UPDATE = /companies\/batch\/update$/;
const counted = (account: string, overlapCount: number): Change => ({
  object: 'account',
  op: 'update',
  id: account,
  fields: { overlapCount },
});
const overlap = (account: string, key: string, more: object = {}): Change => ({
  object: 'accountOverlap',
  op: 'upsert',
  fields: { key, account, partner: '9', row: key, tier: 'sure', ...more },
});
const statuses = (outcomes: Outcome[]) => outcomes.map(({ status }) => status);
const faults = (outcomes: Outcome[]) =>
  outcomes.flatMap((outcome) => (outcome.status === 'failed' ? [outcome.error.fault] : []));

function companies({ sandbox }: OpenedPortal, count: number): string[] {
  return Array.from({ length: count }, (_, n) => sandbox.portal.create('companies', { name: `C${n}` }).id);
}

describe('part of a batch', () => {
  it('fails alone, with its field and reason', async () => {
    const opened = await openPortal();
    const ids = companies(opened, 120);
    opened.sandbox.portal.archive('companies', ids[50] as string);
    const changes: Change[] = ids.map((id, n) =>
      n === 7
        ? { object: 'account', op: 'update', id, fields: { partnerStatus: 'bad' as 'active' } }
        : counted(id, n),
    );
    const outcomes = await opened.crm.write(changes);
    expect(statuses(outcomes).filter((status) => status === 'written')).toHaveLength(118);
    expect(outcomes[7]).toMatchObject({
      status: 'failed',
      error: { fault: { kind: 'rejected', field: 'alongside_partner_status', code: 'INVALID_OPTION' } },
    });
    expect(outcomes[50]).toMatchObject({ error: { fault: { kind: 'missing' } } });
    expect(opened.crm.calls()).toBe(2);
  });

  it('is found by halves when the batch is refused as a whole', async () => {
    const opened = await openPortal();
    const ids = companies(opened, 64);
    const bad = ids[37] as string;
    opened.world.fail({
      crm: 'hubspot',
      path: UPDATE,
      body: new RegExp(`"id":"${bad}"`),
      times: Infinity,
      effect: {
        answer: { status: 400, body: { category: 'NEW_RULE', message: 'One of these is not allowed' } },
      },
    });
    const outcomes = await opened.crm.write(ids.map((id) => overlap(id, `key-${id}`)));
    expect(faults(outcomes)).toEqual([{ kind: 'rejected', code: 'NEW_RULE' }]);
    expect(outcomes[37]?.status).toBe('failed');
    expect(opened.crm.calls()).toBeLessThanOrEqual(1 + 2 * 6 + 2);
  });

  it('fails without its siblings in the same company', async () => {
    const opened = await openPortal();
    const [id = ''] = companies(opened, 1);
    const outcomes = await opened.crm.write([
      overlap(id, 'good'),
      { object: 'account', op: 'update', id, fields: { partnerStatus: 'bad' as 'active' } },
      overlap(id, 'also good'),
    ]);
    expect(statuses(outcomes)).toEqual(['written', 'failed', 'written']);
  });

  it('is looked for when the answer leaves it out', async () => {
    const opened = await openPortal();
    const ids = companies(opened, 3);
    opened.world.fail({
      crm: 'hubspot',
      path: UPDATE,
      effect: { answerAfter: { status: 200, body: { status: 'COMPLETE', results: [] } } },
    });
    expect(statuses(await opened.crm.write(ids.map((id) => overlap(id, `k${id}`))))).toEqual([
      'written',
      'written',
      'written',
    ]);
  });
});

describe('waiting', () => {
  it('goes on after a rolling limit, and hands a long pause to the caller', async () => {
    const { world, crm } = await openPortal();
    const answer = (seconds: string) => ({
      status: 429,
      headers: { 'Retry-After': seconds },
      body: { category: 'RATE_LIMITS', policyName: 'TEN_SECONDLY_ROLLING', message: 'slow down' },
    });
    world.fail({ crm: 'hubspot', effect: { answer: answer('1') } });
    await expect(crm.get('account', ['1'], ['name'])).resolves.toEqual(new Map());
    world.fail({ crm: 'hubspot', effect: { answer: answer('3600') } });
    await expect(crm.get('account', ['1'], ['name'])).rejects.toMatchObject({ fault: { kind: 'throttled' } });
  });

  it('stops for a migration that takes hours', async () => {
    const { world, crm } = await openPortal();
    const body = { category: 'MIGRATION_IN_PROGRESS', message: 'being moved' };
    const effect = { answer: { status: 477, headers: { 'Retry-After': '86400' }, body } };
    world.fail({ crm: 'hubspot', times: Infinity, effect });
    await expect(crm.describe()).rejects.toMatchObject({ fault: { kind: 'throttled' } });
  });

  it('counts every request, also those that failed and were sent again', async () => {
    const { world, crm } = await openPortal();
    world.fail({ crm: 'hubspot', times: 2, effect: { answer: { status: 502, body: 'Bad gateway' } } });
    await crm.get('account', ['1'], ['name']);
    expect(crm.calls()).toBe(3);
    expect(world.calls.count('hubspot')).toBe(3);
  });
});

describe('what cannot go on', () => {
  it('is said in a few calls when the token is refused', async () => {
    const { world, sandbox } = await openPortal();
    const crm = await openHubSpot({
      url: sandbox.url,
      tokens: { privateAppToken: 'pat-eu1-gone' },
      share: 1,
      clock: { now: () => Date.now() },
      leases: new Leases().take,
    });
    for (let n = 0; n < 3; n += 1) {
      await expect(crm.get('account', ['1'], ['name'])).rejects.toMatchObject({ fault: { kind: 'expired' } });
    }
    expect(world.calls.count('hubspot')).toBe(3);
  });

  it('names the scope that is missing and leaves what needs none of it', async () => {
    const opened = await openPortal();
    const [id = ''] = companies(opened, 1);
    const { portal } = opened.sandbox;
    portal.grantScopes(['oauth', 'crm.objects.companies.read']);
    const outcomes = await opened.crm.write([counted(id, 1)]);
    expect(faults(outcomes)).toEqual([
      { kind: 'denied', what: expect.stringContaining('crm.objects.companies.write') as string },
    ]);
    expect((await opened.crm.get('account', [id], ['name'])).size).toBe(1);
  });

  it('is called garbled when HubSpot answers a page instead of data', async () => {
    const { world, crm } = await openPortal();
    const answer = { status: 200, body: '<html>Maintenance</html>' };
    world.fail({ crm: 'hubspot', effect: { answer } });
    // One page may come from anything between us and HubSpot.
    expect(await crm.get('account', ['1'], ['name'])).toEqual(new Map());
    world.fail({ crm: 'hubspot', times: 2, effect: { answer } });
    await expect(crm.get('account', ['1'], ['name'])).rejects.toMatchObject({ fault: { kind: 'garbled' } });
  });

  it('is called down when nobody answers', async () => {
    const { sandbox } = await openPortal();
    const crm = await openHubSpot({
      url: 'http://127.0.0.1:9',
      tokens: { privateAppToken: sandbox.privateAppToken },
      share: 1,
      clock: { now: () => Date.now() },
      leases: new Leases().take,
    });
    await expect(crm.describe()).rejects.toMatchObject({ fault: { kind: 'down' } });
  });
});

describe('rows', () => {
  const text = (opened: OpenedPortal, id: string) =>
    opened.sandbox.portal.object('companies', id)?.properties['alongside_overlaps'];

  it.each([
    ['something else', 'undecodableRows'],
    ['{"v":2,"rev":7,"rows":[{"key":"newer"}]}', 'newerRows'],
  ])('are not overwritten where %s stands in their place', async (foreign, code) => {
    const opened = await openPortal();
    const [a = '', b = ''] = companies(opened, 2);
    opened.sandbox.portal.update('companies', a, { alongside_overlaps: foreign });
    const outcomes = await opened.crm.write([overlap(a, 'one'), overlap(b, 'two'), counted(a, 3)]);
    expect(statuses(outcomes)).toEqual(['failed', 'written', 'written']);
    expect(faults(outcomes)).toEqual([{ kind: 'rejected', code }]);
    expect(text(opened, a)).toBe(foreign);
  });

  it('keep the fields and rows that we do not know', async () => {
    const opened = await openPortal();
    const [id = ''] = companies(opened, 1);
    const odd = ['a text', { note: 'no key' }, { key: 'known', partner: '9', mood: 'good' }];
    opened.sandbox.portal.update('companies', id, {
      alongside_overlaps: JSON.stringify({ v: 1, rev: 3, rows: odd, colour: 'red' }),
    });
    await opened.crm.write([overlap(id, 'known', { score: 5 })]);
    expect(JSON.parse(text(opened, id) ?? '')).toMatchObject({
      v: 1,
      rev: 4,
      colour: 'red',
      rows: ['a text', { note: 'no key' }, { key: 'known', mood: 'good', score: 5, tier: 'sure' }],
    });
  });

  it('are refused one by one when the company is full, saying what to do', async () => {
    const opened = await openPortal();
    const [id = ''] = companies(opened, 1);
    const long = { reasons: 'x'.repeat(3_900) };
    const outcomes = await opened.crm.write(
      Array.from({ length: 14 }, (_, n) => overlap(id, `key${n}`, long)),
    );
    expect(statuses(outcomes).filter((status) => status === 'written')).toHaveLength(13);
    expect(faults(outcomes)[0]).toEqual({ kind: 'rejected', field: 'alongside_overlaps', code: 'rowsFull' });
    expect((text(opened, id) ?? '').length).toBeLessThanOrEqual(52_000);
    const shorter = await opened.crm.write([overlap(id, 'key3', { reasons: null }), overlap(id, 'small')]);
    expect(statuses(shorter)).toEqual(['written', 'written']);
  });

  it('are refused when a value is of another type, and their siblings are not', async () => {
    const opened = await openPortal();
    const [id = ''] = companies(opened, 1);
    const outcomes = await opened.crm.write([overlap(id, 'bad', { score: 'high' }), overlap(id, 'good')]);
    expect(statuses(outcomes)).toEqual(['failed', 'written']);
    expect(faults(outcomes)).toEqual([{ kind: 'rejected', code: 'wrongType' }]);
  });

  it('of two processes at once all arrive', async () => {
    const opened = await openPortal();
    const ids = companies(opened, 3);
    const other = await opened.another();
    const turns = Array.from({ length: 10 }, (_, n) => [
      opened.crm.write(ids.map((id) => overlap(id, `ours${n}`))),
      other.write(ids.map((id) => overlap(id, `theirs${n}`))),
    ]);
    const outcomes = (await Promise.all(turns.flat())).flat();
    expect(statuses(outcomes).every((status) => status === 'written')).toBe(true);
    for (const id of ids)
      expect((JSON.parse(text(opened, id) ?? '') as { rows: unknown[] }).rows).toHaveLength(20);
  });

  it('stop being written when another process has taken over', async () => {
    const opened = await openPortal();
    const ids = companies(opened, 250);
    let renewals = 0;
    const lease = {
      name: 'rows',
      fence: 1,
      renew: async () => (renewals += 1) <= 1,
      release: async () => {},
    };
    const crm = await openHubSpot({
      url: opened.sandbox.url,
      tokens: { privateAppToken: opened.sandbox.privateAppToken },
      share: 1,
      clock: opened.clock,
      leases: async () => lease,
    });
    const outcomes = await crm.write(ids.map((id) => overlap(id, `key-${id}`)));
    expect(statuses(outcomes).filter((status) => status === 'written')).toHaveLength(100);
    expect(new Set(faults(outcomes).map(({ kind }) => kind))).toEqual(new Set(['busy']));
    const stored = ids.filter((id) => text(opened, id) !== undefined);
    expect(stored).toEqual(ids.filter((_, n) => outcomes[n]?.status === 'written'));
  });

  it('wait for nobody who holds the lease for ever', async () => {
    const opened = await openPortal();
    const [id = ''] = companies(opened, 1);
    await opened.leases.take('hubspot-rows-account');
    const outcomes = await opened.crm.write([overlap(id, 'one')]);
    expect(faults(outcomes)).toEqual([{ kind: 'busy' }]);
    expect(text(opened, id)).toBeUndefined();
  });
});
