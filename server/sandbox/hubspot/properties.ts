/** The properties API: definitions, groups, and the edition's room for custom ones. */
import { asObject, inputsOf, optionalText, textIn, type Json } from './body.ts';
import type { Collection } from './collection.ts';
import {
  type Definition,
  definitionBody,
  fieldTypesOf,
  type Group,
  type Option,
  type ValueType,
} from './definition.ts';
import type { HubSpotPortal } from './portal.ts';
import { invalid, missing, Refusal } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';

const NAME = /^[a-z][a-z0-9_]{0,99}$/;

export const propertyRoutes: Route[] = [
  { method: 'GET', path: 'crm/properties/:type', scopes: toRead, handle: list },
  { method: 'POST', path: 'crm/properties/:type', scopes: toWrite, handle: create },
  { method: 'POST', path: 'crm/properties/:type/batch/create', scopes: toWrite, handle: createAll },
  { method: 'POST', path: 'crm/properties/:type/batch/read', scopes: toRead, handle: readAll },
  { method: 'POST', path: 'crm/properties/:type/batch/archive', scopes: toWrite, handle: archiveAll },
  { method: 'GET', path: 'crm/properties/:type/groups', scopes: toRead, handle: listGroups },
  { method: 'POST', path: 'crm/properties/:type/groups', scopes: toWrite, handle: createGroup },
  { method: 'GET', path: 'crm/properties/:type/groups/:group', scopes: toRead, handle: getGroup },
  { method: 'PATCH', path: 'crm/properties/:type/groups/:group', scopes: toWrite, handle: updateGroup },
  { method: 'DELETE', path: 'crm/properties/:type/groups/:group', scopes: toWrite, handle: archiveGroup },
  { method: 'GET', path: 'crm/properties/:type/:name', scopes: toRead, handle: get },
  { method: 'PATCH', path: 'crm/properties/:type/:name', scopes: toWrite, handle: update },
  { method: 'DELETE', path: 'crm/properties/:type/:name', scopes: toWrite, handle: archive },
];

function toRead(call: Call): string[] {
  const { scope } = collectionOf(call).type;
  return [`${scope.replace('crm.objects', 'crm.schemas')}.read`, `${scope}.read`];
}

function toWrite(call: Call): string[] {
  return [`${collectionOf(call).type.scope.replace('crm.objects', 'crm.schemas')}.write`];
}

function collectionOf(call: Call): Collection {
  return call.portal.collection(call.params.type);
}

/** Custom properties in use, of one object type or of all. */
export function customCount(portal: HubSpotPortal, collection?: Collection): number {
  const counted = collection ? [collection] : [...portal.collections.values()];
  return counted.reduce((sum, { definitions }) => sum + [...definitions.values()].filter(isCustom).length, 0);
}

function isCustom(definition: Definition): boolean {
  return !definition.hubspotDefined && !definition.archived;
}

function list(call: Call): Answer {
  const wantsArchived = call.query.get('archived') === 'true';
  const results = [...collectionOf(call).definitions.values()].filter(
    ({ archived }) => archived === wantsArchived,
  );
  return { status: 200, body: { results: results.map((definition) => printed(call, definition)) } };
}

function get(call: Call): Answer {
  const definition = collectionOf(call).definitions.get(call.params.name ?? '');
  if (!definition || definition.archived !== (call.query.get('archived') === 'true'))
    throw noSuchProperty(call);
  return { status: 200, body: printed(call, definition) };
}

function create(call: Call): Answer {
  return { status: 201, body: printed(call, define(call, asObject(call.body))) };
}

function createAll(call: Call): Answer {
  const results: Json[] = [];
  const errors: Json[] = [];
  for (const input of inputsOf(call.body, 100)) {
    try {
      results.push(printed(call, define(call, input)));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      errors.push({
        status: 'error',
        category: refusal.category,
        message: refusal.message,
        context: { name: [String(input['name'])] },
      });
    }
  }
  return batchAnswer(call, 201, results, errors);
}

function readAll(call: Call): Answer {
  const collection = collectionOf(call);
  const names = inputsOf(call.body, 100).map((input) => textIn(input, 'name'));
  const found = names
    .map((name) => collection.definition(name))
    .filter((definition) => definition !== undefined);
  const lost = names.filter((name) => !collection.definition(name));
  const error = {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    message: 'Some properties do not exist.',
    context: { name: lost },
  };
  return batchAnswer(
    call,
    200,
    found.map((definition) => printed(call, definition)),
    lost.length > 0 ? [error] : [],
  );
}

function batchAnswer(call: Call, status: number, results: Json[], errors: Json[]): Answer {
  const at = new Date(call.portal.now()).toISOString();
  const body = { status: 'COMPLETE', results, startedAt: at, completedAt: at };
  return errors.length > 0
    ? { status: 207, body: { ...body, numErrors: errors.length, errors } }
    : { status, body };
}

function archiveAll(call: Call): Answer {
  for (const input of inputsOf(call.body, 100)) archiveOne(call, textIn(input, 'name'));
  return { status: 204 };
}

function archive(call: Call): Answer {
  archiveOne(call, call.params.name ?? '');
  return { status: 204 };
}

function archiveOne(call: Call, name: string): void {
  const definition = collectionOf(call).definition(name);
  if (!definition) throw noSuchProperty(call);
  if (definition.hubspotDefined)
    throw invalid(`Property ${name} is defined by HubSpot and cannot be deleted.`);
  definition.archived = true;
  definition.archivedAt = call.portal.now();
}

function update(call: Call): Answer {
  const definition = collectionOf(call).definition(call.params.name ?? '');
  if (!definition) throw noSuchProperty(call);
  const body = asObject(call.body);
  if (definition.hubspotDefined && !('options' in body)) {
    throw invalid(`Property ${definition.name} is defined by HubSpot; its definition is read only.`);
  }
  const type = (optionalText(body, 'type') ?? definition.type) as ValueType;
  const fieldType = optionalText(body, 'fieldType') ?? definition.fieldType;
  checkTypes(type, fieldType);
  const groupName = optionalText(body, 'groupName') ?? definition.groupName;
  requireGroup(collectionOf(call), groupName);
  const options = 'options' in body ? readOptions(body['options']) : definition.options;
  const label = optionalText(body, 'label') ?? definition.label;
  const description = typeof body['description'] === 'string' ? body['description'] : definition.description;
  const hidden = typeof body['hidden'] === 'boolean' ? body['hidden'] : definition.hidden;
  const formField = typeof body['formField'] === 'boolean' ? body['formField'] : definition.formField;
  Object.assign(definition, { type, fieldType, groupName, options, label, description, hidden, formField });
  definition.updatedAt = call.portal.now();
  return { status: 200, body: printed(call, definition) };
}

/** Creates a definition, or brings an archived one of the name back as asked now. */
function define(call: Call, body: Json): Definition {
  const collection = collectionOf(call);
  const name = textIn(body, 'name');
  const label = textIn(body, 'label');
  const type = textIn(body, 'type') as ValueType;
  const fieldType = textIn(body, 'fieldType');
  const groupName = textIn(body, 'groupName');
  if (!NAME.test(name)) {
    throw invalid(
      `Property name '${name}' is invalid. It must start with a letter and contain only lower case letters, numbers and underscores.`,
    );
  }
  if (collection.definition(name)) {
    throw new Refusal(409, 'OBJECT_ALREADY_EXISTS', `A property named '${name}' already exists.`, {
      context: { name: [name] },
    });
  }
  checkTypes(type, fieldType);
  requireGroup(collection, groupName);
  const options = readOptions(body['options']);
  if (type === 'enumeration' && options.length === 0 && body['referencedObjectType'] !== 'OWNER') {
    throw invalid(`Property '${name}' of type enumeration must have options.`);
  }
  const hasUniqueValue = body['hasUniqueValue'] === true;
  refuseBeyondEdition(call.portal, collection, hasUniqueValue);
  const at = call.portal.now();
  const definition: Definition = {
    name,
    label,
    type,
    fieldType,
    groupName,
    description:
      optionalText({ ...body, description: body['description'] || undefined }, 'description') ?? '',
    options,
    ...(body['referencedObjectType'] === 'OWNER' && { referencedObjectType: 'OWNER' }),
    hasUniqueValue,
    hidden: body['hidden'] === true,
    formField: body['formField'] === true,
    displayOrder: typeof body['displayOrder'] === 'number' ? body['displayOrder'] : -1,
    calculated: false,
    hubspotDefined: false,
    readOnlyValue: false,
    archived: false,
    createdAt: at,
    updatedAt: at,
  };
  collection.define(definition);
  return definition;
}

function checkTypes(type: string, fieldType: string): void {
  const allowed = fieldTypesOf(type);
  if (!allowed) throw invalid(`Invalid input JSON: '${type}' is not a property type.`);
  if (!allowed.includes(fieldType)) {
    throw invalid(
      `Field type '${fieldType}' is not valid for type '${type}'. Allowed: [${allowed.join(', ')}]`,
    );
  }
}

function requireGroup(collection: Collection, groupName: string): void {
  if (collection.groups.get(groupName)?.archived !== false) {
    throw invalid(`Property group '${groupName}' does not exist for ${collection.type.name}.`);
  }
}

function readOptions(given: unknown): Option[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) throw invalid('Invalid input JSON: options must be a list');
  const options = given.map((item, index) => {
    const option = asObject(item, 'option');
    const displayOrder = typeof option['displayOrder'] === 'number' ? option['displayOrder'] : index;
    return {
      label: textIn(option, 'label'),
      value: textIn(option, 'value'),
      displayOrder,
      hidden: option['hidden'] === true,
    };
  });
  for (const field of ['label', 'value'] as const) {
    if (new Set(options.map((option) => option[field])).size < options.length)
      throw invalid(`Property options must have unique ${field}s.`);
  }
  return options;
}

function refuseBeyondEdition(portal: HubSpotPortal, collection: Collection, isUnique: boolean): void {
  const { propertiesOverall, propertiesPerType, uniquePropertiesPerType } = portal.allowance;
  if (customCount(portal) >= propertiesOverall || customCount(portal, collection) >= propertiesPerType) {
    throw invalid(
      `You have reached the limit of ${Math.min(propertiesOverall, propertiesPerType)} custom properties for this account.`,
    );
  }
  const uniques = [...collection.definitions.values()].filter(
    (found) => isCustom(found) && found.hasUniqueValue,
  ).length;
  if (isUnique && uniques >= uniquePropertiesPerType) {
    throw invalid(
      `${collection.type.pluralLabel} may have at most ${uniquePropertiesPerType} properties with unique values.`,
    );
  }
}

function noSuchProperty(call: Call): Refusal {
  return missing(`Property ${call.params.name ?? ''} does not exist on ${collectionOf(call).type.name}.`);
}

function printed(call: Call, definition: Definition): Json {
  const body = definitionBody(definition);
  if (definition.type !== 'enumeration' || definition.referencedObjectType || definition.options.length > 0)
    return body;
  const options = call.portal
    .optionsOf(definition)
    .map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false }));
  return { ...body, options };
}

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
