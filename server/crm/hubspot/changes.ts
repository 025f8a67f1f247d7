/** What changed since a cursor: one search an object, behind the last record seen, each change told once. */
import { createHash } from 'node:crypto';
import { CrmError, type ChangePage, type ChangeQuery, type CrmChange } from '../../ports.ts';
import {
  type ChangeCursor,
  LOOKBACK,
  parseCursor,
  position,
  printCursor,
  startCursor,
} from './changeCursor.ts';
import { familiesIn, familyOf } from './families.ts';
import { companiesOf } from './links.ts';
import { isParent, type Parent } from './parents.ts';
import type { Portal } from './portal.ts';
import { readByIds } from './read.ts';
import { restoreMerged } from './reconcile.ts';
import { rowsOf } from './rowQuery.ts';
import { type KnownRows, mergedIdsOf } from './rowTexts.ts';
import { rowPropertiesOf } from './families.ts';
import { search, SEARCH_PAGE } from './search.ts';
import type { SearchPage, WireRecord } from './shapes.ts';
import { type Asked, ask, recordOf, stampOf } from './values.ts';

const STAMP = 'hs_lastmodifieddate';
/** HubSpot's clock and ours may differ this far; a cursor further ahead is looked into. */
const SKEW = 5 * 60_000;

export function changesSince(portal: Portal, queries: readonly ChangeQuery[]): Promise<ChangePage[]> {
  return Promise.all(queries.map((query) => pageOf(portal, query)));
}

async function pageOf(portal: Portal, query: ChangeQuery): Promise<ChangePage> {
  const parent = familyOf(query.object)?.parent ?? query.object;
  if (!isParent(parent)) {
    throw new CrmError({ kind: 'rejected', code: 'notHeld' }, `HubSpot does not hold ${query.object}`);
  }
  const asked = await ask(portal, parent, familyOf(query.object) ? [] : query.fields, query.native);
  if (query.cursor === undefined) return begin(portal, asked);
  const cursor = parseCursor(query.cursor);
  const now = portal.clock.now();
  const place = position(cursor, now);
  const page = await search(portal, parent, { ...place.search, properties: asked.properties });
  const fresh = page.results.filter((wire) => isNews(cursor, wire));
  const changes = await changesIn(portal, query, asked, fresh);
  place.advance(
    page.results.map((wire) => ({ id: wire.id, stamp: stampOf(wire), hash: hashOf(wire) })),
    page.paging?.next !== undefined,
    page.total,
  );
  if (cursor.scan) return { changes, cursor: printCursor(cursor), done: false, deletes: 'inferred' };
  if (place.full && page.results.length === 0) await repair(portal, asked, cursor, now);
  place.finish();
  return { changes, cursor: printCursor(cursor), done: true, deletes: 'inferred' };
}

async function begin(portal: Portal, asked: Asked): Promise<ChangePage> {
  const { results } = await newest(portal, asked, SEARCH_PAGE);
  const marks = results.map((wire) => ({ id: wire.id, stamp: stampOf(wire), hash: hashOf(wire) }));
  const cursor = startCursor(marks, results.length === SEARCH_PAGE, portal.clock.now());
  return { changes: [], cursor: printCursor(cursor), done: true, deletes: 'inferred' };
}

/** A cursor ahead of every record would see nothing for as long as it is ahead. */
async function repair(portal: Portal, asked: Asked, cursor: ChangeCursor, now: number): Promise<void> {
  if (cursor.floor <= now + SKEW || cursor.probed === cursor.floor) return;
  const last = (await newest(portal, asked, 1)).results[0];
  const stamp = last ? stampOf(last) : 0;
  if (stamp < cursor.floor - 1)
    Object.assign(cursor, startCursor([], false, now), { floor: stamp, top: stamp });
  cursor.probed = cursor.floor;
}

function newest(portal: Portal, asked: Asked, limit: number): Promise<SearchPage> {
  return search(portal, asked.parent, {
    groups: [],
    sort: { propertyName: STAMP, direction: 'DESCENDING' },
    properties: asked.properties,
    limit,
  });
}

async function changesIn(
  portal: Portal,
  query: ChangeQuery,
  asked: Asked,
  wires: readonly WireRecord[],
): Promise<CrmChange[]> {
  const { parent } = asked;
  await weighTexts(portal, parent, wires);
  const family = familyOf(query.object);
  if (family) {
    return wires.flatMap((wire) => {
      const text = wire.properties[family.property] ?? null;
      const records = rowsOf(family, { id: wire.id, stamp: stampOf(wire), text }, query);
      return records.map((record): CrmChange => ({ kind: 'touched', record }));
    });
  }
  await bringBackRows(portal, parent, wires);
  const ids = wires.map(({ id }) => id);
  const companies = asked.account ? await companiesOf(portal, ids) : undefined;
  return wires.flatMap((wire) => {
    const record = recordOf(asked, wire, companies && (companies.get(wire.id) ?? null));
    const merges = mergedIdsOf(wire).map((id): CrmChange => {
      return { kind: 'merged', ref: { object: parent, id }, into: wire.id };
    });
    return [...merges, { kind: 'touched', record }];
  });
}

/**
 * What the row texts that search told are worth: one in hand that search tells too is still the latest. Search may lag behind our own writes, which we remember; behind those
 * of others it cannot be any more once nobody else has written for as long as the lag may last.
 */
async function weighTexts(portal: Portal, parent: Parent, wires: readonly WireRecord[]): Promise<void> {
  await portal.lock.mark(parent);
  const alone = portal.lock.aloneSince(parent);
  const isSettled = alone !== undefined && portal.clock.now() - alone >= LOOKBACK;
  for (const wire of wires) {
    const known = portal.texts.get(parent, wire.id);
    if (known && known.stamp >= stampOf(wire)) continue;
    const isSame = known !== undefined && agrees(known, wire);
    if (isSettled || isSame) portal.texts.note(parent, wire, stampOf(wire));
    else if (known) portal.texts.lose(parent, wire.id);
  }
}

/** The record changed, but not its rows. */
function agrees(known: KnownRows, wire: WireRecord): boolean {
  const texts = Object.entries(known.texts);
  return (
    texts.every(([property, text]) => (wire.properties[property] ?? null) === text) &&
    known.mergedIds.join(';') === mergedIdsOf(wire).join(';')
  );
}

/** HubSpot keeps one of two merged records' texts; the rows of the other are still in the history. */
async function bringBackRows(portal: Portal, parent: Parent, wires: readonly WireRecord[]): Promise<void> {
  const ids = wires.filter((wire) => mergedIdsOf(wire).length > 0).map(({ id }) => id);
  if (ids.length === 0 || familiesIn(parent).length === 0) return;
  await portal.lock.hold(parent, async (turn) => {
    const unknown = ids.filter((id) => !portal.texts.get(parent, id));
    await readByIds(portal, parent, unknown, rowPropertiesOf(parent));
    await restoreMerged(portal, parent, ids, turn);
  });
}

function isNews(cursor: ChangeCursor, wire: WireRecord): boolean {
  return cursor.seen.get(wire.id)?.hash !== hashOf(wire);
}

function hashOf(wire: WireRecord): string {
  const content = Object.entries(wire.properties).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 10);
}
