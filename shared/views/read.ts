/** Reads what a form sent; a value of another kind than its field counts as empty. */
import type { InputValue } from '../contract/field.ts';
import type { Money } from '../domain/money.ts';

type Sent = InputValue | undefined;

export const textOf = (value: Sent): string | null => (value?.kind === 'text' ? value.text : null);
export const numberOf = (value: Sent): number | null => (value?.kind === 'number' ? value.value : null);
export const percentOf = (value: Sent): number | null =>
  value?.kind === 'percent' ? value.basisPoints : null;
export const amountOf = (value: Sent): Money | null =>
  value?.kind === 'money' ? { minor: value.minor, currency: value.currency } : null;
export const dayOf = (value: Sent): string | null => (value?.kind === 'date' ? value.day : null);
export const optionOf = (value: Sent): string | null => (value?.kind === 'select' ? value.option : null);
export const optionsOf = (value: Sent): readonly string[] =>
  value?.kind === 'multiSelect' ? value.options : [];
export const recordOf = (value: Sent): string | null => (value?.kind === 'record' ? value.id : null);
export const isTicked = (value: Sent): boolean => value?.kind === 'checkbox' && value.checked;
