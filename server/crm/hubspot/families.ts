/** Which objects of ours live as rows inside which HubSpot object, by the schema. */
import type { Field } from '../../../shared/schema/field.ts';
import { fieldName } from '../../../shared/schema/naming.ts';
import { definitionOf, OBJECT_NAMES, type ObjectName } from '../../../shared/schema/objects.ts';
import { NAMING, type Parent } from './parents.ts';

/** One object of ours that is kept as rows. */
export interface Family {
  object: ObjectName;
  parent: Parent;
  /** Our name of the row's field that refers to the parent; not stored in the row, which stands in the parent. */
  link: string;
  /** The parent's field that holds the rows, by our name. */
  holder: string;
  /** How keys of these rows begin; other objects may keep their rows in the same property. */
  prefix: string;
  /** HubSpot's name of that field. */
  property: string;
  /** The property's limit in characters. */
  limit: number;
  fields: Readonly<Record<string, Field>>;
}

const FAMILIES: readonly Family[] = OBJECT_NAMES.flatMap((object) => {
  const { rowsIn, fields, keyPrefix } = definitionOf(object);
  if (!rowsIn || keyPrefix === undefined) return [];
  const link =
    rowsIn.by ?? Object.entries(fields).find(([, field]) => field.type === 'reference' && field.parent)?.[0];
  const place = definitionOf(rowsIn.parent).fields[rowsIn.field];
  const property = fieldName(NAMING, rowsIn.parent, rowsIn.field);
  if (link === undefined || property === null || place?.type !== 'json') {
    throw new RangeError(`${object}: the schema keeps its rows in a field that cannot hold them`);
  }
  const { parent, field: holder } = rowsIn;
  return [{ object, parent, link, holder, prefix: keyPrefix, property, limit: place.length, fields }];
});

/** The family that a row of a property belongs to: by the beginning of its key, and any other key to the first. */
export function ownsRow(family: Family, key: string): boolean {
  const sharing = FAMILIES.filter(({ property }) => property === family.property);
  const owner = sharing.find(({ prefix }) => key.startsWith(prefix)) ?? sharing[0];
  return owner === family;
}

export function familyOf(object: ObjectName): Family | undefined {
  return FAMILIES.find((family) => family.object === object);
}

const BY_PARENT: Readonly<Record<Parent, readonly Family[]>> = {
  account: FAMILIES.filter(({ parent }) => parent === 'account'),
  deal: FAMILIES.filter(({ parent }) => parent === 'deal'),
};

const PROPERTIES: Readonly<Record<Parent, readonly string[]>> = {
  account: propertiesOf(BY_PARENT.account),
  deal: propertiesOf(BY_PARENT.deal),
};

export function familiesIn(parent: Parent): readonly Family[] {
  return BY_PARENT[parent];
}

/** What any reading of such a record must ask for, so that its rows are in hand. */
export function rowPropertiesOf(parent: Parent): readonly string[] {
  return PROPERTIES[parent];
}

function propertiesOf(families: readonly Family[]): string[] {
  return [...new Set(families.map(({ property }) => property)), 'hs_merged_object_ids'];
}
