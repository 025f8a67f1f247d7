/** When to look at which claim again: because its time comes, or because its deal or account has changed. */
import type { Reader, Writer } from '../../ports.ts';
import type { Context } from '../context.ts';
import { claimWakes, goneRecords, registrations } from './collections.ts';

/** More claims are not on one deal or account. */
const MOST_CLAIMS = 50_000;
const PAGE = 500;

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

/** Durable with what told of it, before the claims are looked at. */
export async function noteGone(
  tx: Pick<Writer, 'put'>,
  connection: string,
  gone: { readonly deals?: Iterable<string>; readonly accounts?: Iterable<string> },
  at: number,
): Promise<void> {
  const places = [
    ...[...(gone.deals ?? [])].map((id) => `${connection}/deal/${id}`),
    ...[...(gone.accounts ?? [])].map((id) => `${connection}/account/${id}`),
  ];
  await tx.put(
    goneRecords,
    places.map((id) => ({ id, document: { at } })),
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

/** Keys of the claims on these deals and accounts, and by partners of these accounts. */
export async function claimsAbout(
  reader: Pick<Reader, 'byKeys'>,
  connection: string,
  about: {
    readonly deals?: Iterable<string>;
    readonly accounts?: Iterable<string>;
    readonly partners?: Iterable<string>;
  },
): Promise<string[]> {
  const keys = [
    ...[...(about.deals ?? [])].map((id) => `${connection}/deal/${id}`),
    ...[...(about.accounts ?? [])].map((id) => `${connection}/account/${id}`),
    ...[...(about.partners ?? [])].map((id) => `${connection}/partner/${id}`),
  ];
  if (keys.length === 0) return [];
  const found = await reader.byKeys(registrations, keys, MOST_CLAIMS);
  const ids = [...found.values()].flatMap((answer) => (answer === 'crowded' ? [] : answer));
  return [...new Set(ids)].map((id) => id.slice(connection.length + 1));
}

/** Instants lie in their order. */
function placeOf(at: number): string {
  return String(at).padStart(15, '0');
}
