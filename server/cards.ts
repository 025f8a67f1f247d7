/** Joins the doors for cards to this server's connections: who may come in, and the CRM that stands behind each. */
import type { App } from './app.ts';
import { isSigned } from './crm/hubspot/signature.ts';
import { hubspotCallers } from './http/callers/hubspot.ts';
import { salesforceCallers } from './http/callers/salesforce.ts';
import type { CardParts } from './http/cards.ts';
import { runInChild } from './jobs/child.ts';
import { eventLog } from './log.ts';
import type { ConnectionSettings } from './settings/settings.ts';
import type { Caller } from './use/cards/caller.ts';
import { Permissions } from './use/cards/permissions.ts';
import { Previews, type LookAhead } from './use/cards/previews.ts';
import type { ManagerIds, ManagerSettings } from './use/cards/settingsState.ts';
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

const PREVIEW_CHILD = new URL('./previewChild.ts', import.meta.url);

const inChild: LookAhead = ({ tenant, connection, user }, { sureAt, likelyAt }, signal) =>
  runInChild(PREVIEW_CHILD, [tenant, connection, user, String(sureAt), String(likelyAt)], signal);

/** @param look at what other thresholds would change; it takes long, and so has a process of its own */
export function cardDesks(app: App, look: LookAhead = inChild): CardDesks {
  const { config, clock } = app;
  const previews = new Previews(look);
  const held = new HeldConnections(app, previews);
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
      await previews.close();
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

/** Kept in the settings file, where a person may change it as well. */
function managersIn({ settings }: App, tenant: string, connection: string): ManagerSettings {
  const idsOf = (setting: ConnectionSettings | undefined): ManagerIds => ({
    users: setting?.channelManagers ?? [],
    teams: setting?.managingTeams ?? [],
  });
  return {
    read: async () => idsOf((await settings.read()).tenants[tenant]?.connections[connection]),
    change: async (change) => {
      await settings.update((draft) => {
        const setting = draft.tenants[tenant]?.connections[connection];
        if (!setting) return;
        const { users, teams } = change(idsOf(setting));
        Object.assign(setting, { channelManagers: [...users], managingTeams: [...teams] });
      });
    },
  };
}

/** Each connection is opened once and kept, so that one token and one limiter serve all its cards. */
class HeldConnections {
  readonly #app: App;
  readonly #previews: Previews;
  readonly #held = new Map<string, { stamp: string; context: Promise<OpenContext> }>();

  constructor(app: App, previews: Previews) {
    this.#app = app;
    this.#previews = previews;
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
      managers: setting?.crm === 'hubspot' ? managersIn(app, tenant, connection) : null,
      previews: this.#previews,
    };
  }

  async close(): Promise<void> {
    for (const { context } of this.#held.values()) await (await context).close();
    this.#held.clear();
  }
}
