/** Who can be asked to decide on a claim: asked of the CRM now and then, so that no page waits for it twice. */
import { type Collection, CrmError } from '../../ports.ts';
import type { Context } from '../context.ts';
import { faultCode } from '../faultCode.ts';
import type { Inbox } from '../../../shared/views/registrationsPage.ts';

/** Id is the connection. */
export const knownDeciders: Collection<{ at: number; people: Inbox['deciders'] }> = {
  name: 'knownDeciders',
  class: 'derived',
};

/** Milliseconds. */
const LASTS = 15 * 60_000;

/** By their names; as they were last told where the CRM does not answer. */
export async function decidersOf({
  store,
  connection,
  crm,
  clock,
  log,
}: Context): Promise<Inbox['deciders']> {
  const at = clock.now();
  const known = await store.get(knownDeciders, connection);
  if (known && at - known.at < LASTS) return known.people;
  try {
    const people = (await crm.deciders())
      .filter(({ user }) => user !== '')
      .map(({ user, name }) => ({ id: user, name }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    await store.put(knownDeciders, [{ id: connection, document: { at, people } }]);
    return people;
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    log('deciders.failed', { code: faultCode(error) });
    return known?.people ?? [];
  }
}
