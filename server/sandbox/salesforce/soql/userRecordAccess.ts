/** UserRecordAccess has no rows of its own: each is computed for the user and records the query names. */
import { readId } from '../ids.ts';
import type { OrgState } from '../state.ts';
import type { Row } from '../schema.ts';
import { mayRecord } from '../sharing.ts';
import { malformed } from './errors.ts';
import type { Condition } from './parse.ts';

export function accessRows(org: OrgState, where: Condition | undefined): Row[] {
  const [user] = named(where, 'userid');
  const records = named(where, 'recordid');
  if (user === undefined || records.length === 0)
    throw malformed('Can only query UserRecordAccess with a filter on UserId and RecordId');
  if (records.length > 200) throw malformed('Can query at most 200 RecordId values of UserRecordAccess');
  const userId = readId(user) ?? user;
  const rows: Row[] = [];
  for (const text of records) {
    const recordId = readId(text) ?? text;
    const found = org.find(recordId);
    const live = found !== undefined && found.row['IsDeleted'] !== true && org.table('User').rows.has(userId);
    const may = (verb: 'Read' | 'Edit' | 'Delete'): boolean =>
      live && mayRecord(org, userId, verb, found.object, found.row);
    const [read, edit, erase] = [may('Read'), may('Edit'), may('Delete')];
    rows.push({
      Id: recordId,
      UserId: userId,
      RecordId: recordId,
      HasReadAccess: read,
      HasEditAccess: edit,
      HasDeleteAccess: erase,
      HasTransferAccess: erase,
      HasAllAccess: erase,
      MaxAccessLevel: erase ? 'All' : edit ? 'Edit' : read ? 'Read' : 'None',
    });
  }
  return rows;
}

function named(where: Condition | undefined, field: string): string[] {
  if (where?.kind === 'and') return where.parts.flatMap((part) => named(part, field));
  if (where?.kind !== 'test') return [];
  const equal = where.operator === '=' || where.operator === 'IN';
  return equal && where.path.toLowerCase() === field ? where.literals.map((literal) => literal.text) : [];
}
