/** Records between our fields and Salesforce's rows. */
import type { CrmRecord, Fields, NativeValue } from '../../ports.ts';
import type { FieldValue } from '../../../shared/schema/field.ts';
import type { ObjectName } from '../../../shared/schema/objects.ts';
import { decodeField, encodeField, isMoney } from '../../../shared/schema/record.ts';
import type { Row } from './client.ts';
import { garbled } from './errors.ts';
import { type NamedField, type Org, seenFieldOf, type SeenObject } from './org.ts';

/** What to read of an object: those of the wanted fields that are there and readable. */
export interface Selection {
  object: ObjectName;
  seen: SeenObject;
  /** Salesforce's names, in the order of a SELECT. */
  columns: readonly string[];
  ours: readonly NamedField[];
  /** `asked`: as the program spells it, which Salesforce does not mind. */
  native: readonly { asked: string; name: string; type: string }[];
  money: boolean;
}

/** People know a record type by its name; the record holds its id. */
export const RECORD_TYPE = 'RecordType';
export const RECORD_TYPE_ID = 'RecordTypeId';

const NUMBERS = new Set(['double', 'int', 'currency', 'percent', 'long']);

/** @throws CrmError `denied` when the object is not there or closed to the integration user. */
export async function selectionOf(
  org: Org,
  object: ObjectName,
  fields: readonly string[],
  native: readonly string[] = [],
): Promise<Selection> {
  const seen = await org.object(object);
  const names = org.names(object);
  const ours = fields.flatMap((field) => {
    const named = names.get(field);
    const there = named && seenFieldOf(seen, named);
    return there ? [{ ...named, native: there.name }] : [];
  });
  const others = native.flatMap((asked) => {
    const isRecordType = asked.toLowerCase() === RECORD_TYPE.toLowerCase();
    const there = seen.fields.get((isRecordType ? RECORD_TYPE_ID : asked).toLowerCase());
    return there ? [{ asked, name: there.name, type: isRecordType ? RECORD_TYPE : there.type }] : [];
  });
  const money = ours.some(({ definition }) => definition.type === 'money');
  const currency = money && seen.fields.has('currencyisocode') ? ['CurrencyIsoCode'] : [];
  const natives = [...ours.map((one) => one.native), ...others.map((one) => one.name)];
  const columns = [...new Set(['Id', 'SystemModstamp', ...currency, ...natives])];
  return { object, seen, columns, ours, native: others, money };
}

/** @param company ISO code for records that carry no currency of their own. */
export function recordOf(selection: Selection, row: Row, company: string): CrmRecord {
  const { Id: id, SystemModstamp: stamp, CurrencyIsoCode: own } = row;
  if (typeof id !== 'string' || typeof stamp !== 'string') throw garbled('a record without id or stamp');
  const currency = typeof own === 'string' && own !== '' ? own : company;
  const fields: Record<string, FieldValue> = {};
  for (const { field, native, definition } of selection.ours) {
    if (!(native in row)) continue;
    const value =
      native === RECORD_TYPE_ID
        ? (selection.seen.recordTypes.get(String(row[native])) ?? null)
        : decodeField(definition, row[native], currency);
    if (value !== undefined) fields[field] = value;
  }
  const native = Object.fromEntries(
    selection.native.map(({ asked, name, type }) => {
      const value = nativeValue(type, row[name]);
      return [asked, type === RECORD_TYPE ? (selection.seen.recordTypes.get(String(value)) ?? null) : value];
    }),
  );
  return {
    object: selection.object,
    id,
    stamp: Date.parse(stamp),
    fields: fields as Fields<ObjectName>,
    native,
  };
}

/** Bulk results carry every value as text; the field's type says what it was. */
function nativeValue(type: string, wire: unknown): NativeValue {
  if (wire === null || wire === undefined || wire === '') return null;
  if (type === 'boolean') return String(wire) === 'true';
  if (NUMBERS.has(type)) return Number(wire);
  return typeof wire === 'number' || typeof wire === 'boolean' ? wire : String(wire);
}

export type Encoded =
  { row: Record<string, unknown> } | { closed: string } | { wrong: string; reason: string };

/** @throws RangeError when the object has no record type of this name */
function recordTypeId(seen: SeenObject, name: unknown): string | null {
  if (name === null) return null;
  for (const [id, known] of seen.recordTypes) if (known === name) return id;
  throw new RangeError(`${seen.name} has no record type ${String(name)}`);
}

/**
 * A change's fields as Salesforce takes them. Absent fields stay absent, so nothing is emptied that was not read.
 * `closed` names a field the integration user may not write, `wrong` one of ours whose value is not of its type.
 */
export function encode(
  names: ReadonlyMap<string, NamedField>,
  seen: SeenObject,
  fields: Readonly<Record<string, FieldValue>>,
): Encoded {
  const row: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    const named = names.get(field);
    if (!named || value === undefined) continue;
    const there = seenFieldOf(seen, named);
    if (!there || !(there.createable || there.updateable)) return { closed: `${seen.name}.${named.native}` };
    try {
      const wire = encodeField('salesforce', named.definition, value);
      row[there.name] = there.name === RECORD_TYPE_ID ? recordTypeId(seen, wire) : wire;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { wrong: field, reason: error.message };
    }
  }
  return { row };
}

/** Values by Salesforce's own names; they are sent as they are. */
export function encodeNative(
  seen: SeenObject,
  native: Readonly<Record<string, NativeValue>>,
): { row: Record<string, unknown> } | { closed: string } {
  const row: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(native)) {
    const there = seen.fields.get(name.toLowerCase());
    if (!there?.createable) return { closed: `${seen.name}.${name}` };
    row[there.name] = value;
  }
  return { row };
}

/** The currency of a new record's money, where records carry one. */
export function currencyOf(
  seen: SeenObject,
  fields: Readonly<Record<string, FieldValue>>,
): { CurrencyIsoCode?: string } {
  if (!seen.fields.has('currencyisocode')) return {};
  for (const value of Object.values(fields)) if (isMoney(value)) return { CurrencyIsoCode: value.currency };
  return {};
}
