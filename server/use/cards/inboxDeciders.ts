/** Who can be asked to decide on a claim: asked of the CRM now and then, so that no page waits for it twice. */
import type { Collection } from '../../ports.ts';
import type { Context } from '../context.ts';
import type { Inbox } from '../../../shared/views/registrationsPage.ts';

/** Id is the connection. */
export const knownDeciders: Collection<{ at: number; people: Inbox['deciders'] }> = {
  name: 'knownDeciders',
  class: 'derived',
};

/** Milliseconds. */
const LASTS = 15 * 60_000;

/** By their names. @param anew asks the CRM whatever is known */
export async function decidersOf(
  { store, connection, crm, clock }: Context,
  anew = false,
): Promise<Inbox['deciders']> {
  const at = clock.now();
  const known = anew ? undefined : await store.get(knownDeciders, connection);
  if (known && at - known.at < LASTS) return known.people;
  const people = (await crm.deciders())
    .filter(({ user }) => user !== '')
    .map(({ user, name }) => ({ id: user, name }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  await store.put(knownDeciders, [{ id: connection, document: { at, people } }]);
  return people;
}
