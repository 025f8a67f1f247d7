/** Makes an authorised org or portal a connection of a tenant: tried first, then kept, and never held by two tenants. */
import type { App } from './app.ts';
import { openConnection } from './connections.ts';
import type { Credential, KeptTokens } from './credentials.ts';
import { eventLog } from './log.ts';
import type { Described } from './ports.ts';
import type { ConnectionSettings, SettingsFile } from './settings/settings.ts';
import { connectionDefaults } from './settings/shape.ts';
import { installations, type Installation } from './use/collections.ts';
import { Refusal } from './use/context.ts';

export interface ConnectRequest {
  tenant: string;
  connection: string;
  crm: ConnectionSettings['crm'];
  url: string;
  credential: Credential;
  tokens?: KeptTokens;
  apiVersion?: string;
  namespace?: string;
  /** The account that the credential must open, where that is known beforehand. */
  accountId?: string;
  integrationUser?: Installation['integrationUser'];
  certificate?: Installation['certificate'];
}

/** @throws Refusal when the account is connected elsewhere, CrmError when the credential does not open it; then nothing was changed. */
export async function connect(
  app: Pick<App, 'config' | 'settings' | 'store' | 'credentials' | 'clock' | 'logger'>,
  request: ConnectRequest,
): Promise<Described> {
  const { tenant, connection, crm, url, apiVersion, namespace } = request;
  const before = await app.settings.read();
  const kept = before.tenants[tenant]?.connections[connection];
  const setting: ConnectionSettings = {
    ...(kept ?? connectionDefaults({ crm, url, accountId: request.accountId ?? 'unknown' })),
    crm,
    url,
    ...(apiVersion && { apiVersion }),
    ...(namespace && { namespace }),
  };
  const trial = new Trial(request);
  const described = await tryOut(app, request, setting, trial);
  setting.accountId = described.account.id;
  if (!kept) setting.timeZone = described.timeZone;
  requireFree(before, request, described);
  const credentials = app.credentials(tenant);
  await credentials.keepCredential(connection, request.credential);
  if (trial.held) await credentials.keepTokens(connection, trial.held);
  else await credentials.forgetTokens(connection);
  const store = app.store.for(tenant);
  const earlier = await store.get(installations, connection);
  const document: Installation = {
    account: described.account,
    connectedAt: app.clock.now(),
    integrationUser: request.integrationUser ?? earlier?.integrationUser ?? null,
    certificate: request.certificate ?? earlier?.certificate ?? null,
  };
  await store.put(installations, [{ id: connection, document }]);
  await app.settings.update((draft) => {
    requireFree(draft, request, described);
    (draft.tenants[tenant] ??= { connections: {} }).connections[connection] = setting;
  });
  return described;
}

/** Tokens stay in memory until the account has answered to them. */
class Trial {
  held: KeptTokens | null;
  readonly #credential: Credential;

  constructor({ tokens, credential }: ConnectRequest) {
    this.held = tokens ?? null;
    this.#credential = credential;
  }

  credential = async (): Promise<Credential> => this.#credential;
  tokens = async (): Promise<KeptTokens | null> => this.held;
  keepTokens = async (_connection: string, tokens: KeptTokens): Promise<void> => {
    this.held = tokens;
  };
}

async function tryOut(
  app: Pick<App, 'config' | 'store' | 'clock' | 'logger'>,
  { tenant, connection, accountId }: ConnectRequest,
  setting: ConnectionSettings,
  trial: Trial,
): Promise<Described> {
  const crm = await openConnection({
    connection,
    setting,
    store: app.store.for(tenant),
    credentials: trial,
    app: app.config.hubspot,
    clock: app.clock,
    log: eventLog(app.logger, { tenant, connection }),
  });
  try {
    const described = await crm.describe();
    if (accountId === undefined || described.account.id === accountId) return described;
    throw new Refusal(
      'connect.otherAccount',
      `The credential opens account ${described.account.id}, not ${accountId}.`,
      'Use a credential of the account that you meant.',
    );
  } finally {
    await crm.close();
  }
}

function requireFree(
  { tenants }: Pick<SettingsFile, 'tenants'>,
  { tenant, connection, crm }: ConnectRequest,
  { account }: Described,
): void {
  for (const [otherTenant, { connections }] of Object.entries(tenants)) {
    for (const [name, setting] of Object.entries(connections)) {
      const isThis = otherTenant === tenant && name === connection;
      const isSameAccount = setting.crm === crm && setting.accountId === account.id;
      if (isThis && !isSameAccount) {
        throw new Refusal(
          'connect.nameTaken',
          `Connection ${name} is account ${setting.accountId}; this one is ${account.id}.`,
          'Give this one another name with --connection.',
        );
      }
      if (!isThis && isSameAccount) {
        // Another tenant's name is not ours to tell.
        const holder = otherTenant === tenant ? `connection ${name}` : 'another tenant';
        throw new Refusal(
          'connect.held',
          `Account ${account.id} is already connected by ${holder}.`,
          'An org or portal belongs to one connection. Disconnect it there first.',
        );
      }
    }
  }
}
