/** A CRM says that something changed: the next look at it is queued at once, and any number of hints make one. */
import type { TenantStore } from '../ports.ts';
import { sightings } from './collections.ts';

/** Noted no more often than this, since hints come in floods; milliseconds. */
const SIGHTING_EVERY = 60_000;

/** Durable when it resolves. */
export async function noteHint(store: TenantStore, connection: string, now: number): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.enqueue({ name: 'changes', key: `changes/${connection}`, payload: { connection } });
    const last = await tx.get(sightings, connection);
    if (!last || now - last.at >= SIGHTING_EVERY) {
      await tx.put(sightings, [{ id: connection, document: { at: now } }]);
    }
  });
}
