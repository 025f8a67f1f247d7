/** The imitation org as pages show it: record pages, related lists and list views from its own describe. */
import { SalesforceError } from '../salesforce/errors.ts';
import type { SalesforceOrg } from '../salesforce/org.ts';
import type { Row, SObject } from '../salesforce/schema.ts';
import { mayRecord } from '../salesforce/sharing.ts';
import type { World } from '../world.ts';
import { hrefOf, nameOf, shownField, shownFields, SYSTEM } from './salesforceFields.ts';
import type { CrmView, Field, ListItem, RecordView, RowTable } from './view.ts';
import { mostFilled } from './list.ts';

const LISTED = ['Type', 'BillingCountry', 'Website'];
const LISTED_DEALS = ['AccountId', 'StageName', 'Amount', 'CloseDate'];
const HIGHLIGHTS = ['Type', 'Phone', 'Website', 'Industry', 'OwnerId', 'AccountId', 'StageName', 'Amount'];

export function salesforceView(org: SalesforceOrg, world: World): CrmView {
  const accounts = org.sobject('Account', org.adminId);
  const deals = org.sobject('Opportunity', org.adminId);
  const live = (): Row[] => presentRows(org, accounts);

  /** Ids of accounts with rows in an object that an app made a detail of Account. */
  const parents = (): { label: string; ids: Set<string> } | undefined => {
    const details = [...org.objects.values()].filter(
      ({ custom, master }) => custom && master?.reference?.to[0] === 'Account',
    );
    if (details.length === 0) return undefined;
    const ids = details.flatMap((object) =>
      presentRows(org, object).map((row) => String(row[object.master?.name ?? ''])),
    );
    return { label: `With ${details.map(({ labelPlural }) => labelPlural).join(', ')}`, ids: new Set(ids) };
  };

  const item = (object: SObject, row: Row, columns: string[]): ListItem => ({
    href: hrefOf(row.Id),
    title: String(row['Name']),
    fields: columns.map((name) => shownField(org, object, row, name)),
  });

  return {
    slug: 'salesforce',
    name: 'Salesforce',
    place: `Org ${org.id}`,
    kind: accounts.label,
    records: accounts.labelPlural,
    filters: () => {
      const related = parents();
      return [
        ...(related ? [{ name: 'related', label: related.label }] : []),
        { name: 'partners', label: 'Partners' },
        { name: 'all', label: 'All' },
        { name: 'deals', label: deals.labelPlural, records: deals.labelPlural },
      ];
    },
    list: (filter, words) => {
      const ids = filter === 'related' ? parents()?.ids : undefined;
      const wanted = words.toLowerCase();
      const [object, listed] = filter === 'deals' ? [deals, LISTED_DEALS] : [accounts, LISTED];
      const rows = presentRows(org, object)
        .filter((row) => (ids ? ids.has(row.Id) : filter !== 'partners' || isPartner(row)))
        .filter((row) => `${row['Name']} ${row['Website']}`.toLowerCase().includes(wanted))
        .sort((a, b) => (String(a['Name']) < String(b['Name']) ? -1 : 1));
      return {
        total: rows.length,
        page: (from, to) => {
          const page = rows.slice(from, to);
          const added = object.fields.filter(({ custom, type }) => custom && type !== 'reference');
          const names = added.map(({ name }) => name);
          const columns = [...listed, ...mostFilled(names, page, (row, name) => row[name] !== null)];
          return page.map((row) => item(object, row, columns));
        },
      };
    },
    record: (path, user = org.adminId) => {
      const found = org.find(path);
      return found && !found.object.setup && mayShow(org, user, found.object, found.row)
        ? recordView(org, user, found.object, found.row)
        : undefined;
    },
    hrefByName: (name) => {
      const row = live().find((one) => String(one['Name']).toLowerCase() === name.toLowerCase());
      return row && hrefOf(row.Id);
    },
    save: (path, values, user) => {
      const found = org.find(path);
      if (!found) return 'The record does not exist any more.';
      try {
        org.update(found.object.name, found.row.Id, values, user === undefined ? {} : { as: user });
        return undefined;
      } catch (error) {
        if (error instanceof SalesforceError) return error.message;
        throw error;
      }
    },
    counts: () => {
      const related = parents();
      return [
        { label: accounts.labelPlural.toLowerCase(), count: live().length },
        ...(related ? [{ label: lowerFirst(related.label), count: related.ids.size }] : []),
        { label: 'API calls', count: world.calls.count('salesforce') },
      ];
    },
  };
}

function isPartner(row: Row): boolean {
  return /partner/i.test(String(row['Type'] ?? ''));
}

function recordView(org: SalesforceOrg, user: string, object: SObject, row: Row): RecordView {
  const fields = shownFields(org, user, object, row);
  const isAdded = ({ name }: Field): boolean => object.field(name)?.custom === true && !object.custom;
  const added = fields.filter(isAdded);
  const system = [...SYSTEM].filter((name) => object.field(name) && name !== 'IsDeleted');
  return {
    id: row.Id,
    title: nameOf(object, row),
    kind: object.label,
    href: hrefOf(row.Id),
    isPartner: object.name === 'Account' && isPartner(row),
    highlights: HIGHLIGHTS.filter((name) => object.field(name))
      .map((name) => shownField(org, object, row, name))
      .filter(({ text }) => text !== ''),
    aside: [
      ...(added.length > 0 ? [{ title: 'Custom fields', fields: added }] : []),
      { title: 'System information', fields: system.map((name) => shownField(org, object, row, name)) },
    ],
    tables: relatedLists(org, user, object, row),
    details: [{ title: `${object.label} details`, fields: fields.filter((field) => !isAdded(field)) }],
  };
}

/** Rows of other objects that point at this record, an app's own details first, as far as the user may open them. */
function relatedLists(org: SalesforceOrg, user: string, parent: SObject, row: Row): RowTable[] {
  const access = org.access(user);
  const lists = [...org.objects.values()]
    .filter((child) => !child.setup)
    .flatMap((child) =>
      child.fields
        .filter((field) => field.reference?.to.includes(parent.name) === true && !SYSTEM.has(field.name))
        .map((field) => ({ child, field, rows: relatedRows(org, user, child, field.name, row.Id) })),
    )
    .filter(({ rows }) => rows.length > 0)
    .sort((a, b) => Number(b.field.reference?.master ?? false) - Number(a.field.reference?.master ?? false));
  return lists.map(({ child, field, rows }) => {
    const shown = access.fieldsOf(child).filter(({ name }) => name !== field.name && !SYSTEM.has(name));
    return {
      title:
        field.reference?.master || !child.custom
          ? child.labelPlural
          : `${child.labelPlural} (${field.label})`,
      columns: shown.map(({ name, label }) => ({ name, label })),
      rows: rows.map((one) =>
        Object.fromEntries(
          shown.map(({ name }) => {
            const value = shownField(org, child, one, name);
            return [name, name === child.nameField ? { text: value.text, href: hrefOf(one.Id) } : value];
          }),
        ),
      ),
    };
  });
}

function relatedRows(org: SalesforceOrg, user: string, child: SObject, field: string, id: string): Row[] {
  return org
    .table(child.name)
    .find(field, id)
    .filter((row) => mayShow(org, user, child, row));
}

function mayShow(org: SalesforceOrg, user: string, object: SObject, row: Row): boolean {
  return row['IsDeleted'] !== true && mayRecord(org, user, 'Read', object, row);
}

function presentRows(org: SalesforceOrg, object: SObject): Row[] {
  return org.table(object.name).byId.filter((row) => row['IsDeleted'] !== true);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
