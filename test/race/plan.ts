/** Which races are run: every kind on every store and CRM in turn. */
import type { CrmName } from '../../server/demo/customer.ts';
import type { RaceKind } from './race.ts';
import type { StoreName } from './stand.ts';

export interface Planned {
  store: StoreName;
  crm: CrmName;
  kind: RaceKind;
}

/** What the CRM refuses or does not answer in time has to be written to it first: it must have objects for claims. */
const KINDS: Readonly<Record<CrmName, readonly RaceKind[]>> = {
  salesforce: ['exclusive', 'killed', 'refused', 'shared', 'exclusive'],
  hubspot: ['exclusive', 'shared'],
};

export function planned(runs: number, stores: readonly StoreName[], crms: readonly CrmName[]): Planned[] {
  const places = crms.flatMap((crm) => stores.map((store) => ({ store, crm })));
  return Array.from({ length: runs }, (_, n) => {
    const { store, crm } = places[n % places.length] ?? { store: 'sqlite', crm: 'salesforce' };
    const kinds = KINDS[crm];
    return { store, crm, kind: kinds[Math.floor(n / places.length) % kinds.length] ?? 'exclusive' };
  });
}
