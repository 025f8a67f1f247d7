/** The imitation portal as pages show it: properties by their groups, text that holds rows as tables, linked records. */
import type { Collection } from '../hubspot/collection.ts';
import type { HubSpotPortal } from '../hubspot/portal.ts';
import type { CrmRecord } from '../hubspot/record.ts';
import { Refusal } from '../hubspot/refusal.ts';
import type { World } from '../world.ts';
import { hrefOf, recentChanges, rowProperties, shownProperty, titleOf } from './hubspotProperties.ts';
import { jsonTable } from './jsonRows.ts';
import { mostFilled } from './list.ts';
import type { CrmView, RecordView, RowTable, Section } from './view.ts';
import { instant } from './words.ts';

const LISTED = ['lifecyclestage', 'country', 'domain'];
const LISTED_DEALS = ['dealstage', 'amount', 'closedate'];
const HIGHLIGHTS = [
  'domain',
  'phone',
  'lifecyclestage',
  'hubspot_owner_id',
  'dealstage',
  'amount',
  'closedate',
];

export function hubspotView(portal: HubSpotPortal, world: World): CrmView {
  const companies = portal.collection('companies');
  const deals = portal.collection('deals');
  const hasRows = (record: CrmRecord): boolean => rowProperties(companies, record).length > 0;
  const rowsLabel = (): string | undefined => {
    const holder = companies.live.items().find(hasRows);
    const [property] = holder ? rowProperties(companies, holder) : [];
    return property && `With ${property.definition.label}`;
  };
  const found = (path: string): { collection: Collection; record: CrmRecord } | undefined => {
    const [type = '', id = ''] = path.split('/');
    const collection = portal.collections.get(type);
    const record = collection?.get(id);
    return collection && record && record.archivedAt === undefined ? { collection, record } : undefined;
  };

  return {
    slug: 'hubspot',
    name: 'HubSpot',
    place: `Portal ${portal.app.portalId}, ${portal.edition} edition`,
    kind: companies.type.label,
    records: companies.type.pluralLabel,
    filters: () => {
      const label = rowsLabel();
      return [
        ...(label === undefined ? [] : [{ name: 'related', label }]),
        { name: 'partners', label: 'Partners' },
        { name: 'all', label: 'All' },
        { name: 'deals', label: deals.type.pluralLabel, records: deals.type.pluralLabel },
      ];
    },
    list: (filter, words) => {
      const wanted = words.toLowerCase();
      const [collection, listed] = filter === 'deals' ? [deals, LISTED_DEALS] : [companies, LISTED];
      const titleIn = (record: CrmRecord): string => titleOf(collection, record);
      const records = collection.live
        .items()
        .filter((record) => filter !== 'related' || hasRows(record))
        .filter((record) => filter !== 'partners' || isPartner(record))
        .filter((one) => `${titleIn(one)} ${one.values['domain']}`.toLowerCase().includes(wanted))
        .sort((a, b) => (titleIn(a) < titleIn(b) ? -1 : 1));
      return {
        total: records.length,
        page: (from, to) => {
          const page = records.slice(from, to);
          const added = [...collection.definitions.values()].filter(
            (definition) => !definition.hubspotDefined && !definition.hidden && !definition.archived,
          );
          const names = added.map(({ name }) => name);
          const filled = mostFilled(names, page, ({ values }, name) => values[name] !== undefined);
          return page.map((record) => ({
            href: hrefOf(collection.type.name, record.id),
            title: titleIn(record),
            fields: [...listed, ...filled].map((name) => shownProperty(portal, collection, record, name)),
          }));
        },
      };
    },
    record: (path) => {
      const at = found(path);
      return at && recordView(portal, at.collection, at.record);
    },
    hrefByName: (name) => {
      const wanted = name.toLowerCase();
      const record = companies.live.items().find(({ values }) => values['name']?.toLowerCase() === wanted);
      return record && hrefOf('companies', record.id);
    },
    save: (path, values) => {
      const at = found(path);
      if (!at) return 'The record does not exist any more.';
      try {
        portal.update(at.collection.type.name, at.record.id, values);
        return undefined;
      } catch (error) {
        if (error instanceof Refusal)
          return error.extra.errors?.map(({ message }) => message).join(' ') ?? error.message;
        throw error;
      }
    },
    counts: () => {
      const label = rowsLabel();
      const records = companies.live.items();
      return [
        { label: companies.type.pluralLabel.toLowerCase(), count: records.length },
        ...(label === undefined
          ? []
          : [{ label: `with ${label.slice('With '.length)}`, count: records.filter(hasRows).length }]),
        { label: 'API calls', count: world.calls.count('hubspot') },
      ];
    },
  };
}

function isPartner({ values }: CrmRecord): boolean {
  return /partner/i.test(values['type'] ?? '');
}

function recordView(portal: HubSpotPortal, collection: Collection, record: CrmRecord): RecordView {
  const show = (name: string) => shownProperty(portal, collection, record, name);
  const tables = rowProperties(collection, record);
  const drawn = new Set(tables.map(({ definition }) => definition.name));
  const groups: Section[] = [...collection.groups.values()].map((group) => ({
    title: group.label,
    fields: [...collection.definitions.values()]
      .filter(({ name, groupName, archived }) => groupName === group.name && !archived && !drawn.has(name))
      .filter(({ readOnlyValue, name }) => !readOnlyValue || record.values[name] !== undefined)
      .map(({ name }) => show(name)),
  }));
  // What an app or the customer grouped apart is what people look for first.
  const aside = groups.toReversed().filter(({ fields }) => fields.some(({ text }) => text !== ''));
  const link = (text: string) => {
    const user = /^\d+$/.test(text) ? portal.people.user(Number(text)) : undefined;
    if (user) return { text: `${user.firstName} ${user.lastName}` };
    const target = /^\d{6,}$/.test(text) ? portal.collection('companies').get(text) : undefined;
    return (
      target && {
        text: titleOf(portal.collection('companies'), target),
        href: hrefOf('companies', target.id),
      }
    );
  };
  return {
    id: record.id,
    title: titleOf(collection, record),
    kind: collection.type.label,
    href: hrefOf(collection.type.name, record.id),
    isPartner: collection.type.name === 'companies' && isPartner(record),
    highlights: HIGHLIGHTS.filter((name) => record.values[name] !== undefined).map(show),
    aside: [...aside, recordSection(record)],
    tables: [
      ...tables.map(({ definition, rows }) => jsonTable(definition.label, rows, link)),
      ...linkedRecords(portal, collection, record),
      recentChanges(collection, record),
    ],
    details: [],
  };
}

function recordSection(record: CrmRecord): Section {
  const fact = (name: string, label: string, text: string) => ({ name, label, text, editable: false });
  return {
    title: 'Record',
    fields: [
      fact('recordId', 'Record ID', record.id),
      fact('created', 'Created', instant(record.createdAt)),
      fact('modified', 'Last modified', instant(record.modifiedAt)),
    ],
  };
}

function linkedRecords(portal: HubSpotPortal, collection: Collection, record: CrmRecord): RowTable[] {
  return [...portal.collections.values()].flatMap((other) => {
    const ids = portal.linked(collection.type.name, record.id, other.type.name);
    const records = ids.flatMap((id) => other.get(id) ?? []).filter((one) => one.archivedAt === undefined);
    if (records.length === 0) return [];
    const names = other.type.shown.filter(
      (name) => other.definition(name)?.readOnlyValue === false && name !== 'createdate',
    );
    return [
      {
        title: other.type.pluralLabel,
        columns: [
          { name: 'title', label: other.type.label },
          ...names.map((name) => ({ name, label: other.definition(name)?.label ?? name })),
        ],
        rows: records.map((one) => ({
          ...Object.fromEntries(names.map((name) => [name, shownProperty(portal, other, one, name)])),
          title: { text: titleOf(other, one), href: hrefOf(other.type.name, one.id) },
        })),
      },
    ];
  });
}
