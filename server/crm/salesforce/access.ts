/** Who may see or change a record, and which of our roles a user has. */
import type { Person, Ref } from '../../ports.ts';
import { type Role, ROLES } from '../../../shared/schema/objects.ts';
import type { Client } from './client.ts';
import { permissionSetName } from './permissionSets.ts';
import { conditions, quote } from './soql.ts';

export async function may(
  client: Client,
  user: string,
  access: 'read' | 'edit',
  { id }: Ref,
): Promise<boolean> {
  const { records } = await client.query(
    `SELECT RecordId, HasReadAccess, HasEditAccess FROM UserRecordAccess WHERE UserId = ${quote(user)} AND RecordId = ${quote(id)}`,
  );
  return records[0]?.[access === 'read' ? 'HasReadAccess' : 'HasEditAccess'] === true;
}

/** Salesforce takes so many records at once. */
const MOST_ASKED = 200;

export async function readable(client: Client, user: string, ids: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let from = 0; from < ids.length; from += MOST_ASKED) {
    const asked = ids
      .slice(from, from + MOST_ASKED)
      .map(quote)
      .join(', ');
    const { records } = await client.query(
      `SELECT RecordId FROM UserRecordAccess WHERE UserId = ${quote(user)} AND RecordId IN (${asked}) AND HasReadAccess = true`,
    );
    for (const { RecordId } of records) found.add(String(RecordId));
  }
  return found;
}

/** The highest role whose permission set the user has. */
export async function roleOf(client: Client, user: string): Promise<Role | null> {
  const names = ROLES.map((role) => quote(permissionSetName(role))).join(', ');
  const { records } = await client.query(
    `SELECT PermissionSet.Name FROM PermissionSetAssignment WHERE AssigneeId = ${quote(user)} AND PermissionSet.Name IN (${names})`,
  );
  const held = new Set(records.map((row) => (row['PermissionSet'] as { Name?: unknown } | null)?.Name));
  return ROLES.findLast((role) => held.has(permissionSetName(role))) ?? null;
}

/** Active users with a permission set of those who run the program. */
export async function deciders(client: Client): Promise<Person[]> {
  const sets = (['Channel Manager', 'Admin'] as const)
    .map((role) => quote(permissionSetName(role)))
    .join(', ');
  const { records } = await client.query(
    `SELECT AssigneeId, Assignee.Name FROM PermissionSetAssignment WHERE PermissionSet.Name IN (${sets}) AND Assignee.IsActive = true`,
  );
  const named = records.map((row): [string, Person] => {
    const id = String(row['AssigneeId']);
    const { Name: name } = (row['Assignee'] ?? {}) as { Name?: unknown };
    return [id, { id, user: id, name: String(name ?? id), teams: [] }];
  });
  return [...new Map(named).values()];
}

/** Names of users; a queue that owns records is not among them. */
export async function people(client: Client, ids: readonly string[]): Promise<Person[]> {
  const found: Person[] = [];
  const users = [...new Set(ids)].filter((id) => /^005[0-9A-Za-z]{15}$/.test(id));
  for (const condition of users.length === 0 ? [] : conditions([{ column: 'Id', values: users }])) {
    const { records } = await client.query(`SELECT Id, Name FROM User WHERE ${condition}`);
    for (const { Id: id, Name: name } of records) {
      found.push({ id: String(id), user: String(id), name: String(name ?? id), teams: [] });
    }
  }
  return found;
}
