/** What the CRM would refuse of a new deal, as far as it describes its fields: told before anything is written. */
import type { NewDeal } from '../../../shared/domain/registration.ts';
import type { NativeField } from '../../ports.ts';

export interface DealProblem {
  /** The CRM's own name. */
  readonly field: string;
  readonly code: 'newDeal.required' | 'newDeal.unknown' | 'newDeal.closed' | 'newDeal.option';
  readonly reason: string;
}

/** Options that are named where another one was given. */
const SHOWN = 10;

/** @param known the deal's fields as the CRM describes them */
export function dealProblems({ fields, values }: NewDeal, known: readonly NativeField[]): DealProblem[] {
  const own = Object.entries(fields).map(([field, value]) => ({
    name: field,
    value,
    native: known.find((one) => one.field === field),
  }));
  const others = Object.entries(values).map(([name, value]) => ({
    name,
    value,
    native: known.find((one) => one.name.toLowerCase() === name.toLowerCase()),
  }));
  const given = new Set([...own, ...others].map(({ native }) => native));
  return [
    // An object without kinds has no field for one; any other field of ours is closed where it is not described.
    ...own.flatMap(({ name, value, native }) => problemOf(native?.name ?? name, value, native, true)),
    ...others.flatMap(({ name, value, native }) => problemOf(name, value, native, false)),
    ...known
      .filter((field) => field.required && !given.has(field))
      .map(({ name, label }) => ({
        field: name,
        code: 'newDeal.required' as const,
        reason: `${label} (${name}) is required, and the program gives new deals no value for it.`,
      })),
  ];
}

function problemOf(
  field: string,
  value: unknown,
  native: NativeField | undefined,
  isOurs: boolean,
): DealProblem[] {
  // What is no field of the record itself, such as an account that is linked, is described nowhere.
  if (!native) {
    if (isOurs && field !== 'kind') return [];
    return [
      { field, code: 'newDeal.unknown', reason: `Deals have no field ${field}, or it is hidden from us.` },
    ];
  }
  const { label, name, options, writable } = native;
  if (!writable && native.field !== 'kind') {
    return [{ field: name, code: 'newDeal.closed', reason: `${label} (${name}) cannot be written by us.` }];
  }
  const isChoice = options.length > 0 && typeof value === 'string' && native.field !== 'owner';
  if (!isChoice || options.includes(value)) return [];
  const reason = `${label} (${name}) has no option ${value}; there is ${options.slice(0, SHOWN).join(', ')}.`;
  return [{ field: name, code: 'newDeal.option', reason }];
}
