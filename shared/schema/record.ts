/** Turns one field's value into what a CRM carries on the wire and back. */
import { decimalOf, moneyOf } from '../domain/money.ts';
import type { Dialect, Field, FieldValue } from './field.ts';

/**
 * Our value of a field from the CRM's: JSON values from Salesforce REST, text from HubSpot and from CSV.
 * @param currency ISO code that a money field of this record is in.
 * @returns null for empty, undefined when the text cannot be read as this type: such a value counts as not read,
 *   so it is never taken for empty and never overwritten.
 */
export function decodeField(field: Field, wire: unknown, currency: string): FieldValue | undefined {
  if (wire === null || wire === undefined || wire === '') return null;
  const text = String(wire);
  switch (field.type) {
    case 'text':
    case 'longText':
    case 'reference':
      return text;
    case 'select':
      return text;
    case 'multiSelect':
      return text.split(';').filter((part) => part !== '');
    case 'checkbox':
      return text === 'true' || (field.on?.includes(text) ?? false);
    case 'number':
      return finite(Number(text));
    case 'share':
      return finite(Math.round(Number(text) * 100));
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
    case 'instant':
      return finite(/^\d+$/.test(text) ? Number(text) : Date.parse(text));
    case 'money':
      return readMoney(text, currency);
    case 'json':
      return readJson(text);
  }
}

/**
 * The wire value of a field: JSON types for Salesforce, text for HubSpot, where the empty text clears a property.
 * @throws RangeError when the value is not of the field's type; that is a fault of ours, not of the CRM.
 */
export function encodeField(dialect: Dialect, field: Field, value: FieldValue): unknown {
  if (value === null) return dialect === 'salesforce' ? null : '';
  const plain = atNoon(dialect, field)
    ? `${String(toWire(field, value))}T12:00:00.000Z`
    : toWire(field, value);
  return dialect === 'salesforce' ? plain : String(plain);
}

function toWire(field: Field, value: FieldValue): string | number | boolean {
  switch (field.type) {
    case 'json':
      return JSON.stringify(value);
    case 'multiSelect':
      if (Array.isArray(value)) return value.join(';');
      break;
    case 'checkbox':
      if (typeof value === 'boolean') return value;
      break;
    case 'number':
      if (typeof value === 'number') return Number(value.toFixed(field.decimals));
      break;
    case 'share':
      if (typeof value === 'number') return value / 100;
      break;
    case 'instant':
      if (typeof value === 'number') return new Date(value).toISOString();
      break;
    case 'money':
      if (isMoney(value)) return Number(decimalOf(value));
      break;
    default:
      if (typeof value === 'string') return value;
  }
  throw new RangeError(`${field.label}: ${JSON.stringify(value)} is no ${field.type}`);
}

function atNoon(dialect: Dialect, field: Field): boolean {
  return field.type === 'date' && (field.noon?.includes(dialect) ?? false);
}

export function isMoney(value: unknown): value is { minor: number; currency: string } {
  return typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value;
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function readMoney(text: string, currency: string): FieldValue | undefined {
  return /^[+-]?\d*\.?\d*$/.test(text) && /\d/.test(text) ? moneyOf(text, currency) : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
