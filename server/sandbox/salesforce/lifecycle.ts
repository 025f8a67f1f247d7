/** Delete, undelete and merge, with what they do to the records around. */
import { SalesforceError } from './errors.ts';
import { existing, noAccess } from './checks.ts';
import type { Dml } from './dml.ts';
import type { OrgState } from './state.ts';
import type { Row, SObject, Value } from './schema.ts';
import { mayRecord } from './sharing.ts';

/** What a delete took along, so that an undelete can bring it back. */
export interface Grave {
  children: string[];
  links: { id: string; field: string }[];
}

/** Deletes a record and its details, clears lookups to it, or refuses. */
export function deleteRow(dml: Dml, object: SObject, idText: string): string {
  const row = existing(dml.org, object, idText);
  const { org, userId } = dml;
  const closed = object.setup && !(object.createable && org.access(userId).admin);
  if (closed || !mayRecord(org, userId, 'Delete', object, row))
    throw noAccess(mayRecord(org, userId, 'Read', object, row));
  for (const { object: child, field, row: held } of referrers(org, object, row))
    if (field.onDelete === 'Restrict')
      throw new SalesforceError(
        'DELETE_FAILED',
        `Your attempt to delete ${String(row['Name'] ?? row.Id)} could not be completed because it is associated with the following ${child.labelPlural.toLowerCase()}.: ${String(held['Name'] ?? held.Id)}`,
      );
  org.rules.checkContention(object.name, [row.Id], dml.transaction);
  bury(dml, object, row);
  return row.Id;
}

function bury(dml: Dml, object: SObject, row: Row): void {
  const grave: Grave = { children: [], links: [] };
  for (const { object: child, field, row: held } of referrers(dml.org, object, row)) {
    if (field.onDelete === 'Cascade') {
      if (held['IsDeleted'] === true) continue;
      bury(dml, child, held);
      grave.children.push(held.Id);
    } else {
      change(dml, child, held, { [field.name]: null });
      grave.links.push({ id: held.Id, field: field.name });
    }
  }
  change(dml, object, row, { IsDeleted: true });
  dml.org.graves.set(row.Id, grave);
}

/** Brings a deleted record back with what was deleted along with it. */
export function undeleteRow(dml: Dml, object: SObject, id: string): void {
  const row = dml.org.table(object.name).rows.get(id);
  if (row?.['IsDeleted'] !== true)
    throw new SalesforceError('UNDELETE_FAILED', 'Entity is not in the recycle bin');
  change(dml, object, row, {
    IsDeleted: false,
    ...(object.field('MasterRecordId') === undefined ? {} : { MasterRecordId: null }),
  });
  const grave = dml.org.graves.get(id);
  for (const child of grave?.children ?? []) {
    const found = dml.org.find(child);
    if (found !== undefined) undeleteRow(dml, found.object, child);
  }
  for (const link of grave?.links ?? []) {
    const found = dml.org.find(link.id);
    if (found !== undefined) change(dml, found.object, found.row, { [link.field]: id });
  }
  dml.org.graves.delete(id);
}

/** Merges losers into the winner: their children move, they are deleted and point at the winner. */
export function mergeRows(dml: Dml, object: SObject, winnerId: string, loserIds: string[]): void {
  const winner = existing(dml.org, object, winnerId);
  for (const loserId of loserIds) {
    const loser = existing(dml.org, object, loserId);
    for (const { object: child, field, row } of referrers(dml.org, object, loser))
      if (field.name !== 'MasterRecordId') change(dml, child, row, { [field.name]: winner.Id });
    change(dml, object, loser, { IsDeleted: true, MasterRecordId: winner.Id });
  }
  change(dml, object, winner, { LastModifiedById: dml.userId });
}

function change(dml: Dml, object: SObject, row: Row, changes: Record<string, Value>): void {
  const now = Math.floor(dml.org.world.now() / 1000) * 1000;
  const table = dml.org.table(object.name);
  const stamped = 'IsDeleted' in changes || 'LastModifiedById' in changes ? { LastModifiedDate: now } : {};
  const before = table.put(row, { ...changes, ...stamped, SystemModstamp: now });
  dml.org.touched(object);
  dml.transaction.undo.push(() => table.put(row, before));
}

interface Referrer {
  object: SObject;
  field: { name: string; onDelete: 'SetNull' | 'Restrict' | 'Cascade' };
  row: Row;
}

/** Live records whose lookups or masters point at this one. */
function* referrers(org: OrgState, target: SObject, row: Row): Generator<Referrer> {
  for (const object of org.objects.values())
    for (const field of object.fields) {
      if (field.reference?.to.includes(target.name) !== true || object.name === 'UserRecordAccess') continue;
      const onDelete = field.reference.master ? 'Cascade' : field.reference.onDelete;
      for (const held of org.table(object.name).find(field.name, row.Id))
        if (held['IsDeleted'] !== true) yield { object, field: { name: field.name, onDelete }, row: held };
    }
}
