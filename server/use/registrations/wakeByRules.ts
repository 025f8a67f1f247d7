/** Looks at all live claims again once the rules have changed; at the beginning at all rows, too. */
import type { RegistrationRules } from '../../../shared/domain/conflict.ts';
import { consequencesOf, type LifeFacts, nextInstant } from '../../../shared/domain/registration.ts';
import type { Context } from '../context.ts';
import { tasksMade } from './claimTasks.ts';
import { wake } from './claimWakes.ts';
import { claimRules, liveKey, registrations } from './collections.ts';
import { unlessRefused } from './passing.ts';
import { noteAllTyped } from './typedRows.ts';

/** More are not live in one connection. */
const MOST_CLAIMS = 50_000;
const PAGE = 500;

/** Nothing but the time and the rules has changed. */
const UNREAD: Omit<LifeFacts, 'tasks'> = {
  account: undefined,
  deal: undefined,
  locked: false,
  siblings: [],
  shown: undefined,
};

/** New rules may bring about something for any live claim at once, and they move the instants at which it comes of itself. */
export async function wakeByRules(context: Context, rules: RegistrationRules, now: number): Promise<void> {
  const { store, connection } = context;
  const { version, zone } = rules;
  const known = await store.get(claimRules, connection);
  const looked = known?.looked || (await lookedAtRows(context));
  const isSame = known?.version === version && known.zone === zone;
  if (isSame && known.looked === looked) return;
  if (!isSame) await wakeLive(context, rules, now);
  await store.put(claimRules, [{ id: connection, document: { version, zone, looked } }]);
}

/** False where the CRM did not show them; without objects it has none. */
async function lookedAtRows(context: Context): Promise<boolean> {
  const looked = await unlessRefused(context, async () => {
    const hasRows = (await context.crm.keeps()).includes('dealRegistration');
    if (hasRows) await noteAllTyped(context);
    return true;
  });
  return looked ?? false;
}

async function wakeLive(context: Context, rules: RegistrationRules, now: number): Promise<void> {
  const { store, connection, signal } = context;
  const live = await store.byKeys(registrations, [liveKey(connection)], MOST_CLAIMS);
  const ids = [...live.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer));
  for (let at = 0; at < ids.length; at += PAGE) {
    signal.throwIfAborted();
    const claims = await store.many(registrations, ids.slice(at, at + PAGE));
    for (const { registration, refusedDeal } of claims.values()) {
      const { key } = registration;
      const tasks = await tasksMade(context, key, now);
      const follows = consequencesOf(registration, { ...UNREAD, tasks }, rules, now);
      // A deal that was refused is tried again under other rules.
      const isDue = follows.entries.length > 0 || follows.tasks.length > 0 || refusedDeal !== undefined;
      const next = isDue ? now - 1 : nextInstant(registration, rules, now);
      if (next !== null) await wake(store, connection, [key], next);
    }
  }
}
