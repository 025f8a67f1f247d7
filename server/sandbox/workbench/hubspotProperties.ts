/** Properties of one HubSpot record as its page shows them, with those that hold rows told apart. */
import type { Collection } from '../hubspot/collection.ts';
import type { Definition } from '../hubspot/definition.ts';
import type { HubSpotPortal } from '../hubspot/portal.ts';
import type { CrmRecord, Values } from '../hubspot/record.ts';
import { rowsOf } from './jsonRows.ts';
import type { Field, RowTable } from './view.ts';
import { figure, humanised, instant } from './words.ts';

const TITLES: Record<string, string> = {
  companies: 'name',
  deals: 'dealname',
  tickets: 'subject',
  contacts: 'email',
};
const TYPED_OVER = new Set(['text', 'phonenumber']);
const CHANGES_SHOWN = 5;
const SOURCES = {
  CRM_UI: 'A person',
  INTEGRATION: 'An app',
  API: 'An app',
  MERGE_OBJECTS: 'A merge',
  IMPORT: 'An import',
};

interface RowProperty {
  definition: Definition;
  rows: Record<string, unknown>[];
}

/** Every write replaces a record's values, so what was read from them stays true for as long as they live. */
const read = new WeakMap<Values, RowProperty[]>();

export function hrefOf(type: string, id: string): string {
  return `/hubspot/${type}/${id}`;
}

export function titleOf(collection: Collection, record: CrmRecord): string {
  return record.values[TITLES[collection.type.name] ?? ''] ?? `${collection.type.label} ${record.id}`;
}

/** Properties whose text holds at least one row. */
export function rowProperties(collection: Collection, record: CrmRecord): RowProperty[] {
  const known = read.get(record.values);
  if (known) return known;
  const found = Object.entries(record.values).flatMap(([name, text]) => {
    const definition = collection.definition(name);
    const rows = definition && rowsOf(text);
    return definition && rows && rows.length > 0 ? [{ definition, rows }] : [];
  });
  read.set(record.values, found);
  return found;
}

export function shownProperty(
  portal: HubSpotPortal,
  collection: Collection,
  record: CrmRecord,
  name: string,
): Field {
  const definition = collection.definition(name);
  const value = record.values[name] ?? '';
  if (!definition) return { name, label: humanised(name), text: value, editable: false };
  return {
    name,
    label: definition.label,
    text: value === '' ? '' : textOf(portal, collection, definition, value),
    editable: definition.hubspotDefined && !definition.readOnlyValue && TYPED_OVER.has(definition.fieldType),
  };
}

function textOf(
  portal: HubSpotPortal,
  collection: Collection,
  definition: Definition,
  value: string,
): string {
  if (definition.referencedObjectType === 'OWNER') {
    const person = portal.people.owner(value);
    return person ? `${person.firstName} ${person.lastName}` : value;
  }
  if (definition.type === 'number' && definition.name !== 'hs_object_id') return figure(Number(value));
  if (definition.type === 'datetime') return instant(/^\d+$/.test(value) ? Number(value) : Date.parse(value));
  if (definition.type !== 'enumeration' && definition.type !== 'bool') return value;
  const pipelines = portal.pipelines.get(collection.type.name) ?? [];
  const stages = [...pipelines, ...pipelines.flatMap((pipeline) => pipeline.stages)];
  const label = (one: string): string =>
    definition.options.find((option) => option.value === one)?.label ??
    stages.find(({ id }) => id === one)?.label ??
    one;
  return value.split(';').map(label).join(', ');
}

/** What was last written to the record, newest first: its property history. */
export function recentChanges(collection: Collection, record: CrmRecord): RowTable {
  const rows = record.versions
    .slice(-CHANGES_SHOWN)
    .reverse()
    .map(({ at, source, values }) => ({
      at: { text: instant(at) },
      by: { text: SOURCES[source.type] },
      what: {
        text: Object.keys(values)
          .map((name) => collection.definition(name)?.label ?? humanised(name))
          .join(', '),
      },
    }));
  return {
    title: 'Recent changes',
    columns: [
      { name: 'at', label: 'When' },
      { name: 'by', label: 'By' },
      { name: 'what', label: 'Properties written' },
    ],
    rows,
  };
}
