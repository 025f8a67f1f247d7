/** The fields of the policy's forms, and how the lines and lists that are typed into them are read. */
import type { Field, InputValue, InputValues } from '../../../contract/field.ts';
import type { RegistrationPolicy } from '../../../domain/registration/policy.ts';
import { msg, type MessageKey } from '../../make.ts';
import { textOf } from '../../read.ts';
import type { ProgramPageState } from '../state.ts';

/** Characters of a form's text. */
export const TEXT_LIMIT = 4_000;

type People = ProgramPageState['deciders'];

/** Each part of the policy with its form; `values` is what it starts from, `read` the policy with what was entered. */
export interface PolicyPart {
  readonly title: MessageKey;
  /** Said where what was entered is not possible. */
  readonly wrong: MessageKey;
  form(state: ProgramPageState): Field[];
  values(policy: RegistrationPolicy): InputValues;
  /** As it was entered: whether it is possible is for the policy's own check to say. */
  read(policy: RegistrationPolicy, values: InputValues): unknown;
}

type FieldOf = `claimPolicy.${string}` & MessageKey;

export function whole(name: string, min: number, max: number, required = true): Field {
  return { kind: 'number', name, label: labelOf(name), required, min, max, value: null };
}

export function line(name: string, help: FieldOf): Field {
  return {
    kind: 'text',
    name,
    label: labelOf(name),
    help: msg(help),
    required: false,
    maxLength: 255,
    value: null,
  };
}

export function lines(name: string, help: FieldOf): Field {
  const label = labelOf(name);
  return {
    kind: 'longText',
    name,
    label,
    help: msg(help),
    required: false,
    maxLength: TEXT_LIMIT,
    value: null,
  };
}

export function ticked(name: string): Field {
  return { kind: 'checkbox', name, label: labelOf(name), required: false, value: false };
}

export function amount(name: string, currency: string): Field {
  return { kind: 'money', name, label: labelOf(name), required: false, currency, value: null };
}

export function person(name: 'decider' | 'delegate', people: People): Field {
  const known = people.map(({ id, name: called }) => ({ value: id, label: { text: called.slice(0, 255) } }));
  return { kind: 'select', name, label: labelOf(name), required: false, choices: known, value: null };
}

export function labelOf(name: string) {
  return msg(`claimPolicy.${name}` as FieldOf);
}

export function number(value: number): InputValue {
  return { kind: 'number', value };
}

export function text(value: string): InputValue {
  return value === '' ? null : { kind: 'text', text: value };
}

export function option(value: string | null): InputValue {
  return value === null ? null : { kind: 'select', option: value };
}

export function linesOf(value: InputValue | undefined): string[] {
  return parted(value, /\n/);
}

export function listOf(value: InputValue | undefined): string[] {
  return parted(value, /[,;\n]/);
}

export function parted(value: InputValue | undefined, at: RegExp): string[] {
  return (textOf(value) ?? '')
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `Field = value`; numbers and yes or no are what they look like. */
export function assigned(given: string): [string, string | number | boolean] {
  const at = given.indexOf('=');
  if (at < 0) return [given, ''];
  const value = given.slice(at + 1).trim();
  const typed = /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return [given.slice(0, at).trim(), value === 'true' || value === 'false' ? value === 'true' : typed];
}
