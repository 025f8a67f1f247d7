/** What our schema wants of one CRM, in that CRM's names; the printed metadata and provisioning both start here. */
import type { Field } from './field.ts';
import { fieldName, objectName, type Naming } from './naming.ts';
import { definitionOf, OBJECT_NAMES, type ObjectName } from './objects.ts';
import type { Wanted, WantedField, WantedObject } from './plan.ts';

/** Objects and fields that provisioning creates. HubSpot gets no objects of ours: their rows live inside the parents. */
export function wantedFor(naming: Naming): Wanted {
  return OBJECT_NAMES.filter((object) => naming.dialect === 'salesforce' || definitionOf(object).native)
    .map((object) => wantedObject(naming, object))
    .filter((object) => object.ours || object.fields.length > 0);
}

function wantedObject(naming: Naming, object: ObjectName): WantedObject {
  const definition = definitionOf(object);
  return {
    object,
    native: objectName(naming, object),
    label: definition.label,
    plural: definition.plural,
    ours: definition.native === undefined,
    ...(definition.sharing && { sharing: definition.sharing }),
    ...(definition.access && { access: definition.access }),
    fields: Object.entries(definition.fields).flatMap(([name, field]) =>
      wantedField(naming, object, name, field),
    ),
  };
}

function wantedField(naming: Naming, object: ObjectName, name: string, field: Field): WantedField[] {
  const native = fieldName(naming, object, name);
  if (native === null || isStandard(field)) return [];
  return [
    {
      field: name,
      native,
      label: field.label,
      type: field.type,
      room: field.room ?? 'always',
      ...(field.help && { help: field.help }),
      ...(field.required && { required: true }),
      ...('length' in field && { length: field.length }),
      ...('decimals' in field && { decimals: field.decimals }),
      ...('options' in field && { options: field.options }),
      ...('unique' in field && field.unique && { unique: true }),
      ...(field.type === 'reference' && { to: referenced(naming, field.to), parent: field.parent ?? false }),
    },
  ];
}

/** A field with a name in both CRMs, or a name that is not of our making, belongs to the CRM. */
function isStandard(field: Field): boolean {
  return (
    field.native !== undefined && !Object.values(field.native).some((name) => name?.startsWith('alongside_'))
  );
}

function referenced(naming: Naming, to: string): string {
  if (to === 'user') return naming.dialect === 'salesforce' ? 'User' : 'owner';
  return objectName(naming, to as ObjectName);
}
