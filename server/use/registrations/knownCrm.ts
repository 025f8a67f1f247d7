/** What a connection's CRM says of itself and seldom changes, asked once a day: a verdict needs it, and no verdict waits twice. */
import { CrmError, type Collection } from '../../ports.ts';
import type { Context } from '../context.ts';
import { faultCode } from '../faultCode.ts';
import { inTurn } from '../turns.ts';

/** Id is the connection. */
export interface KnownCrm {
  /** When it was asked, UTC milliseconds. */
  at: number;
  /** ISO codes that records may carry, the company currency first. */
  currencies: readonly string[];
}

export const knownCrms: Collection<KnownCrm> = { name: 'knownCrms', class: 'derived' };

/** Milliseconds. */
const LASTS = 24 * 3_600_000;

/** As it was last told where the CRM does not answer; null where it never has. */
export async function knownCrm(context: Context): Promise<KnownCrm | null> {
  const { store, connection, clock } = context;
  const known = await store.get(knownCrms, connection);
  if (known && clock.now() - known.at < LASTS) return known;
  // Many verdicts may come before the first answer.
  return inTurn(`knownCrm/${store.tenant}/${connection}`, () => asked(context));
}

async function asked({ store, connection, crm, clock, log }: Context): Promise<KnownCrm | null> {
  const known = await store.get(knownCrms, connection);
  const at = clock.now();
  if (known && at - known.at < LASTS) return known;
  try {
    const { currency } = await crm.describe();
    const document = { at, currencies: currency.codes };
    await store.put(knownCrms, [{ id: connection, document }]);
    return document;
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    log('describe.failed', { code: faultCode(error) });
    return known ?? null;
  }
}
