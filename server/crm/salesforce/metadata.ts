/** Our objects and fields as Salesforce metadata; the deployed zip and the printed source both come from here. */
import type { WantedField, WantedObject } from '../../../shared/schema/plan.ts';
import { definitionOf } from '../../../shared/schema/objects.ts';
import type { Xml } from './xml.ts';

export type Metadata = { readonly [element: string]: Xml | undefined };

const SHARING = { parent: 'ControlledByParent', private: 'Private', read: 'Read' } as const;

/** A custom object without its fields. */
export function objectMetadata(object: WantedObject): Metadata {
  const prefix = definitionOf(object.object).keyPrefix ?? 'row';
  return {
    deploymentStatus: 'Deployed',
    enableActivities: false,
    enableBulkApi: true,
    enableHistory: false,
    enableReports: true,
    enableSearch: true,
    enableSharing: true,
    enableStreamingApi: true,
    label: object.label,
    nameField: {
      displayFormat: `${prefix.toUpperCase()}-{0000000000}`,
      label: `${object.label} Number`,
      type: 'AutoNumber',
    },
    pluralLabel: object.plural,
    sharingModel: SHARING[object.sharing ?? 'private'],
    visibility: 'Public',
  };
}

/** @param options values of a picklist that are there already and must stay. */
export function fieldMetadata(
  object: WantedObject,
  field: WantedField,
  options: readonly string[] = [],
): Metadata {
  return {
    fullName: field.native,
    label: field.label,
    ...(field.help && { inlineHelpText: field.help }),
    ...typed(object, field, [...new Set([...options, ...(field.options ?? [])])]),
  };
}

function typed(object: WantedObject, field: WantedField, options: readonly string[]): Metadata {
  const required = { required: field.required ?? false };
  switch (field.type) {
    case 'text':
      return {
        ...required,
        type: 'Text',
        length: field.length ?? 255,
        ...(field.unique ? { externalId: true, unique: true, caseSensitive: true } : { unique: false }),
      };
    case 'longText':
    case 'json':
      return { type: 'LongTextArea', length: field.length ?? 32_768, visibleLines: 4 };
    case 'number':
      return { ...required, type: 'Number', precision: 18, scale: field.decimals ?? 0 };
    case 'share':
      return { ...required, type: 'Percent', precision: 5, scale: 2 };
    case 'money':
      return { ...required, type: 'Currency', precision: 18, scale: 2 };
    case 'date':
      return { ...required, type: 'Date' };
    case 'instant':
      return { ...required, type: 'DateTime' };
    case 'checkbox':
      return { type: 'Checkbox', defaultValue: false };
    case 'select':
      return { ...required, type: 'Picklist', valueSet: valueSet(options) };
    case 'multiSelect':
      return { ...required, type: 'MultiselectPicklist', visibleLines: 4, valueSet: valueSet(options) };
    case 'reference':
      return reference(object, field);
  }
}

function valueSet(options: readonly string[]): Metadata {
  return {
    restricted: true,
    valueSetDefinition: {
      sorted: false,
      value: options.map((option) => ({ fullName: option, default: false, label: labelOf(option) })),
    },
  };
}

/** `globalSystemIntegrator` becomes "Global System Integrator". */
function labelOf(option: string): string {
  return option.replace(/([A-Z])/g, ' $1').replace(/^./, (first) => first.toUpperCase());
}

function reference(object: WantedObject, field: WantedField): Metadata {
  const children = object.plural.replaceAll(' ', '_');
  const own = field.native.replace(/^.*?__(?=.*__c$)/, '').replace(/__c$/, '');
  const common = { referenceTo: field.to, relationshipLabel: object.plural };
  if (field.parent)
    return {
      ...common,
      type: 'MasterDetail',
      relationshipName: children,
      relationshipOrder: 0,
      // An upsert carries the parent each time, which Salesforce takes only where a new parent is allowed.
      reparentableMasterDetail: true,
      writeRequiresMasterRead: true,
    };
  return {
    ...common,
    type: 'Lookup',
    relationshipName: `${children}_${own}`,
    // Never required: a required lookup would keep the customer from deleting the account it points to.
    required: false,
    deleteConstraint: 'SetNull',
  };
}

/** Master-detail and required fields are open to whoever may open the object, and Salesforce refuses to hear it said. */
export function isPermissionable(field: WantedField): boolean {
  return !field.parent && !(field.required && field.type !== 'reference');
}
