/** The composition root: settings in, store and connections out. Only this file knows which CRM and store are behind the ports. */
import { join } from 'node:path';
import type pino from 'pino';
import { ConfigError, type Config } from './config.ts';
import { Credentials } from './credentials.ts';
import { connect, type ConnectRequest } from './connecting.ts';
import { openConnection, type AdminSession } from './connections.ts';
import { linkKey } from './consent.ts';
import { projectFiles } from './crm/hubspot/project.ts';
import { SalesforceAdmin } from './crm/salesforce/admin.ts';
import { examineConnection } from './examining.ts';
import { eventLog, openLog } from './log.ts';
import type { Clock, Collection, Described, Vault } from './ports.ts';
import { openSettings, type Settings } from './settings/settings.ts';
import { backup } from './store/backup.ts';
import { openStore } from './store/index.ts';
import { restore } from './store/restore.ts';
import { checkMasterKey, dataKeys, openVault } from './store/vault.ts';
import type { WholeStore } from './store/whole.ts';
import { COLLECTIONS } from './use/collections.ts';
import type { LinkCheck } from './use/linkChecks.ts';
import { newLink, sign } from './use/installLink.ts';
import type { AdminSide } from './use/prepareAccount.ts';
import { Refusal, type Context, type Progress } from './use/context.ts';

export type { ConnectRequest };

export interface App {
  readonly config: Config;
  readonly store: WholeStore;
  readonly settings: Settings;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly logger: pino.Logger;
  credentials(tenant: string): Credentials;
  /** Opens a stored connection; close it when done. */
  open(
    tenant: string,
    connection: string,
    options?: OpenOptions,
  ): Promise<Context & { close(): Promise<void> }>;
  /** Makes an authorised account a connection, once it has answered. */
  connect(request: ConnectRequest): Promise<Described>;
  /** An account seen by its administrator. */
  admin(session: AdminSession): AdminSide;
  /** Tests every link of a connection, both ways. @throws Refusal when there is no such connection */
  examine(
    tenant: string,
    connection: string,
    session?: AdminSession,
  ): Promise<{ crm: string; checks: LinkCheck[] }>;
  /** An address under which an admin installs for this connection; it works once, for a day. */
  installAddress(publicUrl: string, tenant: string, connection: string): string;
  /** The files of the HubSpot project with this server's address in them, by path. */
  projectFiles(publicUrl: string): Map<string, string>;
  /** All that only the store knows, as lines of JSON; secrets stay sealed. */
  backup(): AsyncIterable<string>;
  /** Answers how many documents came back. */
  restore(lines: AsyncIterable<string>, options: { replace: boolean }): Promise<number>;
  close(): Promise<void>;
}

export interface OpenOptions {
  progress?: (step: Progress) => void;
  signal?: AbortSignal;
  /** The admin's own session, the only one that may deploy metadata. */
  admin?: AdminSession;
}

export async function openApp(
  config: Config,
  options: { member?: boolean; clock?: Clock } = {},
): Promise<App> {
  if (!config.masterKey) {
    throw new ConfigError(
      'ALONGSIDE_MASTER_KEY is missing. Make one with: openssl rand -base64 32, and keep it apart from the backups.',
    );
  }
  const logger = openLog(config.logLevel);
  const settings = await openSettings(join(config.folder, 'settings.json'));
  const store = await openStore({
    ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : { folder: config.folder }),
    ...(options.member && { member: true }),
  });
  const clock: Clock = options.clock ?? { now: () => Date.now() };
  try {
    await checkMasterKey(store, config.masterKey);
    const vault = openVault(store, config.masterKey);
    return new OpenedApp(config, store, settings, vault, clock, logger);
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The sealed secrets of a backup need the data keys that opened them. */
const WHOLE: readonly Collection<never>[] = [...COLLECTIONS, dataKeys];

class OpenedApp implements App {
  readonly config: Config;
  readonly store: WholeStore;
  readonly settings: Settings;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly logger: pino.Logger;

  constructor(
    config: Config,
    store: WholeStore,
    settings: Settings,
    vault: Vault,
    clock: Clock,
    logger: pino.Logger,
  ) {
    this.config = config;
    this.store = store;
    this.settings = settings;
    this.vault = vault;
    this.clock = clock;
    this.logger = logger;
  }

  credentials(tenant: string): Credentials {
    return new Credentials(this.store.for(tenant), this.vault);
  }

  async open(
    tenant: string,
    connection: string,
    options: OpenOptions = {},
  ): Promise<Context & { close(): Promise<void> }> {
    const setting = (await this.settings.read()).tenants[tenant]?.connections[connection];
    if (!setting) {
      throw new Refusal(
        'connection.unknown',
        `Tenant ${tenant} has no connection ${connection}.`,
        'See those it has with: sf partner status. Add one with: sf partner connect.',
      );
    }
    const log = eventLog(this.logger, { tenant, connection });
    const crm = await openConnection({
      connection,
      setting,
      store: this.store.for(tenant),
      credentials: this.credentials(tenant),
      app: this.config.hubspot,
      clock: this.clock,
      log,
      ...(options.admin && { admin: options.admin }),
      ...(options.signal && { signal: options.signal }),
    });
    return {
      store: this.store.for(tenant),
      connection,
      crm,
      clock: this.clock,
      log,
      progress: options.progress ?? (() => undefined),
      signal: options.signal ?? new AbortController().signal,
      close: () => crm.close(),
    };
  }

  connect(request: ConnectRequest): Promise<Described> {
    return connect(this, request);
  }

  admin(session: AdminSession): AdminSide {
    return new SalesforceAdmin({ session, clock: this.clock });
  }

  examine(
    tenant: string,
    connection: string,
    session?: AdminSession,
  ): Promise<{ crm: string; checks: LinkCheck[] }> {
    return examineConnection(this, tenant, connection, session);
  }

  installAddress(publicUrl: string, tenant: string, connection: string): string {
    const link = sign(newLink(tenant, connection, this.clock.now()), linkKey(this));
    return `${publicUrl}/oauth/hubspot/start?install=${link}`;
  }

  projectFiles(publicUrl: string): Map<string, string> {
    return projectFiles({ serverUrl: publicUrl });
  }

  backup(): AsyncIterable<string> {
    return backup(this.store, WHOLE);
  }

  restore(lines: AsyncIterable<string>, options: { replace: boolean }): Promise<number> {
    return restore(this.store, lines, WHOLE, options);
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
