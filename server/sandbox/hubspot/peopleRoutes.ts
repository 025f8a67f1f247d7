/** Owners, users and teams, and who may see or edit a record. */
import { numberIn } from './body.ts';
import type { Person, RecordAction } from './people.ts';
import { invalid, missing } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';

const MOST_RESOURCES = 20;
const ACTIONS: RecordAction[] = ['VIEW', 'EDIT', 'COMMUNICATE'];

export const peopleRoutes: Route[] = [
  { method: 'GET', path: 'crm/owners', scopes: () => ['crm.objects.owners.read'], handle: owners },
  { method: 'GET', path: 'crm/owners/:id', scopes: () => ['crm.objects.owners.read'], handle: owner },
  { method: 'GET', path: 'settings/users', scopes: () => ['settings.users.read'], handle: users },
  { method: 'GET', path: 'settings/users/teams', scopes: () => ['settings.users.teams.read'], handle: teams },
  { method: 'GET', path: 'settings/users/:id', scopes: () => ['settings.users.read'], handle: user },
  { method: 'GET', path: 'resource-permissions/permitted-users', scopes: anyRead, handle: permitted },
  {
    method: 'GET',
    path: 'resource-permissions/permitted-users/paged',
    scopes: anyRead,
    handle: permittedPaged,
  },
];

function anyRead(call: Call): string[] {
  return [...call.portal.collections.values()].map(({ type }) => `${type.scope}.read`);
}

function owners(call: Call): Answer {
  const wantsArchived = call.query.get('archived') === 'true';
  const email = call.query.get('email');
  const found = call.portal.people.list
    .filter(({ active }) => active !== wantsArchived)
    .filter((person) => email === null || person.email === email);
  return page(
    call,
    found.map((person) => ownerBody(call, person)),
    500,
  );
}

function owner(call: Call): Answer {
  const wantsArchived = call.query.get('archived') === 'true';
  const byUser = call.query.get('idProperty') === 'userId';
  const id = call.params.id ?? '';
  const person = byUser ? call.portal.people.user(Number(id)) : call.portal.people.owner(id);
  if (!person || person.active === wantsArchived) throw missing();
  return { status: 200, body: ownerBody(call, person) };
}

function ownerBody(call: Call, person: Person) {
  const at = new Date(call.portal.bornAt).toISOString();
  const { teams } = call.portal.people;
  return {
    id: person.ownerId,
    email: person.email,
    type: 'PERSON',
    firstName: person.firstName,
    lastName: person.lastName,
    userId: person.active ? person.userId : null,
    userIdIncludingInactive: person.userId,
    createdAt: at,
    updatedAt: at,
    archived: !person.active,
    teams: teams
      .filter(({ id }) => person.teamIds.includes(id))
      .map(({ id, name }) => ({ id, name, primary: person.teamIds[0] === id })),
  };
}

function users(call: Call): Answer {
  return page(call, call.portal.people.list.filter(({ active }) => active).map(userBody), 100);
}

function user(call: Call): Answer {
  const id = call.params.id ?? '';
  const isEmail = call.query.get('idProperty') === 'EMAIL';
  const found = call.portal.people.list.find((person) =>
    isEmail ? person.email === id : String(person.userId) === id,
  );
  if (!found?.active) throw missing();
  return { status: 200, body: userBody(found) };
}

function userBody(person: Person) {
  const [primaryTeamId, ...secondaryTeamIds] = person.teamIds;
  return {
    id: String(person.userId),
    email: person.email,
    firstName: person.firstName,
    lastName: person.lastName,
    roleIds: [],
    superAdmin: person.superAdmin,
    ...(primaryTeamId && { primaryTeamId, secondaryTeamIds }),
  };
}

function teams(call: Call): Answer {
  const { people } = call.portal;
  const members = (id: string, primary: boolean) =>
    people.list
      .filter(({ teamIds }) => teamIds.includes(id) && (teamIds[0] === id) === primary)
      .map(({ userId }) => String(userId));
  const results = people.teams.map(({ id, name }) => ({
    id,
    name,
    userIds: members(id, true),
    secondaryUserIds: members(id, false),
  }));
  return { status: 200, body: { results } };
}

/** GET …/permitted-users?resource=hcrn:{portal}:crm-object:{type}:{record}, repeated up to 20 times. */
function permitted(call: Call): Answer {
  const resources = Object.fromEntries(resourcesIn(call).map((hcrn) => [hcrn, actionsOn(call, hcrn)]));
  return { status: 200, body: { resources } };
}

function permittedPaged(call: Call): Answer {
  const [hcrn = ''] = resourcesIn(call);
  const limit = numberIn(call.query, 'limit', 100, 1_000);
  const after = Number(call.query.get('after') ?? 0);
  const { people } = call.portal;
  const { typeId, id } = parseHcrn(call, hcrn);
  const all = people.permitted('VIEW', typeId, id);
  const canEdit = new Set(people.permitted('EDIT', typeId, id));
  const results = all.slice(after, after + limit).map((userId) => ({
    userId,
    actions: ACTIONS.filter((action) => action === 'VIEW' || canEdit.has(userId)).map(
      (action) => `crm-object:${action}`,
    ),
  }));
  const hasMore = after + limit < all.length;
  return {
    status: 200,
    body: { results, ...(hasMore && { paging: { next: { after: String(after + limit) } } }) },
  };
}

function resourcesIn(call: Call): string[] {
  const resources = call.query.getAll('resource');
  if (resources.length === 0) throw invalid('Some required query parameters were not set: [resource]');
  if (resources.length > MOST_RESOURCES)
    throw invalid(`At most ${MOST_RESOURCES} resources may be asked for at once.`);
  return resources;
}

function actionsOn(call: Call, hcrn: string) {
  const { typeId, id } = parseHcrn(call, hcrn);
  const entries = ACTIONS.map((action) => [
    `crm-object:${action}`,
    { permittedUsers: call.portal.people.permitted(action, typeId, id) },
  ]);
  return Object.fromEntries(entries) as Record<string, { permittedUsers: number[] }>;
}

/** Contacts, companies, deals and tickets of this portal only. */
function parseHcrn(call: Call, hcrn: string): { typeId: string; id: string } {
  const [prefix, portalId, kind, typeId = '', id = ''] = hcrn.split(':');
  const isKnownType = ['0-1', '0-2', '0-3', '0-5'].includes(typeId);
  if (prefix !== 'hcrn' || kind !== 'crm-object' || !isKnownType || id === '')
    throw invalid(`Invalid HCRN: ${hcrn}`);
  if (portalId !== String(call.portal.app.portalId))
    throw invalid(`HCRN ${hcrn} belongs to another account.`);
  const record = call.portal.collection(typeId).get(id);
  if (!record || record.archivedAt !== undefined) throw missing();
  return { typeId, id: record.id };
}

function page(call: Call, items: unknown[], most: number): Answer {
  const limit = numberIn(call.query, 'limit', 100, most);
  const after = Number(call.query.get('after') ?? 0);
  const hasMore = after + limit < items.length;
  return {
    status: 200,
    body: {
      results: items.slice(after, after + limit),
      ...(hasMore && { paging: { next: { after: String(after + limit) } } }),
    },
  };
}
