/** Who may open a record, how a portal is connected, which project it gets, and money in several currencies. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  authorizationUrl,
  exchangeCode,
  introspect,
  type OAuthApp,
  refreshTokens,
  SCOPES,
  TASK_SCOPES,
} from '../../server/crm/hubspot/oauth.ts';
import { projectFiles } from '../../server/crm/hubspot/project.ts';
import { all, openPortal } from './hubspotPortal.ts';

describe('access', () => {
  it('follows the record: reading is remembered for five minutes, editing asked again', async () => {
    const { sandbox, crm, clock } = await openPortal();
    const { portal } = sandbox;
    const rep = portal.people.add({ firstName: 'Rita', lastName: 'Rep', email: 'rita@portal.example' });
    const user = String(rep.userId);
    const ref = { object: 'account' as const, id: portal.create('companies', { name: 'A' }).id };
    expect(await crm.may(user, 'read', ref)).toBe(true);
    expect(await crm.may(user, 'edit', ref)).toBe(true);
    portal.restrict('companies', ref.id, { view: [], edit: [] });
    expect(await crm.may(user, 'edit', ref)).toBe(false);
    expect(await crm.may(user, 'read', ref)).toBe(false);
    portal.restrict('companies', ref.id, { view: [rep.userId], edit: [] });
    expect(await crm.may(user, 'read', ref)).toBe(false);
    clock.advance(301_000);
    expect(await crm.may(user, 'read', ref)).toBe(true);
    expect(await crm.may(user, 'edit', ref)).toBe(false);
  });

  it('is closed for strangers, for what is gone, for rows, and when HubSpot will not say', async () => {
    const { sandbox, crm } = await openPortal();
    const id = sandbox.portal.create('companies', { name: 'A' }).id;
    expect(await crm.may('1', 'read', { object: 'account', id })).toBe(false);
    expect(await crm.may('8200011', 'read', { object: 'account', id: '999' })).toBe(false);
    expect(await crm.may('8200011', 'read', { object: 'account', id: 'x:y' })).toBe(false);
    expect(await crm.may('8200011', 'read', { object: 'accountOverlap', id: 'ovl1' })).toBe(false);
    sandbox.portal.grantScopes(['oauth']);
    expect(await crm.may('8200011', 'edit', { object: 'account', id })).toBe(false);
    expect(await crm.roleOf('8200011')).toBe('Rep');
  });
});

describe('connecting', () => {
  it('leads from the browser through the code to tokens whose portal and scopes are known', async () => {
    const { sandbox } = await openPortal();
    const app: OAuthApp = {
      apiUrl: sandbox.url,
      loginUrl: sandbox.url,
      apiVersion: '2026-03',
      clientId: sandbox.clientId,
      clientSecret: sandbox.clientSecret,
      redirectUrl: 'https://alongside.example/oauth/hubspot',
      clock: { now: () => 1_000 },
    };
    const answer = await fetch(authorizationUrl(app, 'state 1'), { redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? '');
    expect(back.searchParams.get('state')).toBe('state 1');
    const code = back.searchParams.get('code') ?? '';
    const tokens = await exchangeCode(app, code);
    expect(tokens.expiresAt).toBeGreaterThan(1_000);
    const who = await introspect(app, tokens.accessToken);
    expect(who.portalId).toBe(String(sandbox.portalId));
    expect([...who.scopes].sort()).toEqual([...SCOPES, ...TASK_SCOPES].sort());
    await expect(exchangeCode(app, code)).rejects.toMatchObject({ fault: { kind: 'expired' } });
    expect((await refreshTokens(app, tokens)).accessToken).not.toBe(tokens.accessToken);
    sandbox.portal.tokens.revoke();
    await expect(refreshTokens(app, tokens)).rejects.toMatchObject({ fault: { kind: 'expired' } });
    await expect(refreshTokens(app, null)).rejects.toMatchObject({ fault: { kind: 'expired' } });
  });

  it('prints a project in which our address is the only one', async () => {
    const files = projectFiles({ serverUrl: 'https://partners.example.com/alongside/' });
    const text = [...files.values()].join('');
    const hosts = new Set([...text.matchAll(/https?:\/\/([^/"]+)/g)].map(([, host]) => host));
    expect([...hosts]).toEqual(['partners.example.com']);
    expect(text).toContain('https://partners.example.com/alongside/webhooks/hubspot');
    for (const bad of [
      'http://partners.example.com',
      'https://u:p@partners.example.com',
      'https://x.example/?a=1',
      'nowhere',
    ]) {
      expect(() => projectFiles({ serverUrl: bad })).toThrow(RangeError);
    }
  });

  it('is checked in as it would be printed', async () => {
    for (const [path, text] of projectFiles({ serverUrl: 'https://alongside.example.com' })) {
      expect(await readFile(new URL(`../../hubspot-app/${path}`, import.meta.url), 'utf8')).toBe(text);
    }
  });
});

describe('money', () => {
  it('is in the deal’s own currency where the portal has several', async () => {
    const { sandbox, crm } = await openPortal();
    sandbox.portal.switches.additionalCurrencies = ['JPY'];
    const stage = { dealstage: 'appointmentscheduled', pipeline: 'default' };
    sandbox.portal.create('deals', { dealname: 'Yen', amount: '1200', deal_currency_code: 'JPY', ...stage });
    sandbox.portal.create('deals', { dealname: 'Own', amount: '12.345', ...stage });
    const deals = await all(crm.find({ object: 'deal', fields: ['amount'] }));
    expect(deals.map(({ fields }) => fields.amount)).toEqual([
      { minor: 1_200, currency: 'JPY' },
      { minor: 1_235, currency: 'EUR' },
    ]);
    expect((await crm.describe()).currency).toEqual({
      company: 'EUR',
      multiple: true,
      codes: ['EUR', 'JPY'],
    });
    const amount = { minor: 700, currency: 'JPY' };
    const fields = { name: 'Made', amount, stage: 'Contract Sent' };
    const [made] = await crm.write([{ object: 'deal', op: 'create', fields }]);
    const { id } = made as { id: string };
    expect((await crm.get('deal', [id], ['amount', 'stage'])).get(id)?.fields).toEqual({
      amount,
      stage: 'Contract Sent',
    });
  });

  it('never asks for a currency where the portal has one', async () => {
    const { world, sandbox, crm } = await openPortal();
    sandbox.portal.create('deals', {
      dealname: 'D',
      amount: '1',
      dealstage: 'appointmentscheduled',
      pipeline: 'default',
    });
    world.fail({
      crm: 'hubspot',
      path: /deal_currency_code/,
      times: Infinity,
      effect: { answer: { status: 500 } },
    });
    const [deal] = await all(crm.find({ object: 'deal', fields: ['amount'] }));
    expect(deal?.fields).toEqual({ amount: { minor: 100, currency: 'EUR' } });
  });
});
