/** Takes one value for one field as Salesforce takes it, or refuses it in Salesforce's words; and writes values for the wire. */
import { SalesforceError } from './errors.ts';
import { readId } from './ids.ts';
import type { Field, Value } from './schema.ts';

/** `json` values come typed; `csv` values are all text. */
export type Source = 'json' | 'csv';

/** The stored form of an incoming value. Existence of referenced records is checked by the caller. */
export function takeValue(field: Field, input: unknown, source: Source): Value {
  if (input === null || input === undefined || input === '') {
    if (field.type === 'boolean' && source === 'json')
      throw wrongType(field, `${field.name}: value not of required type: ${String(input)}`);
    return field.type === 'boolean' ? false : null;
  }
  switch (field.type) {
    case 'boolean':
      return takeBoolean(field, input, source);
    case 'currency':
    case 'double':
    case 'percent':
    case 'int':
      return takeNumber(field, input);
    case 'date':
      return takeDate(input);
    case 'datetime':
      return takeDatetime(input);
    case 'id':
    case 'reference':
      return takeReference(field, input);
    case 'picklist':
      return takePicklist(field, takeText(field, input));
    case 'multipicklist':
      return takeMultipicklist(field, takeText(field, input));
    case 'email':
      return takeEmail(field, takeText(field, input));
    default:
      return takeText(field, input);
  }
}

function takeText(field: Field, input: unknown): string {
  if (typeof input !== 'string') throw undeserializable('string', input);
  const trimmed = field.type === 'textarea' ? input : input.trim();
  if (trimmed.length > field.length)
    throw new SalesforceError(
      'STRING_TOO_LONG',
      `${field.label}: data value too large: ${trimmed.slice(0, 100)} (max length=${field.length})`,
      { fields: [field.name] },
    );
  return trimmed;
}

function takeBoolean(field: Field, input: unknown, source: Source): boolean {
  if (typeof input === 'boolean') return input;
  const word = String(input).toLowerCase();
  if (source === 'csv' && ['true', '1', 'yes'].includes(word)) return true;
  if (source === 'csv' && ['false', '0', 'no'].includes(word)) return false;
  if (source === 'csv') throw wrongType(field, `${field.name}: value not of required type: ${String(input)}`);
  throw undeserializable('boolean', input);
}

function takeNumber(field: Field, input: unknown): number {
  const value = typeof input === 'number' ? input : Number(typeof input === 'string' ? input : Number.NaN);
  if (!Number.isFinite(value)) throw undeserializable(field.type === 'int' ? 'int' : 'double', input);
  const rounded = Number(value.toFixed(field.scale));
  if (Math.abs(rounded) >= 10 ** (field.precision - field.scale))
    throw new SalesforceError(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${field.label}: value outside of valid range on numeric field: ${String(input)}`,
      { fields: [field.name] },
    );
  return rounded;
}

function takeDate(input: unknown): string {
  const match = /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(String(input));
  const day = match?.[1];
  if (day === undefined || Number.isNaN(Date.parse(day)) || new Date(day).toISOString().slice(0, 10) !== day)
    throw undeserializable('date', input);
  return day;
}

function takeDatetime(input: unknown): number {
  const text = String(input).replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  const at = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(at)) throw undeserializable('datetime', input);
  return Math.floor(at / 1000) * 1000;
}

function takeReference(field: Field, input: unknown): string {
  const id = typeof input === 'string' ? readId(input) : undefined;
  if (id === undefined)
    throw new SalesforceError(
      'MALFORMED_ID',
      `${field.label}: id value of incorrect type: ${String(input)}`,
      {
        fields: [field.name],
      },
    );
  return id;
}

function takePicklist(field: Field, value: string): string {
  const known = field.picklist?.values.find(
    (entry) => entry.active && entry.value.toLowerCase() === value.toLowerCase(),
  );
  if (known !== undefined) return known.value;
  if (field.picklist?.restricted === true) throw badPicklist(field, value);
  return value;
}

function takeMultipicklist(field: Field, value: string): string {
  const wanted = value.split(';').map((part) => takePicklist(field, part.trim()));
  const order = field.picklist?.values.map((entry) => entry.value) ?? [];
  const place = (entry: string): number => (order.includes(entry) ? order.indexOf(entry) : order.length);
  return [...new Set(wanted)].sort((a, b) => place(a) - place(b)).join(';');
}

function takeEmail(field: Field, value: string): string {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return value;
  throw new SalesforceError('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, {
    fields: [field.name],
  });
}

function badPicklist(field: Field, value: string): SalesforceError {
  return new SalesforceError(
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    `${field.label}: bad value for restricted picklist field: ${value}`,
    { fields: [field.name] },
  );
}

function wrongType(field: Field, message: string): SalesforceError {
  return new SalesforceError('INVALID_TYPE_ON_FIELD_IN_RECORD', message, { fields: [field.name] });
}

function undeserializable(type: string, input: unknown): SalesforceError {
  const token =
    typeof input === 'string'
      ? `VALUE_STRING value ${input}`
      : typeof input === 'number'
        ? `VALUE_NUMBER_${Number.isInteger(input) ? 'INT' : 'FLOAT'} value ${input}`
        : typeof input === 'boolean'
          ? `VALUE_${String(input).toUpperCase()} value ${input}`
          : 'START_OBJECT value {';
  return new SalesforceError(
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${type} from ${token} or request may be missing a required field at [line:1, column:1]`,
  );
}

/** Datetimes leave as `2026-01-02T03:04:05.000+0000`; all else as it is stored. */
export function wireValue(field: Field, value: Value): Value {
  return field.type === 'datetime' && typeof value === 'number' ? wireDatetime(value) : value;
}

export function wireDatetime(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}
