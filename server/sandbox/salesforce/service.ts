/** The running state of one imitation org: sessions, open query cursors and bulk jobs beside the org itself. */
import { Cursors } from './rest/cursors.ts';
import { Jobs } from './bulk/jobs.ts';
import { Deployments } from './metadata/deployments.ts';
import type { Grants } from './grants.ts';
import type { SalesforceOrg } from './org.ts';

export interface ServiceSettings {
  /** Whether the daily allowance is enforced. */
  limits: boolean;
  /** Milliseconds a bulk job takes for 10,000 rows. */
  bulkPace: number;
}

export class Service {
  readonly org: SalesforceOrg;
  readonly settings: ServiceSettings;
  readonly cursors = new Cursors();
  readonly jobs: Jobs;
  readonly deployments: Deployments;
  /** Base URL, known once the server listens. */
  url = '';

  get grants(): Grants {
    return this.org.grants;
  }

  constructor(org: SalesforceOrg, settings: ServiceSettings) {
    this.org = org;
    this.settings = settings;
    this.jobs = new Jobs(org);
    this.deployments = new Deployments(org);
  }
}
