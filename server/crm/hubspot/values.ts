/** Between our records and HubSpot's properties: which to ask for, how to read an answer, how to write a value. */
import type { Field, FieldValue } from '../../../shared/schema/field.ts';
import { fieldName } from '../../../shared/schema/naming.ts';
import { definitionOf } from '../../../shared/schema/objects.ts';
import { decodeField, encodeField } from '../../../shared/schema/record.ts';
import { CrmError, type CrmRecord, type Fields, type NativeValue, type ObjectName } from '../../ports.ts';
import { familiesIn, type Family, rowPropertiesOf } from './families.ts';
import { NAMING, type Parent } from './parents.ts';
import type { Portal } from './portal.ts';
import { readableRows, rowValue, type Row } from './rows.ts';
import type { WireRecord } from './shapes.ts';

/** What a reading of companies or deals asks for. */
export interface Asked {
  parent: Parent;
  fields: readonly string[];
  native: readonly string[];
  /** The deal's company, which HubSpot keeps as an association. */
  account: boolean;
  /** Those of the fields that a property holds each, found once for all records. */
  columns: readonly { name: string; field: Field; native: string }[];
  /** By our field: what people call the values that HubSpot keeps by ids, stages and pipelines; only those asked for. */
  called: Readonly<Record<string, ReadonlyMap<string, string>>>;
  /** HubSpot's property names. */
  properties: readonly string[];
  /** Company currency, for money. */
  currency: string;
}

export const CURRENCY = 'deal_currency_code';
const STAMP = 'hs_lastmodifieddate';

export async function ask(
  portal: Portal,
  parent: Parent,
  fields: readonly string[],
  native: readonly string[] = [],
): Promise<Asked> {
  const definition = definitionOf(parent);
  const names = new Set<string>([...native, ...rowPropertiesOf(parent)]);
  const columns = fields.flatMap((name) => {
    const field = definition.fields[name];
    const native = fieldName(NAMING, parent, name);
    if (native !== null) names.add(native);
    return field && native !== null && !isRowField(parent, native) ? [{ name, field, native }] : [];
  });
  const hasMoney = fields.some((field) => definition.fields[field]?.type === 'money');
  const facts = hasMoney ? await portal.facts() : null;
  if (facts?.multiple) names.add(CURRENCY);
  const account = parent === 'deal' && fields.includes('account');
  const currency = facts?.currency ?? '';
  const called = parent === 'deal' ? await calledIn(portal, fields) : {};
  return { parent, fields, native, account, columns, called, properties: [...names], currency };
}

async function calledIn({ stages }: Portal, fields: readonly string[]): Promise<Asked['called']> {
  return {
    ...(fields.includes('stage') && { stage: await stages.names() }),
    ...(fields.includes('kind') && { kind: await stages.pipelineNames() }),
  };
}

/** @param account the deal's company; undefined when it was not asked for */
export function recordOf(asked: Asked, wire: WireRecord, account?: string | null): CrmRecord {
  const { properties } = wire;
  const fields: Row = {};
  const currency = properties[CURRENCY] ?? asked.currency;
  for (const { name, field, native } of asked.columns) {
    if (!(native in properties)) continue;
    const value = decodeField(field, properties[native], currency);
    if (value !== undefined) fields[name] = asked.called[name]?.get(String(value)) ?? value;
  }
  if (asked.account && account !== undefined) fields['account'] = account;
  const native: Record<string, NativeValue> = {};
  for (const name of asked.native) {
    const value = properties[name];
    if (value !== undefined) native[name] = value === '' ? null : value;
  }
  const rows = rowsIn(asked, wire);
  return {
    object: asked.parent,
    id: wire.id,
    stamp: stampOf(wire),
    fields: fields as Fields<Parent>,
    native,
    ...(rows && { rows }),
  };
}

/** The rows inside the record, when the fields asked for include one that holds some. */
function rowsIn(asked: Asked, wire: WireRecord): CrmRecord['rows'] {
  const families = familiesIn(asked.parent).filter(({ holder }) => asked.fields.includes(holder));
  if (families.length === 0) return undefined;
  const stamp = stampOf(wire);
  const entries = families.map((family) => {
    const rows = readableRows(wire.properties[family.property] ?? null, family);
    const wanted = Object.keys(family.fields);
    return [family.object, rows.map((row) => rowRecordOf(family, row, wire.id, stamp, wanted))];
  });
  return Object.fromEntries(entries) as NonNullable<CrmRecord['rows']>;
}

function isRowField(parent: Parent, native: string): boolean {
  return familiesIn(parent).some(({ property }) => property === native);
}

/** @throws CrmError `garbled` when the record carries no stamp */
export function stampOf(wire: WireRecord): number {
  const stamp = Date.parse(wire.properties[STAMP] ?? wire.updatedAt ?? '');
  if (Number.isFinite(stamp)) return stamp;
  throw new CrmError({ kind: 'garbled' }, `HubSpot record ${wire.id} carries no ${STAMP}`);
}

export function rowRecordOf<Name extends ObjectName>(
  family: Family,
  row: Row,
  parentId: string,
  stamp: number,
  wanted: readonly string[],
): CrmRecord<Name> {
  const fields: Row = {};
  for (const name of wanted) {
    const field = family.fields[name];
    if (!field) continue;
    const value = name === family.link ? parentId : rowValue(field, row[name]);
    if (value !== undefined) fields[name] = value;
  }
  const id = String(row['key']);
  return { object: family.object as Name, id, stamp, fields: fields as Fields<Name>, native: {} };
}

/**
 * HubSpot's text of one field of a company or deal, by HubSpot's name.
 * @throws CrmError `rejected` for a field that cannot be written, RangeError for a value of another type
 */
export function propertyOf(parent: Parent, name: string, value: FieldValue): [string, string] {
  const field: Field | undefined = definitionOf(parent).fields[name];
  const native = field ? fieldName(NAMING, parent, name) : null;
  if (!field || native === null || field.readOnly || isRowField(parent, native)) {
    const message = `${parent}.${name} cannot be written in HubSpot`;
    throw new CrmError({ kind: 'rejected', field: name, code: 'readOnly' }, message);
  }
  return [native, String(encodeField('hubspot', field, value))];
}
