/** Deployments. */
import type { SalesforceOrg } from '../org.ts';
export class Deployments {
  readonly org: SalesforceOrg;
  constructor(org: SalesforceOrg) {
    this.org = org;
  }
}
