/** Whether a HubSpot user may see or edit a record, and what the user may do in Alongside. Fails closed. */
import { z } from 'zod';
import { CrmError, type Person, type Ref } from '../../ports.ts';
import type { ObjectName, Role } from '../../../shared/schema/objects.ts';
import { isParent, typeIdOf } from './parents.ts';
import type { People } from './people.ts';
import type { Portal } from './portal.ts';

const Permitted = z.object({
  resources: z.record(z.string(), z.record(z.string(), z.object({ permittedUsers: z.array(z.number()) }))),
});

/** By action, such as `crm-object:VIEW`. */
type Permissions = z.infer<typeof Permitted>['resources'][string];

const ACTIONS = { read: 'crm-object:VIEW', edit: 'crm-object:EDIT' } as const;
/** Milliseconds for which an answer to "may read" is good; "may edit" is asked anew each time. */
const READ_LASTS = 5 * 60_000;
const MOST_KEPT = 10_000;
/** HubSpot takes so many records at once. */
const MOST_ASKED = 20;

/** HubSpot's ids of the users and teams that work the approval queue and the program. */
export interface ChannelManagers {
  readonly users: readonly string[];
  readonly teams: readonly string[];
}

export class AccessCheck {
  readonly #portal: Portal;
  readonly #people: People;
  readonly #managers: ReadonlySet<string>;
  readonly #managingTeams: ReadonlySet<string>;
  readonly #readers = new Map<string, { users: ReadonlySet<string>; at: number }>();

  constructor(portal: Portal, people: People, managers: ChannelManagers) {
    this.#portal = portal;
    this.#people = people;
    this.#managers = new Set(managers.users);
    this.#managingTeams = new Set(managers.teams);
  }

  /** False for a record that is gone, for objects without permissions of their own and when HubSpot refuses to say. */
  async may(user: string, access: 'read' | 'edit', ref: Ref): Promise<boolean> {
    if (!isParent(ref.object) || !/^\d{1,19}$/.test(ref.id)) return false;
    const resource = await this.#resourceOf(ref);
    const kept = access === 'read' ? this.#keptReaders(resource) : undefined;
    if (kept) return kept.has(user);
    const answer = (await this.#ask([resource]))?.[resource];
    if (!answer) return false;
    this.#keep(resource, answer);
    return (answer[ACTIONS[access]]?.permittedUsers ?? []).map(String).includes(user);
  }

  /** Fails closed as `may` does. */
  async readable(user: string, object: ObjectName, ids: readonly string[]): Promise<Set<string>> {
    const resources = new Map<string, string>();
    for (const id of isParent(object) ? ids : []) resources.set(await this.#resourceOf({ object, id }), id);
    const unknown = [...resources.keys()].filter((resource) => !this.#keptReaders(resource));
    for (let from = 0; from < unknown.length; from += MOST_ASKED) {
      const answer = await this.#ask(unknown.slice(from, from + MOST_ASKED));
      for (const [resource, one] of Object.entries(answer ?? {})) this.#keep(resource, one);
    }
    const seen = [...resources].filter(([resource]) => this.#keptReaders(resource)?.has(user));
    return new Set(seen.map(([, id]) => id));
  }

  async #resourceOf({ object, id }: Ref): Promise<string> {
    const { id: portalId } = await this.#portal.facts();
    return `hcrn:${portalId}:crm-object:${isParent(object) ? typeIdOf(object) : ''}:${id}`;
  }

  #keptReaders(resource: string): ReadonlySet<string> | undefined {
    const kept = this.#readers.get(resource);
    return kept && this.#portal.clock.now() - kept.at < READ_LASTS ? kept.users : undefined;
  }

  #keep(resource: string, answer: Permissions): void {
    const users = new Set((answer[ACTIONS.read]?.permittedUsers ?? []).map(String));
    if (this.#readers.size >= MOST_KEPT) this.#readers.clear();
    this.#readers.set(resource, { users, at: this.#portal.clock.now() });
  }

  /** Everyone of the portal is a rep; a super admin names the channel managers, one by one or by team. */
  async roleOf(user: string): Promise<Role> {
    if (this.#managers.has(user)) return 'Channel Manager';
    if (this.#managingTeams.size === 0) return 'Rep';
    const teams = await this.#people.teamsOf(user);
    return teams.some((team) => this.#managingTeams.has(team)) ? 'Channel Manager' : 'Rep';
  }

  /** As `roleOf`, of somebody whose teams are known. */
  decides({ user, teams }: Pick<Person, 'user' | 'teams'>): boolean {
    return this.#managers.has(user) || teams.some(({ id }) => this.#managingTeams.has(id));
  }

  async #ask(resources: readonly string[]): Promise<Record<string, Permissions> | undefined> {
    // HubSpot documents no dated address for this endpoint.
    const asked = new URLSearchParams(resources.map((one): [string, string] => ['resource', one]));
    const path = `/resource-permissions/v3/permitted-users?${asked}`;
    const place = 'asking who may open records';
    try {
      const request = { method: 'GET' as const, path, place };
      return (await this.#portal.client.send(request, Permitted)).body.resources;
    } catch (error) {
      const isRefusal =
        error instanceof CrmError && ['missing', 'denied', 'rejected'].includes(error.fault.kind);
      if (isRefusal) return undefined;
      throw error;
    }
  }
}
