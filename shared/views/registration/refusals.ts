/** Puts what the rules of registrations say into words, at the field of the card's form that it is about. */
import type { Message } from '../../contract/value.ts';
import type { Line, ReasonArg } from '../../domain/conflict.ts';
import type { Refusal } from '../../domain/registration.ts';

/** A refusal by the rules, its field by the name that the card's forms have for it. */
export interface ClaimRefusal {
  readonly code: Refusal['code'];
  readonly field: string | null;
  readonly args: Refusal['args'];
}

/** Paths of the domain's form whose last part names nothing by itself. */
const FIELDS: Readonly<Record<string, string | null>> = {
  'customer.name': 'customerName',
  'customer.website': 'customerWebsite',
  'customer.country': 'customerCountry',
  customer: null,
  participants: null,
};

/** Of several refusals the first: a form shows one at a time, and the draft names all of them. */
export function claimRefusal(refusals: readonly Refusal[]): ClaimRefusal {
  const [first] = refusals;
  if (!first) throw new Error('a refusal without a reason');
  const { code, field, args } = first;
  if (field === null) return { code, field, args };
  const named = field in FIELDS ? (FIELDS[field] ?? null) : (field.split('.').at(-1) ?? null);
  return { code, field: named, args };
}

export function refusalMessage({ code, args }: Pick<Refusal, 'code' | 'args'>): Message {
  return worded(code, args);
}

export function lineMessage({ reason }: Pick<Line, 'reason'>): Message {
  return worded(reason.key, reason.args);
}

/** The place in the list of participants that a refusal is about; null is the claim as a whole. */
export function participantAt({ field }: Pick<Refusal, 'field'>): number | null {
  const at = /^participants\.(\d+)\./.exec(field ?? '')?.[1];
  return at === undefined ? null : Number(at);
}

function worded(key: string, args: Readonly<Record<string, ReasonArg>>): Message {
  return Object.keys(args).length === 0 ? { key } : { key, args: { ...args } };
}
