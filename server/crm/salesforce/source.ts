/** The SFDX project, file by file, as it is checked in under `salesforce-package/`. */
import { ROLES } from '../../../shared/schema/objects.ts';
import type { WantedField, WantedObject } from '../../../shared/schema/plan.ts';
import { wantedFor } from '../../../shared/schema/wanted.ts';
import { fieldMetadata, objectMetadata } from './metadata.ts';
import { packagedObject, packagedSet } from './packaged.ts';
import { permissionSet, permissionSetName } from './permissionSets.ts';
import { document } from './xml.ts';

/** The newest version that the checkers of types and metadata know. */
export const SOURCE_VERSION = '65.0';

const ROOT = 'force-app/main/default';

/** Contents by path below `salesforce-package/`. Only what is printed; other files of the project are left alone. */
export function sourceFiles(): Map<string, string> {
  const wanted = wantedFor({ dialect: 'salesforce' });
  const files = new Map<string, string>();
  for (const object of wanted) {
    if (object.ours)
      files.set(
        `${folder(object)}/${object.native}.object-meta.xml`,
        document('CustomObject', { ...objectMetadata(object), ...packagedObject }),
      );
    for (const field of object.fields)
      files.set(fieldPath(object, field), document('CustomField', fieldMetadata(object, field)));
  }
  for (const role of ROLES)
    files.set(
      `${ROOT}/permissionsets/${permissionSetName(role)}.permissionset-meta.xml`,
      document('PermissionSet', packagedSet(role, permissionSet(role, wanted), wanted)),
    );
  return files;
}

/** Whether a path is one that is printed, so that a file that no longer is can be told from one made by hand. */
export function isPrinted(path: string): boolean {
  return /\/(objects\/.*\.(object|field)|permissionsets\/.*\.permissionset)-meta\.xml$/.test(path);
}

function folder(object: WantedObject): string {
  return `${ROOT}/objects/${object.native}`;
}

function fieldPath(object: WantedObject, field: WantedField): string {
  return `${folder(object)}/fields/${field.native}.field-meta.xml`;
}
