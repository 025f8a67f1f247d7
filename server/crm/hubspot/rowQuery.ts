/** Reads our rows out of the companies or deals that hold them. */
import type { CrmRecord, Find } from '../../ports.ts';
import { type Family, rowPropertiesOf } from './families.ts';
import type { Portal } from './portal.ts';
import { readByIds } from './read.ts';
import { readableRows, type Row } from './rows.ts';
import { searchById } from './search.ts';
import type { WireRecord } from './shapes.ts';
import { rowRecordOf, stampOf } from './values.ts';

const PAGE = 1_000;

interface Holder {
  id: string;
  stamp: number;
  text: string | null;
}

/** Pages in ascending key. All rows are in hand before the first page: HubSpot orders the holders, not the rows. */
export async function* findRows(portal: Portal, family: Family, query: Find): AsyncGenerator<CrmRecord[]> {
  const records: CrmRecord[] = [];
  for await (const holders of holdersOf(portal, family, query.where)) {
    for (const holder of holders) records.push(...rowsOf(family, holder, query));
  }
  records.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let at = 0; at < records.length; at += PAGE) yield records.slice(at, at + PAGE);
}

export async function getRows(
  portal: Portal,
  family: Family,
  keys: readonly string[],
  fields: readonly string[],
): Promise<Map<string, CrmRecord>> {
  const found = new Map<string, CrmRecord>();
  const where = [{ field: 'key', in: keys }] as unknown as NonNullable<Find['where']>;
  const query = { object: family.object, fields: fields as Find['fields'], where };
  for await (const records of findRows(portal, family, query)) {
    for (const record of records) found.set(record.id, record);
  }
  return found;
}

/** Which record holds each of these rows; rows that are nowhere are missing. */
export async function findHolders(
  portal: Portal,
  family: Family,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const records = await getRows(portal, family, keys, [family.link]);
  return new Map(
    [...records].map(([key, { fields }]) => [key, String((fields as Record<string, unknown>)[family.link])]),
  );
}

/** One row of a holder as a record of our object. */
export function rowsOf(
  family: Family,
  holder: Holder,
  query: Pick<Find, 'fields' | 'where' | 'after'>,
): CrmRecord[] {
  return readableRows(holder.text, family)
    .filter((row) => query.after === undefined || String(row['key']) > query.after)
    .filter((row) => meets(family, holder, row, query.where))
    .map((row) => rowRecordOf(family, row, holder.id, holder.stamp, query.fields));
}

function meets(family: Family, holder: Holder, row: Row, where: Find['where']): boolean {
  return (where ?? []).every(({ field, in: allowed }) => {
    if (field === family.link) return allowed.includes(holder.id);
    const value = row[field];
    if (Array.isArray(value)) return value.some((part) => allowed.includes(String(part)));
    return value !== undefined && value !== null && allowed.includes(String(value));
  });
}

async function* holdersOf(portal: Portal, family: Family, where: Find['where']): AsyncGenerator<Holder[]> {
  const { parent, property, link } = family;
  const known = portal.texts.all(parent);
  if (known) {
    yield known.map(([id, { texts, stamp }]) => ({ id, stamp, text: texts[property] ?? null }));
    return;
  }
  const holderOf = (wire: WireRecord): Holder => {
    return { id: wire.id, stamp: stampOf(wire), text: wire.properties[property] ?? null };
  };
  const within = where?.find(({ field }) => field === link);
  if (within) {
    const wires = await readByIds(portal, parent, within.in, rowPropertiesOf(parent));
    yield [...new Set(wires.values())].map(holderOf);
    return;
  }
  const filters = [{ propertyName: property, operator: 'HAS_PROPERTY' as const }];
  const told = new Set<string>();
  for await (const wires of searchById(portal, parent, filters, rowPropertiesOf(parent))) {
    for (const { id } of wires) told.add(id);
    yield wires.map((wire) => inHand(portal, family, wire.id) ?? holderOf(wire));
  }
  // Search may not know yet what we have just written, or it knows that the record has gone since.
  const untold = portal.texts.inHand(parent).filter(([id, { texts }]) => texts[property] && !told.has(id));
  const ids = untold.map(([id]) => id);
  const present = await readByIds(portal, parent, ids, rowPropertiesOf(parent));
  yield [...new Set(present.values())].filter(({ id }) => !told.has(id)).map(holderOf);
}

function inHand(portal: Portal, { parent, property }: Family, id: string): Holder | undefined {
  const known = portal.texts.get(parent, id);
  return known && { id, stamp: known.stamp, text: known.texts[property] ?? null };
}
