/** Everything that one write wants of one HubSpot record, and the single update that does it. */
import { CrmError, type Change, type Outcome } from '../../ports.ts';
import type { FieldValue } from '../../../shared/schema/field.ts';
import { failed } from '../batch.ts';
import type { Family } from './families.ts';
import type { Parent } from './parents.ts';
import type { Portal } from './portal.ts';
import { type Envelope, openRows, printRows, putRow, removeRow, type Row } from './rows.ts';
import { propertyOf } from './values.ts';

export interface Entry {
  /** The change's place in the caller's list. */
  place: number;
  change: Change;
  /** For our rows: where they live, and the row's key. */
  family?: Family;
  key?: string;
}

export interface Unit {
  parent: Parent;
  id: string;
  entries: Entry[];
}

export interface Update {
  unit: Unit;
  /** HubSpot's properties to set; none means that nothing has to be sent. */
  properties: Record<string, string>;
  /** What each change comes to once the update has been taken. */
  outcomes: Map<number, Outcome>;
}

/** The update that makes the record hold what the unit asks for, from the texts in hand. */
export function updateOf(portal: Portal, unit: Unit): Update {
  const update: Update = { unit, properties: {}, outcomes: new Map() };
  for (const entry of unit.entries.filter(({ family }) => !family)) setFields(update, entry);
  const byProperty = Map.groupBy(unit.entries.filter(isRowEntry), ({ family }) => family.property);
  for (const entries of byProperty.values()) {
    attempt(update, entries, () => setRows(portal, update, entries));
  }
  return update;
}

type RowEntry = Entry & { family: Family };

function isRowEntry(entry: Entry): entry is RowEntry {
  return entry.family !== undefined;
}

function setFields(update: Update, entry: Entry): void {
  attempt(update, [entry], () => {
    const pairs = Object.entries(entry.change.fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => propertyOf(update.unit.parent, name, value as FieldValue));
    Object.assign(update.properties, Object.fromEntries(pairs));
    const status = pairs.length > 0 ? 'written' : 'unchanged';
    update.outcomes.set(entry.place, { status, id: update.unit.id });
  });
}

/** @param entries all of one property, which objects may share */
function setRows(portal: Portal, update: Update, entries: readonly RowEntry[]): void {
  const { unit } = update;
  const family = entries[0]?.family;
  if (!family) return;
  const known = portal.texts.get(unit.parent, unit.id);
  if (!known) throw new Error(`${unit.parent} ${unit.id}: rows are written from a text in hand`);
  const place = `${family.property} of ${unit.parent} ${unit.id}`;
  const envelope = openRows(known.texts[family.property] ?? null, place);
  let text = printRows(envelope);
  let isChanged = false;
  for (const entry of entries) {
    attempt(update, [entry], () => {
      const kept = [...envelope.rows];
      const status = changeRow(envelope, entry);
      const next = printRows(envelope);
      if (next.length + SPARE > family.limit && next.length > text.length) {
        envelope.rows = kept;
        throw tooLong(place, family, kept.length);
      }
      text = next;
      isChanged ||= status === 'written';
      update.outcomes.set(entry.place, { status, id: entry.key ?? '' });
    });
  }
  if (!isChanged) return;
  const merged = [...new Set([...(envelope.merged ?? []), ...known.mergedIds])];
  const stamped = { ...envelope, rev: envelope.rev + 1, of: unit.id, ...(merged.length > 0 && { merged }) };
  update.properties[family.property] = printRows(stamped);
}

/** Characters that the revision and the ids of merged records may add to the text. */
const SPARE = 200;

function changeRow(envelope: Envelope, entry: RowEntry): 'written' | 'unchanged' {
  const key = entry.key ?? '';
  if (entry.change.op === 'remove') return removeRow(envelope, key);
  return putRow(envelope, entry.family, key, entry.change.fields as Row);
}

function tooLong(place: string, family: Family, rows: number): CrmError {
  const message = `${place} is full: ${rows} rows take up its ${family.limit} characters; remove rows that are no longer needed, then try again`;
  return new CrmError({ kind: 'rejected', field: family.property, code: 'rowsFull' }, message);
}

/** A value or text that cannot be written fails its own changes and leaves the others alone. */
function attempt(update: Update, entries: readonly Entry[], work: () => void): void {
  try {
    work();
  } catch (error) {
    const outcome = outcomeOf(error);
    for (const { place } of entries) update.outcomes.set(place, outcome);
  }
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof CrmError) return { status: 'failed', error };
  if (error instanceof RangeError) return failed({ kind: 'rejected', code: 'wrongType' }, error.message);
  throw error;
}
