/** The properties API: read, make, change and archive definitions. */
import { asObject, inputsOf, optionalText, textIn, type Json } from './body.ts';
import { checkTypes, define, readOptions, requireGroup } from './define.ts';
import { type Definition, definitionBody, type ValueType } from './definition.ts';
import { allowedValues } from './options.ts';
import { collectionOf, readsDefinitions, writesDefinitions } from './propertyScopes.ts';
import { invalid, missing, Refusal } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';

export const propertyRoutes: Route[] = [
  { method: 'GET', path: 'crm/properties/:type', scopes: readsDefinitions, handle: list },
  { method: 'POST', path: 'crm/properties/:type', scopes: writesDefinitions, handle: create },
  { method: 'POST', path: 'crm/properties/:type/batch/create', scopes: writesDefinitions, handle: createAll },
  { method: 'POST', path: 'crm/properties/:type/batch/read', scopes: readsDefinitions, handle: readAll },
  {
    method: 'POST',
    path: 'crm/properties/:type/batch/archive',
    scopes: writesDefinitions,
    handle: archiveAll,
  },
  { method: 'GET', path: 'crm/properties/:type/:name', scopes: readsDefinitions, handle: get },
  { method: 'PATCH', path: 'crm/properties/:type/:name', scopes: writesDefinitions, handle: update },
  { method: 'DELETE', path: 'crm/properties/:type/:name', scopes: writesDefinitions, handle: archive },
];

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
  return { status: 201, body: printed(call, make(call, asObject(call.body))) };
}

function make(call: Call, body: Json): Definition {
  return define(call.portal, collectionOf(call), body);
}

function createAll(call: Call): Answer {
  const results: Json[] = [];
  const errors: Json[] = [];
  for (const input of inputsOf(call.body, 100)) {
    try {
      results.push(printed(call, make(call, input)));
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

function noSuchProperty(call: Call): Refusal {
  return missing(`Property ${call.params.name ?? ''} does not exist on ${collectionOf(call).type.name}.`);
}

function printed(call: Call, definition: Definition): Json {
  const body = definitionBody(definition);
  if (definition.type !== 'enumeration' || definition.referencedObjectType || definition.options.length > 0)
    return body;
  const options = allowedValues(call.portal, definition).map((value, displayOrder) => ({
    label: value,
    value,
    displayOrder,
    hidden: false,
  }));
  return { ...body, options };
}
