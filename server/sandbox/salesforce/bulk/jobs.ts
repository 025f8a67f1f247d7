/** Bulk jobs. */
import type { SalesforceOrg } from '../org.ts';
export class Jobs {
  readonly org: SalesforceOrg;
  constructor(org: SalesforceOrg) {
    this.org = org;
  }
  stop(): void {}
}
