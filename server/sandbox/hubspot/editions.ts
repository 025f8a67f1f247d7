/** What each edition of HubSpot allows. */
import type { Edition } from '../world.ts';

export interface Allowance {
  /** Custom properties: in all, and for one object type. */
  propertiesOverall: number;
  propertiesPerType: number;
  uniquePropertiesPerType: number;
  customObjectTypes: number;
  labelsPerPair: number;
  recordsPerType: number;
  /** Calls in ten seconds for a privately distributed app, in a day for the account. */
  burst: number;
  daily: number;
}

const COMMON = { uniquePropertiesPerType: 10, propertiesPerType: 1_000, propertiesOverall: 10_000 };

export const ALLOWANCES: Record<Edition, Allowance> = {
  free: {
    ...COMMON,
    propertiesPerType: 10,
    propertiesOverall: 10,
    customObjectTypes: 0,
    labelsPerPair: 0,
    recordsPerType: 1_000_000,
    burst: 100,
    daily: 250_000,
  },
  professional: {
    ...COMMON,
    customObjectTypes: 0,
    labelsPerPair: 50,
    recordsPerType: 15_000_000,
    burst: 190,
    daily: 625_000,
  },
  enterprise: {
    ...COMMON,
    customObjectTypes: 10,
    labelsPerPair: 50,
    recordsPerType: 15_000_000,
    burst: 190,
    daily: 1_000_000,
  },
};
