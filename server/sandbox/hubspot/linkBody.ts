/** How a record's associations are printed beside its properties. */
import type { Collection } from './collection.ts';
import type { HubSpotPortal } from './portal.ts';
import type { CrmRecord } from './record.ts';

export interface LinkedRecord {
  id: string;
  typeIds: ReadonlySet<number>;
}

/** Linked records that are live; archived ones come back with their links when restored. */
export function liveLinks(
  portal: HubSpotPortal,
  from: Collection,
  id: string,
  to: Collection,
): LinkedRecord[] {
  return [...portal.links.of(from.type.name, id, to.type.name)]
    .filter(([otherId]) => to.get(otherId)?.archivedAt === undefined)
    .map(([otherId, typeIds]) => ({ id: otherId, typeIds }));
}

/** The `associations` block of the objects API; types without links are left out. */
export function recordLinks(portal: HubSpotPortal, from: Collection, record: CrmRecord, others: string[]) {
  const block: Record<string, { results: { id: string; type: string }[] }> = {};
  for (const other of others) {
    const to = portal.collection(other);
    const stem = `${from.type.singular}_to_${to.type.singular}`;
    const results = liveLinks(portal, from, record.id, to).flatMap(({ id, typeIds }) =>
      portal.links
        .typesBetween(from.type.name, to.type.name)
        .filter(({ typeId }) => typeIds.has(typeId))
        .map(({ label }) => ({
          id,
          type: label === null ? stem : `${stem}_${label.toLowerCase().replace(/ /g, '_')}`,
        })),
    );
    if (results.length > 0) block[to.type.name] = { results };
  }
  return block;
}
