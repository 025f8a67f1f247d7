/** Gathers what doctor looks at: the same doors that the server itself uses, and the vendors' own answers. */
import type { App } from './app.ts';
import type { AdminSession } from './connections.ts';
import { introspect, SCOPES } from './crm/hubspot/oauth.ts';
import { CrmError } from './ports.ts';
import type { ConnectionSettings } from './settings/settings.ts';
import { Refusal } from './use/context.ts';
import { examine, type Evidence } from './use/doctor.ts';
import type { LinkCheck } from './use/linkChecks.ts';

const DEADLINE = 15_000;

/** @throws Refusal when there is no such connection */
export async function examineConnection(
  app: App,
  tenant: string,
  connection: string,
  session: AdminSession | undefined,
): Promise<{ crm: ConnectionSettings['crm']; checks: LinkCheck[] }> {
  const setting = (await app.settings.read()).tenants[tenant]?.connections[connection];
  if (!setting) {
    throw new Refusal(
      'connection.unknown',
      `Tenant ${tenant} has no connection ${connection}.`,
      'See those it has with: sf partner status.',
    );
  }
  const credentials = app.credentials(tenant);
  const isSalesforce = setting.crm === 'salesforce';
  const scopes = isSalesforce ? undefined : scopesOf(app, tenant, connection, setting.url);
  const evidence: Evidence = {
    accountId: setting.accountId,
    publicUrl: app.config.publicUrl,
    open: () => app.open(tenant, connection),
    checkStore: () => app.store.check(),
    openSealed: async () => [await credentials.credential(connection), await credentials.tokens(connection)],
    vendorTime: () => vendorTime(setting.url),
    hints: !isSalesforce,
    signs: isSalesforce,
    ...(scopes && { lackingScopes: scopes }),
    ...(session && { admin: app.admin(session) }),
  };
  const store = app.store.for(tenant);
  return { crm: setting.crm, checks: await examine({ store, connection, clock: app.clock }, evidence) };
}

/** Only tokens of our app can be asked about; a private app's pages show its scopes. */
function scopesOf(app: App, tenant: string, connection: string, apiUrl: string): Evidence['lackingScopes'] {
  const { hubspot, hubspotAddresses } = app.config;
  if (!hubspot) return undefined;
  return async () => {
    const accessToken = (await app.credentials(tenant).tokens(connection))?.accessToken;
    if (!accessToken) throw new CrmError({ kind: 'expired' }, 'There is no token to ask about');
    const oauth = {
      ...hubspot,
      ...hubspotAddresses,
      apiUrl,
      apiVersion: '2026-03',
      redirectUrl: '',
      clock: app.clock,
    };
    const granted = await introspect(oauth, accessToken);
    return SCOPES.filter((scope) => !granted.scopes.includes(scope));
  };
}

/** @throws CrmError `down` when nothing answers there */
async function vendorTime(url: string): Promise<number> {
  try {
    const answer = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(DEADLINE),
    });
    return Date.parse(answer.headers.get('date') ?? '');
  } catch (error) {
    throw new CrmError({ kind: 'down' }, `${new URL(url).origin} cannot be reached`, { cause: error });
  }
}
