/** The permission sets we ship, printed from the access that the schema gives each role. */
import type { Access, Role } from '../../../shared/schema/objects.ts';
import type { Wanted, WantedObject } from '../../../shared/schema/plan.ts';
import { isPermissionable, type Metadata } from './metadata.ts';

const PURPOSE: Readonly<Record<Role, string>> = {
  Rep: 'Sees partners on accounts and deals; edits go through the cards.',
  'Channel Manager': 'Runs the partner program: policies, lists and approvals.',
  Admin: 'Sets Alongside up and may repair its records.',
  Integration: 'For the one user as whom the Alongside server reads and writes.',
};

export function permissionSetName(role: Role): string {
  return `Alongside_${role.replaceAll(' ', '_')}`;
}

export function permissionSet(role: Role, wanted: Wanted): Metadata {
  const objects = wanted.filter((object) => accessOf(role, object) !== 'none');
  const fields = objects.flatMap((object) =>
    object.fields.filter(isPermissionable).map((field) => ({
      editable: mayEdit(accessOf(role, object)),
      field: `${object.native}.${field.native}`,
      readable: true,
    })),
  );
  return {
    description: PURPOSE[role],
    fieldPermissions: fields.sort((a, b) => (a.field < b.field ? -1 : 1)),
    hasActivationRequired: false,
    label: `Alongside ${role}`,
    objectPermissions: objects
      .map((object) => objectPermission(role, object))
      .sort((a, b) => (a.object < b.object ? -1 : 1)),
  };
}

function accessOf(role: Role, object: WantedObject): Access {
  if (object.ours) return object.access?.[role] ?? 'none';
  return role === 'Rep' ? 'read' : 'edit';
}

function mayEdit(access: Access): boolean {
  return access === 'edit' || access === 'all';
}

function objectPermission(role: Role, object: WantedObject) {
  const access = accessOf(role, object);
  // The CRM's own objects stay as the customer opened them: Salesforce only wants a detail's parent to be readable.
  // The integration user has no role in the hierarchy, so where accounts are private it reaches them by this alone.
  const everything = object.ours ? access === 'all' : role === 'Integration';
  const edits = object.ours ? mayEdit(access) : everything;
  return {
    allowCreate: object.ours && edits,
    allowDelete: everything,
    allowEdit: edits,
    allowRead: true,
    modifyAllRecords: everything,
    object: object.native,
    viewAllRecords: everything,
  };
}
