/** Who may see or change a record, and which of our roles a user has. */
import type { Ref } from '../../ports.ts';
import { type Role, ROLES } from '../../../shared/schema/objects.ts';
import type { Client } from './client.ts';
import { permissionSetName } from './permissionSets.ts';
import { quote } from './soql.ts';

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

/** The highest role whose permission set the user has. */
export async function roleOf(client: Client, user: string): Promise<Role | null> {
  const names = ROLES.map((role) => quote(permissionSetName(role))).join(', ');
  const { records } = await client.query(
    `SELECT PermissionSet.Name FROM PermissionSetAssignment WHERE AssigneeId = ${quote(user)} AND PermissionSet.Name IN (${names})`,
  );
  const held = new Set(records.map((row) => (row['PermissionSet'] as { Name?: unknown } | null)?.Name));
  return ROLES.findLast((role) => held.has(permissionSetName(role))) ?? null;
}
