/** What our permission sets grant where the package is installed: its class, its pages, and the role they stand for. */
import type { Role } from '../../../shared/schema/objects.ts';
import type { Metadata } from './metadata.ts';
import { permissionSetName } from './permissionSets.ts';

/** The pages that are tabs of the app, for those who run the program. */
const TABS = ['Alongside_Program', 'Alongside_Review'];

export function packagedAccess(role: Role): Metadata {
  // The integration user works through the API alone, and stands for no person.
  if (role === 'Integration') return {};
  const runs = role !== 'Rep';
  return {
    applicationVisibilities: [{ application: 'Alongside', visible: runs }],
    classAccesses: [{ apexClass: 'AlongsideGateway', enabled: true }],
    customPermissions: [{ enabled: true, name: permissionSetName(role) }],
    ...(runs && { tabSettings: TABS.map((tab) => ({ tab, visibility: 'Visible' })) }),
  };
}
