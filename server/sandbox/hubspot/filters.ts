/** The conditions of a search, checked against the definitions and compiled to plain functions. */
import { asObject, optionalText, textIn, textsIn, type Json } from './body.ts';
import type { Collection } from './collection.ts';
import { invalid } from './refusal.ts';
import type { Entry } from './searchIndex.ts';

export interface Filter {
  property: string;
  operator: string;
  value?: string;
  highValue?: string;
  values?: string[];
}

export type Test = (entry: Entry) => boolean;

const OPERATORS = [
  'EQ NEQ LT LTE GT GTE BETWEEN IN NOT_IN HAS_PROPERTY NOT_HAS_PROPERTY CONTAINS_TOKEN NOT_CONTAINS_TOKEN',
].flatMap((line) => line.split(' '));
const MOST_GROUPS = 5;
const MOST_IN_GROUP = 6;
const MOST_FILTERS = 18;

/** The filter groups of a search request. @throws {Refusal} 400 as the vendor refuses them */
export function readGroups(collection: Collection, given: unknown): Filter[][] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) throw invalid('Invalid input JSON: filterGroups must be a list');
  if (given.length > MOST_GROUPS)
    throw invalid(`Too many filter groups: ${given.length}, at most ${MOST_GROUPS}.`);
  const groups = given.map((group) => {
    const { filters } = asObject(group, 'filter group');
    if (!Array.isArray(filters))
      throw invalid('Invalid input JSON: Some required fields were not set: [filters]');
    if (filters.length > MOST_IN_GROUP)
      throw invalid(`Too many filters in a group: ${filters.length}, at most ${MOST_IN_GROUP}.`);
    return filters.map((filter) => readFilter(collection, asObject(filter, 'filter')));
  });
  const count = groups.reduce((sum, group) => sum + group.length, 0);
  if (count > MOST_FILTERS) throw invalid(`Too many filters: ${count}, at most ${MOST_FILTERS}.`);
  return groups;
}

function readFilter(collection: Collection, given: Json): Filter {
  const property = textIn(given, 'propertyName');
  const operator = textIn(given, 'operator');
  if (!OPERATORS.includes(operator)) {
    throw invalid(
      `Invalid input JSON: Cannot deserialize value of type \`Operator\` from String "${operator}": not one of the values accepted: [${OPERATORS.join(', ')}]`,
    );
  }
  if (!collection.definition(property)) {
    throw invalid(
      `There was a problem with the request. Property "${property}" does not exist on ${collection.type.name}.`,
    );
  }
  const value = optionalText(given, 'value');
  const highValue = optionalText(given, 'highValue');
  const values = textsIn(given, 'values');
  const isPresence = operator.endsWith('HAS_PROPERTY');
  const isList = operator === 'IN' || operator === 'NOT_IN';
  if (isList && (!values || values.length === 0)) throw invalid(`Operator ${operator} requires values.`);
  if (!isList && !isPresence && value === undefined) throw invalid(`Operator ${operator} requires a value.`);
  if (operator === 'BETWEEN' && highValue === undefined)
    throw invalid('Operator BETWEEN requires a highValue.');
  return {
    property,
    operator,
    ...(value !== undefined && { value }),
    ...(highValue !== undefined && { highValue }),
    ...(values && { values }),
  };
}

/** A value as search compares it: numbers and instants by size, text without case. */
export function comparable(collection: Collection, property: string, text: string): number | string {
  const type = collection.definition(property)?.type;
  if (type === 'number') return Number(text);
  if (type === 'date' || type === 'datetime') return /^-?\d+$/.test(text) ? Number(text) : Date.parse(text);
  return text.toLowerCase();
}

/** The property's value of an entry as search knows it; undefined where there is none. */
export function valueOf(
  collection: Collection,
  property: string,
): (entry: Entry) => number | string | undefined {
  const { createdAt, modifiedAt } = collection.type;
  if (property === 'hs_object_id') return (entry) => entry.number;
  if (property === modifiedAt) return (entry) => entry.modifiedAt;
  return (entry) => {
    const text = entry.values[property];
    if (text === undefined)
      return property === createdAt || property === 'hs_createdate' ? entry.record.createdAt : undefined;
    return comparable(collection, property, text);
  };
}

/** True when the entry meets every filter of the group. */
export function compileGroup(collection: Collection, filters: Filter[]): Test {
  const tests = filters.map((filter) => compile(collection, filter));
  return (entry) => tests.every((test) => test(entry));
}

function compile(collection: Collection, filter: Filter): Test {
  const read = valueOf(collection, filter.property);
  const against = (text: string | undefined) => comparable(collection, filter.property, text ?? '');
  const value = against(filter.value);
  const high = against(filter.highValue);
  const values = new Set((filter.values ?? []).map(against));
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return (entry) => read(entry) !== undefined;
    case 'NOT_HAS_PROPERTY':
      return (entry) => read(entry) === undefined;
    case 'EQ':
      return (entry) => read(entry) === value;
    case 'NEQ':
      return (entry) => read(entry) !== value;
    case 'IN':
      return (entry) => values.has(read(entry) as string);
    case 'NOT_IN':
      return (entry) => !values.has(read(entry) as string);
    case 'LT':
      return (entry) => (read(entry) ?? NaN) < value;
    case 'LTE':
      return (entry) => (read(entry) ?? NaN) <= value;
    case 'GT':
      return (entry) => (read(entry) ?? NaN) > value;
    case 'GTE':
      return (entry) => (read(entry) ?? NaN) >= value;
    case 'BETWEEN':
      return (entry) => (read(entry) ?? NaN) >= value && (read(entry) ?? NaN) <= high;
    default:
      return tokenTest(read, filter);
  }
}

/** CONTAINS_TOKEN: the words of the value in order, `*` standing for any characters. */
function tokenTest(read: (entry: Entry) => number | string | undefined, filter: Filter): Test {
  const escaped = (filter.value ?? '')
    .toLowerCase()
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '[^\\s]*');
  const pattern = new RegExp(`(^|[^\\p{L}\\p{N}])${escaped}($|[^\\p{L}\\p{N}])`, 'u');
  const isWanted = filter.operator === 'CONTAINS_TOKEN';
  return (entry) => pattern.test(String(read(entry) ?? '')) === isWanted;
}
