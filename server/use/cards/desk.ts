/** What every card request is handed: the connection, who asks, and what that person may do. */
import type { Context } from '../context.ts';
import type { PartnerLink } from '../partnerLinks/collections.ts';
import { readings } from './collections.ts';
import type { Access, Caller } from './caller.ts';
import { dayIn } from './days.ts';
import type { Previews } from './previews.ts';
import type { ManagerSettings } from './settingsState.ts';

export interface Desk {
  readonly context: Context;
  readonly caller: Caller;
  readonly access: Access;
  /** Milliseconds between two polls of the connection. */
  readonly pollEvery: number;
  /** The connection's time zone, for viewers whose own is not known. */
  readonly zone: string;
  /** Null where the CRM says by its own means who the channel managers are. */
  readonly managers: ManagerSettings | null;
  readonly previews: Previews;
  /** Null: the server has no public address, so that no link can lead to it. */
  readonly links: { addressOf(link: PartnerLink): string } | null;
}

/** Later than its due time by this much, a poll has not come; milliseconds. */
const LATE = 30_000;

export function today({ context, caller, zone }: Desk): string {
  return dayIn(context.clock.now(), caller.zone, zone);
}

/** When the connection's changes were last read to the end, UTC milliseconds; 0: never. */
export async function polledAt({ context: { store, connection } }: Desk): Promise<number> {
  return (await store.get(readings, connection))?.at ?? 0;
}

/**
 * How long ago something was read, where that is longer than it should be; else null.
 * @param readAt when it was read by itself, UTC milliseconds; null where only polls keep it fresh
 */
export function ageSince({ context, pollEvery }: Desk, polled: number, readAt: number | null): number | null {
  const last = Math.max(polled, readAt ?? 0);
  const age = context.clock.now() - last;
  return last > 0 && age > pollEvery + LATE ? age : null;
}

export async function ageOf(desk: Desk, readAt: number | null): Promise<number | null> {
  return ageSince(desk, await polledAt(desk), readAt);
}
