/** The fields that cards show, as Apex can ask about them: a user who may not read one is told apart by the org itself. */
import { fieldName, objectName } from '../shared/schema/naming.ts';
import { definitionOf, OBJECT_NAMES } from '../shared/schema/objects.ts';
import { NAMING, ROOT } from './names.ts';

const CLASS = `${ROOT}/classes/AlongsideFields.cls`;

const CLASS_META = `<?xml version="1.0" encoding="UTF-8"?>
<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>65.0</apiVersion>
    <status>Active</status>
</ApexClass>
`;

/** Contents by path below `salesforce-package/`. */
export function fieldsClass(): Map<string, string> {
  return new Map([
    [CLASS, source()],
    [`${CLASS}-meta.xml`, CLASS_META],
  ]);
}

function source(): string {
  const objects = OBJECT_NAMES.map((name) => [`'${name}'`, `${objectName(NAMING, name)}.SObjectType`]);
  const fields = OBJECT_NAMES.flatMap((object) =>
    Object.entries(definitionOf(object).fields).flatMap(([field, { unwatched }]) => {
      // Cards show none of these, and an org without record types does not even know their field.
      const native = unwatched ? null : fieldName(NAMING, object, field);
      return native === null ? [] : [[`'${object}.${field}'`, `${objectName(NAMING, object)}.${native}`]];
    }),
  );
  return `/** What the cards show, by the server's names. Printed by npm run print:salesforce. */
public with sharing class AlongsideFields {
  public static final Map<String, SObjectType> OBJECTS = new Map<String, SObjectType>{
${entries(objects)}
  };
  public static final Map<String, SObjectField> FIELDS = new Map<String, SObjectField>{
${entries(fields)}
  };

  /** What this user may not read; \`object.*\` for an object that is closed as a whole. */
  public static List<String> hidden() {
    List<String> names = new List<String>();
    for (String name : OBJECTS.keySet())
      if (!OBJECTS.get(name).getDescribe().isAccessible())
        names.add(name + '.*');
    for (String name : FIELDS.keySet())
      if (!names.contains(name.substringBefore('.') + '.*') && !FIELDS.get(name).getDescribe().isAccessible())
        names.add(name);
    return names;
  }
}
`;
}

function entries(pairs: readonly (readonly string[])[]): string {
  return pairs.map(([name, token]) => `    ${name} => ${token}`).join(',\n');
}
