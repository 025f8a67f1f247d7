/** One field as describe shows it to the signed-in user. */
import type { Call } from '../call.ts';
import type { Field, SObject } from '../schema.ts';

const SOAP_TYPES: Partial<Record<Field['type'], string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
};

export function describeField(call: Call, object: SObject, field: Field): Record<string, unknown> {
  const mayEdit = call.org.access(call.userId).mayEdit(object, field);
  const text = field.length > 0;
  return {
    name: field.name,
    label: field.label,
    type: field.type,
    soapType: SOAP_TYPES[field.type] ?? 'xsd:string',
    length: text ? field.length : 0,
    byteLength: text ? field.length * 3 : 0,
    precision: field.type === 'int' ? 0 : field.precision,
    digits: field.type === 'int' ? field.precision : 0,
    scale: field.scale,
    nillable: field.nillable,
    createable: field.createable && mayEdit,
    updateable: field.updateable && mayEdit,
    permissionable: field.nillable && field.reference?.master !== true,
    custom: field.custom,
    calculated: field.formula !== undefined,
    calculatedFormula: null,
    autoNumber: field.autoNumber !== undefined,
    defaultedOnCreate:
      field.defaultValue !== undefined ||
      field.autoNumber !== undefined ||
      field.type === 'boolean' ||
      (object.custom && field.name === 'Name') ||
      field.name === 'OwnerId' ||
      (!field.createable && !field.nillable),
    defaultValue: field.defaultValue ?? null,
    externalId: field.externalId,
    idLookup: field.externalId || field.type === 'id',
    unique: field.unique,
    caseSensitive: field.caseSensitive,
    filterable: field.filterable,
    sortable: field.filterable && field.type !== 'multipicklist',
    groupable:
      field.filterable &&
      !['currency', 'double', 'percent', 'datetime', 'multipicklist'].includes(field.type),
    nameField: field.name === object.nameField,
    htmlFormatted: false,
    encrypted: false,
    inlineHelpText: field.helpText ?? null,
    picklistValues: (field.picklist?.values ?? []).map((entry) => ({
      active: entry.active,
      defaultValue: entry.isDefault,
      label: entry.label,
      validFor: null,
      value: entry.value,
    })),
    restrictedPicklist: field.picklist?.restricted ?? false,
    dependentPicklist: false,
    referenceTo: field.reference?.to ?? [],
    relationshipName: field.reference?.relationshipName ?? null,
    relationshipOrder: field.reference?.master === true ? 0 : null,
    cascadeDelete: field.reference?.master === true || field.reference?.onDelete === 'Cascade',
    restrictedDelete: field.reference?.onDelete === 'Restrict',
    writeRequiresMasterRead: field.reference?.writeNeedsOnlyRead ?? false,
    polymorphicForeignKey: (field.reference?.to.length ?? 0) > 1,
    compoundFieldName: null,
    deprecatedAndHidden: false,
  };
}
