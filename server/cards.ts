/** Joins the doors for cards to this server's connections: who may come in, and the CRM that stands behind each. */
import type { App } from './app.ts';
import { isSigned } from './crm/hubspot/signature.ts';
import { hubspotCallers } from './http/callers/hubspot.ts';
import { salesforceCallers, SKEW } from './http/callers/salesforce.ts';
import type { CardParts } from './http/cards.ts';
import { runInChild } from './jobs/child.ts';
import { eventLog } from './log.ts';
import type { ConnectionSettings } from './settings/settings.ts';
import { partnerLinksOf } from './partnerPages.ts';
import { ShortMemory } from './shortMemory.ts';
import type { Caller } from './use/cards/caller.ts';
import { Permissions } from './use/cards/permissions.ts';
import { Previews, type LookAhead } from './use/cards/previews.ts';
import type { ManagerIds, ManagerSettings } from './use/cards/settingsState.ts';
import { SpentTokens } from './use/cards/spentTokens.ts';
import { installations, type Installation } from './use/collections.ts';
import type { Context } from './use/context.ts';
import { Operations } from './use/operations.ts';

type OpenContext = Context & { close(): Promise<void> };

export interface CardDesks {
  parts: CardParts;
  /** Waits for what is being written, then closes the connections. */
  close(): Promise<void>;
}

/** Milliseconds for which a card is answered by what the settings and the certificate were. */
const REMEMBERED = 500;
const PREVIEW_CHILD = new URL('./previewChild.ts', import.meta.url);

const inChild: LookAhead = ({ tenant, connection, user }, { sureAt, likelyAt }, signal) =>
  runInChild(PREVIEW_CHILD, [tenant, connection, user, String(sureAt), String(likelyAt)], signal);

/** @param look at what other thresholds would change; it takes long, and so has a process of its own */
export function cardDesks(app: App, look: LookAhead = inChild): CardDesks {
  const { config, clock } = app;
  const previews = new Previews(look);
  const held = new HeldConnections(app, previews);
  const operations = new Operations();
  const log = eventLog(app.logger, {});
  const spent = new SpentTokens({
    storeOf: (tenant) => app.store.for(tenant),
    clock,
    log,
    alone: !config.databaseUrl,
    skew: SKEW * 1_000,
  });
  const places = new ShortMemory<Awaited<ReturnType<typeof placeIn>>>(REMEMBERED);
  const pinned = new ShortMemory<Installation['certificate']>(REMEMBERED);
  const placeOf = (crm: ConnectionSettings['crm']) => (account: string) =>
    places.of(`${crm}/${account}`, () => placeIn(app, crm, account));
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
          const { tenant, connection } = place;
          const certificate = await pinned.of(`${tenant}/${connection}`, async () => {
            return (await app.store.for(tenant).get(installations, connection))?.certificate ?? null;
          });
          return { ...place, certificate };
        },
        spend: ({ tenant, connection }, token, life) => spent.spend(tenant, connection, token, life),
      }),
    },
    permissions: new Permissions(clock),
    operations,
    open: (caller) => held.open(caller),
    log,
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

/** How the connection is set up now; the stamp changes when it has to be opened anew. */
async function settingOf(app: App, tenant: string, connection: string) {
  const [{ tenants }, installed] = await Promise.all([
    app.settings.read(),
    app.store.for(tenant).get(installations, connection),
  ]);
  const setting = tenants[tenant]?.connections[connection];
  return { setting, stamp: JSON.stringify([setting, installed?.connectedAt ?? null]) };
}

/** Kept in the settings file, where a person may change it as well. */
function managersIn(
  { settings }: App,
  tenant: string,
  connection: string,
  changed: () => void,
): ManagerSettings {
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
      changed();
    },
  };
}

/** Each connection is opened once and kept, so that one token and one limiter serve all its cards. */
class HeldConnections {
  readonly #app: App;
  readonly #previews: Previews;
  readonly #settings = new ShortMemory<Awaited<ReturnType<typeof settingOf>>>(REMEMBERED);
  readonly #held = new Map<string, { stamp: string; context: Promise<OpenContext> }>();

  constructor(app: App, previews: Previews) {
    this.#app = app;
    this.#previews = previews;
  }

  async open({ tenant, connection }: Pick<Caller, 'tenant' | 'connection'>): ReturnType<CardParts['open']> {
    const app = this.#app;
    const place = `${tenant}/${connection}`;
    const { setting, stamp } = await this.#settings.of(place, () => settingOf(app, tenant, connection));
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
      managers:
        setting?.crm === 'hubspot'
          ? managersIn(app, tenant, connection, () => this.#settings.forget())
          : null,
      previews: this.#previews,
      links: partnerLinksOf(app, tenant),
    };
  }

  async close(): Promise<void> {
    for (const { context } of this.#held.values()) await (await context).close();
    this.#held.clear();
  }
}
