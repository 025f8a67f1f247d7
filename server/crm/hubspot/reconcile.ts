/** Before rows are written: their texts in hand, and the rows that a merge of records hid brought back from the history. */
import { CrmError } from '../../ports.ts';
import { chunks } from '../batch.ts';
import type { Writing } from './batches.ts';
import { familiesIn, type Family, rowPropertiesOf } from './families.ts';
import type { Parent } from './parents.ts';
import type { Portal } from './portal.ts';
import { readByIds } from './read.ts';
import { envelopeIn, type Envelope, isForeign, keyOf, openRows, printRows } from './rows.ts';
import type { KnownRows } from './rowTexts.ts';
import { BatchAnswer, type WireRecord } from './shapes.ts';
import type { Unit } from './units.ts';
import { stampOf } from './values.ts';
import type { Turn } from './writerLock.ts';

/** HubSpot reads at most this many records with their history at once. */
const HISTORY_BATCH = 50;

/**
 * Inside a writer's turn: the units whose present texts are in hand, under the ids that live now.
 * Units of records that are gone are settled as missing.
 */
export async function prepareRows(
  { portal, outcomes, turn }: Required<Writing>,
  parent: Parent,
  units: readonly Unit[],
): Promise<Unit[]> {
  const unknown = units.filter(({ id }) => !portal.texts.get(parent, id)).map(({ id }) => id);
  const read = await readByIds(portal, parent, unknown, rowPropertiesOf(parent));
  const ready = new Map<string, Unit>();
  for (const unit of units) {
    const id = read.get(unit.id)?.id ?? unit.id;
    if (!portal.texts.get(parent, id)) {
      const error = new CrmError({ kind: 'missing' }, `${parent} ${unit.id} is not in HubSpot any more`);
      for (const { place } of unit.entries) outcomes.settle(place, { status: 'failed', error });
      continue;
    }
    const entries = [...(ready.get(id)?.entries ?? []), ...unit.entries];
    ready.set(id, { parent, id, entries });
  }
  await restoreMerged(portal, parent, [...ready.keys()], turn);
  return [...ready.values()];
}

/** Takes over the rows of records that were merged into these since; done twice it changes nothing. Inside a writer's turn. */
export async function restoreMerged(
  portal: Portal,
  parent: Parent,
  ids: readonly string[],
  turn: Turn,
): Promise<void> {
  const survivors = ids.filter((id) => {
    const known = portal.texts.get(parent, id);
    if (!known || portal.settledMerges.has(mergeName(parent, id, known))) return false;
    return familiesIn(parent).some((family) => pendingMerges(family, known).length > 0);
  });
  for (const chunk of chunks(survivors, HISTORY_BATCH)) {
    const properties = rowPropertiesOf(parent);
    const history = [...new Set(familiesIn(parent).map(({ property }) => property))];
    const body = { properties, propertiesWithHistory: history, inputs: chunk.map((id) => ({ id })) };
    const path = portal.objectsPath(parent, 'batch/read');
    const place = `reading the past of ${chunk.length} merged ${parent} records`;
    const answer = await portal.client.send({ method: 'POST', path, body, place }, BatchAnswer);
    const inputs = answer.body.results.flatMap((wire) => {
      const known = portal.texts.note(parent, wire, stampOf(wire));
      const changed = Object.assign(
        {},
        ...familiesIn(parent).map((family) => takenOver(family, wire, known)),
      );
      portal.settledMerges.add(mergeName(parent, wire.id, known));
      return Object.keys(changed).length > 0
        ? [{ id: wire.id, properties: changed as Record<string, string> }]
        : [];
    });
    await send(portal, parent, inputs, answer.body.results, turn);
  }
}

function mergeName(parent: Parent, id: string, { mergedIds }: KnownRows): string {
  return `${parent} ${id} ${mergedIds.join(';')}`;
}

/** Merged records whose rows have not been looked for. */
function pendingMerges(family: Family, known: KnownRows): string[] {
  const text = known.texts[family.property] ?? null;
  const envelope = text === null ? undefined : envelopeIn(text);
  return known.mergedIds.filter((id) => !envelope?.merged?.includes(id));
}

/** The property's new text, where rows of merged records are missing from the present one. */
function takenOver(family: Family, wire: WireRecord, known: KnownRows): Record<string, string> {
  const pending = pendingMerges(family, known);
  const past = lastTexts(wire.propertiesWithHistory?.[family.property] ?? [], pending);
  const text = known.texts[family.property] ?? null;
  const place = `${family.property} of ${family.parent} ${wire.id}`;
  if (past.length === 0 || isForeign(text)) return {};
  const envelope = openRows(text, place);
  const keys = new Set(envelope.rows.map(keyOf));
  const lost = past
    .flatMap(({ rows }) => rows)
    .filter((row) => keyOf(row) !== undefined && !keys.has(keyOf(row)));
  const rows = [...envelope.rows];
  for (const row of lost) {
    if (printRows({ ...envelope, rows: [...rows, row] }).length < family.limit) rows.push(row);
  }
  const merged = [...new Set([...(envelope.merged ?? []), ...known.mergedIds])];
  return { [family.property]: printRows({ ...envelope, rev: envelope.rev + 1, of: wire.id, merged, rows }) };
}

/** The last state of each of these records' own rows, from a history that mixes several records'. */
function lastTexts(history: readonly { value: string | null }[], ids: readonly string[]): Envelope[] {
  const last = new Map<string, Envelope>();
  for (const { value } of history) {
    const envelope = value === null ? undefined : envelopeIn(value);
    const owner = envelope?.of;
    if (!envelope || owner === undefined || !ids.includes(owner)) continue;
    if (envelope.rev > (last.get(owner)?.rev ?? -1)) last.set(owner, envelope);
  }
  return [...last.values()];
}

async function send(
  portal: Portal,
  parent: Parent,
  inputs: readonly { id: string; properties: Record<string, string> }[],
  wires: readonly WireRecord[],
  turn: Turn,
): Promise<void> {
  if (inputs.length === 0) return;
  const body = { inputs: inputs.map((input) => ({ ...input, objectWriteTraceId: input.id })) };
  const path = portal.objectsPath(parent, 'batch/update');
  const place = `bringing back rows of ${inputs.length} merged ${parent} records`;
  const guard = () => turn.check();
  const answer = await portal.client.send({ method: 'POST', path, body, place, guard }, BatchAnswer);
  for (const written of answer.body.results) {
    const before = wires.find(({ id }) => id === written.id);
    const properties = { ...before?.properties, ...written.properties };
    portal.texts.note(parent, { ...written, properties }, stampOf(written));
  }
}
