/** What each vendor documents about batches, pages and rates: the figures that the floor of calls is computed from. */

/** A figure with the line of documentation that it rests on. */
export interface Documented {
  value: number;
  says: string;
  where: string;
}

const COMPOSITE = 'REST API Developer Guide, Composite';
const COLLECTIONS = 'REST API Developer Guide, sObject Collections';
const BULK = 'Bulk API 2.0 and Bulk API Developer Guide';
const OBJECTS = 'developers.hubspot.com, CRM objects: batch';
const SEARCH = 'developers.hubspot.com, Search the CRM';
const USAGE = 'developers.hubspot.com, API usage guidelines';

export const SALESFORCE = {
  queryPage: {
    value: 2000,
    says: 'up to 2,000 records in one query result',
    where: 'REST API Developer Guide, Query',
  },
  queriesInComposite: {
    value: 5,
    says: 'up to 25 subrequests, of which up to 5 query or sObject Collections operations; counts as a single call',
    where: COMPOSITE,
  },
  describesInComposite: { value: 25, says: 'up to 25 subrequests in a single call', where: COMPOSITE },
  collection: {
    value: 200,
    says: 'up to 200 records in one create, update, upsert or delete',
    where: COLLECTIONS,
  },
  collectionRead: { value: 2000, says: 'up to 2,000 records in one retrieve by POST', where: COLLECTIONS },
  /** Above this many rows one job costs fewer calls than Composite, and does not hold the org's rows in one transaction. */
  compositeRows: {
    value: 7000,
    says: 'recommended for more than 2,000 records; 7,000 rows are 7 Composite calls',
    where: BULK,
  },
  bulkPolls: {
    value: 2,
    says: 'poll until JobComplete; how often is not said: one poll finds it running, one finds it done',
    where: BULK,
  },
  bulkQueryPage: {
    value: 50_000,
    says: 'maxRecords sets the rows of a result page; Sforce-Locator names the next',
    where: BULK,
  },
} as const satisfies Record<string, Documented>;

export const HUBSPOT = {
  listPage: {
    value: 100,
    says: 'limit: the maximum number of results per page, at most 100',
    where: OBJECTS,
  },
  batch: { value: 100, says: 'batch endpoints take up to 100 records per request', where: OBJECTS },
  searchPage: { value: 200, says: 'up to 200 objects per page', where: SEARCH },
  searchesPerSecond: { value: 5, says: 'five search requests per second per account', where: SEARCH },
} as const satisfies Record<string, Documented>;

export type HubSpotEdition = 'free' | 'professional' | 'enterprise';

/** Calls in ten seconds that a privately distributed app may make, by the portal's edition. */
export const HUBSPOT_BURST: Record<HubSpotEdition, Documented> = {
  free: { value: 100, says: 'Free and Starter: 100 per 10 seconds per app', where: USAGE },
  professional: { value: 190, says: 'Professional: 190 per 10 seconds per app', where: USAGE },
  enterprise: { value: 190, says: 'Enterprise: 190 per 10 seconds per app', where: USAGE },
};
