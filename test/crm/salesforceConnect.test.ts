/** Salesforce: signing in without a person, and orgs with several currencies. */
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SalesforceAdmin } from '../../server/crm/salesforce/admin.ts';
import { openSalesforce } from '../../server/crm/salesforce/index.ts';
import { clientCredentials, jwtBearer, type TokenStorage } from '../../server/crm/salesforce/oauth.ts';
import type { Tokens } from '../../server/crm/tokens.ts';
import { type SalesforceSandbox, startSalesforce } from '../../server/sandbox/salesforce/index.ts';
import { World } from '../../server/sandbox/world.ts';
import { openAdapter } from '../contract/salesforceBench.ts';

const clock = { now: () => Date.now() };

function storage(): TokenStorage & { kept: Tokens | null } {
  const held = {
    kept: null as Tokens | null,
    load: async () => held.kept,
    save: async (tokens: Tokens) => {
      held.kept = tokens;
    },
  };
  return held;
}

describe('connecting to Salesforce', () => {
  let sandbox: SalesforceSandbox;
  beforeEach(async () => {
    sandbox = await startSalesforce(new World('clean'));
  });
  afterEach(() => sandbox.close());

  it('signs in with a signed assertion and keeps the token for the next start', async () => {
    const { url, clientId, integrationUser: username } = sandbox;
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    sandbox.grants.registerCertificate(publicKey);
    const kept = storage();
    const open = () =>
      openSalesforce({
        url,
        tokens: jwtBearer({ url, clientId, username, privateKey }, kept, clock),
        share: 1,
        clock,
      });
    expect((await (await open()).describe()).account.id).toBe(sandbox.orgId);
    const { accessToken } = kept.kept ?? {};
    expect((await (await open()).describe()).account.id).toBe(sandbox.orgId);
    expect(kept.kept?.accessToken).toBe(accessToken);
  });

  it("points the org's calls at us through the credential of a package under a namespace, and lets it stay", async () => {
    const packaged = await startSalesforce(new World('clean'), { namespace: 'acme' });
    const { org, url: instanceUrl, adminToken: accessToken } = packaged;
    org.metadata.set('ExternalCredential:acme__Alongside', {});
    const admin = new SalesforceAdmin({ session: { accessToken, instanceUrl }, clock });
    for (const url of ['https://one.example', 'https://two.example']) {
      await admin.setCallbackUrl(url);
      expect(org.metadata.get('NamedCredential:Alongside')?.['namedCredentialParameters']).toEqual([
        { parameterName: 'Url', parameterType: 'Url', parameterValue: url },
        expect.objectContaining({ externalCredential: 'acme__Alongside' }),
        { parameterName: 'acme', parameterType: 'AllowedManagedPackageNamespaces', parameterValue: 'acme' },
      ]);
    }
    await packaged.close();
  });

  it('says that someone must reconnect when the app was refused, and names no secret', async () => {
    const { url, clientId } = sandbox;
    const tokens = clientCredentials({ url, clientId, clientSecret: 'not-the-secret' }, storage());
    const crm = await openSalesforce({ url, tokens, share: 1, clock });
    const refused = crm.describe();
    await expect(refused).rejects.toMatchObject({ fault: { kind: 'expired' } });
    await expect(refused).rejects.not.toThrow(/not-the-secret/);
    expect(crm.calls()).toBe(0);
  });

  it('says down when nobody answers', async () => {
    const { url } = sandbox;
    const crm = await openAdapter(sandbox, {});
    await sandbox.close();
    await expect(crm.describe()).rejects.toMatchObject({ fault: { kind: 'down' } });
    sandbox = await startSalesforce(new World('clean'));
    expect(sandbox.url).not.toBe(url);
  });

  it('reads money in the currency of each record where there are several', async () => {
    const { org } = sandbox;
    org.enableMultiCurrency([
      { isoCode: 'EUR', rate: 1, decimals: 2, corporate: true },
      { isoCode: 'USD', rate: 1.1, decimals: 2, corporate: false },
      { isoCode: 'JPY', rate: 160, decimals: 0, corporate: false },
    ]);
    const crm = await openAdapter(sandbox, {});
    const codes = ['EUR', 'USD', 'JPY'];
    expect((await crm.describe()).currency).toEqual({ company: 'EUR', multiple: true, codes });
    const account = org.insert('Account', { Name: 'Account' });
    const deal = (Amount: number, CurrencyIsoCode: string) =>
      org.insert('Opportunity', {
        Name: 'Deal',
        AccountId: account,
        Amount,
        CurrencyIsoCode,
        StageName: 'Prospecting',
        CloseDate: '2027-01-31',
      });
    const [dollars, yen] = [deal(12.5, 'USD'), deal(1250, 'JPY')];
    const read = await crm.get('deal', [dollars, yen], ['amount']);
    expect(read.get(dollars)?.fields.amount).toEqual({ minor: 1250, currency: 'USD' });
    const amount = { minor: 700, currency: 'JPY' };
    const fields = { name: 'Made', account, amount, stage: 'Prospecting', closeDate: '2027-01-31' };
    const [made] = await crm.write([{ object: 'deal', op: 'create', fields }]);
    const { id } = made as { id: string };
    expect((await crm.get('deal', [id], ['amount'])).get(id)?.fields).toEqual({ amount });
    expect(read.get(yen)?.fields.amount).toEqual({ minor: 1250, currency: 'JPY' });
  });
});
