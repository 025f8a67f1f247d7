/** Joins a connection's sealed credential and kept tokens to the way its CRM issues tokens. */
import { refreshTokens } from './crm/hubspot/oauth.ts';
import { clientCredentials, jwtBearer, type TokenStorage } from './crm/salesforce/oauth.ts';
import { TokenKeeper, type TokenSource } from './crm/tokens.ts';
import type { ConnectionParts } from './connections.ts';
import type { Credential } from './credentials.ts';
import { CrmError } from './ports.ts';
import { Refusal } from './use/context.ts';
import { ConfigError } from './config.ts';

/** A refresh that takes longer has died with its process. */
const REFRESH_LEASE = 60_000;
const REFRESH_TRIES = 100;

export function salesforceTokens(parts: ConnectionParts, credential: Credential): TokenSource {
  const { url } = parts.setting;
  const storage = storageOf(parts);
  if (credential.kind === 'clientCredentials') {
    const { clientId, clientSecret } = credential;
    return clientCredentials({ url, clientId, clientSecret }, storage);
  }
  if (credential.kind === 'jwtBearer') {
    const { clientId, username, privateKey, audience } = credential;
    return jwtBearer(
      { url, clientId, username, privateKey, ...(audience && { audience }) },
      storage,
      parts.clock,
    );
  }
  throw misplaced(parts, credential);
}

export function hubspotTokens(
  parts: ConnectionParts,
  credential: Credential,
): TokenKeeper | { privateAppToken: string } {
  if (credential.kind === 'privateApp') return { privateAppToken: credential.token };
  if (credential.kind !== 'oauth') throw misplaced(parts, credential);
  const { app } = parts;
  if (!app) {
    throw new ConfigError(
      `HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET are missing; connection ${parts.connection} needs them.`,
    );
  }
  const fetch: TokenSource['fetch'] = (previous) =>
    refreshTokens(
      {
        apiUrl: parts.setting.url,
        apiVersion: parts.setting.apiVersion ?? '2026-03',
        ...app,
        clock: parts.clock,
      },
      previous,
    );
  return new TokenKeeper({ fetch, ...storageOf(parts) }, parts.clock);
}

function storageOf({ credentials, connection, store }: ConnectionParts): Required<TokenStorage> {
  return {
    load: () => credentials.tokens(connection),
    save: (tokens) => credentials.keepTokens(connection, tokens),
    exclusive: (work) => underLease(`tokens/${connection}`, store, work),
  };
}

/** Two processes that meet an expiry together must not both spend the refresh token. */
async function underLease<T>(
  name: string,
  store: ConnectionParts['store'],
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 0; attempt < REFRESH_TRIES; attempt += 1) {
    const lease = await store.lease(name, REFRESH_LEASE);
    if (lease) {
      try {
        return await work();
      } finally {
        await lease.release();
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new CrmError(
    { kind: 'down' },
    'Another process has been renewing the tokens for too long; try again',
  );
}

function misplaced({ connection }: ConnectionParts, { kind }: Credential): Refusal {
  return new Refusal(
    'connection.credential',
    `Connection ${connection} holds a credential of kind ${kind}, which its CRM does not take.`,
    'Connect it again with: sf partner connect.',
  );
}
