/** Salesforce: what leaves the adapter, and what it makes of answers that are not what they should be. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { overlap } from '../contract/rows.ts';
import { openSalesforceBench, type SalesforceBench } from '../contract/salesforceBench.ts';

describe('the way to Salesforce', () => {
  let bench: SalesforceBench;
  let account: string;
  let elsewhere: Server;
  const seenElsewhere: string[] = [];
  beforeAll(async () => {
    bench = await openSalesforceBench();
    account = bench.addAccount({ name: 'Account' });
    await bench.crm.describe();
    elsewhere = createServer((request, response) => {
      seenElsewhere.push(String(request.headers.authorization));
      response.end('{}');
    }).listen(0, '127.0.0.1');
  });
  afterEach(() => bench.reset());
  afterAll(async () => {
    elsewhere.close();
    await bench.close();
  });

  const read = () => bench.crm.get('account', [account], ['name']);
  const always = { crm: 'salesforce', times: Infinity } as const;

  it('stops after the token is refused twice in a row', async () => {
    const crm = await bench.another();
    bench.world.fail({
      ...always,
      path: /data/,
      effect: {
        answer: {
          status: 401,
          body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }],
        },
      },
    });
    const before = bench.counted();
    await expect(crm.get('account', [account], ['name'])).rejects.toMatchObject({
      fault: { kind: 'expired' },
    });
    await expect(crm.get('account', [account], ['name'])).rejects.toMatchObject({
      fault: { kind: 'expired' },
    });
    expect(bench.counted() - before).toBeLessThanOrEqual(3);
  });

  it('renews a token in the middle of a write and goes on', async () => {
    const accounts = Array.from({ length: 2_100 }, (_none, n) => bench.addAccount({ name: `Account ${n}` }));
    const before = bench.tokensAsked();
    bench.world.fail({
      crm: 'salesforce',
      path: /composite$/,
      skip: 1,
      effect: {
        answer: {
          status: 401,
          body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }],
        },
      },
    });
    const outcomes = await bench.crm.write(
      accounts.map((id) => ({ object: 'account', op: 'update', id, fields: { overlapCount: 1 } })),
    );
    expect(outcomes.filter((outcome) => outcome.status !== 'written')).toEqual([]);
    expect(bench.tokensAsked() - before).toBe(1);
  });

  it('never follows to another host', async () => {
    const { port } = elsewhere.address() as AddressInfo;
    bench.world.fail({
      crm: 'salesforce',
      times: 2,
      effect: { answer: { status: 302, headers: { Location: `http://127.0.0.1:${port}/` } } },
    });
    await expect(read()).rejects.toMatchObject({ fault: { kind: 'garbled' } });
    expect(seenElsewhere).toEqual([]);
  });

  it.each([
    [
      'a page for people',
      { status: 200, headers: { 'Content-Type': 'text/html' }, body: 'Down for maintenance' },
    ],
    ['an answer of another shape', { status: 200, body: { compositeResponse: [{}] } }],
    ['a part too few', { status: 200, body: { compositeResponse: [] } }],
  ])('calls %s garbled', async (_name, answer) => {
    bench.world.fail({ ...always, effect: { answer } });
    await expect(read()).rejects.toMatchObject({ fault: { kind: 'garbled' } });
  });

  it('reads once more when one answer made no sense', async () => {
    const page = { status: 200, headers: { 'Content-Type': 'text/html' }, body: 'Down for maintenance' };
    for (const path of [/composite$/, /query$/, /Soap/]) {
      const crm = await bench.another();
      bench.world.fail({ crm: 'salesforce', path, effect: { answer: page } });
      expect((await crm.describe()).found.objects.length, String(path)).toBeGreaterThan(3);
      bench.reset();
    }
  });

  it('settles a write whose answer made no sense by doing it again', async () => {
    const change = overlap(account, account);
    bench.world.fail({
      crm: 'salesforce',
      path: /composite$/,
      effect: { answerAfter: { status: 200, body: 'nonsense' } },
    });
    expect(await bench.crm.write([change])).toMatchObject([{ status: 'written' }]);
    expect(bench.overlapsStored(account, change.fields.key as string)).toBe(1);
  });

  it('gives up a call that takes too long', async () => {
    const crm = await bench.another({ deadline: 400 });
    await crm.get('account', [account], ['name']);
    bench.world.fail({ ...always, effect: { delay: 2_000 } });
    await expect(crm.get('account', [account], ['name'])).rejects.toMatchObject({ fault: { kind: 'down' } });
  });

  it('stops at our share of the day', async () => {
    const { daily } = bench.sandbox.org;
    const { limit } = daily;
    daily.limit = 100;
    daily.used = 0;
    const crm = await bench.another({ share: 0.05 });
    const reads = Array.from({ length: 8 }, () => crm.get('account', [account], ['name']));
    const results = await Promise.allSettled(reads);
    daily.limit = limit;
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused[0]).toMatchObject({ fault: { kind: 'exhausted' } });
    expect(crm.calls()).toBeLessThanOrEqual(5 + 5);
  });

  it('tells a crowd of calls at once from a day that is spent', async () => {
    bench.world.fail({
      crm: 'salesforce',
      effect: {
        answer: {
          status: 403,
          headers: { 'Retry-After': '1' },
          body: [
            {
              errorCode: 'REQUEST_LIMIT_EXCEEDED',
              message: 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
            },
          ],
        },
      },
    });
    expect((await read()).size).toBe(1);
  });

  it('says an object is closed when it is, and sees it again when it is open', async () => {
    const field = 'Account.Overlap_Partners__c';
    bench.sandbox.org.hideField(bench.sandbox.integrationUser, field);
    await expect(bench.crm.get('account', [account], ['overlapPartners'])).rejects.toMatchObject({
      fault: { kind: 'denied' },
    });
    expect((await bench.crm.get('account', [account], ['overlapPartners'])).get(account)?.fields).toEqual({});
    bench.showAccountFields?.();
  });
});
