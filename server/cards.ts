/** Joins the doors for cards to this server's connections: who may come in, and the CRM that stands behind each. */
import type { App } from './app.ts';
import { isSigned } from './crm/hubspot/signature.ts';
import { hubspotCallers } from './http/callers/hubspot.ts';
import { salesforceCallers } from './http/callers/salesforce.ts';
import type { CardParts } from './http/cards.ts';
import { eventLog } from './log.ts';
import type { ConnectionSettings } from './settings/settings.ts';
import type { Caller } from './use/cards/caller.ts';
import { Permissions } from './use/cards/permissions.ts';
import { spendToken } from './use/cards/spendToken.ts';
import { installations } from './use/collections.ts';
import type { Context } from './use/context.ts';
import { Operations } from './use/operations.ts';

type OpenContext = Context & { close(): Promise<void> };

export interface CardDesks {
  parts: CardParts;
  /** Waits for what is being written, then closes the connections. */
  close(): Promise<void>;
}

export function cardDesks(app: App): CardDesks {
  const { config, clock } = app;
  const held = new HeldConnections(app);
  const operations = new Operations();
  const placeOf = (crm: ConnectionSettings['crm']) => (account: string) => placeIn(app, crm, account);
  const parts: CardParts = {
    authenticators: {
      hubspot: hubspotCallers({
        isSigned: (request) =>
          config.hubspot !== null &&
          config.publicUrl !== null &&
          isSigned(request, {
            baseUrl: config.publicUrl,
            secrets: [config.hubspot.clientSecret],
            now: clock.now(),
          }),
        connectionOf: placeOf('hubspot'),
      }),
      salesforce: salesforceCallers({
        clock,
        placeOf: async (org) => {
          const place = await placeOf('salesforce')(org);
          if (!place) return null;
          const installed = await app.store.for(place.tenant).get(installations, place.connection);
          return { ...place, certificate: installed?.certificate ?? null };
        },
        spend: ({ tenant, connection }, token, until) =>
          spendToken(app.store.for(tenant), connection, token, { until, now: clock.now() }),
      }),
    },
    permissions: new Permissions(clock),
    operations,
    open: (caller) => held.open(caller),
    log: eventLog(app.logger, {}),
  };
  return {
    parts,
    close: async () => {
      await operations.settled();
      await held.close();
    },
  };
}

async function placeIn(
  app: App,
  crm: ConnectionSettings['crm'],
  account: string,
): Promise<{ tenant: string; connection: string } | null> {
  for (const [tenant, { connections }] of Object.entries((await app.settings.read()).tenants)) {
    for (const [connection, setting] of Object.entries(connections)) {
      if (setting.crm === crm && setting.accountId === account) return { tenant, connection };
    }
  }
  return null;
}

/** Each connection is opened once and kept, so that one token and one limiter serve all its cards. */
class HeldConnections {
  readonly #app: App;
  readonly #held = new Map<string, { stamp: string; context: Promise<OpenContext> }>();

  constructor(app: App) {
    this.#app = app;
  }

  async open({ tenant, connection }: Caller): ReturnType<CardParts['open']> {
    const app = this.#app;
    const [{ tenants }, installed] = await Promise.all([
      app.settings.read(),
      app.store.for(tenant).get(installations, connection),
    ]);
    const setting = tenants[tenant]?.connections[connection];
    const stamp = JSON.stringify([setting, installed?.connectedAt ?? null]);
    const place = `${tenant}/${connection}`;
    const before = this.#held.get(place);
    if (before && before.stamp !== stamp) {
      this.#held.delete(place);
      await (await before.context).close();
    }
    const known = this.#held.get(place) ?? { stamp, context: app.open(tenant, connection) };
    this.#held.set(place, known);
    // One that could not be opened is tried again with the next card.
    known.context.catch(() => this.#held.delete(place));
    return {
      context: await known.context,
      pollEvery: (setting?.pollSeconds ?? 60) * 1_000,
      zone: setting?.timeZone ?? 'UTC',
    };
  }

  async close(): Promise<void> {
    for (const { context } of this.#held.values()) await (await context).close();
    this.#held.clear();
  }
}
