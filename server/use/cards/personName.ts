/** What people are called whom records name by an id: asked of the CRM now and then, so that no card waits for it twice. */
import { type Collection, CrmError } from '../../ports.ts';
import type { Context } from '../context.ts';
import { faultCode } from '../faultCode.ts';

/** Id is `connection/id of the person`; null: the CRM knows nobody of that id. */
export const knownPeople: Collection<{ name: string | null; at: number }> = {
  name: 'knownPeople',
  class: 'derived',
};

/** Milliseconds. */
const LASTS = 24 * 3_600_000;

/** @returns null where nobody is named, or the CRM does not say who it is */
export async function personName(
  { store, connection, crm, clock, log }: Context,
  id: string | null | undefined,
): Promise<string | null> {
  if (!id) return null;
  const place = `${connection}/${id}`;
  const known = await store.get(knownPeople, place);
  if (known && clock.now() - known.at < LASTS) return known.name;
  try {
    const [person] = await crm.people([id]);
    const document = { name: person?.name ?? null, at: clock.now() };
    await store.put(knownPeople, [{ id: place, document }]);
    return document.name;
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    log('people.failed', { code: faultCode(error) });
    return known?.name ?? null;
  }
}
