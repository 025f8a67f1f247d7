/** The users, profiles and set-up rows every org starts with. */
import type { OrgState } from './state.ts';
import { makeId } from './ids.ts';
import type { Row, Value } from './schema.ts';
import { STAGES } from './salesObjects.ts';

export const ADMIN = 'admin@sandbox.example';
export const INTEGRATION = 'integration@sandbox.example';

/** Puts a set-up row in without the checks a client's write goes through. */
export function plant(org: OrgState, objectName: string, values: Record<string, Value>): string {
  const object = org.objects.get(objectName.toLowerCase());
  if (object === undefined) throw new Error(`The org has no object ${objectName}`);
  const table = org.table(objectName);
  const now = Math.floor(org.world.now() / 1000) * 1000;
  const row: Row = { Id: makeId(object.keyPrefix, table.next()) };
  for (const field of object.fields)
    row[field.name] ??= field.defaultValue ?? (field.type === 'boolean' ? false : null);
  Object.assign(
    row,
    {
      CreatedById: org.adminId,
      LastModifiedById: org.adminId,
      CreatedDate: now,
      LastModifiedDate: now,
      SystemModstamp: now,
    },
    values,
  );
  org.derive(object, row);
  table.add(row);
  org.forgetAccess();
  return row.Id;
}

/** A profile together with the permission set it owns. */
function profile(
  org: OrgState,
  name: string,
  objects: string[],
  { admin = false, tasks = true } = {},
): string {
  const profileId = plant(org, 'Profile', { Name: name, UserType: 'Standard' });
  const setId = plant(org, 'PermissionSet', {
    Name: `X${profileId.slice(0, 15)}`,
    Label: name,
    IsOwnedByProfile: true,
    IsCustom: false,
    ProfileId: profileId,
    PermissionsModifyAllData: admin,
    PermissionsViewAllData: admin,
    PermissionsApiEnabled: true,
    PermissionsActivitiesAccess: tasks,
    PermissionsEditTask: tasks,
  });
  for (const object of objects)
    plant(org, 'ObjectPermissions', {
      ParentId: setId,
      SobjectType: object,
      PermissionsRead: true,
      PermissionsCreate: true,
      PermissionsEdit: true,
      PermissionsDelete: true,
    });
  return profileId;
}

export interface Person {
  username: string;
  firstName: string;
  lastName: string;
  email: string;
  active?: boolean;
}

export function addUser(org: OrgState, person: Person, profileId: string): string {
  return plant(org, 'User', {
    Username: person.username,
    FirstName: person.firstName,
    LastName: person.lastName,
    Email: person.email,
    Alias: person.lastName.slice(0, 8).toLowerCase(),
    IsActive: person.active ?? true,
    ProfileId: profileId,
    UserType: 'Standard',
  });
}

/** Fills a new org and returns the ids that matter. */
export function populate(org: OrgState): { integrationId: string; repProfileId: string } {
  const sales = ['Account', 'Contact', 'Opportunity'];
  const adminProfile = profile(org, 'System Administrator', sales, { admin: true });
  org.adminId = addUser(
    org,
    { username: ADMIN, firstName: 'Ada', lastName: 'Admin', email: ADMIN },
    adminProfile,
  );
  const repProfileId = profile(org, 'Standard User', sales);
  const integrationProfile = profile(org, 'Integration User', sales, { tasks: false });
  const integrationId = addUser(
    org,
    { username: INTEGRATION, firstName: 'Ines', lastName: 'Integration', email: INTEGRATION },
    integrationProfile,
  );
  plant(org, 'Organization', {
    Id: org.id,
    Name: 'Sandbox Industries',
    IsSandbox: false,
    InstanceName: 'EU99',
    OrganizationType: 'Enterprise Edition',
    DefaultLocaleSidKey: 'en_GB',
    LanguageLocaleKey: 'en_US',
    TimeZoneSidKey: 'Europe/London',
    FiscalYearStartMonth: 1,
  });
  STAGES.forEach((stage, place) => {
    const won = stage === 'Closed Won';
    const closed = won || stage === 'Closed Lost';
    plant(org, 'OpportunityStage', {
      MasterLabel: stage,
      ApiName: stage,
      SortOrder: place + 1,
      IsClosed: closed,
      IsWon: won,
      ForecastCategory: won ? 'Closed' : closed ? 'Omitted' : place > 5 ? 'BestCase' : 'Pipeline',
      ForecastCategoryName: won ? 'Closed' : closed ? 'Omitted' : place > 5 ? 'Best Case' : 'Pipeline',
      DefaultProbability: won ? 100 : closed ? 0 : (place + 1) * 10,
    });
  });
  return { integrationId, repProfileId };
}
