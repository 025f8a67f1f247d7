/** A whole server around an open application: HTTP, workers and schedule, started and stopped together. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { App } from './app.ts';
import { cardDesks } from './cards.ts';
import { hubspotInstalling } from './consent.ts';
import { isSigned } from './crm/hubspot/signature.ts';
import { httpServer } from './http/server.ts';
import { runInChild } from './jobs/child.ts';
import { partnerPages } from './partnerPages.ts';
import { startRunner, type ScheduledConnection } from './jobs/runner.ts';
import { eventLog } from './log.ts';
import { installations } from './use/collections.ts';

export interface Serving {
  /** Where it listens: `http://127.0.0.1:8080`. */
  url: string;
  /** Takes nothing new and lets what runs end where it can be taken up, within some 10 s. */
  stop(): Promise<void>;
}

/** A request that is still on its way after this long is cut off; milliseconds. */
const LINGER = 5_000;
const MAP_CHILD = new URL('./mapChild.ts', import.meta.url);

export async function serve(app: App): Promise<Serving> {
  const { config, store, clock } = app;
  const log = eventLog(app.logger, {});
  const cards = cardDesks(app);
  const server = httpServer({
    store,
    log,
    oauth: {
      installing: () => hubspotInstalling(app),
      secure: config.publicUrl?.startsWith('https:') ?? true,
      log,
    },
    webhooks: {
      store,
      clock,
      isSigned: (request) =>
        config.hubspot !== null &&
        config.publicUrl !== null &&
        isSigned(request, {
          baseUrl: config.publicUrl,
          secrets: [config.hubspot.clientSecret],
          now: clock.now(),
        }),
      connectionOf: (account) => connectionOf(app, 'hubspot', account),
    },
    cards: cards.parts,
    partnerPage: partnerPages(app, cards.parts),
  });
  server.listen(config.port, config.host);
  await once(server, 'listening');
  const runner = await startRunner({
    store,
    clock,
    log,
    connections: () => scheduled(app),
    open: (tenant, connection, signal) => app.open(tenant, connection, { signal }),
    map: (tenant, connection, signal) => runInChild(MAP_CHILD, [tenant, connection], signal),
  });
  const { address, family, port } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      const cut = setTimeout(() => server.closeAllConnections(), LINGER);
      await Promise.all([closed, runner.stop()]);
      clearTimeout(cut);
      await cards.close();
    },
  };
}

async function scheduled(app: App): Promise<ScheduledConnection[]> {
  const all: ScheduledConnection[] = [];
  for (const [tenant, { connections }] of Object.entries((await app.settings.read()).tenants)) {
    const installed = await app.store.for(tenant).many(installations, Object.keys(connections));
    for (const [connection, setting] of Object.entries(connections)) {
      const stamp = JSON.stringify([setting, installed.get(connection)?.connectedAt ?? null]);
      all.push({ ...setting, tenant, connection, stamp });
    }
  }
  return all;
}

async function connectionOf(
  app: App,
  crm: string,
  account: string,
): Promise<{ tenant: string; connection: string } | null> {
  for (const [tenant, { connections }] of Object.entries((await app.settings.read()).tenants)) {
    for (const [connection, setting] of Object.entries(connections)) {
      if (setting.crm === crm && setting.accountId === account) return { tenant, connection };
    }
  }
  return null;
}
