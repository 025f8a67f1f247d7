/** The reports that come along: those on registrations, and two that show how. */
import { document } from '../server/crm/salesforce/xml.ts';
import { native, nameOf, ROOT } from './names.ts';
import { registrationReports } from './registrationReports.ts';
import { relation, reportTypes } from './reportTypes.ts';

const FOLDER = 'Alongside';

/** Contents by path below `salesforce-package/`. */
export function reports(): Map<string, string> {
  return new Map([
    ...reportTypes(),
    [`${ROOT}/reports/${FOLDER}.reportFolder-meta.xml`, folder()],
    example('Won and open deals by partner', partnersOnDeals()),
    example('Accounts that partners know', overlapsByPartner()),
    ...registrationReports().map(([name, content]) => example(name, content)),
  ]);
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
