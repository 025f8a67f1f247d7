/** What reports can be made of, and two that show how. */
import { document } from '../server/crm/salesforce/xml.ts';
import type { ObjectName } from '../shared/schema/objects.ts';
import { isShort, NAMING, native, nameOf, nativeObject, OWN_OBJECTS, ROOT } from './names.ts';

const FOLDER = 'Alongside';

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
];

/** Contents by path below `salesforce-package/`. */
export function reports(): Map<string, string> {
  return new Map([
    ...TYPES.map((type): [string, string] => [
      `${ROOT}/reportTypes/${type.name}.reportType-meta.xml`,
      reportType(type),
    ]),
    [`${ROOT}/reports/${FOLDER}.reportFolder-meta.xml`, folder()],
    example('Won and open deals by partner', partnersOnDeals()),
    example('Accounts that partners know', overlapsByPartner()),
  ]);
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
function relation(rows: ObjectName, parent: ObjectName): string {
  const object = OWN_OBJECTS.find((one) => one.object === rows);
  const up = object?.fields.find((field) => field.parent && field.to === nativeObject(parent));
  if (!object || !up) throw new RangeError(`${rows} are no rows of ${parent}`);
  return `${NAMING.namespace ? `${NAMING.namespace}__` : ''}${object.plural.replaceAll(' ', '_')}__r`;
}

function folder(): string {
  return document('ReportFolder', {
    accessType: 'Public',
    name: 'Alongside',
    publicFolderAccess: 'ReadOnly',
  });
}

function example(name: string, content: Parameters<typeof document>[1]): [string, string] {
  return [
    `${ROOT}/reports/${FOLDER}/${nameOf(name)}.report-meta.xml`,
    document('Report', {
      ...content,
      format: 'Summary',
      name,
      scope: 'organization',
      showDetails: true,
      showGrandTotal: true,
      showSubTotals: true,
    }),
  ];
}

function partnersOnDeals() {
  const deal = (field: string) => `Opportunity$${native('deal', field)}`;
  const row = (field: string) =>
    `Opportunity.${relation('dealPartner', 'deal')}$${native('dealPartner', field)}`;
  return {
    columns: [
      { field: deal('name') },
      { field: deal('stage') },
      { field: row('roles') },
      { field: row('share') },
      { field: deal('amount') },
    ],
    description:
      'What each partner is part of. A deal with several partners stands under each: do not add the amounts up.',
    groupingsDown: [{ field: row('partner'), sortOrder: 'Asc' }],
    reportType: 'Deals_with_Deal_Partners__c',
    timeFrameFilter: { dateColumn: deal('closeDate'), interval: 'INTERVAL_CURFY' },
  };
}

function overlapsByPartner() {
  const account = (field: string) => `Account$${native('account', field)}`;
  const row = (field: string) =>
    `Account.${relation('accountOverlap', 'account')}$${native('accountOverlap', field)}`;
  return {
    columns: [
      { field: account('name') },
      { field: row('ourSegment') },
      { field: row('partnerSegment') },
      { field: row('score') },
    ],
    description: 'Which of our accounts each partner knows, without the matches that were rejected.',
    filter: { criteriaItems: [{ column: row('decision'), operator: 'notEqual', value: 'rejected' }] },
    groupingsDown: [{ field: row('partner'), sortOrder: 'Asc' }],
    reportType: 'Accounts_with_Overlaps__c',
    timeFrameFilter: { dateColumn: row('decidedAt'), interval: 'INTERVAL_CUSTOM' },
  };
}
