/** What a form starts from: the fields' own values, or those the action brings. */
import type { Action } from '@alongside/shared/contract/action.ts';
import type { Field, Form, InputValue, InputValues } from '@alongside/shared/contract/field.ts';
import type { Speech } from '../speech.ts';

export function startOf(form: Form | undefined, action: Action, { say }: Speech): InputValues {
  const own = Object.fromEntries((form?.fields ?? []).map((field) => [field.name, valueOf(field)]));
  const drafts = Object.entries(action.form?.drafts ?? {}).map(([name, draft]) => [name, textOf(say(draft))]);
  return { ...own, ...action.form?.values, ...Object.fromEntries(drafts) };
}

/** Null is an empty field. */
export function textOf(text: string): InputValue {
  return text === '' ? null : { kind: 'text', text };
}

function valueOf(field: Field): InputValue {
  switch (field.kind) {
    case 'checkbox':
      return { kind: 'checkbox', checked: field.value };
    case 'multiSelect':
      return { kind: 'multiSelect', options: field.value };
    default:
      return field.value === null ? null : filled(field as Filled<typeof field>);
  }
}

type Filled<F> = F extends { value: infer V } ? F & { value: NonNullable<V> } : never;
type Fillable = Exclude<Field, { kind: 'checkbox' | 'multiSelect' }>;

function filled(field: Filled<Fillable>): InputValue {
  switch (field.kind) {
    case 'text':
    case 'longText':
      return textOf(field.value);
    case 'number':
      return { kind: 'number', value: field.value };
    case 'money':
      return { kind: 'money', ...field.value };
    case 'percent':
      return { kind: 'percent', basisPoints: field.value };
    case 'date':
      return { kind: 'date', day: field.value };
    case 'select':
      return { kind: 'select', option: field.value };
    case 'recordSearch':
      return { kind: 'record', ...field.value };
  }
}
