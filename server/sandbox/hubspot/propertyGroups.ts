/** Groups of properties, as the settings page shows them. */
import { asObject, optionalText, textIn } from './body.ts';
import type { Group } from './definition.ts';
import { collectionOf, readsDefinitions, writesDefinitions } from './propertyScopes.ts';
import { invalid, missing, Refusal } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';

export const groupRoutes: Route[] = [
  { method: 'GET', path: 'crm/properties/:type/groups', scopes: readsDefinitions, handle: listGroups },
  { method: 'POST', path: 'crm/properties/:type/groups', scopes: writesDefinitions, handle: createGroup },
  { method: 'GET', path: 'crm/properties/:type/groups/:group', scopes: readsDefinitions, handle: getGroup },
  {
    method: 'PATCH',
    path: 'crm/properties/:type/groups/:group',
    scopes: writesDefinitions,
    handle: updateGroup,
  },
  {
    method: 'DELETE',
    path: 'crm/properties/:type/groups/:group',
    scopes: writesDefinitions,
    handle: archiveGroup,
  },
];

function listGroups(call: Call): Answer {
  return {
    status: 200,
    body: { results: [...collectionOf(call).groups.values()].filter(({ archived }) => !archived) },
  };
}

function createGroup(call: Call): Answer {
  const { groups } = collectionOf(call);
  const body = asObject(call.body);
  const name = textIn(body, 'name');
  if (groups.get(name)?.archived === false) {
    throw new Refusal(409, 'OBJECT_ALREADY_EXISTS', `A property group named '${name}' already exists.`, {
      context: { name: [name] },
    });
  }
  const group: Group = {
    name,
    label: textIn(body, 'label'),
    displayOrder: Number(body['displayOrder'] ?? -1),
    archived: false,
  };
  groups.set(name, group);
  return { status: 201, body: group };
}

function getGroup(call: Call): Answer {
  return { status: 200, body: groupOf(call) };
}

function updateGroup(call: Call): Answer {
  const group = groupOf(call);
  group.label = optionalText(asObject(call.body), 'label') ?? group.label;
  return { status: 200, body: group };
}

function archiveGroup(call: Call): Answer {
  const group = groupOf(call);
  const isUsed = [...collectionOf(call).definitions.values()].some(
    ({ groupName, archived }) => groupName === group.name && !archived,
  );
  if (isUsed) throw invalid(`Property group '${group.name}' still has properties.`);
  group.archived = true;
  return { status: 204 };
}

function groupOf(call: Call): Group {
  const group = collectionOf(call).groups.get(call.params.group ?? '');
  if (!group || group.archived) throw missing(`Property group ${call.params.group ?? ''} does not exist.`);
  return group;
}
