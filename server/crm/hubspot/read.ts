/** Reads companies or deals by id in batches, and finds the survivor where an id has been merged away. */
import { chunks } from '../batch.ts';
import type { Parent } from './parents.ts';
import type { Portal } from './portal.ts';
import { mergedIdsOf } from './rowTexts.ts';
import { BatchAnswer, type WireRecord } from './shapes.ts';
import { stampOf } from './values.ts';

const BATCH = 100;

/** By the id asked for; ids of records that are gone are missing. */
export async function readByIds(
  portal: Portal,
  parent: Parent,
  ids: readonly string[],
  properties: readonly string[],
): Promise<Map<string, WireRecord>> {
  const found = new Map<string, WireRecord>();
  const isMarked = await portal.lock.mark(parent);
  for (const chunk of chunks([...new Set(ids)].filter(isId), BATCH)) {
    const body = { properties, inputs: chunk.map((id) => ({ id })) };
    const path = portal.objectsPath(parent, 'batch/read');
    const place = `reading ${chunk.length} ${parent} records`;
    const answer = await portal.client.send({ method: 'POST', path, body, place }, BatchAnswer);
    for (const wire of answer.body.results) {
      if (isMarked) portal.texts.note(parent, wire, stampOf(wire));
      for (const id of [wire.id, ...mergedIdsOf(wire)]) if (chunk.includes(id)) found.set(id, wire);
    }
  }
  return found;
}

/** HubSpot refuses a whole batch for one id that is no number. */
function isId(id: string): boolean {
  return /^\d{1,19}$/.test(id);
}
