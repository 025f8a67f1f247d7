/** Which records a user may see or change: private sharing by owner, details by their master, View All and Modify All above both. */
import type { OrgState } from './state.ts';
import type { Row, SObject } from './schema.ts';

export type RecordVerb = 'Read' | 'Edit' | 'Delete';

/** Whether the user may do this with the record, object permissions included. */
export function mayRecord(
  org: OrgState,
  userId: string,
  verb: RecordVerb,
  object: SObject,
  row: Row,
): boolean {
  const access = org.access(userId);
  if (access.admin) return true;
  if (!access.can(verb, object)) return false;
  return shared(org, userId, verb, object, row);
}

/** Whether sharing alone lets the user at the record. */
function shared(org: OrgState, userId: string, verb: RecordVerb, object: SObject, row: Row): boolean {
  const access = org.access(userId);
  if (object.setup || access.can('ModifyAllRecords', object)) return true;
  if (verb === 'Read' && access.can('ViewAllRecords', object)) return true;
  const master = object.master;
  if (object.sharing === 'ControlledByParent' && master?.reference !== undefined) {
    const parent = org.find(String(row[master.name]));
    if (parent === undefined) return false;
    const needed = verb !== 'Read' && !master.reference.writeNeedsOnlyRead ? 'Edit' : 'Read';
    return mayRecord(org, userId, needed, parent.object, parent.row);
  }
  if (row['OwnerId'] === userId) return true;
  if (verb === 'Read') return object.sharing !== 'Private';
  return verb === 'Edit' && object.sharing === 'ReadWrite';
}

/** A filter for queries, or undefined when the user sees every record of the object. */
export function visibleTo(
  org: OrgState,
  userId: string,
  object: SObject,
): ((row: Row) => boolean) | undefined {
  const access = org.access(userId);
  if (object.setup || access.can('ViewAllRecords', object)) return undefined;
  if (object.sharing === 'Read' || object.sharing === 'ReadWrite') return undefined;
  return (row) => shared(org, userId, 'Read', object, row);
}
