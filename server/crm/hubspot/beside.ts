/** Reads and makes the records that stand beside companies and deals: tasks, which HubSpot links with them by an association. */
import { z } from 'zod';
import type { FieldValue } from '../../../shared/schema/field.ts';
import { fieldName } from '../../../shared/schema/naming.ts';
import { definitionOf } from '../../../shared/schema/objects.ts';
import { decodeField, encodeField } from '../../../shared/schema/record.ts';
import { CrmError, type Change, type CrmRecord, type Fields, type Find, type Outcome } from '../../ports.ts';
import { chunks, failed } from '../batch.ts';
import { readLinks } from './links.ts';
import { type Beside, NAMING, type Parent, PARENTS, typeOf } from './parents.ts';
import type { Portal } from './portal.ts';
import { compareIds } from './rowTexts.ts';
import { BatchAnswer, WireRecord } from './shapes.ts';
import { stampOf } from './values.ts';

const PAGE = 100;
/** HubSpot's own types of the links from such a record to its company or deal. */
const LINKS: Readonly<Record<Beside, Readonly<Record<Parent, number>>>> = {
  task: { account: 192, deal: 216 },
};

/** Those of the companies or deals named in `where`; without any there are too many to be read. */
export async function* findBeside(
  portal: Portal,
  object: Beside,
  { fields, where = [], after }: Find,
): AsyncGenerator<CrmRecord[]> {
  const [parents] = where;
  const parent = PARENTS.find((one) => one === String(parents?.field));
  if (!parents || !parent || where.length > 1) {
    const message = `HubSpot: a ${object} is found by its company or by its deal`;
    throw new CrmError({ kind: 'rejected', code: 'noCondition' }, message);
  }
  const parentOf = new Map<string, string>();
  for (const { from, to } of await readLinks(portal, typeOf(parent), typeOf(object), parents.in)) {
    for (const { toObjectId } of to) parentOf.set(toObjectId, from.id);
  }
  const ids = [...parentOf.keys()].sort(compareIds).filter((id) => !after || compareIds(id, after) > 0);
  for (const chunk of chunks(ids, PAGE)) {
    const wires = await readBatch(portal, object, chunk, fields);
    const sorted = wires.sort((a, b) => compareIds(a.id, b.id));
    yield sorted.map((wire) => recordOf(object, wire, fields, { [parent]: parentOf.get(wire.id) }));
  }
}

/** By id; those that are gone are missing. Which company or deal they belong to is not told. */
export async function getBeside(
  portal: Portal,
  object: Beside,
  ids: readonly string[],
  fields: readonly string[],
): Promise<Map<string, CrmRecord>> {
  const found = new Map<string, CrmRecord>();
  for (const chunk of chunks([...new Set(ids)], PAGE)) {
    for (const wire of await readBatch(portal, object, chunk, fields)) {
      found.set(wire.id, recordOf(object, wire, fields));
    }
  }
  return found;
}

/** Makes one and links it with its company or deal, in one request that is not sent again. */
export async function createBeside(portal: Portal, object: Beside, { op, fields }: Change): Promise<Outcome> {
  if (op !== 'create') return failed({ kind: 'rejected', code: 'notHeld' }, `A ${object} is only made`);
  const { account, deal, ...rest } = fields as Record<string, FieldValue>;
  const links = Object.entries({ account, deal }).filter(([, id]) => typeof id === 'string');
  const definition = definitionOf(object);
  const properties = Object.entries(rest).flatMap(([name, value]) => {
    const field = definition.fields[name];
    const native = field && !field.readOnly ? fieldName(NAMING, object, name) : null;
    return field && native !== null ? [[native, String(encodeField('hubspot', field, value))]] : [];
  });
  const body = {
    properties: Object.fromEntries(properties) as Record<string, string>,
    associations: links.map(([parent, id]) => {
      const associationTypeId = LINKS[object][parent as Parent];
      return { to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }] };
    }),
  };
  const path = portal.objectsPath(object);
  const place = `creating a ${object} for ${links.map(([parent, id]) => `${parent} ${String(id)}`).join() || 'nobody'}`;
  try {
    const request = { method: 'POST' as const, path, body, place, once: true };
    return { status: 'written', id: (await portal.client.send(request, WireRecord)).body.id };
  } catch (error) {
    if (error instanceof CrmError) return { status: 'failed', error };
    throw error;
  }
}

/** Whether this portal has opened such records to us. */
export async function isOpen(portal: Portal, object: Beside): Promise<boolean> {
  const request = { method: 'GET' as const, path: portal.objectsPath(object), query: { limit: '1' } };
  try {
    await portal.client.send({ ...request, place: `looking whether a ${object} may be read` }, z.unknown());
    return true;
  } catch (error) {
    if (error instanceof CrmError && error.fault.kind === 'denied') return false;
    throw error;
  }
}

async function readBatch(
  portal: Portal,
  object: Beside,
  ids: readonly string[],
  fields: readonly string[],
): Promise<WireRecord[]> {
  const names = fields.map((field) => fieldName(NAMING, object, field)).filter((name) => name !== null);
  const body = { properties: names, inputs: ids.map((id) => ({ id })) };
  const path = portal.objectsPath(object, 'batch/read');
  const place = `reading ${ids.length} ${object} records`;
  return (await portal.client.send({ method: 'POST', path, body, place }, BatchAnswer)).body.results;
}

function recordOf(
  object: Beside,
  wire: WireRecord,
  wanted: readonly string[],
  parents: Readonly<Record<string, string | undefined>> = {},
): CrmRecord {
  const fields: Record<string, FieldValue> = {};
  for (const name of wanted) {
    const field = definitionOf(object).fields[name];
    const native = field ? fieldName(NAMING, object, name) : null;
    if (!field || native === null || !(native in wire.properties)) continue;
    const value = decodeField(field, wire.properties[native], '');
    if (value !== undefined) fields[name] = value;
  }
  for (const [parent, id] of Object.entries(parents)) {
    if (id !== undefined && wanted.includes(parent)) fields[parent] = id;
  }
  return { object, id: wire.id, stamp: stampOf(wire), fields: fields as Fields<Beside>, native: {} };
}
