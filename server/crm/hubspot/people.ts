/** Who works in a portal: owners with their users and teams, and who of them is a super admin. */
import { z } from 'zod';
import { CrmError, type Person } from '../../ports.ts';
import type { Portal } from './portal.ts';

const PAGE = '500';
/** Milliseconds for which the list of owners is good. */
const LASTS = 5 * 60_000;

const Owner = z.looseObject({
  id: z.string(),
  userId: z.number().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  email: z.string().nullish(),
  teams: z.array(z.looseObject({ id: z.string(), name: z.string() })).default([]),
});
const OwnerPage = z.object({
  results: z.array(Owner),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).nullish(),
});
const User = z.looseObject({ superAdmin: z.union([z.boolean(), z.string()]).nullish() });

export class People {
  readonly #portal: Portal;
  #known: { people: Promise<Person[]>; at: number } | null = null;

  constructor(portal: Portal) {
    this.#portal = portal;
  }

  /** Those who can own records; asked for once in five minutes. */
  all(): Promise<Person[]> {
    const now = this.#portal.clock.now();
    if (this.#known && now - this.#known.at < LASTS) return this.#known.people;
    const people = this.#read().catch((error: unknown) => {
      this.#known = null;
      throw error;
    });
    this.#known = { people, at: now };
    return people;
  }

  /** Asked anew each time, since it decides what someone may do. None where HubSpot knows no such user. */
  async teamsOf(user: string): Promise<string[]> {
    if (!/^\d{1,19}$/.test(user)) return [];
    const path = `/crm/owners/${this.#portal.version}/${user}`;
    const query = { idProperty: 'userId' };
    const request = { method: 'GET' as const, path, query, place: `asking for the teams of user ${user}` };
    try {
      return (await this.#portal.client.send(request, Owner)).body.teams.map(({ id }) => id);
    } catch (error) {
      if (error instanceof CrmError && error.fault.kind === 'missing') return [];
      throw error;
    }
  }

  /** False where HubSpot does not say, or does not know the user. */
  async isSuperAdmin(user: string): Promise<boolean> {
    if (!/^\d{1,19}$/.test(user)) return false;
    const path = `/settings/users/${this.#portal.version}/${user}`;
    const request = { method: 'GET' as const, path, place: `asking whether user ${user} is a super admin` };
    try {
      const { superAdmin } = (await this.#portal.client.send(request, User)).body;
      return superAdmin === true || superAdmin === 'true';
    } catch (error) {
      if (error instanceof CrmError && ['missing', 'denied'].includes(error.fault.kind)) return false;
      throw error;
    }
  }

  async #read(): Promise<Person[]> {
    const people: Person[] = [];
    for (let after: string | undefined; ;) {
      const query = { limit: PAGE, ...(after !== undefined && { after }) };
      const path = `/crm/owners/${this.#portal.version}`;
      const request = { method: 'GET' as const, path, query, place: 'reading the owners' };
      const { results, paging } = (await this.#portal.client.send(request, OwnerPage)).body;
      people.push(...results.map(personOf));
      after = paging?.next?.after;
      if (after === undefined) return people;
    }
  }
}

function personOf({ id, userId, firstName, lastName, email, teams }: z.infer<typeof Owner>): Person {
  const name = [firstName, lastName].filter(Boolean).join(' ') || email || id;
  return {
    id,
    user: String(userId ?? ''),
    name,
    teams: teams.map((team) => ({ id: team.id, name: team.name })),
  };
}
