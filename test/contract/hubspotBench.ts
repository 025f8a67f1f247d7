/** The HubSpot adapter on an imitation portal of one edition, connected by OAuth. */
import { openHubSpot } from '../../server/crm/hubspot/index.ts';
import { type OAuthApp, refreshTokens } from '../../server/crm/hubspot/oauth.ts';
import { TokenKeeper, type Tokens } from '../../server/crm/tokens.ts';
import { startHubSpot } from '../../server/sandbox/hubspot/index.ts';
import { type Edition, World } from '../../server/sandbox/world.ts';
import { Leases, provision } from '../crm/hubspotPortal.ts';
import type { Bench } from './bench.ts';

export async function openHubSpotBench(edition: Edition): Promise<Bench> {
  const world = new World('clean');
  const sandbox = await startHubSpot(world, { edition });
  const { portal, url, clientId, clientSecret, refreshToken } = sandbox;
  const clock = { now: () => world.now() };
  const app: OAuthApp = {
    apiUrl: url,
    loginUrl: url,
    apiVersion: '2026-03',
    clientId,
    clientSecret,
    redirectUrl: 'https://alongside.example/oauth/hubspot',
    clock,
  };
  const tokens = new TokenKeeper(keptInMemory(app, refreshToken), clock);
  const leases = new Leases();
  const open = () => openHubSpot({ url, tokens, share: 1, clock, leases: leases.take });
  await provision(await open());
  const crm = await open();
  world.calls.reset();
  return {
    crm,
    counted: () => world.calls.count('hubspot'),
    tokensAsked: () => world.calls.entries.filter(({ path }) => path.endsWith('/token')).length,
    addAccount: ({ name, website }) =>
      portal.create('companies', { name, ...(website && { domain: website }) }).id,
    addDeal: ({ name, account, amount }) => {
      const values = { dealname: name, amount, dealstage: 'appointmentscheduled', pipeline: 'default' };
      const { id } = portal.create('deals', values);
      const type = portal.links.plainType('deals', 'companies');
      if (type) portal.links.add(type, id, account);
      return id;
    },
    renameAccount: (id, name) => portal.update('companies', id, { name }),
    removeAccount: (id) => portal.archive('companies', id),
    restoreAccount: (id) => portal.restore('companies', id),
    mergeAccounts: (winner, loser) => portal.merge('companies', winner, loser).id,
    overlapsStored: (account, key) => {
      const text = portal.object('companies', account)?.properties['alongside_overlaps'] ?? '{"rows":[]}';
      const { rows } = JSON.parse(text) as { rows: { key: string }[] };
      return rows.filter((row) => row.key === key).length;
    },
    newDeal: { stage: 'Qualified To Buy', kind: 'Sales Pipeline', native: { dealtype: 'newbusiness' } },
    absentAccount: '99999999999',
    lockAccount: (id, times) => portal.lock('companies', id, times),
    expireTokens: () => sandbox.portal.expireTokens(),
    loseAnswers: (times) =>
      world.fail({ crm: 'hubspot', path: /batch\/update$/, times, effect: { drop: 'after' } }),
    throttle: () => world.fail({ crm: 'hubspot', effect: { answer: limited('TEN_SECONDLY_ROLLING', '1') } }),
    exhaust: () =>
      world.fail({ crm: 'hubspot', times: Infinity, effect: { answer: limited('DAILY', '3600') } }),
    reset: () => world.faults.clear(),
    settle: async () => world.advance(1_000),
    close: async () => {
      await crm.close();
      await sandbox.close();
    },
  };
}

function limited(policyName: string, seconds: string) {
  return {
    status: 429,
    headers: { 'Retry-After': seconds },
    body: {
      status: 'error',
      category: 'RATE_LIMITS',
      errorType: 'RATE_LIMIT',
      policyName,
      message: 'Too many',
    },
  };
}

function keptInMemory(app: OAuthApp, refreshToken: string) {
  let kept: Tokens = { accessToken: '', refreshToken, expiresAt: 0 };
  return {
    fetch: (previous: Tokens | null) => refreshTokens(app, previous),
    load: async () => kept,
    save: async (tokens: Tokens) => {
      kept = tokens;
    },
  };
}
