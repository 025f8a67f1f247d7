/** The demo's words: what was done on each CRM, as a table for people and one line of JSON for scripts. */
import type { Run } from '../use/collections.ts';
import type { CrmName } from './customer.ts';

export interface CustomerSummary {
  crm: CrmName;
  tenant: string;
  steps: number;
  rows: number;
  refused: number;
  run: Run;
  /** As the sandbox counted them. */
  calls: number;
  seconds: number;
}

const COLUMNS: readonly [string, (summary: CustomerSummary) => string | number][] = [
  ['CRM', ({ crm }) => (crm === 'salesforce' ? 'Salesforce' : 'HubSpot')],
  ['Accounts', ({ run }) => run.counts.accounts ?? 0],
  ['List rows', ({ rows }) => rows],
  ['Refused rows', ({ refused }) => refused],
  ['Sure', ({ run }) => run.counts.sure ?? 0],
  ['To review', ({ run }) => run.counts.likely ?? 0],
  ['Written', ({ run }) => run.counts.written ?? 0],
  ['Failed', ({ run }) => run.counts.failed ?? 0],
  ['Calls', ({ calls }) => calls],
  ['Seconds', ({ seconds }) => seconds.toFixed(1)],
];

export function tableOf(summaries: readonly CustomerSummary[]): string {
  const rows = [
    COLUMNS.map(([title]) => title),
    ...summaries.map((one) => COLUMNS.map(([, cell]) => String(cell(one)))),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

export function jsonOf(summaries: readonly CustomerSummary[], seconds: number): string {
  const each = <T>(value: (summary: CustomerSummary) => T) =>
    Object.fromEntries(summaries.map((summary) => [summary.crm, value(summary)]));
  const ok =
    summaries.length === 2 &&
    summaries.every(({ run }) => run.state === 'done' && (run.counts.written ?? 0) > 0);
  return JSON.stringify({
    ok,
    accounts: each(({ run }) => run.counts.accounts ?? 0),
    listRows: each(({ rows }) => rows),
    sure: each(({ run }) => run.counts.sure ?? 0),
    likely: each(({ run }) => run.counts.likely ?? 0),
    written: each(({ run }) => run.counts.written ?? 0),
    failed: each(({ run }) => run.counts.failed ?? 0),
    calls: each(({ calls }) => calls),
    seconds: Number(seconds.toFixed(1)),
  });
}
