/** The demo's words: what was done on each CRM and what was not, as tables for people and one line of JSON for scripts. */
import { explainRow } from '../cli/explainRow.ts';
import type { Run } from '../use/collections.ts';
import type { CrmName, ListsTaken, Provisioned } from './customer.ts';
import { conflictReason, nextStep, type FailureGroup } from './refusals.ts';
import { drawTable } from './table.ts';

export interface CustomerSummary {
  crm: CrmName;
  tenant: string;
  provisioned: Provisioned;
  lists: ListsTaken;
  run: Run;
  failures: readonly FailureGroup[];
  /** As the sandbox counted them. */
  calls: number;
  seconds: number;
}

const SHOWN_ROWS = 3;
const NAMES: Readonly<Record<CrmName, string>> = { salesforce: 'Salesforce', hubspot: 'HubSpot' };

export function textOf(summaries: readonly CustomerSummary[]): string {
  return [
    drawTable([
      ['CRM', 'Accounts', 'List rows', 'Sure', 'To review', 'Written', 'Refused', 'Calls', 'Seconds'],
      ...summaries.map(({ crm, lists, run, calls, seconds }) => [
        NAMES[crm],
        ...[run.counts.accounts ?? 0, lists.rows, run.counts.sure ?? 0, run.counts.likely ?? 0],
        ...[run.counts.written ?? 0, run.counts.failed ?? 0, calls, Number(seconds.toFixed(1))],
      ]),
    ]),
    section('Left for a person to settle before it can be provisioned', [
      ['CRM', 'Field', 'Why'],
      ...summaries.flatMap(({ crm, provisioned: { conflicts, leftOut } }) => [
        ...conflicts.map((one) => [NAMES[crm], `${one.object}.${one.field ?? ''}`, conflictReason(one)]),
        ...leftOut.map(({ object, field }) => [NAMES[crm], `${object}.${field}`, 'optional: no room left']),
      ]),
    ]),
    section('Rows of partners’ lists that were refused, for example', [
      ['File', 'Line', 'Column', 'Why'],
      ...(summaries[0]?.lists.refusals ?? [])
        .slice(0, SHOWN_ROWS)
        .map((row) => [row.fileName, row.line, row.heading ?? row.column, explainRow(row).reason]),
    ]),
    section('Refused by the CRM', [
      ['CRM', 'Object', 'Code', 'Times', 'What follows', 'For example'],
      ...summaries.flatMap(({ crm, failures }) =>
        failures.map((group) => [
          ...[NAMES[crm], group.object, group.code, group.count],
          ...[nextStep(group), `${group.example.record}: ${group.example.reason}`],
        ]),
      ),
    ]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Nothing to tell, no section. @param rows the titles first */
function section(title: string, rows: readonly (readonly (string | number)[])[]): string {
  return rows.length > 1 ? `${title}:\n${drawTable(rows)}` : '';
}

/** Whether every run came to its end and each change of it is accounted for, the refused ones with a reason. */
function isSound({ run, lists, failures }: CustomerSummary): boolean {
  const told = failures.reduce((sum, { count }) => sum + count, 0);
  const { written = 0, failed = 0, accounts = 0 } = run.counts;
  return run.state === 'done' && accounts > 0 && lists.rows > 0 && written > 0 && told === failed;
}

export function jsonOf(summaries: readonly CustomerSummary[], seconds: number): string {
  const each = <T>(value: (summary: CustomerSummary) => T) =>
    Object.fromEntries(summaries.map((summary) => [summary.crm, value(summary)]));
  return JSON.stringify({
    ok: summaries.length === 2 && summaries.every(isSound),
    accounts: each(({ run }) => run.counts.accounts ?? 0),
    listRows: each(({ lists }) => lists.rows),
    refusedRows: each(({ lists }) => lists.refused),
    sure: each(({ run }) => run.counts.sure ?? 0),
    likely: each(({ run }) => run.counts.likely ?? 0),
    written: each(({ run }) => run.counts.written ?? 0),
    failed: each(({ run }) => run.counts.failed ?? 0),
    conflicts: each(({ provisioned }) => provisioned.conflicts.length),
    calls: each(({ calls }) => calls),
    seconds: Number(seconds.toFixed(1)),
  });
}
