/** What every input is given, whichever kind of field it draws. */
import type { Field, InputValue } from '@alongside/shared/contract/field.ts';
import type { Speech } from '../speech.ts';

export interface FieldProps<Kind extends Field['kind'] = Field['kind']> {
  field: Extract<Field, { kind: Kind }>;
  value: InputValue;
  /** What is wrong with it, in words. */
  error: string | null;
  onType(value: InputValue): void;
  onEnter(value: InputValue): void;
}

export function common({ field, error }: { field: Field; error: string | null }, { say }: Speech) {
  const reason = field.disabledReason ?? field.help;
  return {
    name: field.name,
    label: say(field.label),
    required: field.required,
    readOnly: field.disabledReason !== undefined,
    ...(reason && { description: say(reason) }),
    ...(error !== null && { error: true, validationMessage: error }),
  };
}

/** A value of the kind that the field holds, else null. */
export function held<Kind extends NonNullable<InputValue>['kind']>(
  value: InputValue,
  kind: Kind,
): Extract<InputValue, { kind: Kind }> | null {
  return value?.kind === kind ? (value as Extract<InputValue, { kind: Kind }>) : null;
}
