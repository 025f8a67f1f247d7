/** Custom object schemas: an Enterprise feature. */
import { asObject, textIn, textsIn } from './body.ts';
import type { ObjectType } from './objectTypes.ts';
import { standardDefinitions } from './catalogue.ts';
import { Collection } from './collection.ts';
import { customDefinition, definitionBody, type Definition, type ValueType } from './definition.ts';
import { invalid, notInEdition, Refusal } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';

export const schemaRoutes: Route[] = [
  {
    method: 'GET',
    path: 'crm-object-schemas/schemas',
    scopes: () => ['crm.schemas.custom.read'],
    handle: list,
  },
  {
    method: 'POST',
    path: 'crm-object-schemas/schemas',
    scopes: () => ['crm.schemas.custom.write'],
    handle: create,
  },
  {
    method: 'GET',
    path: 'crm-object-schemas/schemas/:type',
    scopes: () => ['crm.schemas.custom.read'],
    handle: get,
  },
];

function list(call: Call): Answer {
  const own = [...call.portal.collections.values()].filter(({ type }) => type.custom);
  return { status: 200, body: { results: own.map((collection) => schemaBody(call, collection)) } };
}

function get(call: Call): Answer {
  return { status: 200, body: schemaBody(call, call.portal.collection(call.params.type)) };
}

function create(call: Call): Answer {
  const { portal } = call;
  const { customObjectTypes } = portal.allowance;
  if (customObjectTypes === 0) throw notInEdition('custom objects', 'an Enterprise subscription');
  const own = [...portal.collections.values()].filter(({ type }) => type.custom);
  if (own.length >= customObjectTypes)
    throw invalid(`You have reached the limit of ${customObjectTypes} custom objects.`);
  const body = asObject(call.body);
  const name = textIn(body, 'name');
  const fullName = `p${portal.app.portalId}_${name}`;
  if (portal.collections.has(fullName))
    throw new Refusal(409, 'OBJECT_ALREADY_EXISTS', `Schema '${name}' already exists.`);
  const labels = asObject(body['labels'], 'labels');
  const type: ObjectType = {
    id: `2-${portal.app.portalId}${own.length + 1}`,
    name: fullName,
    singular: name,
    label: textIn(labels, 'singular'),
    pluralLabel: textIn(labels, 'plural'),
    scope: 'crm.objects.custom',
    createdAt: 'hs_createdate',
    modifiedAt: 'hs_lastmodifieddate',
    shown: textsIn(body, 'requiredProperties') ?? [],
    custom: true,
  };
  const at = portal.now();
  const group = {
    name: `${name}_information`,
    label: `${type.label} information`,
    displayOrder: 0,
    archived: false,
  };
  const definitions = [
    ...standardDefinitions(fullName, group.name, at),
    ...ownDefinitions(body['properties'], group.name, at),
  ];
  const collection = new Collection(type, definitions, [group], () => portal.now());
  portal.collections.set(fullName, collection);
  return { status: 201, body: schemaBody(call, collection) };
}

function ownDefinitions(given: unknown, groupName: string, at: number): Definition[] {
  if (!Array.isArray(given))
    throw invalid('Invalid input JSON: Some required fields were not set: [properties]');
  return given.map((item) => {
    const property = asObject(item, 'property');
    return customDefinition(
      {
        name: textIn(property, 'name'),
        label: textIn(property, 'label'),
        type: (property['type'] ?? 'string') as ValueType,
        fieldType: String(property['fieldType'] ?? 'text'),
        groupName,
        hasUniqueValue: property['hasUniqueValue'] === true,
      },
      at,
    );
  });
}

function schemaBody(call: Call, collection: Collection) {
  const { type, definitions } = collection;
  return {
    id: type.id,
    objectTypeId: type.id,
    fullyQualifiedName: type.name,
    name: type.singular,
    labels: { singular: type.label, plural: type.pluralLabel },
    primaryDisplayProperty: type.shown[0] ?? null,
    requiredProperties: type.shown,
    searchableProperties: [],
    secondaryDisplayProperties: [],
    properties: [...definitions.values()].map(definitionBody),
    associations: [],
    archived: false,
    createdAt: new Date(call.portal.bornAt).toISOString(),
    updatedAt: new Date(call.portal.bornAt).toISOString(),
  };
}
