/** Makes a property: name, type, group, options and the edition's room are checked as the vendor checks them. */
import { asObject, textIn, type Json } from './body.ts';
import type { Collection } from './collection.ts';
import {
  customDefinition,
  type Definition,
  fieldTypesOf,
  type Option,
  type ValueType,
} from './definition.ts';
import type { HubSpotPortal } from './portal.ts';
import { invalid, Refusal } from './refusal.ts';

const NAME = /^[a-z][a-z0-9_]{0,99}$/;

/** Custom properties in use, of one object type or of all. */
export function customCount(portal: HubSpotPortal, collection?: Collection): number {
  const counted = collection ? [collection] : [...portal.collections.values()];
  return counted.reduce((sum, { definitions }) => sum + [...definitions.values()].filter(isCustom).length, 0);
}

function isCustom(definition: Definition): boolean {
  return !definition.hubspotDefined && !definition.archived;
}

/** Creates a definition, or brings an archived one of the name back as asked now. */
export function define(portal: HubSpotPortal, collection: Collection, body: Json): Definition {
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
  refuseBeyondEdition(portal, collection, hasUniqueValue);
  const definition = customDefinition(
    {
      name,
      label,
      type,
      fieldType,
      groupName,
      options,
      hasUniqueValue,
      description: typeof body['description'] === 'string' ? body['description'] : '',
      hidden: body['hidden'] === true,
      formField: body['formField'] === true,
      displayOrder: typeof body['displayOrder'] === 'number' ? body['displayOrder'] : -1,
      ...(body['referencedObjectType'] === 'OWNER' && { referencedObjectType: 'OWNER' }),
    },
    portal.now(),
  );
  collection.define(definition);
  return definition;
}

export function checkTypes(type: string, fieldType: string): void {
  const allowed = fieldTypesOf(type);
  if (!allowed) throw invalid(`Invalid input JSON: '${type}' is not a property type.`);
  if (!allowed.includes(fieldType)) {
    throw invalid(
      `Field type '${fieldType}' is not valid for type '${type}'. Allowed: [${allowed.join(', ')}]`,
    );
  }
}

export function requireGroup(collection: Collection, groupName: string): void {
  if (collection.groups.get(groupName)?.archived !== false) {
    throw invalid(`Property group '${groupName}' does not exist for ${collection.type.name}.`);
  }
}

export function readOptions(given: unknown): Option[] {
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
