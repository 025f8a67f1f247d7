/** One field of one record as a Salesforce page shows it: labels, names of records pointed at, JSON as chips. */
import type { SalesforceOrg } from '../salesforce/org.ts';
import type { Field as Definition, Row, SObject, Value } from '../salesforce/schema.ts';
import { chipsOf, rowsOf } from './jsonRows.ts';
import type { Field, Shown } from './view.ts';
import { figure, instant } from './words.ts';

/** Fields the platform keeps for itself; shown apart. */
export const SYSTEM = new Set([
  'Id',
  'IsDeleted',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
  'MasterRecordId',
]);

const TYPED_OVER = new Set(['string', 'url', 'phone', 'email']);

export function hrefOf(id: string): string {
  return `/salesforce/${id}`;
}

export function nameOf(object: SObject, row: Row): string {
  return String(row[object.nameField] ?? row['Name'] ?? row.Id);
}

/** Those that the user may read. */
export function shownFields(org: SalesforceOrg, user: string, object: SObject, row: Row): Field[] {
  return org
    .access(user)
    .fieldsOf(object)
    .filter(({ name }) => !SYSTEM.has(name))
    .map(({ name }) => shownField(org, object, row, name));
}

export function shownField(org: SalesforceOrg, object: SObject, row: Row, name: string): Field {
  const field = object.field(name);
  if (field === undefined) return { name, label: name, text: '', editable: false };
  const editable = field.updateable && !field.custom && !object.custom && TYPED_OVER.has(field.type);
  const label = field.type === 'reference' ? field.label.replace(/ Id$/, '') : field.label;
  return { name, label, editable, ...shown(org, field, row[name] ?? null) };
}

function shown(org: SalesforceOrg, field: Definition, value: Value): Shown {
  if (value === null) return { text: '' };
  switch (field.type) {
    case 'reference':
      return target(org, String(value));
    case 'picklist':
    case 'multipicklist':
      return {
        text: String(value)
          .split(';')
          .map((one) => labelOf(field, one))
          .join(', '),
      };
    case 'boolean':
      return { text: value === true ? 'Yes' : 'No' };
    case 'datetime':
      return { text: instant(Number(value)) };
    case 'currency':
      return { text: `${org.currency} ${figure(Number(value))}` };
    case 'double':
    case 'int':
    case 'percent':
      return { text: figure(Number(value)) };
    case 'textarea':
      return longText(String(value));
    default:
      return { text: String(value) };
  }
}

function target(org: SalesforceOrg, id: string): Shown {
  const found = org.find(id);
  if (!found) return { text: id };
  const text = nameOf(found.object, found.row);
  return found.object.setup ? { text } : { text, href: hrefOf(id) };
}

function labelOf(field: Definition, value: string): string {
  return field.picklist?.values.find((entry) => entry.value === value)?.label ?? value;
}

function longText(text: string): Shown {
  const rows = rowsOf(text);
  return rows && rows.length > 0 ? { text, chips: chipsOf(rows) } : { text };
}
