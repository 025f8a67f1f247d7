/** `sf partner status`: connections, lists, last runs and what waits for a person. */
import { Flags } from '@salesforce/sf-plugins-core';
import type { Readiness } from '../../../../shared/domain/readiness.ts';
import { readReadiness } from '../../../use/readiness.ts';
import { connectionStatus, listStatus, type ConnectionStatus, type ListStatus } from '../../../use/status.ts';
import { connectionFlag, PartnerCommand } from '../../partnerCommand.ts';
import { wordsOf } from '../../words.ts';

const words = wordsOf('status');

interface Shown extends ConnectionStatus {
  crm: string;
  accountId: string;
}
export type StatusResult = { connections: Shown[]; lists: ListStatus[] } | { readiness: Readiness };

export class Status extends PartnerCommand<StatusResult> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    connection: connectionFlag,
    readiness: Flags.boolean({ summary: words.getMessage('flags.readiness.summary') }),
    runs: Flags.integer({ min: 1, max: 100, default: 5, summary: words.getMessage('flags.runs.summary') }),
  };

  override async run(): Promise<StatusResult> {
    const { flags } = await this.parse(Status);
    if (flags.readiness) {
      const readiness = await this.withConnection(flags, readReadiness);
      this.styledHeader(words.getMessage('readiness.title'));
      this.styledObject(flat(readiness));
      return { readiness };
    }
    return this.withApp(async (app) => {
      const store = app.store.for(flags.tenant);
      const known = (await app.settings.read()).tenants[flags.tenant]?.connections ?? {};
      const connections: Shown[] = [];
      for (const [name, setting] of Object.entries(known)) {
        if (flags.connection !== undefined && name !== flags.connection) continue;
        const { crm, accountId, pollSeconds, mapAt, timeZone } = setting;
        const about = [name, crm, accountId, String(pollSeconds), mapAt, timeZone];
        this.styledHeader(words.getMessage('connection.title', about));
        const status = await connectionStatus({ store }, name, flags.runs);
        this.#show(status);
        connections.push({ ...status, crm, accountId });
      }
      if (connections.length === 0) this.log(words.getMessage('none', [flags.tenant]));
      const lists = await listStatus({ store });
      this.#showLists(lists);
      return { connections, lists };
    });
  }

  #show({ runs, reviews, failures, examples }: ConnectionStatus): void {
    if (runs.length === 0) this.log(words.getMessage('runs.none'));
    else {
      this.table({
        title: words.getMessage('runs.title'),
        data: runs.map((run) => ({
          run: run.kind,
          started: timeOf(run.startedAt),
          state:
            run.until === undefined
              ? run.state
              : words.getMessage('runs.until', [run.state, timeOf(run.until)]),
          ...Object.fromEntries(
            ['accounts', 'written', 'failed'].map((name) => [name, run.counts[name] ?? 0]),
          ),
          calls: run.calls,
          problem: run.problem ?? '',
        })),
      });
    }
    this.log(words.getMessage('waiting', [String(reviews), String(failures)]));
    if (examples.length > 0) {
      this.table({
        title: words.getMessage('failures.title'),
        data: examples.map(({ object, record, field, code, reason }) => ({
          record: `${object} ${record}`,
          field: field ?? '',
          code,
          reason,
        })),
      });
    }
  }

  #showLists(lists: readonly ListStatus[]): void {
    if (lists.length === 0) return;
    this.table({
      title: words.getMessage('lists.title'),
      data: lists.map(({ name, segment, rows, fileName, importedAt }) => ({
        partner: name,
        segment,
        rows,
        file: fileName,
        imported: timeOf(importedAt),
      })),
    });
  }
}

function timeOf(instant: number): string {
  return new Date(instant).toISOString();
}

function flat(readiness: Readiness): Record<string, number> {
  return Object.fromEntries(
    Object.entries(readiness).flatMap(([name, value]) =>
      typeof value === 'number'
        ? [[name, value]]
        : Object.entries(value as Record<string, number>).map(([part, count]) => [`${name}.${part}`, count]),
    ),
  );
}
