/** Short constructors for field definitions, so that an object's definition reads like a list. */
import type { Field, FieldType, PicklistValue, Reference, Row } from './schema.ts';

export function field(name: string, type: FieldType, length: number, more: Partial<Field> = {}): Field {
  return {
    name,
    label:
      more.label ??
      name
        .replace(/__c$/, '')
        .replace(/_/g, ' ')
        .replace(/([a-z])([A-Z])/g, '$1 $2'),
    type,
    length,
    precision: 0,
    scale: 0,
    nillable: true,
    createable: true,
    updateable: true,
    custom: name.endsWith('__c'),
    externalId: false,
    unique: false,
    caseSensitive: false,
    filterable: true,
    everyone: true,
    ...more,
  };
}

export const text = (name: string, length = 255, more: Partial<Field> = {}): Field =>
  field(name, 'string', length, more);
export const area = (name: string, length = 32_000, more: Partial<Field> = {}): Field =>
  field(name, 'textarea', length, { filterable: length <= 255, ...more });
export const flag = (name: string, more: Partial<Field> = {}): Field =>
  field(name, 'boolean', 0, { nillable: false, defaultValue: false, ...more });
export const number = (name: string, precision: number, scale: number, more: Partial<Field> = {}): Field =>
  field(name, scale === 0 && !name.endsWith('__c') ? 'int' : 'double', 0, { precision, scale, ...more });
export const money = (name: string, more: Partial<Field> = {}): Field =>
  field(name, 'currency', 0, { precision: 18, scale: 2, ...more });
export const date = (name: string, more: Partial<Field> = {}): Field => field(name, 'date', 0, more);
export const datetime = (name: string, more: Partial<Field> = {}): Field => field(name, 'datetime', 0, more);

export const readOnly = { createable: false, updateable: false } as const;

export function pick(name: string, values: string[], restricted = false, more: Partial<Field> = {}): Field {
  return field(name, 'picklist', 255, { picklist: { values: values.map(choice), restricted }, ...more });
}

export function choice(value: string): PicklistValue {
  return { value, label: value, active: true, isDefault: false };
}

export function lookup(
  name: string,
  to: string | string[],
  relation: Partial<Reference> = {},
  more: Partial<Field> = {},
): Field {
  return field(name, 'reference', 18, {
    reference: {
      to: typeof to === 'string' ? [to] : to,
      relationshipName: name.replace(/Id$/, '').replace(/__c$/, '__r'),
      master: false,
      reparentable: true,
      writeNeedsOnlyRead: false,
      onDelete: 'SetNull',
      ...relation,
    },
    ...more,
  });
}

/** The fields every record has. */
export function systemFields(): Field[] {
  const fixed = { ...readOnly, nillable: false };
  return [
    field('Id', 'id', 18, fixed),
    flag('IsDeleted', readOnly),
    datetime('CreatedDate', fixed),
    lookup('CreatedById', 'User', { relationshipName: 'CreatedBy' }, fixed),
    datetime('LastModifiedDate', fixed),
    lookup('LastModifiedById', 'User', { relationshipName: 'LastModifiedBy' }, fixed),
    datetime('SystemModstamp', fixed),
  ];
}

export const owner = (): Field =>
  lookup('OwnerId', 'User', { relationshipName: 'Owner' }, { nillable: false });

export const url = (name: string): Field => field(name, 'url', 255);
export const phone = (name: string): Field => field(name, 'phone', 40);
export const email = (name: string, more: Partial<Field> = {}): Field => field(name, 'email', 80, more);

/** The full name of a person's record. */
export function fullName(row: Row): string {
  return [row['FirstName'], row['LastName']].filter((part) => typeof part === 'string').join(' ');
}
