/** Our names as this package says them, and what lists call the CRM's own fields. */
import { fieldName, objectName, type Naming } from '../shared/schema/naming.ts';
import type { ObjectName } from '../shared/schema/objects.ts';
import { wantedFor } from '../shared/schema/wanted.ts';
import type { WantedField, WantedObject } from '../shared/schema/plan.ts';

export const NAMING: Naming = { dialect: 'salesforce' };
export const ROOT = 'force-app/main/default';

/** Objects of ours, each with its fields. */
export const OWN_OBJECTS: readonly WantedObject[] = wantedFor(NAMING).filter((object) => object.ours);

/** List views name standard fields by tokens of their own. */
const TOKENS: Readonly<Record<string, string>> = {
  'account.name': 'ACCOUNT.NAME',
  'account.owner': 'CORE.USERS.ALIAS',
  'deal.name': 'OPPORTUNITY.NAME',
  'deal.account': 'ACCOUNT.NAME',
  'deal.amount': 'OPPORTUNITY.AMOUNT',
  'deal.stage': 'OPPORTUNITY.STAGE_NAME',
  'deal.closeDate': 'OPPORTUNITY.CLOSE_DATE',
  'deal.closed': 'OPPORTUNITY.CLOSED',
  'deal.won': 'OPPORTUNITY.WON',
  'deal.owner': 'CORE.USERS.ALIAS',
};

/** What a list view calls a field of ours or the CRM's. */
export function listColumn(object: ObjectName, field: string): string {
  return TOKENS[`${object}.${field}`] ?? native(object, field);
}

/** @throws RangeError for a field that Salesforce does not have, since what is printed would not deploy. */
export function native(object: ObjectName, field: string): string {
  const name = fieldName(NAMING, object, field);
  if (name === null) throw new RangeError(`Salesforce has no ${object}.${field}`);
  return name;
}

export function nativeObject(object: ObjectName): string {
  return objectName(NAMING, object);
}

/** `Overlaps to confirm` is called `Overlaps_to_confirm`. */
export function nameOf(label: string): string {
  return label.replaceAll(' ', '_');
}

/** What a person reads at a glance; neither free text nor what only the server reads. */
export function isShort(field: WantedField): boolean {
  return field.type !== 'longText' && field.type !== 'json' && !isKey(field);
}

export function isKey(field: WantedField): boolean {
  return field.field === 'key';
}
