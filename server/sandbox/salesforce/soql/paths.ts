/** Resolves a field path such as `Account.Owner.Name` against the objects and fields the user can see. */
import type { OrgState } from '../state.ts';
import type { Field, Row, SObject, Value } from '../schema.ts';
import { queryError } from './errors.ts';

export interface Place {
  object: SObject;
  row: Row;
}

export interface Path {
  text: string;
  hops: Field[];
  field: Field;
  read: (row: Row) => Value;
  /** The record after so many hops; undefined when a parent on the way is empty. */
  reach: (row: Row, hops: number) => Place | undefined;
}

const HINT = 'Please reference your WSDL or the describe call for the appropriate names.';

/** @throws INVALID_FIELD with the position, as Salesforce does. */
export function resolvePath(
  org: OrgState,
  userId: string,
  object: SObject,
  text: string,
  soql: string,
): Path {
  const parts = text.split('.');
  if (parts[0]?.toLowerCase() === object.name.toLowerCase() && parts.length > 1) parts.shift();
  const last = parts.pop() ?? '';
  const hops: Field[] = [];
  let at = object;
  for (const part of parts) {
    const hop = at.relationship(part);
    const target =
      hop === undefined || !org.access(userId).mayRead(at, hop) ? undefined : targetOf(org, hop, last);
    if (hop === undefined || target === undefined || hops.length === 5)
      throw queryError(
        'INVALID_FIELD',
        `Didn't understand relationship '${part}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${HINT}`,
        soql,
        text,
      );
    hops.push(hop);
    at = target;
  }
  const field = at.field(last);
  if (field === undefined || !org.access(userId).mayRead(at, field) || !org.access(userId).can('Read', at))
    throw queryError(
      'INVALID_FIELD',
      `No such column '${last}' on entity '${at.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${HINT}`,
      soql,
      text,
    );
  const reach = (row: Row, count: number): Place | undefined => {
    let place: Place | undefined = { object, row };
    for (const hop of hops.slice(0, count)) {
      const id: Value | undefined = place.row[hop.name];
      place = typeof id === 'string' ? org.find(id) : undefined;
      if (place === undefined) return undefined;
    }
    return place;
  };
  const own = (row: Row): Value => row[field.name] ?? null;
  const read = hops.length === 0 ? own : (row: Row) => reach(row, hops.length)?.row[field.name] ?? null;
  return { text, hops, field, read, reach };
}

/** Of several objects a relation may point at, the first that has the field asked for. */
function targetOf(org: OrgState, hop: Field, field: string): SObject | undefined {
  const targets = (hop.reference?.to ?? []).map((name) => org.objects.get(name.toLowerCase()));
  return targets.find((target) => target?.field(field) !== undefined) ?? targets[0];
}
