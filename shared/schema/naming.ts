/** The one function that turns our names into each CRM's names, with an optional package namespace. */
import type { Dialect } from './field.ts';
import { definitionOf, type ObjectName } from './objects.ts';

const PREFIX = 'alongside';

export interface Naming {
  dialect: Dialect;
  /** Salesforce package namespace without underscores, when the package is installed. */
  namespace?: string;
}

/** The CRM's name of an object: `Account_Overlap__c`, `ns__Account_Overlap__c`, `companies`. */
export function objectName(naming: Naming, object: ObjectName): string {
  const native = definitionOf(object).native?.[naming.dialect];
  if (native !== undefined) return native;
  return naming.dialect === 'salesforce' ? custom(naming, object) : `${PREFIX}_${snake(object)}`;
}

/** The CRM's name of a field; null where this CRM has no such field. */
export function fieldName(naming: Naming, object: ObjectName, field: string): string | null {
  const definition = definitionOf(object).fields[field];
  if (!definition) throw new RangeError(`${object} has no field ${field}`);
  if (definition.native) return definition.native[naming.dialect];
  if (naming.dialect === 'hubspot') return `${PREFIX}_${snake(field)}`;
  return custom(naming, field === 'key' ? 'alongsideKey' : field);
}

function custom(naming: Naming, name: string): string {
  const api = name.replace(/([A-Z])/g, '_$1').replace(/^./, (first) => first.toUpperCase());
  return `${naming.namespace ? `${naming.namespace}__` : ''}${api}__c`;
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
