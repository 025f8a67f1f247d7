/** What reports can be made of. */
import { document } from '../server/crm/salesforce/xml.ts';
import type { ObjectName } from '../shared/schema/objects.ts';
import { isShort, NAMING, native, nativeObject, OWN_OBJECTS, ROOT } from './names.ts';

interface Type {
  name: string;
  label: string;
  description: string;
  category: 'accounts' | 'opportunities' | 'other';
  base: ObjectName;
  /** The CRM's own fields of a standard base, by our names. */
  fields: readonly string[];
  /** Rows of ours below the base; what has none is left out. */
  rows?: ObjectName;
}

const TYPES: readonly Type[] = [
  {
    name: 'Deals_with_Deal_Partners',
    label: 'Deals with Deal Partners',
    description: 'Opportunities and the part that each partner has in them.',
    category: 'opportunities',
    base: 'deal',
    fields: [
      'name',
      'account',
      'amount',
      'stage',
      'closeDate',
      'closed',
      'won',
      'owner',
      'partnerInvolvement',
    ],
    rows: 'dealPartner',
  },
  {
    name: 'Accounts_with_Overlaps',
    label: 'Accounts with Overlaps',
    description: 'Accounts and the partners that know them, with the reasons.',
    category: 'accounts',
    base: 'account',
    fields: ['name', 'city', 'country', 'owner', 'overlapCount'],
    rows: 'accountOverlap',
  },
  {
    name: 'Partner_Touchpoints',
    label: 'Partner Touchpoints',
    description: 'What partners did, for which account and deal, and when.',
    category: 'other',
    base: 'partnerTouchpoint',
    fields: [],
  },
  {
    name: 'Deal_Registrations',
    label: 'Deal Registrations',
    description: 'Claims of partners on deals, as far as the one who runs the report may open them.',
    category: 'other',
    base: 'dealRegistration',
    fields: [],
  },
  {
    name: 'Deals_by_Registration',
    label: 'Deals by Registration',
    description: 'Opportunities with the status of their registration and the last day of its protection.',
    category: 'opportunities',
    base: 'deal',
    fields: [
      'name',
      'account',
      'amount',
      'stage',
      'closeDate',
      'closed',
      'won',
      'owner',
      'registrationStatus',
      'protectedUntil',
      'decisionDue',
    ],
  },
];

/** Contents by path below `salesforce-package/`. */
export function reportTypes(): [string, string][] {
  return TYPES.map((type) => [`${ROOT}/reportTypes/${type.name}.reportType-meta.xml`, reportType(type)]);
}

function reportType({ label, description, category, base, fields, rows }: Type): string {
  const table = nativeObject(base);
  const own = fieldsOf(base).map((field) => column(table, field));
  const below = rows && {
    join: { outerJoin: false, relationship: relation(rows, base) },
    section: section(
      rows,
      fieldsOf(rows).map((field) => column(`${table}.${relation(rows, base)}`, field)),
    ),
  };
  const standard = fields.map((field) => column(table, native(base, field)));
  return document('ReportType', {
    baseObject: table,
    category,
    deployed: true,
    description,
    join: below?.join,
    label,
    sections: [section(base, standard.length > 0 ? standard : own), ...(below ? [below.section] : [])],
  });
}

function section(object: ObjectName, columns: readonly ReturnType<typeof column>[]) {
  const label = OWN_OBJECTS.find((own) => own.object === object)?.plural;
  return { columns, masterLabel: label ?? nativeObject(object) };
}

function column(table: string, field: string) {
  return { checkedByDefault: false, field, table };
}

/** An own object's fields, its number first. */
function fieldsOf(object: ObjectName): string[] {
  const own = OWN_OBJECTS.find((one) => one.object === object);
  return own ? ['Name', ...own.fields.filter(isShort).map((field) => field.native)] : [];
}

/** The name under which a parent knows its rows. */
export function relation(rows: ObjectName, parent: ObjectName): string {
  const object = OWN_OBJECTS.find((one) => one.object === rows);
  const up = object?.fields.find((field) => field.parent && field.to === nativeObject(parent));
  if (!object || !up) throw new RangeError(`${rows} are no rows of ${parent}`);
  return `${NAMING.namespace ? `${NAMING.namespace}__` : ''}${object.plural.replaceAll(' ', '_')}__r`;
}
