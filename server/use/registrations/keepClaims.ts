/** Keeps claims true: what time brings about, what a changed deal brings about, what could not be written before. */
import { consequencesOf, type LifeFacts } from '../../../shared/domain/registration.ts';
import { CrmError } from '../../ports.ts';
import type { Context } from '../context.ts';
import { faultCode } from '../faultCode.ts';
import { registrationRules } from './around.ts';
import { claimsBy } from './claims.ts';
import { liveKey, unwrittenKey } from './collections.ts';
import { writeClaim } from './writeClaim.ts';

/** More than a connection has. */
const MOST_LIVE = 50_000;

/** Nothing but the time has changed. */
const UNREAD: LifeFacts = {
  account: undefined,
  deal: undefined,
  locked: false,
  siblings: [],
  shown: undefined,
  tasks: new Set(),
};

/**
 * Done twice it changes nothing more.
 * @param zone the connection's
 * @param deals that have changed
 * @returns how many claims had something to be done, and how many of them could not be written
 */
export async function keepClaims(
  context: Context,
  zone: string,
  deals: readonly string[],
): Promise<{ claims: number; failed: number }> {
  const { store, connection, clock, log, signal } = context;
  const { rules } = await registrationRules(context, zone);
  const now = clock.now();
  const live = await claimsBy(store, [liveKey(connection)], MOST_LIVE);
  const due = live.filter(
    ({ registration }) => consequencesOf(registration, UNREAD, rules, now).entries.length > 0,
  );
  const unwritten = await claimsBy(store, [unwrittenKey(connection)], MOST_LIVE);
  const touched = await claimsBy(
    store,
    deals.map((deal) => `${connection}/deal/${deal}`),
    MOST_LIVE,
  );
  const keys = new Set([...due, ...unwritten, ...touched].map(({ registration }) => registration.key));
  let failed = 0;
  for (const key of keys) {
    signal.throwIfAborted();
    try {
      const ended = await writeClaim(context, zone, key);
      if (!ended.ok) failed += 1;
    } catch (error) {
      // A claim that the CRM does not take now never stops its siblings.
      if (!(error instanceof CrmError)) throw error;
      failed += 1;
      log('write.failed', { object: 'dealRegistration', code: faultCode(error) });
    }
  }
  return { claims: keys.size, failed };
}
