/** What this portal is: its account, its properties against what our schema wants, and the room that is left. */
import { fieldName } from '../../../shared/schema/naming.ts';
import { definitionOf } from '../../../shared/schema/objects.ts';
import { wantedFor } from '../../../shared/schema/wanted.ts';
import type { FieldType } from '../../../shared/schema/field.ts';
import type { FoundField, FoundObject, WantedField } from '../../../shared/schema/plan.ts';
import type { Described, NativeField } from '../../ports.ts';
import { NAMING, type Parent, PARENTS, typeIdOf, typeOf } from './parents.ts';
import type { Portal } from './portal.ts';
import type { Pipeline } from './stages.ts';
import { PropertyLimits, PropertyList, type WireProperty } from './shapes.ts';

/** The longest text that HubSpot takes for any property. */
const LONGEST_TEXT = 65_536;

/** A batch of a hundred is read, written and read again. */
const RECORDS_PER_CALL = 33;

export const WANTED = wantedFor(NAMING);

export async function describe(portal: Portal): Promise<Described> {
  const facts = await portal.facts();
  const [account, deal, limits] = await Promise.all([
    propertiesOf(portal, 'account'),
    propertiesOf(portal, 'deal'),
    readLimits(portal),
  ]);
  const byParent = { account, deal };
  const room = Object.fromEntries(PARENTS.flatMap((parent) => roomOf(parent, limits)));
  return {
    account: { id: facts.id, name: `HubSpot ${facts.id}` },
    currency: { company: facts.currency, multiple: facts.multiple, codes: facts.currencies },
    timeZone: facts.timeZone,
    wanted: WANTED,
    found: {
      objects: PARENTS.map((parent) => foundObject(parent, byParent[parent])),
      room: { total: Math.max(0, limits.overallLimit - limits.overallUsage), byObject: room },
      packaged: false,
    },
    nativeFields: {
      account: account.map((property) => nativeField('account', property)),
      deal: deal
        .map((property) => nativeField('deal', property))
        .map(called(await portal.stages.pipelines())),
    },
    allowance: portal.client.allowance(),
    // Rows live inside the records that are there.
    storage: null,
    recordsPerCall: RECORDS_PER_CALL,
  };
}

export async function propertiesOf(portal: Portal, parent: Parent): Promise<WireProperty[]> {
  const path = portal.propertiesPath(typeOf(parent));
  const place = `reading the properties of ${parent}`;
  return (await portal.client.send({ method: 'GET', path, place }, PropertyList)).body.results;
}

async function readLimits(portal: Portal) {
  const path = `/crm/limits/${portal.version}/custom-properties`;
  const place = 'reading how many properties fit';
  return (await portal.client.send({ method: 'GET', path, place }, PropertyLimits)).body;
}

function roomOf(parent: Parent, limits: PropertyLimits): [string, number][] {
  const own = limits.byObjectType.find(({ objectTypeId }) => objectTypeId === typeIdOf(parent));
  return own ? [[typeOf(parent), Math.max(0, own.limit - own.usage)]] : [];
}

function foundObject(parent: Parent, properties: readonly WireProperty[]): FoundObject {
  const wanted = WANTED.find(({ object }) => object === parent)?.fields ?? [];
  return {
    native: typeOf(parent),
    fields: properties.map((property) =>
      foundField(
        property,
        wanted.find(({ native }) => native === property.name),
      ),
    ),
  };
}

function foundField(property: WireProperty, wanted: WantedField | undefined): FoundField {
  const types = typesOf(property);
  const type = wanted && types.includes(wanted.type) ? wanted.type : (types[0] ?? null);
  return {
    native: property.name,
    type,
    nativeType: `${property.type}/${property.fieldType}`,
    ...(property.type === 'string' && { length: LONGEST_TEXT }),
    ...(property.options.length > 0 && { options: property.options.map(({ value }) => value) }),
    unique: property.hasUniqueValue ?? false,
    readable: true,
    writable: property.modificationMetadata?.readOnlyValue !== true,
  };
}

/** Our types that a HubSpot property can carry, the closest first. */
export function typesOf({ type, fieldType, referencedObjectType }: WireProperty): FieldType[] {
  if (referencedObjectType) return ['reference'];
  switch (type) {
    case 'string':
      return fieldType === 'textarea'
        ? ['longText', 'text', 'json']
        : ['text', 'longText', 'json', 'reference'];
    case 'number':
      return ['number', 'share', 'money'];
    case 'bool':
      return ['checkbox'];
    case 'enumeration':
      if (fieldType === 'checkbox') return ['multiSelect'];
      return fieldType === 'booleancheckbox' ? ['checkbox'] : ['select'];
    case 'date':
      return ['date'];
    case 'datetime':
      return ['instant'];
    default:
      return [];
  }
}

function nativeField(parent: Parent, property: WireProperty): NativeField {
  const { fields } = definitionOf(parent);
  const field = Object.keys(fields).find((one) => fieldName(NAMING, parent, one) === property.name);
  return {
    name: property.name,
    ...(field !== undefined && { field }),
    label: property.label,
    type: property.type,
    options: property.options.map(({ value }) => value),
    required: false,
    writable: property.modificationMetadata?.readOnlyValue !== true,
  };
}

/** Pipelines and stages go by what people call them. */
function called(pipelines: readonly Pipeline[]): (field: NativeField) => NativeField {
  const names: Readonly<Record<string, readonly string[]>> = {
    kind: pipelines.map(({ label }) => label),
    stage: [...new Set(pipelines.flatMap(({ stages }) => stages.map(({ label }) => label)))],
  };
  return (field) => ({ ...field, options: names[field.field ?? ''] ?? field.options });
}
