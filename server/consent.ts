/** Installing by HubSpot's consent pages: what the routes need, joined to our app there and to the connections here. */
import { hkdfSync } from 'node:crypto';
import type { App } from './app.ts';
import { ConfigError } from './config.ts';
import type { KeptTokens } from './credentials.ts';
import { authorizationUrl, exchangeCode, introspect, SCOPES, type OAuthApp } from './crm/hubspot/oauth.ts';
import { REDIRECT_PATH } from './crm/hubspot/project.ts';
import type { Installing } from './use/finishInstall.ts';

/** The key that install links are signed with; it is of no use for anything else. */
export function linkKey({ config }: Pick<App, 'config'>): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', config.masterKey ?? '', '', 'install links', 32));
}

/** @throws ConfigError when the server lacks what an install needs */
export function hubspotInstalling(app: App): Installing {
  const { hubspot, hubspotAddresses: addresses, publicUrl } = app.config;
  if (!hubspot || !publicUrl) {
    throw new ConfigError(
      'Installing in HubSpot needs ALONGSIDE_URL, HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET.',
    );
  }
  const oauth: OAuthApp = {
    ...addresses,
    ...hubspot,
    apiVersion: '2026-03',
    redirectUrl: `${publicUrl}${REDIRECT_PATH}`,
    clock: app.clock,
  };
  return {
    key: linkKey(app),
    clock: app.clock,
    storeOf: (tenant) => app.store.for(tenant),
    consent: {
      issuer: new URL(addresses.loginUrl).origin,
      authorizationUrl: (state) => authorizationUrl(oauth, state),
      redeem: async (code) => {
        const tokens = await exchangeCode(oauth, code);
        const { portalId, scopes } = await introspect(oauth, tokens.accessToken);
        const lacking = SCOPES.filter((scope) => !scopes.includes(scope));
        return { accountId: portalId, lacking, tokens };
      },
    },
    keep: async ({ tenant, connection }, { accountId, tokens }) => {
      const described = await app.connect({
        tenant,
        connection,
        crm: 'hubspot',
        url: addresses.apiUrl,
        accountId,
        credential: { kind: 'oauth' },
        tokens: tokens as KeptTokens,
      });
      return { name: described.account.name };
    },
  };
}
