/** Short ways to make the values, messages and actions that views consist of. Keys are checked against the words. */
import type { Action } from '../contract/action.ts';
import type { Choice } from '../contract/field.ts';
import type { Message, RecordRef, Term, Value } from '../contract/value.ts';
import type { Money } from '../domain/money.ts';
import type { en } from './words/en.ts';

export type MessageKey = keyof typeof en;

export const msg = (key: MessageKey, args?: Message['args']): Message => (args ? { key, args } : { key });

export const text = (text: string): Term => ({ kind: 'text', text });
export const number = (value: number): Term => ({ kind: 'number', value });
export const percent = (basisPoints: number): Term => ({ kind: 'percent', basisPoints });
export const money = ({ minor, currency }: Money): Term => ({ kind: 'money', minor, currency });
export const date = (day: string): Term => ({ kind: 'date', day });
export const instant = (ms: number): Term => ({ kind: 'instant', ms });
export const duration = (ms: number): Term => ({ kind: 'duration', ms });
export const record = (ref: RecordRef, name: string): Term => ({ kind: 'record', ...ref, name: short(name) });
export const word = (key: MessageKey, args?: Record<string, string | number>): Term =>
  args ? { kind: 'word', key, args } : { kind: 'word', key };
export const list = (items: Term[]): Value => ({ kind: 'list', items });

/** An account, of whatever name, as a link. */
export const account = ({ id, name }: { id: string; name: string }): Term =>
  record({ object: 'account', id }, name);
export const deal = ({ id, name }: { id: string; name: string }): Term =>
  record({ object: 'deal', id }, name);

/** What stands for nothing. */
export const NONE: Term = word('value.none');

/** A value or, for an empty one, the sign for nothing. */
export function orNone<T>(value: T | null | undefined, make: (value: T) => Value): Value {
  return value === null || value === undefined || value === '' ? NONE : make(value);
}

/** One choice for each option, in the words `prefix.option`. */
export function choices<Option extends string, Prefix extends string>(
  prefix: Prefix,
  options: readonly Option[],
): `${Prefix}.${Option}` extends MessageKey ? Choice[] : never {
  const made: Choice[] = options.map((value) => ({ value, label: { key: `${prefix}.${value}` } }));
  return made as `${Prefix}.${Option}` extends MessageKey ? Choice[] : never;
}

type Extra = Partial<Pick<Action, 'targets' | 'form' | 'confirm' | 'look'>> & {
  /** Null or absent: the action can be used. */
  disabled?: Message | null | undefined;
};

export function action(name: string, label: Message, { disabled, ...extra }: Extra = {}): Action {
  return {
    name,
    label,
    look: 'neutral',
    targets: [],
    ...extra,
    ...(disabled && { disabledReason: disabled }),
  };
}

/** Cut to what the contract lets a name hold. */
function short(name: string): string {
  return name.length > 255 ? `${name.slice(0, 254)}…` : name;
}

/** At most so many of the rows, and what to say of those that are left out. */
export function limited<T>(
  rows: readonly T[],
  most: number,
  beyond = 0,
): { shown: T[]; more: { more?: Message } } {
  const shown = rows.slice(0, most);
  const count = rows.length - shown.length + beyond;
  return { shown, more: count > 0 ? { more: msg('rows.more', { count }) } : {} };
}
