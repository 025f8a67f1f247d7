/** What our metadata says only where the package is installed: pages, tabs, the gateway, and the role that a set stands for. */
import type { Role } from '../../../shared/schema/objects.ts';
import type { WantedObject } from '../../../shared/schema/plan.ts';
import type { Metadata } from './metadata.ts';
import { permissionSetName } from './permissionSets.ts';

/** Each object's fields that a reader sees first. */
export const HIGHLIGHTS = 'Alongside';

/** The pages that are tabs of the app, for those who run the program. */
const TABS = ['Alongside_Program', 'Alongside_Review'];
/** Everybody's, since everybody has claims of their own. */
const COMMON_TAB = 'Alongside_Registrations';

/** Whoever may use it may call out to the server: `<external credential>-<principal>`. */
const PRINCIPAL = 'Alongside-Gateway';

/** Salesforce keeps there what it knows of a caller's credentials; it wants to look, though ours has none. */
const CREDENTIALS = {
  allowCreate: false,
  allowDelete: false,
  allowEdit: false,
  allowRead: true,
  modifyAllRecords: false,
  object: 'UserExternalCredential',
  viewAllRecords: false,
};

export const packagedObject: Metadata = { compactLayoutAssignment: HIGHLIGHTS };

/** A set as `permissionSet` prints it, with what the package adds. */
export function packagedSet(role: Role, set: Metadata, objects: readonly WantedObject[]): Metadata {
  // The integration user works through the API alone, and stands for no person.
  if (role === 'Integration') return set;
  const runs = role !== 'Rep';
  const open = objects.filter((object) => object.ours && (object.access?.[role] ?? 'none') !== 'none');
  const tabs = [
    ...(runs ? TABS.map((tab) => ({ tab, visibility: 'Visible' })) : []),
    { tab: COMMON_TAB, visibility: runs ? 'Visible' : 'Available' },
    ...open.map(({ native }) => ({ tab: native, visibility: runs ? 'Visible' : 'Available' })),
  ];
  return {
    ...set,
    applicationVisibilities: [{ application: 'Alongside', visible: runs }],
    classAccesses: [{ apexClass: 'AlongsideGateway', enabled: true }],
    customPermissions: [{ enabled: true, name: permissionSetName(role) }],
    externalCredentialPrincipalAccesses: [{ enabled: true, externalCredentialPrincipal: PRINCIPAL }],
    objectPermissions: [...(set['objectPermissions'] as Metadata[]), CREDENTIALS],
    tabSettings: tabs.sort((a, b) => (a.tab < b.tab ? -1 : 1)),
  };
}
