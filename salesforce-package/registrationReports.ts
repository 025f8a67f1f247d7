/** Reports on registrations: what is due, what ends, what was lost after a rejection. */
import type { ObjectName } from '../shared/schema/objects.ts';
import { native, nativeObject } from './names.ts';

interface Report {
  name: string;
  description: string;
  object: ObjectName;
  type: string;
  /** Ours to every name. */
  columns: readonly string[];
  where: readonly (readonly [field: string, operator: 'equals' | 'lessOrEqual', value: string])[];
  /** What it is grouped by. */
  by: string;
  /** The date that a reader may narrow it down by. */
  when: string;
}

const REPORTS: readonly Report[] = [
  {
    name: 'Registrations due today or overdue',
    description: 'Claims whose decision is due, by who is asked for it.',
    object: 'dealRegistration',
    type: 'Deal_Registrations__c',
    columns: ['customerName', 'account', 'deal', 'amount', 'verdict', 'submittedAt', 'decisionDue'],
    where: [
      ['status', 'equals', 'submitted,inReview,appealed'],
      ['decisionDue', 'lessOrEqual', 'TODAY'],
    ],
    by: 'decider',
    when: 'decisionDue',
  },
  {
    name: 'Registrations that end soon',
    description: 'Approved claims that are protected for fourteen days at most, by the last of them.',
    object: 'dealRegistration',
    type: 'Deal_Registrations__c',
    columns: ['customerName', 'account', 'deal', 'amount', 'extensions'],
    where: [
      ['status', 'equals', 'approved'],
      ['protectedUntil', 'equals', 'NEXT_N_DAYS:14'],
    ],
    by: 'protectedUntil',
    when: 'protectedUntil',
  },
  {
    name: 'Deals lost after a rejection',
    description: 'Deals that were lost after their registration was rejected, by who owns them.',
    object: 'deal',
    type: 'Deals_by_Registration__c',
    columns: ['name', 'account', 'amount', 'stage', 'closeDate'],
    where: [
      ['registrationStatus', 'equals', 'rejected'],
      ['closed', 'equals', '1'],
      ['won', 'equals', '0'],
    ],
    by: 'owner',
    when: 'closeDate',
  },
];

/** Each with its name. */
export function registrationReports() {
  return REPORTS.map((report) => [report.name, contentOf(report)] as const);
}

function contentOf({ object, type, description, columns, where, by, when }: Report) {
  const column = (field: string) => `${nativeObject(object)}$${native(object, field)}`;
  const criteriaItems = where.map(([field, operator, value]) => ({ column: column(field), operator, value }));
  return {
    columns: columns.map((field) => ({ field: column(field) })),
    description,
    filter: { criteriaItems },
    groupingsDown: [{ field: column(by), sortOrder: 'Asc' }],
    reportType: type,
    timeFrameFilter: { dateColumn: column(when), interval: 'INTERVAL_CUSTOM' },
  };
}
