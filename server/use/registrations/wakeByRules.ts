/** Looks at all live claims again once the rules have changed; at the beginning at all rows, too. */
import { setImmediate as immediately } from 'node:timers/promises';
import type { RegistrationRules } from '../../../shared/domain/conflict.ts';
import {
  consequencesOf,
  type LifeFacts,
  nextInstant,
  type Registration,
} from '../../../shared/domain/registration.ts';
import type { Context } from '../context.ts';
import { tasksMade } from './claimTasks.ts';
import { wake } from './claimWakes.ts';
import { claimRules, liveKey, registrations } from './collections.ts';
import { unlessRefused } from './passing.ts';
import { noteAllTyped } from './typedRows.ts';

/** More are not live in one connection. */
const MOST_CLAIMS = 50_000;
/** Few enough to be read without anybody waiting for it. */
const PAGE = 100;

/** Nothing but the time and the rules has changed. */
const UNREAD: LifeFacts = {
  account: undefined,
  deal: undefined,
  locked: false,
  siblings: [],
  shown: undefined,
  tasks: new Set(),
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
    const byInstant = new Map<number, string[]>();
    for (const { registration, refusedDeal } of claims.values()) {
      // Calendars take a moment each, and cards are not to wait for all of them.
      await immediately();
      // What the CRM refused of its deal may be mended by them.
      const isDue = refusedDeal !== undefined || (await hasDue(context, registration, rules, now));
      const next = isDue ? now - 1 : nextInstant(registration, rules, now);
      if (next !== null) byInstant.set(next, [...(byInstant.get(next) ?? []), registration.key]);
    }
    await store.transaction(async (tx) => {
      for (const [next, keys] of byInstant) await wake(tx, connection, keys, next);
    });
  }
}

/** Whether there is anything to be done for a claim, as far as it tells by itself. */
async function hasDue(
  context: Context,
  claim: Registration,
  rules: RegistrationRules,
  now: number,
): Promise<boolean> {
  const { entries, tasks } = consequencesOf(claim, UNREAD, rules, now);
  if (entries.length > 0 || tasks.length === 0) return entries.length > 0;
  const made = await tasksMade(context, claim.key, now);
  return tasks.some(({ reference }) => !made.has(reference));
}
