/** Reads companies, deals and the rows inside them, in ascending id, with as few calls as HubSpot allows. */
import { definitionOf } from '../../../shared/schema/objects.ts';
import { fieldName } from '../../../shared/schema/naming.ts';
import type { CrmRecord, Find, ObjectName } from '../../ports.ts';
import { chunks } from '../batch.ts';
import { findBeside, getBeside } from './beside.ts';
import { familyOf } from './families.ts';
import { companiesOf, dealsOf, listedCompany } from './links.ts';
import { isBeside, isParent, NAMING, type Parent } from './parents.ts';
import type { Portal } from './portal.ts';
import { readByIds } from './read.ts';
import { compareIds } from './rowTexts.ts';
import { findRows, getRows } from './rowQuery.ts';
import { type Filter, searchById } from './search.ts';
import { RecordPage, type WireRecord } from './shapes.ts';
import { type Asked, ask, recordOf, stampOf } from './values.ts';

const PAGE = 100;
/** A search may be 3,000 characters long in all; the values of one condition get this many. */
const VALUES_LENGTH = 1_400;

type Condition = NonNullable<Find['where']>[number];

export async function* find(portal: Portal, query: Find): AsyncGenerator<CrmRecord[]> {
  const family = familyOf(query.object);
  if (family) yield* findRows(portal, family, query);
  if (isBeside(query.object)) yield* findBeside(portal, query.object, query);
  if (!isParent(query.object)) return;
  const asked = await ask(portal, query.object, query.fields, query.native);
  if (!query.where || query.where.length === 0) yield* list(portal, asked, query.after);
  else yield* filtered(portal, asked, query.where, query.after);
}

/** The present records by the ids asked for; a merged id leads to its survivor. */
export async function get(
  portal: Portal,
  object: ObjectName,
  ids: readonly string[],
  fields: readonly string[],
  native: readonly string[] = [],
): Promise<Map<string, CrmRecord>> {
  const family = familyOf(object);
  if (family) return getRows(portal, family, ids, fields);
  if (isBeside(object)) return getBeside(portal, object, ids, fields);
  if (!isParent(object)) return new Map();
  const asked = await ask(portal, object, fields, native);
  const wires = await readByIds(portal, object, ids, asked.properties);
  const records = await complete(portal, asked, [...new Set(wires.values())]);
  const byId = new Map(records.map((record) => [record.id, record]));
  return new Map([...wires].flatMap(([id, wire]) => withRecord(id, byId.get(wire.id))));
}

function withRecord(id: string, record: CrmRecord | undefined): [string, CrmRecord][] {
  return record ? [[id, record]] : [];
}

async function* list(portal: Portal, asked: Asked, start?: string): AsyncGenerator<CrmRecord[]> {
  const isMarked = await portal.lock.mark(asked.parent);
  const finish = portal.texts.reading(asked.parent);
  // The next page is on its way while the caller works on this one.
  let coming: Promise<RecordPage> | undefined = listPage(portal, asked, start);
  while (coming) {
    const { results, paging }: RecordPage = await coming;
    const after: string | undefined = paging?.next?.after;
    coming = after === undefined ? undefined : listPage(portal, asked, after);
    // Its failure is met when it is awaited; a caller who stops before that need not hear of it.
    coming?.catch(() => undefined);
    // A page may begin with the record it was asked to come after.
    const wires = results.filter(({ id }) => start === undefined || compareIds(id, start) > 0);
    if (isMarked) for (const wire of wires) portal.texts.note(asked.parent, wire, stampOf(wire));
    yield wires.map((wire) => recordOf(asked, wire, listedCompany(wire)));
  }
  if (isMarked && start === undefined) finish();
}

async function listPage(portal: Portal, asked: Asked, after: string | undefined): Promise<RecordPage> {
  const query = {
    limit: String(PAGE),
    properties: asked.properties.join(','),
    ...(asked.account && { associations: 'companies' }),
    ...(after !== undefined && { after }),
  };
  const place = `listing ${asked.parent} records`;
  const request = { method: 'GET' as const, path: portal.objectsPath(asked.parent), query, place };
  return (await portal.client.send(request, RecordPage)).body;
}

async function* filtered(
  portal: Portal,
  asked: Asked,
  where: readonly Condition[],
  after?: string,
): AsyncGenerator<CrmRecord[]> {
  const linked = where.filter(({ field }) => asked.parent === 'deal' && String(field) === 'account');
  const plain = where.filter((condition) => !linked.includes(condition));
  if (linked.length === 0) {
    const alternatives = filtersOf(asked.parent, plain);
    const [only] = alternatives;
    if (alternatives.length === 1 && only) {
      for await (const wires of searchById(portal, asked.parent, only, asked.properties, after)) {
        yield await complete(portal, asked, wires);
      }
      return;
    }
    const found = new Map<string, WireRecord>();
    for (const filters of alternatives) {
      for await (const wires of searchById(portal, asked.parent, filters, asked.properties, after)) {
        for (const wire of wires) found.set(wire.id, wire);
      }
    }
    const wires = [...found.values()].sort((a, b) => compareIds(a.id, b.id));
    for (const chunk of chunks(wires, PAGE)) yield await complete(portal, asked, chunk);
    return;
  }
  const ids = await dealsOfAll(portal, linked);
  const rest = ids.filter((id) => after === undefined || compareIds(id, after) > 0);
  for (const chunk of chunks(rest, PAGE)) {
    const wires = await readByIds(portal, asked.parent, chunk, asked.properties);
    const unique = [...new Set(wires.values())].filter((wire) => meets(asked.parent, wire, plain));
    const records = await complete(portal, { ...asked, account: true }, unique);
    yield records.sort((a, b) => compareIds(a.id, b.id));
  }
}

async function dealsOfAll(portal: Portal, conditions: readonly Condition[]): Promise<string[]> {
  const sets = [];
  for (const condition of conditions) sets.push(await dealsOf(portal, [...new Set(condition.in)]));
  const [first = [], ...others] = sets;
  return first.filter((id) => others.every((ids) => ids.includes(id)));
}

/** Records with their deals' companies, which only a list answers along with the rest. */
async function complete(portal: Portal, asked: Asked, wires: readonly WireRecord[]): Promise<CrmRecord[]> {
  if (!asked.account || wires.length === 0) return wires.map((wire) => recordOf(asked, wire));
  const companies = await companiesOf(
    portal,
    wires.map(({ id }) => id),
  );
  return wires.map((wire) => recordOf(asked, wire, companies.get(wire.id) ?? null));
}

/** The conditions as searches whose union is meant: one condition's values may be too many for one search. */
function filtersOf(parent: Parent, where: readonly Condition[]): Filter[][] {
  let alternatives: Filter[][] = [[]];
  for (const condition of where) {
    const propertyName = fieldName(NAMING, parent, condition.field);
    if (propertyName === null) return [];
    const isText = definitionOf(parent).fields[condition.field]?.type === 'text';
    // Search compares the values of a text property in lower case.
    const values = [...new Set(condition.in.map((value) => (isText ? value.toLowerCase() : value)))];
    const filters = piecesOf(values).map((piece): Filter => ({
      propertyName,
      operator: 'IN',
      values: piece,
    }));
    alternatives = alternatives.flatMap((others) => filters.map((filter) => [...others, filter]));
  }
  return alternatives;
}

function piecesOf(values: readonly string[]): string[][] {
  const pieces: string[][] = [];
  let room = 0;
  for (const value of values) {
    const length = JSON.stringify(value).length + 1;
    if (length > room) {
      pieces.push([]);
      room = VALUES_LENGTH;
    }
    pieces.at(-1)?.push(value);
    room -= length;
  }
  return pieces;
}

function meets(parent: Parent, wire: WireRecord, where: readonly Condition[]): boolean {
  return where.every((condition) => {
    const name = fieldName(NAMING, parent, condition.field);
    const value = name === null ? undefined : wire.properties[name];
    return value !== undefined && value !== null && condition.in.includes(value);
  });
}
