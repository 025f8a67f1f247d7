/** The fewest calls that the vendors' documentation allows for a piece of work: the yardstick of the call benches. */
import { HUBSPOT, HUBSPOT_BURST, SALESFORCE, type HubSpotEdition } from './limits.ts';

export type Target =
  { crm: 'salesforce'; edition: 'developer' | 'enterprise' } | { crm: 'hubspot'; edition: HubSpotEdition };

export type Operation = 'readAll' | 'readById' | 'upsert' | 'update' | 'remove' | 'describe';

export interface Work {
  operation: Operation;
  /** Our name of the object. */
  object: string;
  /** Records read or written; for `describe` the number of objects. */
  rows: number;
  /** Records that hold the rows, needed where a CRM keeps rows of this object inside their parent. */
  parents?: number;
  /** Rows of a write that the CRM refuses; their reasons may be one more thing to fetch. */
  refused?: number;
}

/** Kept inside their company or deal on HubSpot, on every edition. */
const IN_PARENT = new Set(['accountOverlap', 'dealPartner', 'touchpoint']);
/** Kept in the store for HubSpot, so they cost it no call. */
const IN_STORE = new Set(['partnerProgram', 'sharingPolicy', 'registration', 'conflict', 'credit']);

/** Calls for one piece of work. Sum them for a run: each object is read and written apart. */
export function floor(target: Target, work: Work): number {
  if (work.rows === 0) return 0;
  return target.crm === 'salesforce' ? salesforce(work) : hubspot(work);
}

/**
 * Calls to ask several objects what changed, given how many records of each did.
 * All zeros is the unchanged poll: ceil(objects / 5) on Salesforce, one search an object on HubSpot.
 */
export function changesFloor(target: Target, changed: readonly number[]): number {
  const size = target.crm === 'salesforce' ? SALESFORCE.queryPage.value : HUBSPOT.searchPage.value;
  const pages = changed.map((rows) => Math.max(1, Math.ceil(rows / size)));
  const all = pages.reduce((sum, count) => sum + count, 0);
  if (target.crm === 'hubspot') return all;
  // The pages of one object follow each other; those of up to five objects travel together.
  return Math.max(0, ...pages, Math.ceil(all / SALESFORCE.queriesInComposite.value));
}

/** Seconds that so many calls take at the documented rate. Salesforce documents a daily allowance but no rate. */
export function secondsAtRate(target: Target, calls: number, searches = 0): number {
  if (target.crm === 'salesforce') return 0;
  const burst = HUBSPOT_BURST[target.edition].value / 10;
  return Math.max((calls - searches) / burst, searches / HUBSPOT.searchesPerSecond.value);
}

function salesforce({ operation, rows, refused = 0 }: Work): number {
  switch (operation) {
    case 'readAll':
      return Math.min(Math.ceil(rows / SALESFORCE.queryPage.value), bulkQuery(rows));
    case 'readById':
      return Math.ceil(rows / SALESFORCE.collectionRead.value);
    case 'describe':
      return Math.ceil(rows / SALESFORCE.describesInComposite.value);
    case 'upsert':
    case 'update':
    case 'remove':
      return rows > SALESFORCE.compositeRows.value ? bulkIngest(refused) : composite(rows);
  }
}

function composite(rows: number): number {
  return Math.ceil(rows / (SALESFORCE.collection.value * SALESFORCE.queriesInComposite.value));
}

/** Create, polls, result pages. */
function bulkQuery(rows: number): number {
  return 1 + SALESFORCE.bulkPolls.value + Math.ceil(rows / SALESFORCE.bulkQueryPage.value);
}

/** Create, upload, close, polls, successful results, and the failed ones where there are any. */
function bulkIngest(refused: number): number {
  return 3 + SALESFORCE.bulkPolls.value + 1 + (refused > 0 ? 1 : 0);
}

function hubspot({ operation, object, rows, parents }: Work): number {
  if (IN_STORE.has(object)) return 0;
  if (IN_PARENT.has(object) && parents === undefined) {
    throw new RangeError(
      `${object} is kept inside its parents here: say how many parents hold the ${rows} rows`,
    );
  }
  const records = IN_PARENT.has(object) ? (parents ?? 0) : rows;
  switch (operation) {
    case 'readAll':
      return Math.ceil(records / HUBSPOT.listPage.value);
    case 'describe':
      return records;
    case 'readById':
    case 'upsert':
    case 'update':
    case 'remove':
      return Math.ceil(records / HUBSPOT.batch.value);
  }
}
