/** Finds claims: by key, on the same customer, on the same deal, by a partner on the same day. */
import { customerKeys, type Rival, sameCustomer } from '../../../shared/domain/conflict.ts';
import {
  type Customer,
  type Registration,
  standingParticipants,
} from '../../../shared/domain/registration.ts';
import { dayAt, startOfDay } from '../../../shared/domain/registration/days.ts';
import type { Reader } from '../../ports.ts';
import { type KeptClaim, registrations, submittedBetween } from './collections.ts';

/** One customer does not have more; a name that so many share tells nothing. */
const MOST_RIVALS = 2_000;

type Lookup = Pick<Reader, 'byKeys' | 'many' | 'get'>;

export function claimId(connection: string, key: string): string {
  return `${connection}/${key}`;
}

export async function claimOf(
  reader: Lookup,
  connection: string,
  key: string,
): Promise<KeptClaim | undefined> {
  return reader.get(registrations, claimId(connection, key));
}

/** All claims on a customer, of whatever state; those that share no more than a key are left out. */
export async function rivalsOn(reader: Lookup, connection: string, customer: Customer): Promise<Rival[]> {
  const keys = customerKeys(customer).map((key) => `${connection}/${key}`);
  return (await claimsBy(reader, keys, MOST_RIVALS)).flatMap(({ registration }) => {
    const match = sameCustomer(customer, registration.customer);
    return match === null ? [] : [{ registration, match }];
  });
}

export async function claimsOnDeal(
  reader: Lookup,
  connection: string,
  deal: string,
): Promise<Registration[]> {
  const found = await claimsBy(reader, [`${connection}/deal/${deal}`], MOST_RIVALS);
  return found.map(({ registration }) => registration);
}

/** How many claims each partner submitted on the day of `at` in this zone, before it. */
export async function submissionsToday(
  reader: Lookup & Pick<Reader, 'countByKey'>,
  connection: string,
  claim: Pick<Registration, 'key'>,
  partners: readonly string[],
  { at, zone }: { at: number; zone: string },
): Promise<Map<string, number>> {
  const from = startOfDay(dayAt(at, zone), zone);
  const counts = await reader.countByKey(
    registrations,
    partners.map((partner) => submittedBetween(connection, partner, from, at)),
  );
  // The claim itself is no other, however it stands in the store by now.
  const kept = await claimOf(reader, connection, claim.key);
  const own = kept?.registration;
  const isCounted = own?.submission && own.submission.at >= from && own.submission.at <= at;
  const named = isCounted ? standingParticipants(own).map(({ partner }) => partner) : [];
  return new Map(
    partners.map((partner, n) => [partner, (counts[n] ?? 0) - (named.includes(partner) ? 1 : 0)]),
  );
}

export async function claimsBy(reader: Lookup, keys: readonly string[], most: number): Promise<KeptClaim[]> {
  const distinct = [...new Set(keys)];
  if (distinct.length === 0) return [];
  const found = await reader.byKeys(registrations, distinct, most);
  const ids = [...found.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer));
  if (ids.length === 0) return [];
  return [...(await reader.many(registrations, [...new Set(ids)])).values()];
}
