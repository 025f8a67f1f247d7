/** What years of use did to a lived-in org's accounts: frozen by Finance, held by another integration, or crowded with children. */
import type { Company } from '../company.ts';
import type { SalesforceOrg } from './org.ts';

/** Every so many of the accounts that are no partners; primes, so that no account falls to the same lot twice too often. */
const [FROZEN, BUSY, HELD, CROWDED] = [41, 53, 397, 61];
/** Writes that find a busy account locked before it is free; a held one never is. */
const BUSY_WRITES = 2;
const CHILDREN_AT_ONCE = 2;

/** @param ids the record id of every ref */
export function wearIn(org: SalesforceOrg, company: Company, ids: ReadonlyMap<string, string>): void {
  const accounts = company.accounts.filter(({ kind }) => kind !== 'partner');
  accounts.forEach(({ ref }, place) => {
    const id = ids.get(ref) ?? '';
    if (place % FROZEN === 0) org.force('Account', id, { Site: 'FROZEN' });
    if (place % BUSY === 1) org.lockRows('Account', id, BUSY_WRITES);
    if (place % HELD === 2) org.lockRows('Account', id);
    if (place % CROWDED === 3) org.hotParent(id, CHILDREN_AT_ONCE);
  });
}
