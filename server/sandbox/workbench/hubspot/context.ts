/** What HubSpot tells a card of where it stands and for whom. */
import type { Person } from '../../hubspot/people.ts';
import type { HubSpotPortal } from '../../hubspot/portal.ts';
import type { CardContext } from './browser/protocol.ts';

export interface Standing {
  portal: HubSpotPortal;
  person: Person;
  appName: string;
  /** The card's name. */
  title: string;
}

export function contextOf(
  { appName, person, portal, title }: Standing,
  location: CardContext['location'],
): CardContext {
  const { appId, portalId } = portal.app;
  const { email, firstName, lastName, userId } = person;
  const teams = portal.people.teams.filter(({ id }) => person.teamIds.includes(id));
  return {
    location,
    portal: { id: portalId, timezone: portal.switches.timeZone },
    user: {
      id: userId,
      email,
      emails: [email],
      firstName,
      lastName,
      locale: 'en',
      roles: [],
      teams: teams.map(({ id, name }) => ({ id: Number(id), name, teammates: teammatesIn(portal, id) })),
      permissions: [],
    },
    extension: { appId, appName, cardTitle: title },
  };
}

function teammatesIn(portal: HubSpotPortal, team: string): number[] {
  return portal.people.list.filter(({ teamIds }) => teamIds.includes(team)).map(({ userId }) => userId);
}
