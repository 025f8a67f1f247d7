/** A run that meets the end of the day's calls says so, says when it goes on, and goes on then by itself. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRunner, type Runner } from '../../server/jobs/runner.ts';
import { runs, type Run } from '../../server/use/collections.ts';
import { mapUnderLease } from '../../server/use/mapAccounts.ts';
import { keepStart } from '../../server/use/starts.ts';
import { LINES } from './company.ts';
import { CRMS, customerOn, Story } from './story.ts';

/** What each CRM answers when the day is spent, to a request that writes. */
const SPENT = {
  salesforce: {
    path: /composite$/,
    body: /"records"/,
    effect: {
      answer: {
        status: 403,
        body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }],
      },
    },
  },
  hubspot: {
    path: /batch\/update$/,
    effect: {
      answer: {
        status: 429,
        headers: { 'Retry-After': '1' },
        body: { category: 'RATE_LIMITS', policyName: 'DAILY', message: 'You have reached your daily limit.' },
      },
    },
  },
} as const;

describe.each(CRMS)('a day that is spent on %s', (crm) => {
  let story: Story;
  let runner: Runner | undefined;
  beforeEach(async () => {
    story = await Story.begin(crm);
    await story.import('acme', [LINES.foundry, LINES.marine, LINES.biotech]);
  });
  afterEach(async () => {
    await runner?.stop();
    await story.close();
  });

  const newest = async (): Promise<Run | undefined> =>
    (await story.context.store.page(runs, { prefix: `${crm}/`, limit: 100 })).at(-1)?.document;

  it('ends a full run as exhausted, which the scheduler takes up at the time it names', async () => {
    const waiting = (await story.app.store.pending()).jobs;
    story.sandbox.world.fail({ crm, times: Infinity, ...SPENT[crm] });
    await expect(story.map()).rejects.toMatchObject({ fault: { kind: 'exhausted' } });
    const run = await newest();
    expect(run).toMatchObject({ kind: 'map', state: 'exhausted' });
    expect(run?.until).toBeGreaterThan(run?.endedAt ?? Infinity);
    expect((await story.app.store.pending()).jobs).toBe(waiting + 1);
    expect(story.shown()).toEqual([]);

    story.sandbox.world.faults.clear();
    // Salesforce never says when its day is over; an hour is too long to wait for here.
    if (crm === 'salesforce') return;
    const { tenant, connection } = customerOn(crm);
    await keepStart(story.context.store, connection, 'changes', story.context.clock.now());
    const setting = { tenant, connection, stamp: '1', pollSeconds: 3_600, mapAt: '02:00', timeZone: 'UTC' };
    runner = await startRunner({
      store: story.app.store,
      clock: story.context.clock,
      log: () => undefined,
      connections: async () => [setting],
      open: (of, name, signal) => story.app.open(of, name, { signal }),
      map: async (_tenant, _connection, signal) => {
        await mapUnderLease({ ...story.context, signal });
      },
    });
    await expect.poll(async () => (await newest())?.state, { timeout: 30_000 }).toBe('done');
    expect(story.shown()).toEqual(['foundry acme sure', 'marine acme sure']);
  });

  it('leaves a poll to be done again, with all it had seen', async () => {
    await story.map();
    await story.poll();
    story.hand.rename(story.id('marine'), 'Entirely Different Undertaking');
    story.hand.setWebsite(story.id('marine'), 'https://other-company.example.org');
    story.sandbox.world.fail({ crm, times: Infinity, ...SPENT[crm] });
    await expect(story.poll()).rejects.toMatchObject({ fault: { kind: 'exhausted' } });
    expect(await newest()).toMatchObject({ kind: 'changes', state: 'exhausted' });
    story.sandbox.world.faults.clear();
    await story.poll();
    expect(story.shown()).toEqual(['foundry acme sure']);
  });

  it("counts an earlier process's calls of the last day into our share", async () => {
    await story.map();
    const { connection, tenant } = customerOn(crm);
    const daily = 100;
    await story.app.settings.update((draft) => {
      const setting = draft.tenants[tenant]?.connections[connection];
      if (setting) setting.apiShare = 0.5;
    });
    const document: Run = {
      kind: 'map',
      startedAt: story.context.clock.now() - 3_600_000,
      endedAt: story.context.clock.now() - 3_500_000,
      state: 'done',
      counts: {},
      calls: daily / 2,
      problem: null,
    };
    const place = String(document.startedAt).padStart(15, '0');
    await story.context.store.put(runs, [{ id: `${connection}/${place}-map`, document }]);
    await story.reopen();
    if (crm === 'salesforce') {
      story.sandbox.salesforce.org.daily.limit = daily;
      story.sandbox.salesforce.org.daily.used = 0;
    } else {
      // HubSpot tells the day's calls to private apps only, so the answer is scripted.
      story.sandbox.world.fail({
        crm,
        path: /account-info/,
        effect: {
          answer: {
            status: 200,
            headers: {
              'X-HubSpot-RateLimit-Daily': String(daily),
              'X-HubSpot-RateLimit-Daily-Remaining': '40',
            },
            body: {
              portalId: story.sandbox.hubspot.portalId,
              companyCurrency: 'EUR',
              additionalCurrencies: [],
              timeZone: 'UTC',
            },
          },
        },
      });
    }
    await expect(story.context.crm.describe()).rejects.toMatchObject({ fault: { kind: 'exhausted' } });
  });
});
