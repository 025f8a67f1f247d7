/** Writes changes: folded by the record they belong to, in batches of 100, with one outcome for each whatever happened. */
import { CrmError, type Change, type Outcome } from '../../ports.ts';
import { chunks, failed, Outcomes } from '../batch.ts';
import { createBeside } from './beside.ts';
import { createDeal } from './create.ts';
import { familyOf } from './families.ts';
import { sendUnits } from './batches.ts';
import { isBeside, isParent, type Parent, PARENTS } from './parents.ts';
import type { Portal } from './portal.ts';
import { prepareRows } from './reconcile.ts';
import { findHolders } from './rowQuery.ts';
import type { Turn } from './writerLock.ts';
import type { Entry, Unit } from './units.ts';

const BATCH = 100;
/** Faults that every further change would meet too. */
const STOPS_ALL: ReadonlySet<string> = new Set(['expired', 'exhausted', 'throttled', 'down']);
/** Batches under way at once; the limiter sets the pace. */
const LANES = 4;

export async function write(portal: Portal, changes: readonly Change[]): Promise<Outcome[]> {
  const outcomes = new Outcomes(changes.length);
  const units = await unitsOf(portal, changes, outcomes);
  for (const parent of PARENTS) {
    const own = units.filter((unit) => unit.parent === parent);
    try {
      await writeUnits(portal, parent, own, outcomes);
    } catch (error) {
      if (!(error instanceof CrmError)) throw error;
      if (STOPS_ALL.has(error.fault.kind) && !outcomes.any) throw error;
      failUnits(own, error, outcomes);
    }
  }
  return outcomes.all();
}

async function writeUnits(portal: Portal, parent: Parent, units: Unit[], outcomes: Outcomes): Promise<void> {
  const withRows = units.filter(({ entries }) => entries.some(({ family }) => family));
  const withoutRows = units.filter((unit) => !withRows.includes(unit));
  await inLanes(chunks(withoutRows, BATCH), (batch) => sendUnits({ portal, outcomes }, batch));
  if (withRows.length > 0) await writeRows(portal, parent, withRows, outcomes);
}

function failUnits(units: readonly Unit[], error: CrmError, outcomes: Outcomes): void {
  for (const { place } of units.flatMap(({ entries }) => entries)) {
    if (!outcomes.has(place)) outcomes.settle(place, { status: 'failed', error });
  }
}

async function writeRows(portal: Portal, parent: Parent, units: Unit[], outcomes: Outcomes): Promise<void> {
  await portal.lock.hold(parent, async (turn: Turn) => {
    const ready = await prepareRows({ portal, outcomes, turn }, parent, units);
    await inLanes(chunks(ready, BATCH), (batch) => sendUnits({ portal, outcomes, turn }, batch));
  });
}

async function inLanes<T>(pieces: readonly T[], work: (piece: T) => Promise<void>): Promise<void> {
  const waiting = [...pieces];
  const lane = async () => {
    try {
      for (let piece = waiting.shift(); piece !== undefined; piece = waiting.shift()) await work(piece);
    } finally {
      // Nothing is left after the last piece; after a failure the other lanes finish what they are at and stop.
      waiting.length = 0;
    }
  };
  const results = await Promise.allSettled(Array.from({ length: LANES }, lane));
  const broken = results.find((result) => result.status === 'rejected');
  if (broken) throw broken.reason;
}

/** The changes by the record they are written into; those that cannot be are settled as failed. */
async function unitsOf(portal: Portal, changes: readonly Change[], outcomes: Outcomes): Promise<Unit[]> {
  const units = new Map<string, Unit>();
  const holders = await holdersOf(portal, changes);
  for (const [place, change] of changes.entries()) {
    if (isBeside(change.object)) {
      outcomes.settle(place, await createBeside(portal, change.object, change));
      continue;
    }
    if (change.object === 'deal' && change.op === 'create') {
      outcomes.settle(place, await createDeal(portal, change));
      continue;
    }
    const aim = aimOf(change, holders);
    if ('error' in aim) {
      outcomes.settle(place, aim.error);
      continue;
    }
    const name = `${aim.parent} ${aim.id}`;
    const unit = units.get(name) ?? { parent: aim.parent, id: aim.id, entries: [] };
    unit.entries.push(aim.entry(place));
    units.set(name, unit);
  }
  return [...units.values()];
}

type Aim = { parent: Parent; id: string; entry: (place: number) => Entry } | { error: Outcome };

function aimOf(change: Change, holders: ReadonlyMap<string, string>): Aim {
  const family = familyOf(change.object);
  if (family) {
    const key = keyIn(change);
    if (key === undefined)
      return refusal('noKey', `A ${family.object} is written by its key, which is missing`);
    const id = (change.fields as Record<string, unknown>)[family.link] ?? holders.get(key);
    if (typeof id === 'string') {
      return { parent: family.parent, id, entry: (place) => ({ place, change, family, key }) };
    }
    if (change.op === 'remove') return { error: { status: 'unchanged', id: key } };
    return refusal('noParent', `${family.object} ${key} names no ${family.parent} to stand in`, family.link);
  }
  if (!isParent(change.object)) {
    return refusal('notHeld', `HubSpot does not hold ${change.object}; it lives in the store`);
  }
  const { parent, id } = { parent: change.object, id: change.id };
  if (change.op === 'remove') return refusal('notOurs', `A ${parent} is never removed by Alongside`);
  if (id === undefined) return refusal('noId', `A ${parent} is written by its HubSpot id, which is missing`);
  return { parent, id, entry: (place) => ({ place, change }) };
}

/** Which record holds each row that is addressed by its key alone. */
async function holdersOf(portal: Portal, changes: readonly Change[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const byObject = new Map<Change['object'], string[]>();
  for (const change of changes) {
    const family = familyOf(change.object);
    const key = keyIn(change);
    if (!family || key === undefined || (change.fields as Record<string, unknown>)[family.link]) continue;
    byObject.set(change.object, [...(byObject.get(change.object) ?? []), key]);
  }
  for (const [object, keys] of byObject) {
    const family = familyOf(object);
    if (family) for (const [key, id] of await findHolders(portal, family, keys)) found.set(key, id);
  }
  return found;
}

function keyIn(change: Change): string | undefined {
  const { key } = change.fields as { key?: unknown };
  return typeof key === 'string' && key !== '' ? key : change.id;
}

function refusal(code: string, message: string, field?: string): { error: Outcome } {
  return { error: failed({ kind: 'rejected', code, ...(field !== undefined && { field }) }, message) };
}
