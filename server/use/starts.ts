/** When each kind of run was last started for a connection, so that a schedule survives a restart. */
import { starts } from './collections.ts';
import type { TenantStore } from '../ports.ts';

export type ScheduledKind = 'changes' | 'map';

export async function lastStarts(
  store: TenantStore,
  connection: string,
): Promise<Record<ScheduledKind, number | null>> {
  const found = await store.many(starts, [startId(connection, 'changes'), startId(connection, 'map')]);
  return {
    changes: found.get(startId(connection, 'changes'))?.at ?? null,
    map: found.get(startId(connection, 'map'))?.at ?? null,
  };
}

export async function keepStart(
  store: TenantStore,
  connection: string,
  kind: ScheduledKind,
  at: number,
): Promise<void> {
  await store.put(starts, [{ id: startId(connection, kind), document: { at } }]);
}

function startId(connection: string, kind: ScheduledKind): string {
  return `${connection}/${kind}`;
}
