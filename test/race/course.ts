/** All races on one store: each judged when its answers are there, and in the end the CRM's rows against the store's claims. */
import { setTimeout as pause } from 'node:timers/promises';
import type { CrmName } from '../../server/demo/customer.ts';
import { operations } from '../../server/use/cards/collections.ts';
import type { Context } from '../../server/use/context.ts';
import { claimId } from '../../server/use/registrations/claims.ts';
import { registrations, unwrittenKey } from '../../server/use/registrations/collections.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { look } from './asking.ts';
import { compared } from './comparing.ts';
import { judged, type Found } from './judging.ts';
import type { Planned } from './plan.ts';
import type { Progress } from './progress.ts';
import { type Race, race } from './race.ts';
import type { Score } from './score.ts';
import { openStand, type Stand, type StoreName } from './stand.ts';

/** What the CRM refused is released, and the next is judged again, after its claimant had an answer; milliseconds. */
const JUDGED_AGAIN = 30_000;
/** What a dead process left is taken up by a job after a minute; milliseconds. */
const TAKEN_UP = 240_000;
const LOOK_EVERY = 200;
const MOST = 100_000;

export async function runOn(
  store: StoreName,
  races: readonly Planned[],
  { claimants, pollSeconds }: { claimants: number; pollSeconds: number },
  score: Score,
  progress: Progress,
): Promise<void> {
  if (races.length === 0) return;
  progress.say(`setting up ${store}`);
  const stand = await openStand(store, claimants, pollSeconds);
  try {
    const done: Race[] = [];
    for (const [number, { crm, kind }] of races.entries()) {
      progress.say(`${store}, ${crm}, ${kind}`);
      const one = await race(stand, crm, kind, number);
      score.race(`race ${number} on ${store}, ${crm}, ${kind}`, one, await decided(stand, one));
      done.push(one);
      progress.step();
    }
    for (const crm of new Set(races.map((one) => one.crm))) {
      progress.say(`${store}, ${crm}, rows`);
      score.rows(`rows of ${store}, ${crm}`, await rowsOf(stand, crm, done));
    }
  } finally {
    await stand.close();
  }
}

async function decided(stand: Stand, one: Race): Promise<Found> {
  const until = Date.now() + (one.kind === 'refused' ? JUDGED_AGAIN : 0);
  for (;;) {
    const claims = await claimsOf(stand.contexts[one.crm], one);
    const found = judged(one, claims, await toldTo(stand, one, claims));
    if (found.violations.length === 0 || Date.now() >= until) return found;
    await pause(LOOK_EVERY);
  }
}

/** The claimant whose claim gave up its place may have had an answer before that. */
async function toldTo(
  stand: Stand,
  { crm, submitted }: Race,
  claims: ReadonlyMap<string, Registration>,
): Promise<string> {
  const released = submitted.find(({ draft }) =>
    claims.get(draft.key)?.history.some(({ move }) => move === 'release'),
  );
  if (!released) return '';
  const { answer, draft } = released;
  return JSON.stringify([answer, await look(stand, crm, draft.claimant)]);
}

async function rowsOf({ contexts }: Stand, crm: CrmName, done: readonly Race[]) {
  const context = contexts[crm];
  await allWritten(context);
  const all: Registration[] = [];
  const heldAgainst = new Map<string, string>();
  for (const one of done.filter((other) => other.crm === crm)) {
    const claims = [...(await claimsOf(context, one)).values()].filter(({ state }) => state !== 'draft');
    all.push(...claims);
    const winner = claims.find(({ state }) => state === 'approved');
    if (!winner || one.kind === 'shared') continue;
    for (const { key } of claims.filter((claim) => claim !== winner)) heldAgainst.set(key, winner.key);
  }
  return compared(context, { all, heldAgainst });
}

async function claimsOf(
  { store, connection }: Context,
  { submitted }: Race,
): Promise<Map<string, Registration>> {
  const ids = submitted.map(({ draft }) => claimId(connection, draft.key));
  const kept = await store.many(registrations, ids);
  return new Map([...kept.values()].map(({ registration }) => [registration.key, registration]));
}

/** @throws Error when something stays unwritten */
async function allWritten({ store, connection }: Context): Promise<void> {
  const until = Date.now() + TAKEN_UP;
  for (;;) {
    const pending = await store.byKeys(operations, [`pending/${connection}/`], MOST);
    const unwritten = await store.byKeys(registrations, [unwrittenKey(connection)], MOST);
    const left = [...pending.values(), ...unwritten.values()].reduce((sum, ids) => sum + ids.length, 0);
    if (left === 0) return;
    if (Date.now() > until)
      throw new Error(`${left} acts and claims are still unwritten after ${TAKEN_UP} ms`);
    await pause(LOOK_EVERY);
  }
}
