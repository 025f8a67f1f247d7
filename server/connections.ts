/** Opens the adapter that a connection's settings name, with its sealed credential. */
import { openHubSpot } from './crm/hubspot/index.ts';
import { openSalesforce } from './crm/salesforce/index.ts';
import type { Credentials } from './credentials.ts';
import type { Clock, Crm, TenantStore } from './ports.ts';
import { callsOfDay } from './use/runLog.ts';
import type { ConnectionSettings } from './settings/settings.ts';
import { type Log, Refusal } from './use/context.ts';
import { hubspotTokens, salesforceTokens } from './tokenSources.ts';

export interface AdminSession {
  accessToken: string;
  instanceUrl: string;
}

export interface ConnectionParts {
  connection: string;
  setting: ConnectionSettings;
  store: TenantStore;
  credentials: Pick<Credentials, 'credential' | 'tokens' | 'keepTokens'>;
  /** Our app at HubSpot, from the server's settings. */
  app: { clientId: string; clientSecret: string } | null;
  clock: Clock;
  log: Log;
  admin?: AdminSession;
  /** Ends whatever the adapter waits for. */
  signal?: AbortSignal;
}

/** @throws Refusal when the connection has no credential yet. */
export async function openConnection(parts: ConnectionParts): Promise<Crm> {
  const { setting, clock, store, connection } = parts;
  const credential = await parts.credentials.credential(connection);
  if (!credential) {
    throw new Refusal(
      'connection.noCredential',
      `Connection ${connection} has no credential.`,
      'Connect it again with: sf partner connect.',
    );
  }
  const leases = (name: string) => store.lease(`writer/${connection}/${name}`, 60_000);
  const common = {
    url: setting.url,
    share: setting.apiShare,
    clock,
    log: parts.log,
    spent: await callsOfDay(store, connection, clock.now()),
    ...(parts.signal && { signal: parts.signal }),
  };
  if (setting.crm === 'salesforce') {
    return openSalesforce({
      ...common,
      ...(setting.apiVersion && { apiVersion: setting.apiVersion }),
      ...(setting.namespace && { namespace: setting.namespace }),
      tokens: salesforceTokens(parts, credential),
      ...(parts.admin && { deployWith: parts.admin }),
    });
  }
  return openHubSpot({
    ...common,
    tokens: hubspotTokens(parts, credential),
    leases,
    channelManagers: { users: setting.channelManagers ?? [], teams: setting.managingTeams ?? [] },
  });
}
