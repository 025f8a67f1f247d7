/** What every input has around it: its label, a description, what is wrong with it; and what was typed but not yet taken. */
import { useEffect, useId, useState, type ReactNode } from 'react';

export interface FieldProps {
  label?: string;
  required?: boolean;
  readOnly?: boolean;
  description?: string;
  error?: boolean;
  validationMessage?: string;
}

export interface Named {
  id: string;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
  'aria-describedby': string | undefined;
}

/** @param children draws the input with what names and describes it */
export function FieldFrame({
  children,
  description,
  error = false,
  label,
  required = false,
  validationMessage,
}: FieldProps & { children: (named: Named) => ReactNode }) {
  const id = useId();
  const notes = [description && `${id}-description`, validationMessage && `${id}-message`].filter(Boolean);
  return (
    <div className={`hs-field${error ? ' wrong' : ''}`}>
      {label !== undefined && (
        <label htmlFor={id} id={`${id}-label`}>
          {label}
          {required && <span aria-hidden="true"> *</span>}
        </label>
      )}
      {description && <p id={`${id}-description`}>{description}</p>}
      {children({
        id,
        'aria-invalid': error || undefined,
        'aria-required': required || undefined,
        'aria-describedby': notes.join(' ') || undefined,
      })}
      {validationMessage && (
        <p className="message" id={`${id}-message`} role={error ? 'alert' : undefined}>
          {validationMessage}
        </p>
      )}
    </div>
  );
}

/** What the user sees at once, until the card in its worker says otherwise. */
export function useDraft<Value>(value: Value): [Value, (draft: Value) => void] {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  return [draft, setDraft];
}
