/** HubSpot behind the Crm port. */
import {
  CrmError,
  type Change,
  type ChangePage,
  type ChangeQuery,
  type Clock,
  type Crm,
  type CrmRecord,
  type Described,
  type Find,
  type Lease,
  type ObjectName,
  type Outcome,
  type Person,
  type Ref,
  type StepOutcome,
} from '../../ports.ts';
import type { Role } from '../../../shared/schema/objects.ts';
import type { ProvisionStep } from '../../../shared/schema/plan.ts';
import type { Spent } from '../daily.ts';
import type { TokenKeeper } from '../tokens.ts';
import { AccessCheck, type ChannelManagers } from './access.ts';
import { isOpen } from './beside.ts';
import { changesSince } from './changes.ts';
import { HubSpotClient } from './client.ts';
import { describe } from './describe.ts';
import { People } from './people.ts';
import { Portal } from './portal.ts';
import { apply } from './provision.ts';
import { find, get } from './query.ts';
import { write } from './write.ts';

export interface HubSpotOptions {
  /** Base URL of the API. Default https://api.hubapi.com. */
  url?: string;
  /** Default 2026-03. */
  apiVersion?: string;
  /** A private-app token may feed jobs and the CLI, never cards. */
  tokens: TokenKeeper | { privateAppToken: string };
  /** Our share of the portal's daily calls, 0 to 1. */
  share: number;
  clock: Clock;
  /** Requests of ours in the last 24 hours that an earlier process sent; they count into our share. */
  spent?: readonly Spent[];
  /** Ends what is waited for, and requests under way within seconds. */
  signal?: AbortSignal;
  /** Told of what the adapter settles by itself, such as a request that is sent again. */
  log?: (event: string, fields: Readonly<Record<string, string | number>>) => void;
  /** One writer for the rows inside each HubSpot object, across all processes. */
  leases: (name: string) => Promise<Lease | undefined>;
  /** Milliseconds to wait for another writer. The default outlasts the lease of one that died. */
  patience?: number;
  channelManagers?: ChannelManagers;
}

const NOBODY: ChannelManagers = { users: [], teams: [] };

type Tokens = Pick<TokenKeeper, 'access' | 'refused' | 'accepted'>;

export async function openHubSpot(options: HubSpotOptions): Promise<Crm> {
  const {
    url = 'https://api.hubapi.com',
    apiVersion = '2026-03',
    share,
    clock,
    leases,
    patience = 65_000,
    spent,
    signal,
    log,
  } = options;
  const tokens = 'privateAppToken' in options.tokens ? fixed(options.tokens.privateAppToken) : options.tokens;
  const client = new HubSpotClient({
    url,
    tokens,
    share,
    clock,
    ...(spent && { spent }),
    ...(signal && { signal }),
    ...(log && { log }),
  });
  return new HubSpot(
    new Portal(client, clock, apiVersion, leases, patience),
    options.channelManagers ?? NOBODY,
  );
}

class HubSpot implements Crm {
  /** Several rows stand in one record, so more than a batch's hundred; few enough that texts in hand stay fresh. */
  readonly changesAtOnce = 10_000;
  readonly #portal: Portal;
  readonly #people: People;
  readonly #access: AccessCheck;
  #keeps: Promise<readonly ObjectName[]> | null = null;

  constructor(portal: Portal, channelManagers: ChannelManagers) {
    this.#portal = portal;
    this.#people = new People(portal);
    this.#access = new AccessCheck(portal, this.#people, channelManagers);
  }

  find<Name extends ObjectName>(query: Find<Name>): AsyncIterable<CrmRecord<Name>[]> {
    return find(this.#portal, query as unknown as Find) as unknown as AsyncIterable<CrmRecord<Name>[]>;
  }

  async get<Name extends ObjectName>(
    object: Name,
    ids: readonly string[],
    fields: Find<Name>['fields'],
    native?: readonly string[],
  ): Promise<Map<string, CrmRecord<Name>>> {
    return (await get(this.#portal, object, ids, fields, native)) as unknown as Map<string, CrmRecord<Name>>;
  }

  write(changes: readonly Change[]): Promise<Outcome[]> {
    return write(this.#portal, changes);
  }

  changesSince(queries: readonly ChangeQuery[]): Promise<ChangePage[]> {
    return changesSince(this.#portal, queries);
  }

  describe(): Promise<Described> {
    return describe(this.#portal);
  }

  /** None of ours: on every edition our rows stand inside companies and deals. */
  keeps(): Promise<readonly ObjectName[]> {
    this.#keeps ??= this.#askKeeps().catch((error: unknown) => {
      this.#keeps = null;
      throw error;
    });
    return this.#keeps;
  }

  async #askKeeps(): Promise<readonly ObjectName[]> {
    return (await isOpen(this.#portal, 'task')) ? ['task'] : [];
  }

  apply(steps: readonly ProvisionStep[]): Promise<StepOutcome[]> {
    return apply(this.#portal, steps);
  }

  may(user: string, access: 'read' | 'edit', ref: Ref): Promise<boolean> {
    return this.#access.may(user, access, ref);
  }

  roleOf(user: string): Promise<Role | null> {
    return this.#access.roleOf(user);
  }

  async people(ids?: readonly string[]): Promise<Person[]> {
    const all = await this.#people.all();
    return ids ? all.filter(({ id }) => ids.includes(id)) : all;
  }

  async deciders(): Promise<Person[]> {
    return (await this.#people.all()).filter((person) => this.#access.decides(person));
  }

  readable(user: string, object: ObjectName, ids: readonly string[]): Promise<Set<string>> {
    return this.#access.readable(user, object, ids);
  }

  mayAdminister(user: string): Promise<boolean> {
    return this.#people.isSuperAdmin(user);
  }

  calls(): number {
    return this.#portal.client.calls();
  }

  async close(): Promise<void> {
    // Nothing is held open between calls.
  }
}

/** A token that an admin pasted: it is never renewed, so the first refusal is final. */
function fixed(token: string): Tokens {
  return {
    access: async () => token,
    refused: async () => {
      const message = 'HubSpot no longer takes the private app token; paste a new one or connect by OAuth';
      throw new CrmError({ kind: 'expired' }, message);
    },
    accepted: () => undefined,
  };
}
