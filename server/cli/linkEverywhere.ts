/** Links a partner in every connection of its tenant; one that cannot be reached does not stop the others. */
import type { App } from '../app.ts';
import { linkImported, type LinkOutcome } from '../use/linkImported.ts';
import { toldOf } from './outcome.ts';

export interface Linked extends LinkOutcome {
  /** Why the connection could not be asked; the next mapping run asks again. */
  problem: string | null;
}

export async function linkEverywhere(
  app: App,
  tenant: string,
  partner: string,
  signal: AbortSignal,
): Promise<Linked[]> {
  const connections = Object.keys((await app.settings.read()).tenants[tenant]?.connections ?? {});
  const linked: Linked[] = [];
  for (const connection of connections) {
    try {
      const context = await app.open(tenant, connection, { signal });
      try {
        linked.push({ ...(await linkImported(context, partner)), problem: null });
      } finally {
        await context.close();
      }
    } catch (error) {
      signal.throwIfAborted();
      linked.push({ connection, account: null, nearest: [], problem: toldOf(error).message });
    }
  }
  return linked;
}
