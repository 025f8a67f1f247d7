/** The rows that one JSON property of a HubSpot record holds: read, merged one by one by key, and written back whole. */
import { isDeepStrictEqual } from 'node:util';
import { encodeField } from '../../../shared/schema/record.ts';
import type { Field, FieldValue } from '../../../shared/schema/field.ts';
import { CrmError } from '../../ports.ts';
import { type Family, ownsRow } from './families.ts';

export type Row = Record<string, unknown>;

/** What stands in the property. Fields and rows that we do not know are kept as they are. */
export interface Envelope {
  v: number;
  /** Grows with each write of ours. */
  rev: number;
  /** Id of the record that the rows were written into, so that a merge of records can be told from a write. */
  of?: string;
  /** Ids of merged records whose rows have been taken over. */
  merged?: string[];
  rows: unknown[];
}

const VERSION = 1;

/** @throws CrmError `rejected` for text that is not ours to understand and therefore not ours to overwrite. */
export function openRows(text: string | null, place: string): Envelope {
  if (text === null || text.trim() === '') return { v: VERSION, rev: 0, rows: [] };
  const envelope = envelopeIn(text);
  if (!envelope) {
    const advice = 'someone or something else changed it; restore it from the property history or clear it';
    throw new CrmError({ kind: 'rejected', code: 'undecodableRows' }, `${place} cannot be read: ${advice}`);
  }
  if (envelope.v > VERSION) {
    const message = `${place} was written by a newer Alongside; upgrade this server`;
    throw new CrmError({ kind: 'rejected', code: 'newerRows' }, message);
  }
  return envelope;
}

/** The family's rows that can be read, of this or a newer version; none where the text is not ours. */
export function readableRows(text: string | null, family: Family): Row[] {
  const envelope = text === null || text.trim() === '' ? undefined : envelopeIn(text);
  return envelope?.rows.filter(isKeyed).filter(({ key }) => ownsRow(family, key)) ?? [];
}

/** Text that is not ours to overwrite. */
export function isForeign(text: string | null): boolean {
  if (text === null || text.trim() === '') return false;
  const envelope = envelopeIn(text);
  return envelope === undefined || envelope.v > VERSION;
}

export function envelopeIn(text: string): Envelope | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return isEnvelope(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function printRows(envelope: Envelope): string {
  return JSON.stringify(envelope);
}

export function keyOf(row: unknown): string | undefined {
  return isKeyed(row) ? row['key'] : undefined;
}

export type RowChange = 'unchanged' | 'written';

/**
 * Lays the fields over the row with this key, or adds the row.
 * @throws RangeError when a value is not of its field's type
 */
export function putRow(envelope: Envelope, family: Family, key: string, fields: Row): RowChange {
  const index = envelope.rows.findIndex((row) => keyOf(row) === key);
  const present = index < 0 ? { key } : (envelope.rows[index] as Row);
  const next: Row = { ...present };
  for (const [name, value] of Object.entries(fields)) {
    const field = family.fields[name];
    if (!field || name === family.link || name === 'key' || value === undefined) continue;
    encodeField('hubspot', field, value as FieldValue);
    if (value === null) delete next[name];
    else next[name] = value;
  }
  if (index >= 0 && isDeepStrictEqual(present, next)) return 'unchanged';
  if (index < 0) envelope.rows.push(next);
  else envelope.rows[index] = next;
  return 'written';
}

export function removeRow(envelope: Envelope, key: string): RowChange {
  const index = envelope.rows.findIndex((row) => keyOf(row) === key);
  if (index < 0) return 'unchanged';
  envelope.rows.splice(index, 1);
  return 'written';
}

/** One value of a row as the field's type has it: null when absent, undefined when it is of another type. */
export function rowValue(field: Field, value: unknown): FieldValue | undefined {
  if (value === undefined || value === null) return null;
  return fits(field, value) ? (value as FieldValue) : undefined;
}

function fits(field: Field, value: unknown): boolean {
  switch (field.type) {
    case 'json':
      return true;
    case 'number':
    case 'share':
    case 'instant':
      return typeof value === 'number' && Number.isFinite(value);
    case 'checkbox':
      return typeof value === 'boolean';
    case 'multiSelect':
      return Array.isArray(value) && value.every((part) => typeof part === 'string');
    case 'money':
      return typeof value === 'object' && 'minor' in (value as object) && 'currency' in (value as object);
    default:
      return typeof value === 'string';
  }
}

function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null) return false;
  const { v, rev, rows } = value as Partial<Envelope>;
  return typeof v === 'number' && typeof rev === 'number' && Array.isArray(rows);
}

function isKeyed(row: unknown): row is Row & { key: string } {
  return typeof row === 'object' && row !== null && typeof (row as Row)['key'] === 'string';
}
