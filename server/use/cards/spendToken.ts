/** Takes a token that works once: whoever comes with it a second time is refused. */
import type { TenantStore } from '../../ports.ts';
import { spentTokens } from './collections.ts';

/** Dead ones that are cleared away with each new one. */
const CLEARED = 4;

/** @param until end of the token's life, UTC milliseconds @returns false when it has been spent before */
export function spendToken(
  store: TenantStore,
  connection: string,
  token: string,
  { until, now }: { until: number; now: number },
): Promise<boolean> {
  const id = `${connection}/${placeOf(until)}/${token}`;
  return store.transaction(async (tx) => {
    if (await tx.get(spentTokens, id)) return false;
    await tx.put(spentTokens, [{ id, document: {} }]);
    const oldest = await tx.page(spentTokens, { prefix: `${connection}/`, limit: CLEARED });
    const dead = oldest.map((one) => one.id).filter((one) => one < `${connection}/${placeOf(now)}`);
    if (dead.length > 0) await tx.remove(spentTokens, dead);
    return true;
  });
}

function placeOf(at: number): string {
  return String(at).padStart(15, '0');
}
