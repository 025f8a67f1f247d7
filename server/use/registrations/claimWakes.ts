/** When to look at which claim again: because its time comes, because its deal or account has changed, because the rules have. */
import { consequencesOf, type LifeFacts, nextInstant } from '../../../shared/domain/registration.ts';
import type { RegistrationRules } from '../../../shared/domain/conflict.ts';
import type { Reader, Writer } from '../../ports.ts';
import type { Context } from '../context.ts';
import { claimRules, claimWakes, liveKey, registrations } from './collections.ts';
import { tasksMade } from './claimTasks.ts';

/** More claims are not on the deals and accounts of one poll, nor live in one connection. */
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

/** @param at UTC milliseconds */
export async function wake(
  tx: Pick<Writer, 'put'>,
  connection: string,
  claims: readonly string[],
  at: number,
): Promise<void> {
  if (claims.length === 0) return;
  await tx.put(
    claimWakes,
    claims.map((claim) => ({ id: `${connection}/${placeOf(at)}/${claim}`, document: { claim } })),
  );
}

/** What is woken for an instant before `now`, the earliest first, with the id to be removed when it is done. */
export async function woken(
  { store, connection }: Context,
  now: number,
  after: string | undefined,
): Promise<{ id: string; claim: string }[]> {
  const prefix = `${connection}/`;
  const page = await store.page(claimWakes, { prefix, limit: PAGE, ...(after && { after }) });
  const until = `${prefix}${placeOf(now)}`;
  return page.filter(({ id }) => id < until).map(({ id, document: { claim } }) => ({ id, claim }));
}

/** Keys of the claims on these deals and accounts. */
export async function claimsAbout(
  reader: Pick<Reader, 'byKeys'>,
  connection: string,
  { deals, accounts }: { readonly deals: Iterable<string>; readonly accounts: Iterable<string> },
): Promise<string[]> {
  const keys = [
    ...[...deals].map((id) => `${connection}/deal/${id}`),
    ...[...accounts].map((id) => `${connection}/account/${id}`),
  ];
  if (keys.length === 0) return [];
  const found = await reader.byKeys(registrations, keys, MOST_CLAIMS);
  const ids = [...found.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer));
  return [...new Set(ids)].map((id) => id.slice(connection.length + 1));
}

/** New rules may bring about something for any live claim at once, and they move the instants at which it comes of itself. */
export async function wakeByRules(context: Context, rules: RegistrationRules, now: number): Promise<void> {
  const { store, connection, signal } = context;
  const { version, zone } = rules;
  const known = await store.get(claimRules, connection);
  if (known?.version === version && known.zone === zone) return;
  const live = await store.byKeys(registrations, [liveKey(connection)], MOST_CLAIMS);
  const ids = [...live.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer));
  for (let at = 0; at < ids.length; at += PAGE) {
    signal.throwIfAborted();
    const claims = await store.many(registrations, ids.slice(at, at + PAGE));
    for (const { registration } of claims.values()) {
      const { key } = registration;
      const tasks = await tasksMade(context, key, now);
      const follows = consequencesOf(registration, { ...UNREAD, tasks }, rules, now);
      const isDue = follows.entries.length > 0 || follows.tasks.length > 0;
      const next = isDue ? now - 1 : nextInstant(registration, rules, now);
      if (next !== null) await wake(store, connection, [key], next);
    }
  }
  await store.put(claimRules, [{ id: connection, document: { version, zone } }]);
}

/** Instants lie in their order. */
function placeOf(at: number): string {
  return String(at).padStart(15, '0');
}
