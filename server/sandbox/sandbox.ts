/** Both imitations on loopback, sharing one world: what tests, the demo and `npm run sandbox` start. */
import type { Company } from './company.ts';
import { type HubSpotSandbox, startHubSpot } from './hubspot/index.ts';
import { type SalesforceSandbox, startSalesforce } from './salesforce/index.ts';
import { type Edition, World, type WorldKind } from './world.ts';

export interface SandboxOptions {
  /** 0 or absent: any free port. */
  salesforcePort?: number;
  hubspotPort?: number;
  /** HubSpot edition. Default `professional`. */
  edition?: Edition;
  /** Default `clean`. */
  world?: WorldKind;
  /** Loaded into both CRMs. */
  company?: Company;
  /** Whether rate limits and allowances are enforced. Default true. */
  limits?: boolean;
  /** Salesforce: names deployed without a namespace are stored under this one, as a package's are. */
  namespace?: string;
  /** Salesforce: API calls a day. */
  salesforceDailyLimit?: number;
}

export interface Sandbox {
  world: World;
  salesforce: SalesforceSandbox;
  hubspot: HubSpotSandbox;
  close(): Promise<void>;
}

export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = new World(options.world ?? 'clean');
  const limits = options.limits ?? true;
  const salesforce = await startSalesforce(world, {
    port: options.salesforcePort ?? 0,
    limits,
    ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
    ...(options.salesforceDailyLimit === undefined ? {} : { dailyLimit: options.salesforceDailyLimit }),
  });
  try {
    const hubspot = await startHubSpot(world, {
      port: options.hubspotPort ?? 0,
      limits,
      edition: options.edition ?? 'professional',
    });
    if (options.company !== undefined) {
      salesforce.load(options.company);
      hubspot.load(options.company);
    }
    return {
      world,
      salesforce,
      hubspot,
      close: async () => {
        await Promise.all([salesforce.close(), hubspot.close()]);
      },
    };
  } catch (error) {
    await salesforce.close();
    throw error;
  }
}
