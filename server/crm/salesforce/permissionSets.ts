/** The permission sets we ship, printed from the access that the schema gives each role. */
import type { Access, Role } from '../../../shared/schema/objects.ts';
import type { Wanted, WantedObject } from '../../../shared/schema/plan.ts';
import { isPermissionable, type Metadata } from './metadata.ts';
import type { Xml } from './xml.ts';

const PURPOSE: Readonly<Record<Role, string>> = {
  Rep: 'Sees partners on accounts and deals; edits go through the cards.',
  'Channel Manager': 'Runs the partner program: policies, lists and approvals.',
  Admin: 'Sets Alongside up and may repair its records.',
  Integration: 'For the one user as whom the Alongside server reads and writes.',
};

/** Of the CRM's own objects the one that the server makes records of: the deal of an approved registration. */
const MADE = 'deal';
/** Tasks, in which partners are asked for help, have no object permissions of their own. */
const TASK_RIGHTS = ['ActivitiesAccess', 'EditTask'];

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
    ...(role === 'Integration' && {
      userPermissions: TASK_RIGHTS.map((name) => ({ enabled: true, name })),
    }),
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
    allowCreate: edits && (object.ours || object.object === MADE),
    allowDelete: everything,
    allowEdit: edits,
    allowRead: true,
    modifyAllRecords: everything,
    object: object.native,
    viewAllRecords: everything,
  };
}

/** What names an entry of a permission set's lists. */
const NAMED_BY: Readonly<Record<string, string>> = {
  fieldPermissions: 'field',
  objectPermissions: 'object',
  userPermissions: 'name',
};

/**
 * A printed set with everything that the one in the org grants besides. Deploying a set replaces it whole, and what
 * an admin added to it must stay.
 * @param existing as `readMetadata` answers it.
 */
export function widened(printed: Metadata, existing: Readonly<Record<string, unknown>>): Metadata {
  const result: Record<string, Xml | undefined> = {};
  for (const [element, value] of Object.entries(existing))
    if (!element.startsWith('$') && element !== 'fullName' && value !== null) result[element] = plain(value);
  for (const [element, value] of Object.entries(printed)) {
    const name = NAMED_BY[element];
    result[element] = name ? union(name, listOf(value), listOf(result[element])) : value;
  }
  return result;
}

function union(name: string, ours: Metadata[], theirs: Metadata[]): Metadata[] {
  const entries = new Map(theirs.map((entry) => [String(entry[name]), entry]));
  for (const entry of ours) {
    const there = entries.get(String(entry[name])) ?? {};
    const wider = Object.entries(entry).map(([key, value]) => [
      key,
      value === false ? there[key] === true : value,
    ]);
    entries.set(String(entry[name]), { ...there, ...Object.fromEntries(wider) });
  }
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

/** SOAP has no lists of one, and no types but text. */
function listOf(value: Xml | undefined): Metadata[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as Metadata[];
}

function plain(value: unknown): Xml {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !key.startsWith('$'))
        .map(([key, inner]) => [key, plain(inner)]),
    );
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'boolean' || typeof value === 'number' ? value : String(value);
}
