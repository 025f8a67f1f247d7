/** What one user may do: the union of the profile and the assigned permission sets, less the fields hidden from the user. */
import type { OrgState } from './state.ts';
import type { Field, Row, SObject } from './schema.ts';

export type Verb = 'Read' | 'Create' | 'Edit' | 'Delete' | 'ViewAllRecords' | 'ModifyAllRecords';

const TASK_SEEN: readonly Verb[] = ['Read'];
const TASK_EDITED: readonly Verb[] = ['Create', 'Edit', 'Delete'];

export class Access {
  readonly userId: string;
  /** Modify All Data: an administrator. */
  readonly admin: boolean;
  readonly viewAllData: boolean;
  #org: OrgState;
  #objects = new Map<string, Set<Verb>>();
  #readable = new Set<string>();
  #editable = new Set<string>();
  #hidden: Set<string>;

  constructor(org: OrgState, userId: string) {
    this.#org = org;
    this.userId = userId;
    const user = org.table('User').rows.get(userId);
    const sets = permissionSetsOf(org, userId);
    this.admin = sets.some((set) => set['PermissionsModifyAllData'] === true);
    this.viewAllData = this.admin || sets.some((set) => set['PermissionsViewAllData'] === true);
    this.#hidden = org.hiddenFields.get(String(user?.['Username'] ?? '')) ?? new Set();
    for (const set of sets) this.#take(set);
  }

  #take({ Id: setId, PermissionsActivitiesAccess: sees, PermissionsEditTask: edits }: Row): void {
    // Tasks have no object permissions: two permissions of the user open them.
    const verbs: Verb[] = [...(sees ? TASK_SEEN : []), ...(edits ? TASK_EDITED : [])];
    if (verbs.length > 0)
      this.#objects.set('Task', new Set([...(this.#objects.get('Task') ?? []), ...verbs]));
    for (const row of this.#org.table('ObjectPermissions').find('ParentId', setId)) {
      const name = String(row['SobjectType']);
      const verbs = this.#objects.get(name) ?? new Set<Verb>();
      for (const verb of ['Read', 'Create', 'Edit', 'Delete', 'ViewAllRecords', 'ModifyAllRecords'] as const)
        if (row[`Permissions${verb}`] === true) verbs.add(verb);
      this.#objects.set(name, verbs);
    }
    for (const row of this.#org.table('FieldPermissions').find('ParentId', setId)) {
      if (row['PermissionsRead'] === true) this.#readable.add(String(row['Field']));
      if (row['PermissionsEdit'] === true) this.#editable.add(String(row['Field']));
    }
  }

  can(verb: Verb, object: SObject): boolean {
    if (this.admin) return true;
    if (object.setup) return verb === 'Read' || verb === 'ViewAllRecords';
    if (verb === 'ViewAllRecords' && this.viewAllData) return true;
    return this.#objects.get(object.name)?.has(verb) === true;
  }

  mayRead(object: SObject, field: Field): boolean {
    const path = `${object.name}.${field.name}`;
    if (this.#hidden.has(path)) return false;
    return this.admin || open(field) || this.#readable.has(path);
  }

  mayEdit(object: SObject, field: Field): boolean {
    const path = `${object.name}.${field.name}`;
    if (this.#hidden.has(path)) return false;
    return this.admin || open(field) || this.#editable.has(path);
  }

  fieldsOf(object: SObject): Field[] {
    return object.fields.filter((field) => this.mayRead(object, field));
  }
}

/** Fields that carry no field-level security: standard ones, required ones and master-detail relations. */
function open(field: Field): boolean {
  return field.everyone || (!field.nillable && field.type !== 'boolean') || field.reference?.master === true;
}

/** The user's profile (as the permission set it owns) and the permission sets assigned to the user. */
export function permissionSetsOf(org: OrgState, userId: string): Row[] {
  const user = org.table('User').rows.get(userId);
  const sets = org.table('PermissionSet');
  const own = sets.find('ProfileId', user?.['ProfileId'] ?? null);
  const assigned = org
    .table('PermissionSetAssignment')
    .find('AssigneeId', userId)
    .filter((row) => row['IsDeleted'] !== true)
    .map((row) => sets.rows.get(String(row['PermissionSetId'])));
  return [...own, ...assigned.filter((row) => row !== undefined)];
}
