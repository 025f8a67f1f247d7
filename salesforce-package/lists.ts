/** List views: one of everything for each object of ours, and those in which somebody has something to do. */
import { document } from '../server/crm/salesforce/xml.ts';
import type { ObjectName } from '../shared/schema/objects.ts';
import { isShort, listColumn, nameOf, nativeObject, OWN_OBJECTS, ROOT } from './names.ts';

interface List {
  object: ObjectName;
  label: string;
  /** Ours to every name; `NAME` is the record's own. */
  columns: readonly string[];
  /** Without a value: whether the field is empty. */
  where: readonly (readonly [field: string, operation: Operation, value?: string])[];
  scope?: 'Mine';
}
type Operation = 'equals' | 'notEqual' | 'greaterThan' | 'lessOrEqual';

/** As many columns as a list view takes without scrolling sideways. */
const MOST_COLUMNS = 10;
const DEAL = ['name', 'account', 'amount', 'stage', 'closeDate', 'partnerNames', 'partnerInvolvement'];
const CLAIM = ['NAME', 'customerName', 'account', 'deal', 'amount', 'verdict', 'submittedAt', 'decisionDue'];
const OVERLAP = ['NAME', 'account', 'partner', 'partnerSegment', 'tier', 'score', 'decision'];

const LISTS: readonly List[] = [
  {
    object: 'account',
    label: 'Accounts with overlaps',
    columns: ['name', 'overlapCount', 'overlapPartners', 'owner'],
    where: [['overlapCount', 'greaterThan', '0']],
  },
  {
    object: 'account',
    label: 'Partners',
    columns: ['name', 'partnerType', 'partnerTier', 'partnerStatus', 'partnerManager', 'overlapTotals'],
    where: [['partnerStatus', 'notEqual']],
  },
  {
    object: 'account',
    label: 'Partners at risk',
    columns: ['name', 'partnerType', 'partnerTier', 'partnerManager', 'overlapTotals'],
    where: [['partnerStatus', 'equals', 'atRisk']],
  },
  {
    object: 'deal',
    label: 'Deals with partners',
    columns: [...DEAL, 'owner'],
    where: [
      ['partnerCount', 'greaterThan', '0'],
      ['closed', 'equals', '0'],
    ],
  },
  {
    object: 'deal',
    label: 'My deals without a partner',
    columns: DEAL.slice(0, 5),
    where: [
      ['partnerNames', 'equals'],
      ['closed', 'equals', '0'],
    ],
    scope: 'Mine',
  },
  {
    object: 'deal',
    label: 'Lost after a rejected registration',
    columns: [...DEAL.slice(0, 5), 'registrationStatus', 'owner'],
    where: [
      ['registrationStatus', 'equals', 'rejected'],
      ['closed', 'equals', '1'],
      ['won', 'equals', '0'],
    ],
  },
  {
    object: 'accountOverlap',
    label: 'Overlaps to confirm',
    columns: OVERLAP.slice(0, 6),
    where: [['decision', 'equals']],
  },
  {
    object: 'accountOverlap',
    label: 'Rejected overlaps',
    columns: [...OVERLAP, 'decidedBy', 'decidedAt'],
    where: [['decision', 'equals', 'rejected']],
  },
  {
    object: 'dealPartner',
    label: 'Active partners',
    columns: ['NAME', 'deal', 'partner', 'roles', 'stages', 'share', 'contact'],
    where: [['status', 'equals', 'active']],
  },
  {
    object: 'dealPartner',
    label: 'Waiting for an answer',
    columns: ['NAME', 'deal', 'partner', 'roles', 'contact', 'joinedOn'],
    where: [['status', 'equals', 'invited']],
  },
  {
    object: 'partnerTouchpoint',
    label: 'Last 30 days',
    columns: ['NAME', 'account', 'deal', 'partner', 'kind', 'on', 'enteredBy'],
    where: [['on', 'equals', 'LAST_N_DAYS:30']],
  },
  {
    object: 'sharingPolicy',
    label: 'Withdrawn policies',
    columns: ['NAME', 'partner', 'segment', 'theirs', 'ours', 'revokedAt'],
    where: [['revokedAt', 'notEqual']],
  },
  {
    object: 'dealRegistration',
    label: 'Due today or overdue',
    columns: CLAIM,
    where: [
      ['status', 'equals', 'submitted,inReview,appealed'],
      ['decisionDue', 'lessOrEqual', 'TODAY'],
    ],
  },
  {
    object: 'dealRegistration',
    label: 'Waiting for a decision',
    columns: CLAIM,
    where: [['status', 'equals', 'submitted,inReview']],
  },
  {
    object: 'dealRegistration',
    label: 'Protection running out',
    columns: ['NAME', 'customerName', 'account', 'deal', 'protectedUntil', 'extensions', 'decider'],
    where: [
      ['status', 'equals', 'approved'],
      ['protectedUntil', 'equals', 'NEXT_N_DAYS:14'],
    ],
  },
];

/** Contents by path below `salesforce-package/`. */
export function listViews(): Map<string, string> {
  const everything = OWN_OBJECTS.map(({ object, fields }) => ({
    object,
    label: 'All',
    columns: ['NAME', ...fields.filter(isShort).map(({ field }) => field)].slice(0, MOST_COLUMNS),
    where: [],
  }));
  return new Map([...everything, ...LISTS].map((list) => [pathOf(list), listView(list)]));
}

function pathOf({ object, label }: List): string {
  return `${ROOT}/objects/${nativeObject(object)}/listViews/${nameOf(label)}.listView-meta.xml`;
}

function listView({ object, label, columns, where, scope }: List): string {
  const column = (field: string) => (field === 'NAME' ? 'NAME' : listColumn(object, field));
  return document('ListView', {
    fullName: nameOf(label),
    columns: columns.map(column),
    filterScope: scope ?? 'Everything',
    filters: where.map(([field, operation, value]) => ({ field: column(field), operation, value })),
    label,
  });
}
