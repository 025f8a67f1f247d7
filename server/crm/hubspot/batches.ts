/** Sends updates a hundred at a time and finds out, whatever HubSpot answers, what became of each. */
import { CrmError } from '../../ports.ts';
import type { Outcomes } from '../batch.ts';
import { ErrorBody, errorOf } from './errors.ts';
import { rowPropertiesOf } from './families.ts';
import type { Portal } from './portal.ts';
import { readByIds } from './read.ts';
import { BatchAnswer, type WireRecord } from './shapes.ts';
import { stampOf } from './values.ts';
import { type Unit, type Update, updateOf } from './units.ts';
import type { Turn } from './writerLock.ts';

/** One call of `write`, and the turn under which rows are written. */
export interface Writing {
  portal: Portal;
  outcomes: Outcomes;
  turn?: Turn;
}

/** A whole-batch refusal of these kinds says nothing of a single record and would meet each of them again. */
const STOPS: ReadonlySet<string> = new Set(['expired', 'exhausted', 'throttled', 'down', 'denied']);

/** Refusals that may be about one of several changes of a record. */
const SPLITS: ReadonlySet<string> = new Set(['rejected', 'duplicate', 'garbled']);
/** A locked record is asked for again this often, with about this many milliseconds between. */
const LOCK_TRIES = 3;
const LOCK_PAUSE = 2_000;

/** @throws CrmError of a kind that stops every further change */
export async function sendUnits(writing: Writing, units: readonly Unit[], tries = 0): Promise<void> {
  const { portal, outcomes, turn } = writing;
  const [first] = units;
  if (!first) return;
  const updates = units.map((unit) => updateOf(portal, unit));
  const sent = updates.filter(({ properties }) => Object.keys(properties).length > 0);
  for (const update of updates.filter((candidate) => !sent.includes(candidate))) settle(update, outcomes);
  if (sent.length === 0) return;
  const answer = await sendUpdates(writing, sent).catch((error: unknown) => {
    if (!(error instanceof CrmError)) throw error;
    if (!STOPS.has(error.fault.kind) && !turn?.lost) return error;
    for (const { unit } of sent) portal.texts.lose(unit.parent, unit.id);
    throw error;
  });
  if (!(answer instanceof CrmError)) return conclude(writing, sent, answer);
  const refused = sent.map(({ unit }) => unit);
  await bisect(writing, refused, answer, tries);
}

async function sendUpdates({ portal, turn }: Writing, updates: readonly Update[]): Promise<BatchAnswer> {
  const [first] = updates;
  if (!first) return { results: [] };
  const { parent } = first.unit;
  const inputs = updates.map(({ unit, properties }) => {
    return { id: unit.id, properties, objectWriteTraceId: unit.id };
  });
  const path = portal.objectsPath(parent, 'batch/update');
  const place = `updating ${updates.length} ${parent} records`;
  const guard = turn && (() => turn.check());
  const request = { method: 'POST' as const, path, body: { inputs }, place, ...(guard && { guard }) };
  return (await portal.client.send(request, BatchAnswer)).body;
}

/** Halves what was refused as a whole until the refusal stands against one change. */
async function bisect(writing: Writing, units: Unit[], error: CrmError, tries = 0): Promise<void> {
  const [only] = units;
  if (!only) return;
  if (units.length > 1) {
    const middle = Math.ceil(units.length / 2);
    await sendUnits(writing, units.slice(0, middle));
    await sendUnits(writing, units.slice(middle));
  } else if (error.fault.kind === 'busy' && tries < LOCK_TRIES) {
    await writing.portal.client.pause(LOCK_PAUSE);
    await sendUnits(writing, [only], tries + 1);
  } else if (only.entries.length > 1 && SPLITS.has(error.fault.kind)) {
    for (const entry of only.entries) await sendUnits(writing, [{ ...only, entries: [entry] }]);
  } else {
    for (const { place } of only.entries) writing.outcomes.settle(place, { status: 'failed', error });
  }
}

async function conclude(writing: Writing, sent: readonly Update[], answer: BatchAnswer): Promise<void> {
  const { portal, outcomes } = writing;
  const written = new Map(answer.results.map((wire) => [wire.id, wire]));
  const errors = errorsById(answer.errors ?? [], portal.clock.now());
  for (const update of sent) {
    const { unit } = update;
    const wire = written.get(unit.id);
    if (wire && holds(wire, update)) {
      keep(portal, update, wire);
      settle(update, outcomes);
      continue;
    }
    const error = errors.get(unit.id);
    if (error) await bisect(writing, [unit], error);
    else await verify(writing, update);
  }
}

/** The answer told nothing, or something else than was sent: read the record and write once more where it differs. */
async function verify(writing: Writing, update: Update): Promise<void> {
  const { portal, outcomes } = writing;
  const { unit } = update;
  const names = [...Object.keys(update.properties), ...rowPropertiesOf(unit.parent)];
  const present = (await readByIds(portal, unit.parent, [unit.id], names)).get(unit.id);
  if (present && holds(present, update)) return settle(update, outcomes);
  const again = present && updateOf(portal, unit);
  if (again) {
    const [wire] = (await sendUpdates(writing, [again])).results;
    if (wire && holds(wire, again)) {
      keep(portal, again, wire);
      return settle(again, outcomes);
    }
  }
  portal.texts.lose(unit.parent, unit.id);
  const message = `HubSpot did not keep what was written to ${unit.parent} ${unit.id}; it will be tried again in the next run`;
  const error = new CrmError(present ? { kind: 'garbled' } : { kind: 'missing' }, message);
  for (const { place } of unit.entries) outcomes.settle(place, { status: 'failed', error });
}

/** HubSpot may bring a value into its own form; our row texts it must keep to the letter. */
function holds(wire: WireRecord, { unit, properties }: Update): boolean {
  const rows = rowPropertiesOf(unit.parent);
  return Object.entries(properties).every(
    ([name, value]) => !rows.includes(name) || (wire.properties[name] ?? '') === value,
  );
}

function keep(portal: Portal, { unit, properties }: Update, wire: WireRecord): void {
  const known = portal.texts.get(unit.parent, unit.id);
  if (!known) return;
  const merged = { hs_merged_object_ids: known.mergedIds.join(';') };
  const present = { ...wire, properties: { ...wire.properties, ...merged, ...known.texts, ...properties } };
  portal.texts.note(unit.parent, present, stampOf(wire));
}

function settle(update: Update, outcomes: Outcomes): void {
  for (const [place, outcome] of update.outcomes) outcomes.settle(place, outcome);
}

/** The errors of a batch by the record they are about: by trace, or by the ids they name. */
function errorsById(errors: readonly unknown[], now: number): Map<string, CrmError> {
  const found = new Map<string, CrmError>();
  for (const raw of errors) {
    const body = ErrorBody.safeParse(raw);
    if (!body.success) continue;
    const context = body.data.context ?? {};
    for (const id of [...(context['objectWriteTraceId'] ?? []), ...(context['ids'] ?? [])]) {
      found.set(id, errorOf({ body: body.data, retryAt: null, now }, `record ${id}`));
    }
  }
  return found;
}
