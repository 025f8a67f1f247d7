/** The sandbox's own count of what reached it, kept apart from the client's count so that one can judge the other. */
import type { CrmName } from './faults.ts';

export interface Call {
  crm: CrmName;
  at: number;
  method: string;
  /** Path without the query string, so no token can stand in it. */
  path: string;
  status: number;
  /** False for token requests, which no vendor counts. */
  counted: boolean;
}

export class Calls {
  readonly entries: Call[] = [];

  add(call: Call): void {
    this.entries.push(call);
  }

  count(crm: CrmName): number {
    return this.entries.reduce((sum, call) => sum + (call.counted && call.crm === crm ? 1 : 0), 0);
  }

  reset(): void {
    this.entries.length = 0;
  }
}
