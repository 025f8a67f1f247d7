/** Starts the Salesforce imitation on loopback: a clean or lived-in org behind the real wire formats. */
import type { AddressInfo } from 'node:net';
import type { Company } from '../company.ts';
import type { World } from '../world.ts';
import type { Grants } from './grants.ts';
import { liveIn } from './livedIn.ts';
import { loadCompany } from './load.ts';
import { SalesforceOrg } from './org.ts';
import { INTEGRATION, populate } from './people.ts';
import { makeServer } from './server.ts';
import { Service } from './service.ts';
import { wearIn } from './wearIn.ts';

export { SalesforceOrg } from './org.ts';

export interface SalesforceOptions {
  /** 0 or absent: any free port. */
  port?: number;
  /** Whether the daily allowance is enforced. Default true. */
  limits?: boolean;
  /** Deployed names without a namespace get this one, as if installed with a package. */
  namespace?: string;
  /** API calls a day. Default 100,000. */
  dailyLimit?: number;
  /** Milliseconds a bulk job takes for 10,000 rows. Default 200. */
  bulkPace?: number;
}

export interface SalesforceSandbox {
  /** `http://127.0.0.1:PORT` */
  url: string;
  orgId: string;
  clientId: string;
  clientSecret: string;
  /** Access token of the administrator's CLI session. */
  adminToken: string;
  /** Username of the user client credentials act as. */
  integrationUser: string;
  /** The truth, for tests. */
  org: SalesforceOrg;
  /** Sessions and tokens: expire, rotate, revoke, register a certificate. */
  grants: Grants;
  load(company: Company): Map<string, string>;
  close(): Promise<void>;
}

export async function startSalesforce(
  world: World,
  options: SalesforceOptions = {},
): Promise<SalesforceSandbox> {
  const org = new SalesforceOrg(world);
  if (options.namespace !== undefined) org.namespace = options.namespace;
  org.daily.limit = options.dailyLimit ?? org.daily.limit;
  const { integrationId, repProfileId } = populate(org);
  if (world.kind === 'lived-in') liveIn(org);
  const service = new Service(org, { limits: options.limits ?? true, bulkPace: options.bulkPace ?? 200 });
  service.grants.runAs = integrationId;
  const server = makeServer(service);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ids = new Map<string, string>();
  return {
    url: service.url,
    orgId: org.id,
    clientId: service.grants.clientId,
    clientSecret: service.grants.clientSecret,
    adminToken: service.grants.access(org.adminId),
    integrationUser: INTEGRATION,
    org,
    grants: service.grants,
    load: (company) => {
      const isFirst = ids.size === 0;
      loadCompany(org, company, repProfileId, ids);
      if (world.kind === 'lived-in' && isFirst) wearIn(org, company, ids);
      return ids;
    },
    close: async () => {
      service.jobs.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
