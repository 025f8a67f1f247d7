/** Leaves out of a record what the viewer cannot read in the CRM. */
import type { Fields, ObjectName } from '../../../shared/schema/objects.ts';
import type { Caller } from './caller.ts';

/** The keys by which rows are told apart are no one's secret. */
const ALWAYS = new Set(['key', 'account', 'deal', 'partner', 'row']);

export function isHidden(object: ObjectName, { hidden }: Pick<Caller, 'hidden'>): boolean {
  return hidden.has(`${object}.*`);
}

export function visible<Name extends ObjectName>(
  object: Name,
  fields: Fields<Name>,
  caller: Pick<Caller, 'hidden'>,
): Fields<Name> {
  if (caller.hidden.size === 0) return fields;
  const shown = Object.entries(fields).filter(([name]) => isSeen(object, name, caller));
  return Object.fromEntries(shown) as Fields<Name>;
}

function isSeen(object: ObjectName, name: string, { hidden }: Pick<Caller, 'hidden'>): boolean {
  const isRow = object !== 'account' && object !== 'deal';
  return (isRow && ALWAYS.has(name)) || !hidden.has(`${object}.${name}`);
}

/** The rows of an object; none where the viewer cannot read it at all. */
export function visibleRows<Name extends ObjectName>(
  object: Name,
  rows: readonly Fields<Name>[],
  caller: Pick<Caller, 'hidden'>,
): Fields<Name>[] {
  return isHidden(object, caller) ? [] : rows.map((fields) => visible(object, fields, caller));
}
